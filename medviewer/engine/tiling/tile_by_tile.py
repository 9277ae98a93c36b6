"""The tiles of an image, one after the other, as its network sees them. Every task goes through here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from medviewer.api.model import Report
from medviewer.engine.grid.model_space import ModelImage
from medviewer.engine.tiling.tile_plan import TilePlan, Triple

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, eq=False)
class SeenTile:
    """One tile.

    Parameters
    ----------
    position
        As the plan gives it.
    start
        Where it begins on the network's grid (a, b, c); negative where it reaches beyond the image.
    values
        [channels, a, b, c] (float32); None if there is nothing in it, so that no network needs to see it.
    """

    position: Triple
    start: Triple
    values: torch.Tensor | None


def tile_by_tile(
    image: ModelImage, plan: TilePlan, report: Report, fill: float = 0.0, skip_below: float | None = None
) -> Iterator[SeenTile]:
    """The tiles of an image in the order of their plan.

    Parameters
    ----------
    report
        Called before every tile with the time that is left, so a cancel is felt within one tile.
    fill, skip_below
        As in `medviewer.packs.stage.Tiles`.
    """
    clock = _Clock(len(plan), report)
    for position in plan:
        clock.tell()
        start = _start(plan, position)
        values = image.tile(start, plan.size, fill)
        is_air = skip_below is not None and float(values.max()) <= skip_below
        yield SeenTile(position, start, None if is_air else values)
        clock.done()


def _start(plan: TilePlan, position: Triple) -> Triple:
    places = zip(plan.starts, position, plan.before, strict=True)
    a, b, c = (starts[n] - before for starts, n, before in places)
    return (a, b, c)


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
