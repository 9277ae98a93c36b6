"""How a network tells, while it runs, how far it is; and so can be asked to stop before its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

import torch

Tell = Callable[[float], None]
"""Is given the share of a pass that is done, 0..1; raises `Cancelled` if the user asked to stop."""


@runtime_checkable
class Listenable(Protocol):
    """A backend that tells while it runs; None for silence."""

    def listen(self, tell: Tell | None) -> None:
        """Whom it tells from now on."""


class LayerWatch:
    """Tells after every layer of a torch module; of a TorchScript file never, whose layers are no Python.

    All layers count the same: how long each takes is not known, and what is given whole mostly has layers of
    one width.
    """

    def __init__(self, network: torch.nn.Module) -> None:
        layers = [module for module in network.modules() if _is_layer(module)]
        self.tell: Tell | None = None
        self._expected = max(1, len(layers))
        self._done = 0
        for layer in layers:
            layer.register_forward_hook(self._after)

    def begin(self) -> None:
        """A pass begins; the one before it has shown how many layers there are to run."""
        if self._done > 1:
            self._expected = self._done
        self._done = 0

    def _after(self, _module: torch.nn.Module, _given: Any, _output: Any) -> None:
        self._done += 1
        if self.tell is not None:
            self.tell(min(self._done / self._expected, 1.0))


def _is_layer(module: torch.nn.Module) -> bool:
    return not isinstance(module, torch.jit.ScriptModule) and next(module.children(), None) is None
