"""ResampledWriter: mean outputs back on the volume's grid, block by block, and then the labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from medviewer.engine.grid.model_grid import ModelGrid
from medviewer.engine.grid.nnunet_resample import AxisSteps
from medviewer.engine.labels.decision import Decision
from medviewer.engine.labels.label_target import LabelTarget
from medviewer.engine.tiling.open_cells import Box, Cell
from medviewer.engine.tiling.sweep import Receiver
from medviewer.engine.tiling.tile_plan import TilePlan, Triple

if TYPE_CHECKING:
    import torch


class ResampledWriter(Receiver):
    """Interpolates outputs linearly between voxels of the network's grid.

    The voxels that a tile completes are one block. A voxel of the volume is made as soon as the block that
    holds the later of the two network voxels it lies between is complete, so one plane before each block is
    remembered along every axis: channels * (N_b * N_c + T_a * N_c + T_a * T_b) values at most, and the block.

    Where tiles were left out as air, the others alone count, and what is nearer to air is background.
    ``as_probabilities``: softmax or sigmoid come before the interpolation.
    """

    def __init__(
        self,
        decision: Decision,
        target: LabelTarget,
        plan: TilePlan,
        grid: ModelGrid,
        as_probabilities: bool = False,
    ) -> None:
        self._probabilities = decision.probabilities if as_probabilities else None
        self._decision = replace(decision, head=None, of_probabilities=True) if as_probabilities else decision
        self._target = target
        self._plan = plan
        self._shape = grid.shape
        self._steps = [each.back() for each in grid.maps]
        self._first = [each.first for each in grid.maps]
        self._cells: list[tuple[Box, torch.Tensor | None]] = []
        self._halo: _Halo | None = None

    def take(self, cell: Cell) -> None:
        """Keeps the means of one cell, with a last channel that says whether a tile was run."""
        import torch

        if cell.sums is None or cell.weight is None:
            self._cells.append((cell.box, None))
            return
        if self._probabilities is not None:
            shares = self._probabilities(cell.sums / cell.weight)
            self._cells.append((cell.box, torch.cat([shares, torch.ones_like(shares[:1])])))
            return
        means = torch.empty((len(cell.sums) + 1, *cell.weight.shape), device=cell.sums.device)
        torch.div(cell.sums, cell.weight, out=means[:-1])
        means[-1] = 1.0
        self._cells.append((cell.box, means))

    def tile_done(self, position: Triple) -> None:
        """Makes the volume's voxels that the new block completes."""
        cells, self._cells = self._cells, []
        box = self._block(position)
        if box is None:
            return
        given = next((means for _, means in cells if means is not None), None)
        if given is not None and self._halo is None:
            self._halo = _Halo(given.new_zeros((len(given), 1)), self._shape, self._plan)
        if self._halo is not None:
            self._write(self._halo.around(box, self._joined(cells, box, self._halo)), box)

    def _block(self, position: Triple) -> Box | None:
        """The voxels of the network's grid that this tile completes; None if they are all filling."""
        parts = []
        plan = zip(self._plan.starts, position, self._plan.size, self._plan.before, self._shape, strict=True)
        for starts, n, size, before, count in plan:
            after = starts[n + 1] if n + 1 < len(starts) else starts[n] + size
            low, high = max(starts[n] - before, 0), min(after - before, count)
            if high <= low:
                return None
            parts.append(slice(low, high))
        return (parts[0], parts[1], parts[2])

    def _joined(self, cells: list[tuple[Box, torch.Tensor | None]], box: Box, halo: _Halo) -> torch.Tensor:
        block = halo.zeros([part.stop - part.start for part in box])
        for cell, means in cells:
            if means is None:
                continue
            source, target = [], []
            for part, whole, before in zip(cell, box, self._plan.before, strict=True):
                low, high = max(part.start - before, whole.start), min(part.stop - before, whole.stop)
                source.append(slice(low + before - part.start, max(low, high) + before - part.start))
                target.append(slice(low - whole.start, max(low, high) - whole.start))
            block[(slice(None), *target)] = means[(slice(None), *source)]
        return block

    def _write(self, block: torch.Tensor, box: Box) -> None:
        """``block`` [channels + 1, ...] begins one voxel before ``box`` along every axis."""
        import torch

        ranges = [
            range(*np.searchsorted(steps.high, (part.start, part.stop)).tolist())
            for steps, part in zip(self._steps, box, strict=True)
        ]
        if not all(len(each) for each in ranges):
            return
        a, b, c = (
            _local(steps, each, part.start - 1, block)
            for steps, each, part in zip(self._steps, ranges, box, strict=True)
        )
        columns = torch.arange(len(ranges[2]))
        for n, k in enumerate(ranges[0]):
            plane = block[:, a.low[n]]
            if float(a.weight[n]) > 0:
                plane = torch.lerp(plane, block[:, a.high[n]], a.weight[n])
            if not bool(plane[-1].any()):
                continue  # air
            rows = torch.lerp(plane[:, b.low], plane[:, b.high], b.weight[:, None])
            values = torch.lerp(rows[:, :, c.low], rows[:, :, c.high], c.weight)
            found = self._labels(values).reshape(len(ranges[1]), len(columns))
            place = [
                slice(f + each.start, f + each.stop) for f, each in zip(self._first, ranges, strict=True)
            ]
            place[0] = slice(self._first[0] + k, self._first[0] + k + 1)
            self._target.put(tuple(place), found.cpu().numpy()[None])

    def _labels(self, values: torch.Tensor) -> torch.Tensor:
        flat = values.flatten(1)
        covered = flat[-1]
        if bool((covered >= 1.0).all()):
            return self._decision.decide(flat[:-1], None)
        found = self._decision.decide(flat[:-1], covered.clamp(min=1e-6))
        return found.masked_fill_(covered < 0.5, 0)


class _Local:
    """Steps of an axis within a block, as tensors."""

    def __init__(self, low: torch.Tensor, high: torch.Tensor, weight: torch.Tensor) -> None:
        self.low = low
        self.high = high
        self.weight = weight


def _local(steps: AxisSteps, wanted: range, first: int, block: torch.Tensor) -> _Local:
    import torch

    part = slice(wanted.start, wanted.stop)
    device = block.device
    return _Local(
        torch.from_numpy(steps.low[part] - first).to(device),
        torch.from_numpy(steps.high[part] - first).to(device),
        torch.from_numpy(steps.weight[part].astype(np.float32)).to(device),
    )


class _Halo:
    """The last plane before each block, along every axis; inside, axes are in the order of the sweep."""

    def __init__(self, like: torch.Tensor, shape: Triple, plan: TilePlan) -> None:
        self._order = plan.order
        channels = len(like)
        depth, height = (plan.size[axis] + 1 for axis in plan.order[:2])
        shape = (shape[plan.order[0]], shape[plan.order[1]], shape[plan.order[2]])
        self._like = like
        self._a = like.new_zeros((channels, shape[1], shape[2]))
        self._b = like.new_zeros((channels, depth, shape[2]))
        self._c = like.new_zeros((channels, depth, height))

    def zeros(self, shape: list[int]) -> torch.Tensor:
        """A block of nothing."""
        return self._like.new_zeros((len(self._like), *shape))

    def around(self, box: Box, inner: torch.Tensor) -> torch.Tensor:
        """The block with one voxel before it along every axis; the first of the image has none of meaning."""
        _, b, c = (box[axis] for axis in self._order)
        inner = inner.permute(0, *(1 + axis for axis in self._order))
        depth, height = inner.shape[1] + 1, inner.shape[2] + 1
        block = self.zeros([n + 1 for n in inner.shape[1:]])
        block[:, 1:, 1:, 1:] = inner
        block[:, 0, 1:, 1:] = self._a[:, b, c]
        block[:, :, 0, 1:] = self._b[:, :depth, c]
        block[:, :, :, 0] = self._c[:, :depth, :height]
        self._a[:, b, c] = inner[:, -1]
        self._b[:, :depth, c] = block[:, :, -1, 1:]
        self._c[:, :depth, :height] = block[:, :, :, -1]
        return block.permute(0, *(1 + self._order.index(axis) for axis in range(3)))
