"""ChannelWriter: the mean outputs themselves, for tasks that need them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from medviewer.engine.tiling.open_cells import Cell
from medviewer.engine.tiling.sweep import Receiver
from medviewer.engine.tiling.tile_plan import TilePlan


class ChannelWriter(Receiver):
    """Collects mean outputs [channels, a, b, c] on the network's grid; None before there is one."""

    def __init__(self, plan: TilePlan, shape: Sequence[int], outside: float = 0.0) -> None:
        self._before = plan.before
        self._shape = tuple(shape)
        self._outside = outside
        self.values: npt.NDArray[np.float32] | None = None

    def take(self, cell: Cell) -> None:
        if cell.sums is None or cell.weight is None:
            return
        if self.values is None:
            self.values = np.full((len(cell.sums), *self._shape), self._outside, np.float32)
        inner, box = [], []
        for part, before, count in zip(cell.box, self._before, self._shape, strict=True):
            low, high = max(part.start - before, 0), min(part.stop - before, count)
            if high <= low:
                return
            inner.append(slice(low + before - part.start, high + before - part.start))
            box.append(slice(low, high))
        means = (cell.sums / cell.weight)[(slice(None), *inner)]
        self.values[(slice(None), *box)] = means.cpu().numpy()
