"""Attention rollout (Abnar and Zuidema 2020): where a transformer looked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from medviewer.core.errors import ModelError
from medviewer.explain.subject import Subject

_CONVOLUTIONS = (nn.Conv2d, nn.Conv3d)


def attention_rollout(subject: Subject) -> Tensor:
    """How much of each place has come into the token that decides, [*space], not negative.

    In each block the mean over heads, half of it and half of the identity (the path around the block);
    the product over all blocks. With a class token its row, else the mean over all tokens. What is shown is
    what a place has over the least looked-at one. It is the same for every statement of the network.

    Raises
    ------
    ModelError
        If the network has no attention blocks that keep their matrices (MONAI's ``save_attn``).
    """
    network = subject.module
    with torch.no_grad(), _kept_attention(network) as blocks:
        subject.log_odds(subject.image)
        matrices = [block.att_mat for block in blocks if block.att_mat.numel() > 0]
        if network is None or not matrices:
            raise ModelError(
                "This network has no attention that could be shown; choose Grad-CAM or occlusion instead."
            )
        rolled = _rolled_out([matrix[:1].float() for matrix in matrices])
    tokens = rolled.shape[-1]
    grid = _token_grid(network, subject.space, tokens)
    extra = tokens - grid.numel()
    heat = rolled[0, 0, extra:] if extra else rolled[0].mean(dim=0)
    heat = (heat - heat.min()).reshape(1, 1, *grid)
    way = "trilinear" if len(subject.space) == 3 else "bilinear"
    return functional.interpolate(heat, subject.space, mode=way, align_corners=False)[0, 0]


def _attention_blocks(network: nn.Module) -> list[Any]:
    return [one for one in network.modules() if hasattr(one, "save_attn") and hasattr(one, "att_mat")]


@contextmanager
def _kept_attention(network: nn.Module | None) -> Iterator[list[Any]]:
    """The attention blocks, which keep their matrices for so long."""
    blocks = [] if network is None else _attention_blocks(network)
    blocks = [block for block in blocks if not getattr(block, "use_flash_attention", False)]
    before = [block.save_attn for block in blocks]
    for block in blocks:
        block.save_attn, block.att_mat = True, torch.Tensor()
    try:
        yield blocks
    finally:
        for block, kept in zip(blocks, before, strict=True):
            block.save_attn, block.att_mat = kept, torch.Tensor()


def _rolled_out(matrices: list[Tensor]) -> Tensor:
    """[n, tokens, tokens] of matrices [n, heads, tokens, tokens] in the order of the blocks."""
    tokens = matrices[0].shape[-1]
    if any(matrix.shape[-2:] != (tokens, tokens) for matrix in matrices):
        raise ModelError("The blocks of this network have different tokens, so no attention can be followed.")
    itself = torch.eye(tokens, device=matrices[0].device)
    rolled = itself[None]
    for matrix in matrices:
        rolled = (0.5 * matrix.mean(dim=1) + 0.5 * itself) @ rolled
    return rolled


def _token_grid(network: nn.Module, space: tuple[int, ...], tokens: int) -> torch.Size:
    """How many patches there are along each axis; at most one token is none of them."""
    for edges in _patch_edges(network, space):
        grid = torch.Size(length // edge for length, edge in zip(space, edges, strict=True))
        if grid.numel() in (tokens, tokens - 1):
            return grid
    raise ModelError("It is not known where in the image this network's tokens lie.")


def _patch_edges(network: nn.Module, space: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """What patches may be: those of a convolution that steps by its own size, else equal along all axes."""
    for module in network.modules():
        size = tuple(getattr(module, "kernel_size", ()) or ()) if isinstance(module, _CONVOLUTIONS) else ()
        if len(size) == len(space) and size == tuple(getattr(module, "stride", ())) and max(size) > 1:
            yield size
    for edge in range(1, min(space) + 1):
        yield (edge,) * len(space)
