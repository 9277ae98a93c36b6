"""Grad-CAM (Selvaraju et al. 2017) and Grad-CAM++ (Chattopadhay et al. 2018)."""

from __future__ import annotations

from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from medviewer.core.errors import ModelError
from medviewer.explain.subject import Subject, gradients

Weighing = Literal["gradcam", "gradcam++"]


def activation_map(subject: Subject, weighing: Weighing, layer: str = "") -> Tensor:
    """How much each place of a layer's maps speaks for the statement, [*space], not negative.

    Parameters
    ----------
    layer
        Name of a module; "" for the last one whose maps have places.

    Raises
    ------
    ModelError
        If the network has no such layer or no gradients.
    """
    with gradients(subject) as network:
        name = layer or last_layer_with_places(network, subject.image)
        maps, slopes = _maps_and_slopes(subject, network, name)
    axes = tuple(range(2, maps.ndim))
    if weighing == "gradcam":
        weights = slopes.mean(dim=axes, keepdim=True)
    else:
        squared = slopes**2
        sums = maps.sum(dim=axes, keepdim=True)
        below = 2.0 * squared + sums * squared * slopes
        shares = squared / torch.where(below != 0.0, below, torch.ones_like(below))
        weights = (shares * functional.relu(slopes)).sum(dim=axes, keepdim=True)
    heat = functional.relu((weights * maps).sum(dim=1, keepdim=True))
    way = "trilinear" if len(subject.space) == 3 else "bilinear"
    return functional.interpolate(heat, subject.space, mode=way, align_corners=False)[0, 0].detach()


def last_layer_with_places(network: nn.Module, image: Tensor) -> str:
    """The name of the last module that gives maps [n, channels, *space] of more than one place.

    In a network for volumes they may be maps of its slices.

    Raises
    ------
    ModelError
        If there is none, or a transformer follows it.
    """
    last = ""
    is_followed_by_attention = False

    def note(name: str, module: nn.Module, given: Any) -> None:
        nonlocal last, is_followed_by_attention
        is_map = isinstance(given, Tensor) and given.ndim in (image.ndim, max(4, image.ndim - 1))
        if is_map and given.shape[2:].numel() > 1:
            last, is_followed_by_attention = name, False
        elif hasattr(module, "save_attn"):
            is_followed_by_attention = True

    hooks = [
        module.register_forward_hook(lambda one, _given, out, name=name: note(name, one, out))
        for name, module in network.named_modules()
        if name and (not list(module.children()) or hasattr(module, "save_attn"))
    ]
    try:
        with torch.no_grad():
            network(image)
    finally:
        for hook in hooks:
            hook.remove()
    if not last or is_followed_by_attention:
        raise ModelError(
            "This network has no maps that Grad-CAM could weigh; choose attention or occlusion instead."
        )
    return last


def _maps_and_slopes(subject: Subject, network: nn.Module, name: str) -> tuple[Tensor, Tensor]:
    """The layer's maps as what follows sees them, and the slope of the statement along them."""
    modules = dict(network.named_modules())
    if name not in modules:
        raise ModelError(f"The network has no layer {name!r} for Grad-CAM.")
    kept: list[Tensor] = []

    def cut(_module: nn.Module, _given: Any, maps: Tensor) -> Tensor:
        leaf = maps.detach().clone().requires_grad_(True)
        kept.append(leaf)
        return leaf.clone()  # what follows may change it in place

    hook = modules[name].register_forward_hook(cut)
    try:
        statement = subject.log_odds(subject.image)
    finally:
        hook.remove()
    slopes = torch.autograd.grad(statement.sum(), kept, allow_unused=True) if kept else ()
    if not kept or any(slope is None for slope in slopes):
        raise ModelError(f"The layer {name!r} has no part in the statement; Grad-CAM cannot weigh it.")
    return _as_one(kept, subject, name).detach(), _as_one(list(slopes), subject, name)


def _as_one(parts: list[Tensor], subject: Subject, name: str) -> Tensor:
    """Maps [1, channels, *space]; those of slices, given in one or several parts, one behind the other."""
    dimensions, slices = subject.image.ndim, subject.space[0]
    if len(parts) == 1 and parts[0].ndim == dimensions:
        return parts[0]
    if dimensions == 5 and all(part.ndim == 4 for part in parts) and sum(map(len, parts)) == slices:
        return torch.cat(parts).movedim(0, 1)[None]
    raise ModelError(f"The layer {name!r} gives no maps that Grad-CAM could weigh.")
