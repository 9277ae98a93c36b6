"""A network without its last layer, where that only mixes the channels of each voxel into many classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch

from medviewer.engine.backends.backend import Backend, Resting
from medviewer.engine.backends.listening import Listenable, Tell
from medviewer.engine.tiling.linear_head import TILED_RATIO, LinearHead

_CONVOLUTIONS = (torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Conv3d)
_DIMENSIONS = {torch.nn.Conv1d: 1, torch.nn.Conv2d: 2, torch.nn.Conv3d: 3}
_PROBED = (32, 64, 128)
"""Sizes that are tried: a network may be too deep for a small one."""


class HeadBackend:
    """A backend of a network without its last layer, and that layer; implements `SplitBackend`."""

    def __init__(self, inner: Backend, head: LinearHead) -> None:
        self._inner = inner
        self.name = inner.name
        self.device = inner.device
        weight, bias = head.weight.to(self.device), head.bias.to(self.device)
        self.head: LinearHead | None = LinearHead(weight, bias)

    @property
    def refusal(self) -> str:
        """Why something else had to take over inside."""
        return getattr(self._inner, "refusal", "")

    def listen(self, tell: Tell | None) -> None:
        """Whom it tells while it runs, where it can."""
        if isinstance(self._inner, Listenable):
            self._inner.listen(tell)

    def rest(self) -> None:
        """Gives back what it needs while it runs only."""
        if isinstance(self._inner, Resting):
            self._inner.rest()

    def features(self, batch: torch.Tensor) -> torch.Tensor:
        """What the last layer is given, [n, features, ...] (float32); may be overwritten by the next call."""
        features = self._inner.forward(batch)
        self.name = self._inner.name  # another one may have taken over
        return features

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        """Raw outputs [n, channels, ...] (float32) of inputs [n, channels, ...] (float32)."""
        head = self.head
        if head is None:
            raise RuntimeError("This network has been closed.")
        features = self.features(batch)
        outputs = torch.stack([head.apply(one.flatten(1)) for one in features])
        return outputs.view(*outputs.shape[:2], *features.shape[2:])

    def close(self) -> None:
        """Gives its memory back."""
        self._inner.close()
        self.head = None


def split_network(
    network: torch.nn.Module, tile: Sequence[int], ratio: float = TILED_RATIO
) -> LinearHead | None:
    """Takes the last layer off a network that has one for ``ratio`` times as many classes as features.

    It is found by running the network on a little of nothing and looking which convolution of one voxel gave
    the very tensor that came out. (Torch's device ``meta`` would need no numbers, but brings 75 MB of sympy.)

    Parameters
    ----------
    network
        Changed in place if it can be split: it gives features then.
    tile
        Size of what it is given, without batch and channels; empty: not known.

    Returns
    -------
    the layer, or None if the network stays as it is.
    """
    found = dict(_candidates(network, ratio))
    if not found:
        return None
    last = _last_of(network, list(found), tile)
    if last is None:
        return None
    layer = found[last]
    weight = layer.weight.detach().flatten(1).clone()
    bias = torch.zeros(len(weight)) if layer.bias is None else layer.bias.detach().clone()
    network.set_submodule(last, torch.nn.Identity())
    return LinearHead(weight, bias)


def _candidates(network: torch.nn.Module, ratio: float) -> Iterator[tuple[str, torch.nn.Conv3d]]:
    for name, module in network.named_modules():
        if not isinstance(module, _CONVOLUTIONS) or not name:
            continue
        if module.out_channels <= module.in_channels or module.out_channels < ratio * module.in_channels:
            continue
        is_plain = set(module.kernel_size) == set(module.stride) == {1} and set(module.padding) == {0}
        if is_plain and module.groups == 1:
            yield name, module  # type: ignore[misc]


def _last_of(network: torch.nn.Module, names: Sequence[str], tile: Sequence[int]) -> str | None:
    first = next(m for m in network.modules() if isinstance(m, _CONVOLUTIONS))
    dimensions = next(count for kind, count in _DIMENSIONS.items() if isinstance(first, kind))
    sizes = [(side,) * dimensions for side in _PROBED]
    for size in [*sizes, tuple(tile)] if tile else sizes:
        output, given = _probed(network, names, torch.zeros((1, first.in_channels, *size)))
        if output is not None:
            return next((name for name, last in given if last is output), None)
    return None


def _probed(
    network: torch.nn.Module, names: Sequence[str], batch: torch.Tensor
) -> tuple[torch.Tensor | None, list[tuple[str, torch.Tensor]]]:
    """What comes out, None if it cannot be given this size; and what each named layer that ran once gave."""
    given: dict[str, list[torch.Tensor]] = {name: [] for name in names}
    hooks = [
        network.get_submodule(name).register_forward_hook(
            lambda _module, _inputs, output, name=name: given[name].append(output)
        )
        for name in names
    ]
    try:
        with torch.no_grad():
            output = network(batch)
    except Exception:  # noqa: BLE001 - whatever a network says of a size that it does not take
        return None, []
    finally:
        for hook in hooks:
            hook.remove()
    output = output if isinstance(output, torch.Tensor) else output[0]
    return output, [(name, outputs[0]) for name, outputs in given.items() if len(outputs) == 1]
