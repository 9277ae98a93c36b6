"""Backend: one loaded network that can be run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import torch


class Backend(Protocol):
    """A network with its weights on a device.

    ``name`` is for people and for the provenance, e.g. ``"torch float32"``, ``"OpenVINO bfloat16"``;
    ``device`` is where `forward` wants its input and gives its output, e.g. ``"cpu"``, ``"cuda:0"``.
    """

    name: str
    device: str

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        """Raw outputs [n, channels, ...] (float32) of inputs [n, channels, ...] (float32).

        What is given back may be overwritten by the next call.
        """

    def close(self) -> None:
        """Gives its memory back."""


@runtime_checkable
class Resting(Protocol):
    """A backend that holds memory for its next pass, which it can give back between runs."""

    def rest(self) -> None:
        """A run is over."""
