"""The sweep: tiles of an image one after the other, summed, and complete voxels given on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from medviewer.api.model import Report
from medviewer.engine.model_space import ModelImage
from medviewer.engine.open_cells import Cell, OpenCells
from medviewer.engine.tile_plan import TilePlan, Triple

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
    image, plan, predict, receiver
        What it sees, in which tiles; outputs [channels, a, b, c] of a tile; takes what is complete.
    report
        Called before every tile with the time that is left, so a cancel is felt within one tile.
    fill, skip_below, device
        As in `medviewer.packs.stage.Tiles`; where the sums lie.
    """
    import torch

    cells = OpenCells(plan, device)
    clock = _Clock(len(plan), report)
    run = 0
    try:
        with torch.inference_mode():
            for position in plan:
                clock.tell()
                tile = image.tile(_start(plan, position), plan.size, fill)
                if skip_below is None or not float(tile.max()) <= skip_below:  # NaN is not air
                    cells.add(position, predict(tile).to(device))
                    run += 1
                _pass_on(cells, position, receiver)
                clock.done()
    finally:
        cells.clear()
    return run


def _start(plan: TilePlan, position: Triple) -> list[int]:
    places = zip(plan.starts, position, plan.before, strict=True)
    return [starts[n] - before for starts, n, before in places]


def _pass_on(cells: OpenCells, position: Triple, receiver: Receiver) -> None:
    for cell in cells.close(position):
        receiver.take(cell)
    receiver.tile_done(position)


class _Clock:
    """Reckons the time that is left from the tiles that were run."""

    def __init__(self, count: int, report: Report) -> None:
        self._count = count
        self._report = report
        self._began = time.perf_counter()
        self._seen = 0

    def tell(self) -> None:
        message = f"Tile {self._seen + 1} of {self._count}"
        if self._seen:
            left = (time.perf_counter() - self._began) / self._seen * (self._count - self._seen)
            message += f", {_told(left)} left"
        self._report(self._seen / self._count, message)

    def done(self) -> None:
        self._seen += 1


def _told(seconds: float) -> str:
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min"
