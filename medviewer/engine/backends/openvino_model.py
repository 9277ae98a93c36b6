"""From a torch module or an ONNX file to OpenVINO's model of one input shape, and on to machine code."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from medviewer.core.errors import Cancelled
from medviewer.engine.backends.openvino_library import openvino
from medviewer.engine.backends.out_of_memory import is_out_of_memory
from medviewer.engine.backends.processor import threads
from medviewer.engine.backends.traced import traced_for


class NotConvertible(Exception):
    """OpenVINO does not know some part of a network; the reason in few words."""


def converted(network: torch.nn.Module, shape: Sequence[int]) -> Any:
    """A torch module as OpenVINO's model of inputs [n, channels, ...] of exactly this shape.

    The module is traced with numbers of that shape, as padding often depends on it, or of a small one where
    that makes no difference; its weights are shared and not copied.

    Raises
    ------
    NotConvertible
        If torch cannot trace it or OpenVINO has no counterpart for one of its operations.
    """
    library = openvino()
    decoder = importlib.import_module("openvino.frontend.pytorch.ts_decoder").TorchScriptPythonDecoder
    try:
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")  # what torch says of tracing is not for users
            traced = decoder(traced_for(_FirstOutput(network), shape))  # must outlive the conversion
            front_end = library.frontend.FrontEndManager().load_by_framework("pytorch")
            model = front_end.convert(front_end.load(traced))
        model.reshape(list(shape))
    except (MemoryError, Cancelled):
        raise
    except Exception as error:
        raise _refusal(error) from error
    return model


def read_onnx(path: Path, shape: Sequence[int]) -> Any:
    """An ONNX file as OpenVINO's model of inputs of exactly this shape.

    Raises
    ------
    NotConvertible
        If OpenVINO cannot read it or it does not take that shape.
    """
    library = openvino()
    try:
        model = library.Core().read_model(path)
        model.reshape(list(shape))
    except MemoryError:
        raise
    except Exception as error:
        raise _refusal(error) from error
    return model


def compiled(model: Any, precision: str) -> Any:
    """Machine code for this processor. ``precision``: ``"float32"`` or ``"bfloat16"``.

    Raises
    ------
    NotConvertible
        If OpenVINO's processor plugin does not know an operation.
    """
    settings = {
        "INFERENCE_PRECISION_HINT": {"float32": "f32", "bfloat16": "bf16"}[precision],
        "PERFORMANCE_HINT": "LATENCY",
        "NUM_STREAMS": "1",
        "INFERENCE_NUM_THREADS": str(threads()),
        "ENABLE_CPU_PINNING": "NO",  # other programs share the cores, and so may the next host
    }
    try:
        return openvino().Core().compile_model(model, "CPU", settings)
    except MemoryError:
        raise
    except Exception as error:
        raise _refusal(error) from error


def _refusal(error: Exception) -> Exception:
    """That a network is not known, unless it was memory that failed: torch would need no less of it."""
    if is_out_of_memory(error):
        return MemoryError(_first_line(error))
    return NotConvertible(f"{type(error).__name__}: {_first_line(error)}")


class _FirstOutput(torch.nn.Module):
    """A deeply supervised network gives a list, the output at full resolution first."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        output = self.network(batch)
        return output if isinstance(output, torch.Tensor) else output[0]


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else ""
