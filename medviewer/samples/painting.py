"""Painting shapes from the coarse lattice into slabs of a fine volume."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.samples.sampling_grid import MARGIN_MM, Field, Lattice

Box = tuple[slice, slice, slice]


class Slab:
    """A few slices of a phantom under work.

    ``hu`` float32 and ``labels`` uint8, both [k, j, i]; ``first`` is the index of the first slice.
    """

    def __init__(self, lattice: Lattice, first: int, count: int) -> None:
        self._lattice = lattice
        self._rows = slice(first, first + count)
        weights = lattice.weights[0][self._rows]
        used = np.flatnonzero(weights.any(axis=0))
        self._layers = slice(int(used[0]), int(used[-1]) + 1)
        self._blend = np.ascontiguousarray(weights[:, self._layers])
        shape = (count, *lattice.grid.shape_kji[1:])
        self.hu = np.full(shape, -1000.0, np.float32)
        self.labels = np.zeros(shape, np.uint8)

    def fine(self, field: Field, box: tuple[slice, slice] | None = None) -> Field:
        """A coarse field on the voxels of this slab; ``box`` limits the coarse nodes along j and i."""
        j, i = box or (slice(None), slice(None))
        fine_j, fine_i = self._fine_range(1, j), self._fine_range(2, i)
        layers = field[self._layers, j, i]
        mixed = np.tensordot(self._blend, layers, axes=1)
        mixed = np.matmul(self._lattice.weights[1][fine_j, j], mixed)
        return np.asarray(np.matmul(mixed, self._lattice.weights[2][fine_i, i].T))

    def paint(
        self,
        shape: Field,
        value: float | Field,
        edge_mm: float,
        label: int | None = None,
        grow_mm: float = 0.0,
    ) -> None:
        """Fills ``shape`` (grown by ``grow_mm``) with a value in HU, with an edge of ``edge_mm``."""
        box = self._near(shape, grow_mm + 0.5 * edge_mm + MARGIN_MM)
        if box is None:
            return
        distance = self.fine(shape, box)
        if grow_mm:
            distance -= np.float32(grow_mm)
        region = self._voxels(box)
        if label is not None:
            self.labels[region][distance < 0.0] = label
        paint_value = value if isinstance(value, float) else self.fine(value, box)
        self.blend(region, cover_of(distance, edge_mm), paint_value)

    def add(self, shape: Field, value: Field, edge_mm: float) -> None:
        """Adds ``value`` (HU, coarse field) inside ``shape``."""
        box = self._near(shape, MARGIN_MM)
        if box is not None:
            self.hu[self._voxels(box)] += cover_of(self.fine(shape, box), edge_mm) * self.fine(value, box)

    def blend(self, region: Any, cover: Field, value: float | Field) -> None:
        """Moves the values of ``region`` towards ``value`` by ``cover`` (0..1)."""
        old = self.hu[region]
        old += cover * (value - old)

    def _near(self, field: Field, margin: float) -> tuple[slice, slice] | None:
        close = field[self._layers] < margin
        rows, columns = np.flatnonzero(close.any(axis=(0, 2))), np.flatnonzero(close.any(axis=(0, 1)))
        if not len(rows):
            return None
        return (
            slice(max(0, int(rows[0]) - 1), int(rows[-1]) + 2),
            slice(max(0, int(columns[0]) - 1), int(columns[-1]) + 2),
        )

    def _fine_range(self, axis: int, nodes: slice) -> slice:
        line = self._lattice.nodes[axis][nodes]
        return slice(int(np.ceil(line[0] - 1e-9)), int(np.floor(line[-1] + 1e-9)) + 1)

    def _voxels(self, box: tuple[slice, slice]) -> Box:
        return (slice(None), self._fine_range(1, box[0]), self._fine_range(2, box[1]))


def cover_of(distance: npt.NDArray[np.float32], edge_mm: float) -> Field:
    """Share of a voxel (0..1) inside a surface at ``distance`` mm, for an edge of ``edge_mm``."""
    cover = distance * np.float32(-1.0 / edge_mm)
    cover += np.float32(0.5)
    return np.clip(cover, 0.0, 1.0, out=cover)
