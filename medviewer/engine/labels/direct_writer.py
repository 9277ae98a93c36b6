"""DirectWriter: labels where the network's voxels are the volume's, or onto its own grid."""

from __future__ import annotations

from collections.abc import Sequence

from medviewer.engine.labels.decision import Decision
from medviewer.engine.labels.label_target import LabelTarget
from medviewer.engine.tiling.open_cells import Cell
from medviewer.engine.tiling.sweep import Receiver
from medviewer.engine.tiling.tile_plan import TilePlan


class DirectWriter(Receiver):
    """Decides every complete cell and writes its labels.

    Parameters
    ----------
    decision, target
        What the channels mean, and where the labels go.
    plan
        The tiles: their filling is not written.
    offset
        Where the network's first voxel lies in the target, per axis; negative where it lies before it.
    shape
        Of the network's grid.
    """

    def __init__(
        self,
        decision: Decision,
        target: LabelTarget,
        plan: TilePlan,
        shape: Sequence[int],
        offset: Sequence[int] = (0, 0, 0),
    ) -> None:
        self._decision = decision
        self._target = target
        self._before = plan.before
        self._shape = shape
        self._offset = offset

    def take(self, cell: Cell) -> None:
        if cell.sums is None or cell.weight is None:
            return  # no tile was run: background
        inner, box = [], []
        sizes = self._target.labels.shape
        places = zip(cell.box, self._before, self._shape, self._offset, sizes, strict=True)
        for part, before, count, offset, size in places:
            # A grid that conforming has filled up reaches beyond the target on both sides.
            low, high = max(part.start - before, 0, -offset), min(part.stop - before, count, size - offset)
            if high <= low:
                return  # filling
            inner.append(slice(low + before - part.start, high + before - part.start))
            box.append(slice(low + offset, high + offset))
        found = self._decision.decide(cell.sums.flatten(1), cell.weight.flatten())
        labels = found.view(cell.weight.shape)[tuple(inner)].cpu().numpy()
        self._target.put(tuple(box), labels)
