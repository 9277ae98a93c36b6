"""Networks run by torch."""

from __future__ import annotations

import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.listening import LayerWatch, Tell

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
_CHANNELS_LAST = {4: torch.channels_last, 5: torch.channels_last_3d}


class TorchBackend:
    """A torch module on a device, in one precision: ``"float32"``, ``"bfloat16"`` or ``"float16"``.

    The module is taken over; it is in evaluation mode already.

    On the processor bfloat16 weights and activations lie channels last, which oneDNN is fastest with; on a
    graphics card half precision is torch's automatic mixed precision (Micikevicius et al. 2018), so that
    normalisation and softmax stay float32.
    """

    def __init__(self, network: torch.nn.Module, device: str = "cpu", precision: str = "float32") -> None:
        self.name = f"torch {precision}"
        self.device = device
        self._dtype = _dtype(precision)
        self._is_on_card = device.startswith("cuda")
        self._lies_channels_last = self._is_on_card or precision != "float32"
        network = network.to(device)
        if precision != "float32" and not self._is_on_card:
            network = network.to(self._dtype)
        if self._lies_channels_last:
            _weights_channels_last(network)
        if self._is_on_card:
            torch.backends.cudnn.benchmark = True
        self._layers = LayerWatch(network)
        self._network: torch.nn.Module | None = network

    def listen(self, tell: Tell | None) -> None:
        """Whom it tells after every layer."""
        self._layers.tell = tell

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        """Raw outputs [n, channels, ...] (float32) of inputs [n, channels, ...] (float32)."""
        network = self._network
        if network is None:
            raise RuntimeError("This network has been closed.")
        self._layers.begin()
        with torch.inference_mode():
            batch = batch.to(self.device)
            if self._lies_channels_last and batch.dim() in _CHANNELS_LAST:
                batch = batch.contiguous(memory_format=_CHANNELS_LAST[batch.dim()])
            if not self._is_on_card:
                return _first(network(batch.to(self._dtype))).float()
            with torch.autocast("cuda", self._dtype, enabled=self._dtype != torch.float32):
                return _first(network(batch)).float()

    def close(self) -> None:
        """Gives its memory back."""
        self._network = None


def _dtype(precision: str) -> torch.dtype:
    if precision not in _DTYPES:
        raise PluginError(f"Torch has no precision {precision!r} for networks.")
    return _DTYPES[precision]


def _weights_channels_last(network: torch.nn.Module) -> None:
    for parameter in network.parameters():
        if parameter.dim() in _CHANNELS_LAST:
            parameter.data = parameter.data.contiguous(memory_format=_CHANNELS_LAST[parameter.dim()])


def _first(output: torch.Tensor | list[torch.Tensor] | tuple[torch.Tensor, ...]) -> torch.Tensor:
    """The output at full resolution: deeply supervised networks give it first."""
    return output if isinstance(output, torch.Tensor) else output[0]
