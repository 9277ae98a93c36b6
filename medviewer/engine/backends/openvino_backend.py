"""Networks run by OpenVINO on the processor."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import torch

from medviewer.engine.backends.backend import Backend
from medviewer.engine.backends.openvino_library import openvino
from medviewer.engine.backends.openvino_model import NotConvertible, compiled

_KEPT_SHAPES = 2

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
    """

    device = "cpu"

    def __init__(self, make_model: MakeModel, precision: str, otherwise: Callable[[], Backend]) -> None:
        self.name = f"OpenVINO {precision}"
        self.refusal = ""  # why something else had to take over
        self._make_model = make_model
        self._precision = precision
        self._otherwise = otherwise
        self._fallback: Backend | None = None
        self._runs: OrderedDict[tuple[int, ...], _Run] = OrderedDict()
        self._is_closed = False

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
            self.name, self.refusal = self._fallback.name, f"OpenVINO cannot run it ({error})"
            return self._fallback.forward(batch)
        return run(batch)

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
        self._request = code.create_infer_request()
        self._output = torch.empty(tuple(code.output(0).shape))
        self._request.set_output_tensor(0, openvino().Tensor(self._output.numpy(), shared_memory=True))
        self._make_tensor = openvino().Tensor

    def __call__(self, batch: torch.Tensor) -> torch.Tensor:
        array = batch.detach().to("cpu", torch.float32).contiguous().numpy()
        self._request.set_input_tensor(self._make_tensor(array, shared_memory=True))
        self._request.infer()
        return self._output
