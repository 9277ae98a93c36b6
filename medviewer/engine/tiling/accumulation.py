"""Where the sums of overlapping tiles lie, decided from what is free before anything starts."""

from __future__ import annotations

from medviewer.core.errors import ModelError
from medviewer.engine.reckoning.memory_plan import free_ram_bytes
from medviewer.engine.tiling.open_cells import most_voxels
from medviewer.engine.tiling.tile_plan import TilePlan

_LEFT_FREE = 0.1
_TILE_SHARE = 0.5
"""Of a graphics card's free memory; the network needs the rest."""


def sums_bytes(plan: TilePlan, channels: int) -> int:
    """The most that the sums of so many channels take, bytes."""
    return 4 * channels * most_voxels(plan)


def place_of_sums(plan: TilePlan, channels: int, device: str) -> str:
    """The device for the sums: the network's own if they fit beside it, else the processor.

    Raises
    ------
    ModelError
        If they fit nowhere.
    """
    needed = sums_bytes(plan, channels)
    if device.startswith("cuda"):
        import torch

        free, _ = torch.cuda.mem_get_info(device)
        if needed <= _TILE_SHARE * free:
            return device
    free = free_ram_bytes()
    if needed > (1.0 - _LEFT_FREE) * free:
        raise ModelError(
            f"The network needs {needed / 1e9:.1f} GB of memory for this image and {free / 1e9:.1f} GB are "
            "free; close other images, or run it with a larger step."
        )
    return "cpu"
