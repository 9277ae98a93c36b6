"""Networks run by OpenVINO on the processor."""

from __future__ import annotations

import contextlib
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import torch

from medviewer.engine.backends.backend import Backend
from medviewer.engine.backends.listening import Listenable, Tell
from medviewer.engine.backends.openvino_library import openvino
from medviewer.engine.backends.openvino_model import NotConvertible, compiled

_KEPT_SHAPES = 2
_LARGE_VOXELS = 128**3
_LOOK_MS = 50
_MOST_TOLD = 0.95

MakeModel = Callable[[Sequence[int]], Any]


class OpenVinoBackend:
    """A network as machine code of each input shape that comes, made when it first comes.

    Parameters
    ----------
    make_model
        Gives OpenVINO's model for an input shape; called again for another shape, so that no second copy
        of the weights is held meanwhile.
    precision
        ``"float32"`` or ``"bfloat16"``: of the inner arithmetic; inputs and outputs are float32.
    otherwise
        Makes the backend that takes over if OpenVINO does not know the network.
    s_per_voxel
        How long a pass takes, as measured at install; OpenVINO itself does not tell how far it is. 0: not
        known before the first.
    """

    device = "cpu"

    def __init__(
        self,
        make_model: MakeModel,
        precision: str,
        otherwise: Callable[[], Backend],
        s_per_voxel: float = 0.0,
    ) -> None:
        self.name = f"OpenVINO {precision}"
        self.refusal = ""  # why something else had to take over
        self._make_model = make_model
        self._precision = precision
        self._otherwise = otherwise
        self._fallback: Backend | None = None
        self._runs: OrderedDict[tuple[int, ...], _Run] = OrderedDict()
        self._is_closed = False
        self._tell: Tell | None = None
        self._s_per_voxel = s_per_voxel

    def listen(self, tell: Tell | None) -> None:
        """Whom it tells how much of the time of a pass is over."""
        self._tell = tell
        if isinstance(self._fallback, Listenable):
            self._fallback.listen(tell)

    def rest(self) -> None:
        """Gives back what passes over large images need."""
        for shape, run in self._runs.items():
            if math.prod(shape[2:]) > _LARGE_VOXELS:
                run.rest()

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        """Raw outputs [n, channels, ...] (float32) of inputs [n, channels, ...] (float32)."""
        if self._is_closed:
            raise RuntimeError("This network has been closed.")
        if self._fallback is not None:
            return self._fallback.forward(batch)
        try:
            run = self._run_for(tuple(batch.shape))
        except NotConvertible as error:
            self._fallback = self._otherwise()
            self.listen(self._tell)
            self.name, self.refusal = self._fallback.name, f"OpenVINO cannot run it ({error})"
            return self._fallback.forward(batch)
        voxels = math.prod(batch.shape[2:])
        begin = time.perf_counter()
        output = run(batch, self._tell, self._s_per_voxel * voxels)
        self._s_per_voxel = (time.perf_counter() - begin) / voxels
        return output

    def close(self) -> None:
        """Gives its memory back."""
        self._is_closed = True
        self._runs.clear()
        if self._fallback is not None:
            self._fallback.close()

    def _run_for(self, shape: tuple[int, ...]) -> _Run:
        if shape in self._runs:
            self._runs.move_to_end(shape)
        else:
            while len(self._runs) >= _KEPT_SHAPES:
                self._runs.popitem(last=False)
            self._runs[shape] = _Run(compiled(self._make_model(shape), self._precision))
        return self._runs[shape]


class _Run:
    """Machine code with its request; reads the input and writes the output where torch has them."""

    def __init__(self, code: Any) -> None:
        self._code = code
        self._make_tensor = openvino().Tensor
        self._request: Any = None
        self._output = torch.empty(0)

    def __call__(self, batch: torch.Tensor, tell: Tell | None, expected_s: float) -> torch.Tensor:
        if self._request is None:
            self._request = self._code.create_infer_request()
            self._output = torch.empty(tuple(self._code.output(0).shape))
            shared = self._make_tensor(self._output.numpy(), shared_memory=True)
            self._request.set_output_tensor(0, shared)
        array = batch.detach().to("cpu", torch.float32).contiguous().numpy()
        self._request.set_input_tensor(self._make_tensor(array, shared_memory=True))
        if tell is None:
            self._request.infer()
        else:
            self._infer(tell, expected_s)
        return self._output

    def rest(self) -> None:
        """Lets go of inputs, outputs and everything between them; the machine code stays."""
        self._request, self._output = None, torch.empty(0)
        self._code.release_memory()

    def _infer(self, tell: Tell, expected_s: float) -> None:
        """Runs it and tells meanwhile; asked to stop, it ends with the layer that is being computed."""
        begin = time.perf_counter()
        self._request.start_async()
        try:
            while not self._request.wait_for(_LOOK_MS):
                passed_s = time.perf_counter() - begin
                tell(min(passed_s / expected_s, _MOST_TOLD) if expected_s > 0 else 0.0)
        except BaseException:
            self._request.cancel()
            with contextlib.suppress(RuntimeError):  # says that it was cancelled
                self._request.wait()
            raise
        self._request.wait()  # says what went wrong
