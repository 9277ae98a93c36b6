"""From a stage and a file of weights to a network that can be run."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.core.errors import PluginError
from medviewer.engine.backends.backend import Backend
from medviewer.engine.backends.processor import processor_name
from medviewer.engine.backends.record import (
    LEAN,
    BackendRecord,
    BackendTrial,
    StageRecord,
    read_backend_record,
)
from medviewer.packs.pack_manifest import PACK_NAME
from medviewer.packs.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

    from medviewer.engine.tiling.linear_head import LinearHead

RUNNERS = ("torch", "openvino", "onnxruntime")
_PRECISIONS = ("float32", "bfloat16", "float16")


def make_backend(stage: Stage, weights: Path, device: str, precision: str = "auto") -> Backend:
    """A loaded network.

    Parameters
    ----------
    stage, weights
        Which network, and the file of one fold inside the pack's folder.
    device
        ``"cpu"`` or ``"cuda:n"``.
    precision
        ``"auto"``: what was fastest and right when the pack was installed on this machine; torch in
        float32 if that is not known. ``"float32"``, ``"bfloat16"`` or ``"float16"``: the same among the
        ways of that precision, and torch in it if none was found right. `LEAN`: what took the least memory.

    Raises
    ------
    PluginError
        If the weights cannot be read, do not fit the network, or are not finite.
    """
    if precision not in ("auto", LEAN, *_PRECISIONS):
        raise PluginError(f"There is no precision {precision!r}; choose auto, {', '.join(_PRECISIONS)}.")
    record = record_of(weights, device)
    stage_record = None if record is None else record.of_stage(stage.name)
    best = None if stage_record is None else stage_record.best(precision)
    if best is not None and stage_record is not None:
        pace = _s_per_voxel(best, stage_record)
        return backend_of(stage, weights, device, best.runner, best.precision, pace)
    plain = "onnxruntime" if stage.format == "onnx" else "torch"
    return backend_of(stage, weights, device, plain, "float32" if precision in ("auto", LEAN) else precision)


def backend_of(
    stage: Stage, weights: Path, device: str, runner: str, precision: str, s_per_voxel: float = 0.0
) -> Backend:
    """A network run in one certain way; see `make_backend`. ``runner`` is one of `RUNNERS`.

    ``s_per_voxel``: how long a pass takes where that is known, 0 else.
    """
    from medviewer.engine.backends.split_network import HeadBackend
    from medviewer.engine.backends.torch_backend import TorchBackend

    if stage.format == "onnx":
        return _of_onnx(weights, device, runner, precision, s_per_voxel)
    network = load_network(stage, weights)
    head = _head_taken_off(network, stage)
    backend: Backend
    if runner == "openvino":
        backend = _by_openvino(network, stage, weights, precision, s_per_voxel)
    else:
        backend = TorchBackend(network, device, precision)
    return backend if head is None else HeadBackend(backend, head)


def load_network(stage: Stage, weights: Path) -> torch.nn.Module:
    """The network of a stage as a torch module, float32, on the processor; not for ONNX."""
    from medviewer.engine.backends.exported_program import load_exported_program
    from medviewer.engine.backends.torchscript_file import load_torchscript
    from medviewer.engine.backends.weights import network_with_weights

    if stage.format == "safetensors":
        return network_with_weights(stage, weights)
    if stage.format == "torch_export":
        return load_exported_program(weights)
    if stage.format == "torchscript":
        return load_torchscript(weights)
    raise PluginError(f"{stage.name} is of the format {stage.format}, which torch does not run.")


def record_of(weights: Path, device: str) -> BackendRecord | None:
    """The install record that lies in the pack of a file of weights, for this device of this machine."""
    folder = next((folder for folder in weights.parents if (folder / PACK_NAME).is_file()), None)
    kind = device.partition(":")[0]
    return None if folder is None else read_backend_record(folder, kind, hardware_name(device))


def hardware_name(device: str) -> str:
    """The name of the processor or of the graphics card."""
    if not device.startswith("cuda"):
        return processor_name()
    import torch

    return str(torch.cuda.get_device_name(device))


def _s_per_voxel(trial: BackendTrial, stage: StageRecord) -> float:
    ms = trial.large_ms_per_tile or trial.ms_per_tile
    return ms / 1000 / max(1, math.prod(stage.tile_shape[2:]))


def _by_openvino(
    network: torch.nn.Module, stage: Stage, weights: Path, precision: str, s_per_voxel: float
) -> Backend:
    from medviewer.engine.backends.openvino_backend import OpenVinoBackend
    from medviewer.engine.backends.openvino_model import converted
    from medviewer.engine.backends.torch_backend import TorchBackend

    first = [network]  # let go of once it is converted

    def model_of(shape: Sequence[int]) -> object:
        return converted(first.pop() if first else _again(stage, weights), shape)

    return OpenVinoBackend(model_of, precision, lambda: TorchBackend(_again(stage, weights)), s_per_voxel)


def _again(stage: Stage, weights: Path) -> torch.nn.Module:
    """The network as it was when it was first loaded: without its last layer if that was taken off."""
    network = load_network(stage, weights)
    _head_taken_off(network, stage)
    return network


def _head_taken_off(network: torch.nn.Module, stage: Stage) -> LinearHead | None:
    """The last layer, if the network is one that is split; it gives features then."""
    from medviewer.engine.backends.split_network import split_network
    from medviewer.engine.tiling.linear_head import least_ratio

    if stage.format != "safetensors":
        return None
    return split_network(network, stage.tiles.size, least_ratio(stage.tiles.size))


def _of_onnx(weights: Path, device: str, runner: str, precision: str, s_per_voxel: float) -> Backend:
    from medviewer.engine.backends.onnx_backend import OnnxBackend

    if runner == "openvino" and device == "cpu":
        from medviewer.engine.backends.openvino_backend import OpenVinoBackend
        from medviewer.engine.backends.openvino_model import read_onnx

        return OpenVinoBackend(
            lambda shape: read_onnx(weights, shape), precision, lambda: OnnxBackend(weights), s_per_voxel
        )
    return OnnxBackend(weights, device)
