"""Networks in ONNX files, run by onnxruntime."""

from __future__ import annotations

import importlib
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.listening import Tell
from medviewer.engine.backends.processor import threads

_ON_CARD, _ON_PROCESSOR = "CUDAExecutionProvider", "CPUExecutionProvider"
_LOOK_S = 0.05


class OnnxBackend:
    """An ONNX file in float32; ``device`` is the processor unless onnxruntime itself has a graphics card.

    Raises
    ------
    PluginError
        If onnxruntime does not run it.
    """

    def __init__(self, path: Path, device: str = "cpu") -> None:
        self._session: Any = _session(path, device)
        on_card = self._session.get_providers()[0] == _ON_CARD
        self.device = "cpu"  # onnxruntime takes its inputs from the processor's memory
        self.name = f"onnxruntime float32{' on the graphics card' if on_card else ''}"
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[0].name
        self._tell: Tell | None = None

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        """Raw outputs [n, channels, ...] (float32) of inputs [n, channels, ...] (float32)."""
        if self._session is None:
            raise RuntimeError("This network has been closed.")
        array = batch.detach().to("cpu", torch.float32).contiguous().numpy()
        if self._tell is None:
            (output,) = self._session.run([self._output], {self._input: array})
        else:
            output = self._run_and_tell(self._tell, array)
        return torch.from_numpy(output).float()

    def listen(self, tell: Tell | None) -> None:
        """Whom it tells that it still runs; how far it is onnxruntime does not say."""
        self._tell = tell

    def _run_and_tell(self, tell: Tell, array: Any) -> Any:
        """Runs it beside this thread; asked to stop, it ends with the layer that is being computed."""
        options = importlib.import_module("onnxruntime").RunOptions()
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(self._session.run, [self._output], {self._input: array}, options)
            try:
                while not wait([running], _LOOK_S).done:
                    tell(0.0)
            except BaseException:
                options.terminate = True
                raise
            (output,) = running.result()
        return output

    def close(self) -> None:
        """Gives its memory back."""
        self._session = None


def _session(path: Path, device: str) -> Any:
    library = importlib.import_module("onnxruntime")
    library.disable_telemetry_events()
    options = library.SessionOptions()
    options.intra_op_num_threads = threads()
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other programs share the cores
    options.enable_cpu_mem_arena = False  # an arena keeps its peak for good
    providers = [_ON_PROCESSOR]
    if device.startswith("cuda") and _ON_CARD in library.get_available_providers():
        providers.insert(0, _ON_CARD)
    try:
        return library.InferenceSession(str(path), options, providers=providers)
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        raise PluginError(f"The network {path.name} cannot be run ({type(error).__name__}).") from error
