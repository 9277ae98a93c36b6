"""Where the frames of a DICOM Segmentation lie, and the grid that holds them all.

Functional groups: PS3.3 C.7.6.16; a frame's own group wins over the shared one.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from medviewer.core.errors import GeometryError, ReadError
from medviewer.core.geometry import FloatArray, Geometry

_ON_GRID_MM = 0.01
_MOST_SLICES = 20_000


def group_item(dataset: Any, frame: int, keyword: str) -> Any | None:
    """The first item of a functional group of a frame (from 0), its own or the shared one, or None."""
    own = dataset.get("PerFrameFunctionalGroupsSequence") or []
    shared = dataset.get("SharedFunctionalGroupsSequence") or []
    for group in [*own[frame : frame + 1], *shared[:1]]:
        items = group.get(keyword)
        if items:
            return items[0]
    return None


def frame_positions(dataset: Any, frames: int, name: str) -> FloatArray:
    """Position of the centre of the first voxel of every frame (frames, 3), mm, LPS."""
    positions = np.empty((frames, 3))
    for n in range(frames):
        item = group_item(dataset, n, "PlanePositionSequence")
        position = None if item is None else item.get("ImagePositionPatient")
        if position is None or len(position) != 3:
            raise ReadError(
                f"{name} does not say where its frame {n + 1} lies in the patient; it is not shown."
            )
        positions[n] = [float(value) for value in position]
    if not np.isfinite(positions).all():
        raise ReadError(f"{name} has positions that are not numbers; it is not shown.")
    return positions


def spanned_grid(dataset: Any, positions_lps: FloatArray, name: str) -> Geometry:
    """The smallest regular grid that holds all frames, slices sorted along row x column.

    Raises
    ------
    ReadError
        If the frames differ in orientation or spacing, or do not lie on a regular grid.
    """
    right, down, row_mm, column_mm, steps_mm = _plane(dataset, len(positions_lps), name)
    normal = np.cross(right, down)
    along = positions_lps @ normal
    first = positions_lps[int(along.argmin())]
    off_axis = positions_lps - first - np.outer(along - along.min(), normal)
    if np.abs(off_axis).max() > _ON_GRID_MM:
        raise ReadError(f"{name} has slices that are not stacked at right angles; it is not shown.")
    distances = along - along.min()
    gaps = np.diff(np.unique(np.round(distances, 4)))
    gaps = gaps[gaps > _ON_GRID_MM]
    candidates = [*steps_mm, *([float(gaps.min())] if gaps.size else []), 1.0 if not gaps.size else 0.0]
    for step in candidates:
        if step > 0 and np.abs(distances - np.rint(distances / step) * step).max() <= max(
            _ON_GRID_MM, 0.01 * step
        ):
            slices = round(float(distances.max()) / step) + 1
            if slices > _MOST_SLICES:
                break
            shape = (slices, int(dataset.Rows), int(dataset.Columns))
            axes = (tuple(right), tuple(down), tuple(normal))
            try:
                return Geometry(shape, tuple(first), (column_mm, row_mm, step), axes)
            except GeometryError as error:
                raise ReadError(f"{name} does not lie on a grid: {error}") from error
    raise ReadError(f"{name} has unevenly spaced slices; it cannot be shown truly.")


def slice_numbers(geometry: Geometry, positions_lps: FloatArray) -> list[int] | None:
    """The slice k of every frame in a grid, or None if any frame is not exactly a slice of it."""
    index = geometry.lps_to_index(positions_lps)
    k = np.rint(index[:, 2])
    tolerance_mm = max(_ON_GRID_MM, 0.01 * geometry.spacing_ijk[2])
    off_mm = np.abs(index - np.stack([np.zeros_like(k), np.zeros_like(k), k], axis=1)) * geometry.spacing_ijk
    inside = ((k >= 0) & (k < geometry.shape_kji[0])).all()
    return [int(n) for n in k] if inside and off_mm.max() <= tolerance_mm else None


def same_plane(dataset: Any, geometry: Geometry, frames: int, name: str) -> bool:
    """Whether the frames have the rows, columns, directions and spacing of a grid's slices."""
    right, down, row_mm, column_mm, _ = _plane(dataset, frames, name)
    same_axes = np.abs(np.array([right, down]) - np.array(geometry.axes_lps[:2])).max() < 1e-4
    same_mm = np.allclose((column_mm, row_mm), geometry.spacing_ijk[:2], rtol=1e-4)
    return bool(same_axes and same_mm and geometry.shape_kji[1:] == (int(dataset.Rows), int(dataset.Columns)))


def _plane(dataset: Any, frames: int, name: str) -> tuple[FloatArray, FloatArray, float, float, list[float]]:
    """Unit vectors of row and column, spacing of rows and columns, and steps that the header suggests."""
    described = set()
    steps: list[float] = []
    for n in range(frames):
        orientation = group_item(dataset, n, "PlaneOrientationSequence")
        measures = group_item(dataset, n, "PixelMeasuresSequence")
        directions = None if orientation is None else orientation.get("ImageOrientationPatient")
        spacing = None if measures is None else measures.get("PixelSpacing")
        if directions is None or len(directions) != 6 or spacing is None or len(spacing) != 2:
            raise ReadError(f"{name} does not say how its frames lie in the patient; it is not shown.")
        described.add((*(round(float(v), 5) for v in directions), *(round(float(v), 6) for v in spacing)))
        if not steps and measures is not None:
            steps = [
                abs(float(measures.get(keyword) or 0.0))
                for keyword in ("SpacingBetweenSlices", "SliceThickness")
            ]
            exact = [float(v) for v in (*directions, *spacing)]
    if len(described) != 1:
        raise ReadError(f"{name} holds frames of different directions or spacing; it cannot be shown truly.")
    right, down = np.array(exact[:3]), np.array(exact[3:6])
    lengths = np.linalg.norm(right), np.linalg.norm(down)
    if not np.isfinite(exact).all() or min(lengths) < 0.5 or abs(right @ down) > 1e-3 or min(exact[6:]) <= 0:
        raise ReadError(f"{name} has directions or a spacing that are not valid; it is not shown.")
    return right / lengths[0], down / lengths[1], exact[6], exact[7], steps
