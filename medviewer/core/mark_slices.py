"""Marks on acquired slices: from the world to columns and rows, and back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from medviewer.core.geometry import FloatArray, Geometry, Vector
from medviewer.core.mark import Mark
from medviewer.core.mark_record import FoundMark, OnSlice
from medviewer.core.same_mark import is_same_shape, principal_axes
from medviewer.core.volume import Stack, Volume

_HALF_A_SLICE = 0.5
_SAME_MM = 1e-3


class Slice(NamedTuple):
    """An acquired slice: slice ``k`` of ``grid``, whose i and j are its columns and rows."""

    instance_uid: str
    frame: int
    number: int
    grid: Geometry
    k: int


def slices_of(image: Volume | Stack) -> tuple[Slice, ...]:
    """The acquired slices of an image that are instances of files; none where they have no names.

    Of a resampled volume, those that it was made from. The slices of a mosaic are parts of one picture, so
    columns and rows of a slice say nothing of its file: they are not among them.
    """
    if isinstance(image, Volume) and image.acquired is not None:
        return slices_of(image.acquired)
    uids = image.instance_uids
    frames = image.frame_numbers or (1,) * len(uids)
    if isinstance(image, Stack):
        grids = [(plane, 0) for plane in image.planes]
    else:
        grids = [(image.geometry, k) for k in range(image.geometry.shape_kji[0])]
    if len(uids) != len(grids) or len(frames) != len(uids):
        return ()
    often = Counter(zip(uids, frames, strict=True))
    named = enumerate(zip(uids, frames, grids, strict=True))
    return tuple(
        Slice(uid, frame, n, grid, k)
        for n, (uid, frame, (grid, k)) in named
        if uid and often[uid, frame] == 1
    )


def slice_under(mark: Mark, image: Volume | Stack) -> Slice | None:
    """The slice that holds a mark: all its points lie within half a slice of it; None if it crosses slices.

    A ball is on the slice of its centre.

    One that belongs to a certain slice is on that one, whatever its coordinates.
    """
    slices = slices_of(image)
    number = mark.place.slice_number
    if number is not None:
        return next((one for one in slices if one.number == number), None)
    points = _flat_points(mark)
    if not slices:
        return None
    if all(one.grid is slices[0].grid for one in slices):
        k = _index(slices[0], points)[:, 2]
        at = round(float(k.mean()))
        near = [one for one in slices if one.k == at]
        return near[0] if near and float(np.abs(k - at).max()) <= _HALF_A_SLICE else None
    off = [float(np.abs(_index(one, points)[:, 2] - one.k).max()) for one in slices]
    best = int(np.argmin(off))
    return slices[best] if off[best] <= _HALF_A_SLICE else None


def on_slice(mark: Mark, image: Volume | Stack) -> OnSlice | None:
    """Columns and rows of a mark on the slice that holds it, None where no slice does."""
    found = slice_under(mark, image)
    if found is None:
        return None
    world = _flat_points(mark)
    if mark.kind == "ball":  # its radius along the rows, wherever on its surface it was held
        radius = float(np.linalg.norm(np.subtract(mark.points_lps[1], mark.points_lps[0])))
        world = np.array([world[0], world[0] + radius * np.array(found.grid.axes_lps[0])])
    pixels = _index(found, world)[:, :2] + 0.5
    width, height, _ = found.grid.spacing_ijk
    points = tuple((float(x), float(y)) for x, y in pixels)
    return OnSlice(found.instance_uid, found.frame, points, height / width)


def placed(found: FoundMark, image: Volume | Stack) -> Mark | None:
    """A mark of a file with its place in the world; None where the image does not hold its slice."""
    if found.on_slice is None:
        return found.mark
    on = found.on_slice
    here = next(
        (one for one in slices_of(image) if (one.instance_uid, one.frame) == (on.instance_uid, on.frame)),
        None,
    )
    if here is None:
        return None
    pixels = np.array(on.points_px, dtype=np.float64)
    world = here.grid.index_to_lps(np.column_stack([pixels - 0.5, np.full(len(pixels), float(here.k))]))
    is_flat = isinstance(image, Stack) or image.geometry.shape_kji[0] == 1
    place = replace(
        found.mark.place,
        instance_uid=on.instance_uid,
        frame=on.frame,
        slice_number=here.number if is_flat else None,
    )
    if found.is_noted and is_same_shape(found.mark.kind, found.mark.points_lps, world, _SAME_MM):
        return found.mark
    if found.mark.kind == "ellipse":
        world = principal_axes(world)
    return replace(found.mark, points_lps=_vectors(world), normal_lps=here.grid.axes_lps[2], place=place)


def plane_normal(points_lps: tuple[Vector, ...]) -> Vector:
    """The unit normal of the plane through points, LPS; that of axial slices where they are on one line.

    Two points may lie on different slices: theirs is the axis of the patient that the line runs least along.
    """
    points = np.array(points_lps, dtype=np.float64)
    if len(points) == 2 and not np.array_equal(points[0], points[1]):
        off = np.abs(points[1] - points[0])
        axis = 2 - int(np.argmin(np.round(off[::-1], 6)))
        return (float(axis == 0), float(axis == 1), float(axis == 2))
    spread = points - points.mean(axis=0)
    _, sizes, axes = np.linalg.svd(spread if len(spread) >= 3 else np.vstack([spread, np.zeros((3, 3))]))
    if len(points) < 3 or sizes[1] <= 1e-9 * max(float(sizes[0]), 1.0):
        along = axes[0] if sizes[0] > 0 else np.array([1.0, 0.0, 0.0])
        towards = np.array([0.0, 0.0, 1.0]) if abs(along[2]) < 0.9 else np.array([0.0, 1.0, 0.0])
        normal = towards - along * float(towards @ along)
    else:
        normal = axes[2]
    normal = normal / np.linalg.norm(normal)
    largest = normal[int(np.abs(normal).argmax())]
    x, y, z = (float(value) for value in (normal if largest > 0 else -normal))
    return (x, y, z)


def _flat_points(mark: Mark) -> FloatArray:
    """The points that must lie on the slice of a mark."""
    return np.array(mark.points_lps[:1] if mark.kind == "ball" else mark.points_lps)


def _index(one: Slice, points_lps: FloatArray) -> FloatArray:
    return one.grid.lps_to_index(points_lps)


def _vectors(points: FloatArray) -> tuple[Vector, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in points)
