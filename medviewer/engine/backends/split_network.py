"""A network without its last layer, where that only mixes the channels of each voxel into many classes."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

import torch

from medviewer.engine.backends.backend import Backend
from medviewer.engine.linear_head import LinearHead

_CONVOLUTIONS = (torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Conv3d)
_PROBE = {torch.nn.Conv1d: (64,), torch.nn.Conv2d: (64, 64), torch.nn.Conv3d: (64, 64, 64)}


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


def split_network(network: torch.nn.Module, tile: Sequence[int]) -> LinearHead | None:
    """Takes the last layer off a network that has one for at least twice as many classes as features.

    It is found by running a copy without numbers (torch's device ``meta``) and looking which
    convolution of one voxel gave the very tensor that came out.

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
    found = dict(_candidates(network))
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


def _candidates(network: torch.nn.Module) -> Iterator[tuple[str, torch.nn.Conv3d]]:
    for name, module in network.named_modules():
        if not isinstance(module, _CONVOLUTIONS) or 2 * module.in_channels > module.out_channels or not name:
            continue
        is_plain = set(module.kernel_size) == set(module.stride) == {1} and set(module.padding) == {0}
        if is_plain and module.groups == 1:
            yield name, module  # type: ignore[misc]


def _last_of(network: torch.nn.Module, names: Sequence[str], tile: Sequence[int]) -> str | None:
    first = next(m for m in network.modules() if isinstance(m, _CONVOLUTIONS))
    size = tuple(tile) or next(size for kind, size in _PROBE.items() if isinstance(first, kind))
    given: dict[str, list[torch.Tensor]] = {name: [] for name in names}
    copied = copy.deepcopy(network).to("meta")
    for name in names:
        copied.get_submodule(name).register_forward_hook(
            lambda _module, _inputs, output, name=name: given[name].append(output)
        )
    try:
        with torch.no_grad():
            output = copied(torch.empty((1, first.in_channels, *size), device="meta"))
    except Exception:  # noqa: BLE001 - it needs numbers or another size: it is left whole
        return None
    output = output if isinstance(output, torch.Tensor) else output[0]
    return next((name for name, outputs in given.items() if len(outputs) == 1 and outputs[0] is output), None)
