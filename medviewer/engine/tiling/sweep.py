"""The sweep: tiles of an image one after the other, summed, and complete voxels given on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from medviewer.api.model import Report
from medviewer.engine.grid.model_space import ModelImage
from medviewer.engine.tiling.open_cells import Cell, OpenCells
from medviewer.engine.tiling.tile_by_tile import Listened, tile_by_tile
from medviewer.engine.tiling.tile_plan import TilePlan, Triple

if TYPE_CHECKING:
    import torch

Predict = Callable[["torch.Tensor"], "torch.Tensor"]


class Receiver:
    """Is given every complete cell, and told when all cells of a tile were given."""

    def take(self, cell: Cell) -> None:
        raise NotImplementedError

    def tile_done(self, position: Triple) -> None:
        """All cells that the tile at this position completed have been given."""


def sweep(
    image: ModelImage,
    plan: TilePlan,
    network: Listened,
    predict: Predict,
    receiver: Receiver,
    report: Report,
    *,
    fill: float = 0.0,
    skip_below: float | None = None,
    device: str = "cpu",
) -> int:
    """Runs a network over an image; gives how many tiles were run.

    Parameters
    ----------
    image, plan, network, predict, receiver
        What it sees, in which tiles; what runs, and gives outputs [channels, a, b, c] of a tile; takes what
        is complete.
    report, fill, skip_below
        As in `tile_by_tile`.
    device
        Where the sums lie.
    """
    import torch

    cells = OpenCells(plan, device)
    run = 0
    try:
        with torch.inference_mode():
            for tile in tile_by_tile(image, plan, report, network, fill, skip_below):
                if tile.values is not None:
                    cells.add(tile.position, predict(tile.values).to(device))
                    run += 1
                _pass_on(cells, tile.position, receiver)
    finally:
        cells.clear()
    return run


def _pass_on(cells: OpenCells, position: Triple, receiver: Receiver) -> None:
    for cell in cells.close(position):
        receiver.take(cell)
    receiver.tile_done(position)
