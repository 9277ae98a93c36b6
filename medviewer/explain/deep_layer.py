"""Which layer Grad-CAM weighs in networks whose last maps are the answer itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from medviewer.core.errors import ModelError
from medviewer.explain.subject import Subject, gradients

_LEAST_SIDE = 4
"""Maps with fewer places along an axis say nothing of where."""


@dataclass
class _Seen:
    maps: Tensor
    times: int = 1


def deep_layer(subject: Subject) -> str:
    """The name of the module with the smallest maps of at least four places an axis that has a part in it.

    Of several the last one. Parts that run more than once (heads over several levels) and the very last
    module are left out: their maps are not one map, and the answer.

    Raises
    ------
    ModelError
        If there is none.
    """
    with gradients(subject) as network:
        image = subject.image.detach().clone().requires_grad_(True)
        seen, hooks = _watched(network)
        try:
            statement = subject.log_odds(image)
        finally:
            for hook in hooks:
                hook.remove()
        found = {name: one.maps for name, one in list(seen.items())[:-1] if _is_map(one, image)}
        slopes = (
            torch.autograd.grad(statement.sum(), list(found.values()), allow_unused=True) if found else ()
        )
    parts = [name for name, slope in zip(found, slopes, strict=True) if slope is not None]
    if not parts:
        raise ModelError("This network has no maps that Grad-CAM could weigh; choose occlusion instead.")
    large = [name for name in parts if min(found[name].shape[2:]) >= _LEAST_SIDE] or parts
    fewest = min(found[name].shape[2:].numel() for name in large)
    return [name for name in large if found[name].shape[2:].numel() == fewest][-1]


def _watched(network: nn.Module) -> tuple[dict[str, _Seen], list[Any]]:
    seen: dict[str, _Seen] = {}

    def note(name: str, maps: Any) -> None:
        if name in seen:
            seen[name].times += 1
        elif isinstance(maps, Tensor):
            seen[name] = _Seen(maps)

    leaves = [(name, one) for name, one in network.named_modules() if name and not list(one.children())]
    hooks = [
        module.register_forward_hook(lambda _one, _given, out, name=name: note(name, out))
        for name, module in leaves
    ]
    return seen, hooks


def _is_map(one: _Seen, image: Tensor) -> bool:
    maps = one.maps
    return one.times == 1 and maps.ndim == image.ndim and maps.requires_grad and maps.shape[2:].numel() > 1
