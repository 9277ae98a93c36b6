"""OpenCells: sums of overlapping tiles, kept only where another tile is still to come.

The edges of all tiles cut the image into cells; a tile covers a cell wholly or not at all. Tiles come axis
by axis, so a cell is complete as soon as the last tile over it has come: it is given out and its memory is
used for the next one. With tiles of T voxels per axis that overlap by O, an image of N voxels, and a, b, c
from the slowest axis to the fastest, the sums take at most about

    4 bytes * channels * (O_a * N_b * N_c + T_a * O_b * N_c + T_a * T_b * T_c)

which is one overlap thick, not the image: `most_voxels` counts it exactly. Nothing else grows with the number
of channels. Of the weights only is kept which tiles came: their sum is made when a cell is complete. A cell
that only one tile covers, whose weights are 1, needs no sums: what the network gave is lent on as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import TYPE_CHECKING

from medviewer.engine.tiling.tile_plan import TilePlan, Triple

if TYPE_CHECKING:
    import torch

Box = tuple[slice, slice, slice]

_SMALL = 1 << 17
"""Values that are multiplied at once: half a megabyte."""


@dataclass(frozen=True)
class AxisCells:
    """The cells along one axis.

    ``edges`` has one more than there are cells; ``covered`` is, for each tile, the range of cells that it
    covers; ``closed`` the range of those that no later tile covers.
    """

    edges: tuple[int, ...]
    covered: tuple[range, ...]
    closed: tuple[range, ...]


def axis_cells(starts: tuple[int, ...], size: int) -> AxisCells:
    """The cells of tiles of one size along one axis."""
    edges = sorted({*starts, *(start + size for start in starts)})
    place = {edge: n for n, edge in enumerate(edges)}
    following = (*starts[1:], starts[-1] + size)
    return AxisCells(
        tuple(edges),
        tuple(range(place[start], place[start + size]) for start in starts),
        tuple(range(place[start], place[after]) for start, after in zip(starts, following, strict=True)),
    )


@dataclass(frozen=True, eq=False)
class Cell:
    """A complete cell: its box in the filled image, weighted sums [channels, a, b, c] and weights [a, b, c].

    Both are None where no tile was run. They are only lent until the next cell.
    """

    box: Box
    sums: torch.Tensor | None = None
    weight: torch.Tensor | None = None


class OpenCells:
    """Adds tiles up and gives out what is complete."""

    def __init__(self, plan: TilePlan, device: str = "cpu") -> None:
        import torch

        self._plan = plan
        self._device = device
        self._weights = torch.from_numpy(plan.weights).to(device)
        a, b, c = (axis_cells(starts, size) for starts, size in zip(plan.starts, plan.size, strict=True))
        self._axes = (a, b, c)
        self._open: dict[Triple, tuple[torch.Tensor, list[torch.Tensor]]] = {}
        self._scratch: dict[tuple[int, ...], torch.Tensor] = {}

    def add(self, position: Triple, tile: torch.Tensor) -> None:
        """Adds what the network gave for a tile, [channels, a, b, c]; it must stay as it is until `close`."""
        first = [starts[n] for starts, n in zip(self._plan.starts, position, strict=True)]
        closed = _ranges(self._axes, position)
        for cell in product(*(axis.covered[n] for axis, n in zip(self._axes, position, strict=True))):
            place = (cell[0], cell[1], cell[2])
            box = self._box(place)
            inner = tuple(slice(p.start - at, p.stop - at) for p, at in zip(box, first, strict=True))
            values, weights = tile[(slice(None), *inner)], self._weights[inner]
            if self._plan.is_flat and place not in self._open and _is_within(place, closed):
                self._open[place] = (values, [weights])
            else:
                self._add_cell(place, values, weights)

    def close(self, position: Triple) -> Iterator[Cell]:
        """The cells that are complete after a tile, whether it was run or not."""
        for cell in product(*(axis.closed[n] for axis, n in zip(self._axes, position, strict=True))):
            place = (cell[0], cell[1], cell[2])
            found = self._open.pop(place, None)
            if found is None:
                yield Cell(self._box(place))
                continue
            sums, weights = found
            total = weights[0].clone()
            for weight in weights[1:]:
                total.add_(weight)
            yield Cell(self._box(place), sums, total)

    def clear(self) -> None:
        """Lets go of all memory."""
        self._open, self._scratch = {}, {}

    def _add_cell(self, place: Triple, values: torch.Tensor, weights: torch.Tensor) -> None:
        import torch

        held = self._open.get(place)
        if held is None:
            self._open[place] = (values * weights, [weights])
            return
        sums, added = held
        added.append(weights)
        if values.numel() < _SMALL:
            sums.add_(values * weights)
            return
        shape = tuple(weights.shape)
        scratch = self._scratch.get(shape)
        if scratch is None:
            scratch = self._scratch[shape] = torch.empty(shape, device=self._device)
        # Multiplied, rounded and then added, channel by channel within the processor's cache: a fused
        # multiply-add rounds once and would differ from the reference in the last digit.
        for channel, total in zip(values, sums, strict=True):
            torch.mul(channel, weights, out=scratch)
            total.add_(scratch)

    def _box(self, place: Triple) -> Box:
        a, b, c = (slice(axis.edges[n], axis.edges[n + 1]) for axis, n in zip(self._axes, place, strict=True))
        return (a, b, c)


def _ranges(axes: Sequence[AxisCells], position: Triple) -> list[range]:
    """The cells along each axis that a tile closes."""
    return [axis.closed[n] for axis, n in zip(axes, position, strict=True)]


def _is_within(place: Sequence[int], ranges: Sequence[range]) -> bool:
    return all(n in each for n, each in zip(place, ranges, strict=True))


def leanest(plan: TilePlan) -> TilePlan:
    """The same tiles in the order that keeps the fewest voxels open.

    That is mostly slowest along the longest axis. Sums then round differently in their last digit.
    """
    orders: list[Triple] = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]
    return min((replace(plan, order=order) for order in orders), key=most_voxels)


def most_voxels(plan: TilePlan) -> int:
    """The most voxels that are open at one time: times channels and 4 bytes it is what the sums take."""
    axes = [axis_cells(starts, size) for starts, size in zip(plan.starts, plan.size, strict=True)]
    lengths = [[after - before for before, after in pairwise(axis.edges)] for axis in axes]
    opened: set[Triple] = set()
    held = most = 0

    def voxels(cell: tuple[int, ...]) -> int:
        a, b, c = (along[n] for along, n in zip(lengths, cell, strict=True))
        return a * b * c

    for position in plan:
        closed = _ranges(axes, position)
        for cell in product(*(axis.covered[n] for axis, n in zip(axes, position, strict=True))):
            if cell not in opened and not (plan.is_flat and _is_within(cell, closed)):
                opened.add((cell[0], cell[1], cell[2]))
                held += voxels(cell)
        most = max(most, held)
        held -= sum(voxels(cell) for cell in product(*closed) if cell in opened)
    return most
