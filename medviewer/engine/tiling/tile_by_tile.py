"""The tiles of an image, one after the other, as its network sees them. Every task goes through here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from medviewer.api.model import Report
from medviewer.engine.grid.model_space import ModelImage
from medviewer.engine.tiling.tile_plan import TilePlan, Triple

if TYPE_CHECKING:
    import torch


_MINUTES_FROM_S = 90
_LEAST_DONE = 0.05
"""Of a tile: before that nobody knows how long it takes."""


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


class Listened(Protocol):
    """What tells, while it works on a tile, how much of that is done."""

    def listen(self, tell: Callable[[float], None] | None) -> None:
        """Whom it tells from now on."""


def tile_by_tile(
    image: ModelImage,
    plan: TilePlan,
    report: Report,
    network: Listened,
    fill: float = 0.0,
    skip_below: float | None = None,
) -> Iterator[SeenTile]:
    """The tiles of an image in the order of their plan.

    Parameters
    ----------
    report
        Called before every tile with the time that is left, and while the network works on it.
    network
        What is given the tiles: a cancel is felt where it next tells how far it is.
    fill, skip_below
        As in `medviewer.packs.stage.Tiles`.
    """
    clock = _Clock(len(plan), report)
    network.listen(clock.tell)
    try:
        for position in plan:
            clock.tell(0.0)
            start = _start(plan, position)
            values = image.tile(start, plan.size, fill)
            is_air = skip_below is not None and float(values.max()) <= skip_below
            yield SeenTile(position, start, None if is_air else values)
            clock.done()
    finally:
        network.listen(None)


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

    def tell(self, share: float) -> None:
        """``share`` of the present tile is done."""
        done = self._seen + share
        message = self._words(self._seen + 1, self._count)
        if done > _LEAST_DONE:
            left_s = (time.perf_counter() - self._began) / done * (self._count - done)
            message = self._words_with_time(self._seen + 1, self._count, left_s)
        self._report(done / self._count, message)

    def _words(self, tile: int, count: int) -> str:
        return f"Tile {tile} of {count}" if count > 1 else "Running the network"

    def _words_with_time(self, tile: int, count: int, left_s: float) -> str:
        """Whole sentences, as they are translated whole."""
        if left_s < _MINUTES_FROM_S:
            seconds = f"{max(left_s, 1):.0f}"
            return (
                f"Tile {tile} of {count}, {seconds} s left"
                if count > 1
                else f"Running the network, {seconds} s left"
            )
        minutes = f"{left_s / 60:.0f}"
        return (
            f"Tile {tile} of {count}, {minutes} min left"
            if count > 1
            else f"Running the network, {minutes} min left"
        )

    def done(self) -> None:
        self._seen += 1
