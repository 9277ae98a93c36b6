"""Places a segmentation into the grid of a volume, each label where it is in the world."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import Problem

_ALIGNED_MM = 0.01


def fit_to_grid(segmentation: Segmentation, geometry: Geometry) -> Segmentation:
    """The segmentation on another grid.

    Where the two grids share their voxel centres within 0.01 mm (also turned, flipped, larger or smaller)
    every label is copied exactly; otherwise each voxel takes the label of the nearest one. What was cut
    off or resampled is said in ``problems`` (codes ``CROPPED`` and ``RESAMPLED``).

    Raises
    ------
    GeometryError
        If the segmentation has labels and none of them lies in the grid.
    """
    if segmentation.geometry.matches(geometry):
        return replace(segmentation, geometry=geometry)
    mapping = np.linalg.inv(segmentation.geometry.affine_lps) @ geometry.affine_lps
    # What moves no voxel centre by a thousandth of a voxel is rounding, not obliquity.
    mapping[:3, :3][np.abs(mapping[:3, :3]) * max(geometry.shape_kji) < 1e-3] = 0.0
    exact = _whole_steps(mapping, segmentation.geometry, geometry)
    labels = _gathered(segmentation.labels, mapping if exact is None else exact, geometry)
    before, after = (int(np.count_nonzero(a)) for a in (segmentation.labels, labels))
    if before and not after:
        raise GeometryError(
            f"The segmentation “{segmentation.name}” does not lie in this volume; "
            "open it with the series it was made from."
        )
    problems = list(segmentation.problems)
    if exact is None:
        problems.append(
            Problem("RESAMPLED", "The segmentation was on another grid; nearest labels are shown.")
        )
    elif after < before:
        lost = before - after
        problems.append(Problem("CROPPED", f"{lost} voxels of the segmentation lie outside this volume."))
    return replace(segmentation, labels=labels, geometry=geometry, problems=tuple(problems))


def _whole_steps(mapping: FloatArray, source: Geometry, target: Geometry) -> FloatArray | None:
    """The mapping of target to source indices in whole steps, if the grids share their centres."""
    whole = np.rint(mapping)
    turned = np.abs(whole[:3, :3])
    if (turned.sum(axis=0) != 1).any() or (turned.sum(axis=1) != 1).any():
        return None
    corners_ijk = target.lps_to_index(target.corners_lps())
    off_steps = np.abs(corners_ijk @ (mapping - whole)[:3, :3].T + (mapping - whole)[:3, 3])
    return whole if float((off_steps * np.array(source.spacing_ijk)).max()) <= _ALIGNED_MM else None


def _gathered(labels: npt.NDArray[Any], mapping: FloatArray, target: Geometry) -> npt.NDArray[Any]:
    """For every target voxel the label of the nearest source voxel, 0 outside."""
    if (np.count_nonzero(mapping[:3, :3], axis=0) == 1).all():
        return _along_axes(labels, mapping, target)
    return _slice_by_slice(labels, mapping, target)


def _along_axes(labels: npt.NDArray[Any], mapping: FloatArray, target: Geometry) -> npt.NDArray[Any]:
    """Grids with parallel axes: each source index depends on one target index."""
    result = np.zeros(target.shape_kji, dtype=labels.dtype)
    target_axis_of = np.abs(mapping[:3, :3]).argmax(axis=1)
    turned = labels.transpose(2 - np.argsort(target_axis_of)[::-1])
    inside, taken = [], []
    for axis in (2, 1, 0):
        source = int(np.flatnonzero(target_axis_of == axis)[0])
        steps = np.arange(target.shape_ijk[axis]) * mapping[source, axis] + mapping[source, 3]
        index = np.floor(steps + 0.5).astype(np.int64)
        ok = (index >= 0) & (index < labels.shape[2 - source])
        inside.append(np.flatnonzero(ok))
        taken.append(index[ok])
    # One slice at a time, so that no second copy of the whole is needed.
    rows_and_columns = np.ix_(inside[1], inside[2])
    for k, source_k in zip(inside[0], taken[0], strict=True):
        result[k][rows_and_columns] = turned[source_k][np.ix_(taken[1], taken[2])]
    return result


def _slice_by_slice(labels: npt.NDArray[Any], mapping: FloatArray, target: Geometry) -> npt.NDArray[Any]:
    """Grids that are oblique to each other."""
    result = np.zeros(target.shape_kji, dtype=labels.dtype)
    shape_ijk = np.array(labels.shape[::-1])
    _, rows, columns = target.shape_kji
    steps = mapping[:3, :3]
    in_plane = np.arange(columns)[None, :, None] * steps[:, 0] + np.arange(rows)[:, None, None] * steps[:, 1]
    for k in range(target.shape_kji[0]):
        index = np.floor(in_plane + (steps[:, 2] * k + mapping[:3, 3]) + 0.5).astype(np.int32)
        inside = ((index >= 0) & (index < shape_ijk)).all(axis=-1)
        i, j, source_k = index[inside].T
        result[k][inside] = labels[source_k, j, i]
    return result
