"""Surfaces of segments: surface nets on the label map, smoothed, in the world.

Gibson, "Constrained elastic surface nets", MICCAI 1998; VTK's `vtkSurfaceNets3D` moves no vertex further
than its constraint allows. What the smoothing takes from the volume of a segment is given back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkFiltersCore import vtkSurfaceNets3D

from medviewer.api.model import Report
from medviewer.core.geometry import Geometry, Vector
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.render.sound_mask import sound

Labels = npt.NDArray[np.integer]

_MARGIN = 2
_ROUNDS = 20
_MOST_GIVEN_BACK = 0.25
"""Parts of the finest spacing: a thin sheet that is blown up further tears."""
_FINE_VOXELS = 3_000_000
_COARSE_VOXELS = 60_000
"""Of all boxes around segments together: a surface has some two triangles for each voxel it goes through.

With more than 8 (coarse: 32) segments each gets as much as with so many: they are small then.
"""


def surfaces_of(
    segmentation: Segmentation, numbers: tuple[int, ...], smooth: bool = True, *, report: Report
) -> tuple[SurfaceMesh, ...]:
    """The surfaces of segments, each closed; those without voxels are left out. Runs in a host."""
    wanted = [one for one in segmentation.segments if one.number in numbers]
    boxes = _boxes(segmentation.labels, [one.number for one in wanted])
    meshes = []
    for done, segment in enumerate(wanted):
        report(done / len(wanted), "Making surfaces")
        if segment.number in boxes:
            mask, first_ijk = _cut_out(segmentation.labels, segment.number, boxes[segment.number])
            whole = _Mask(np.pad(mask, 1), (1, 1, 1), int(mask.sum()))
            meshes.append(_surface(whole, segmentation.geometry, first_ijk, segment, smooth))
    report(1.0, "Making surfaces")
    return tuple(meshes)


def surfaces_for_views(
    segmentation: Segmentation, *, report: Report
) -> tuple[tuple[SurfaceMesh, SurfaceMesh], ...]:
    """The surfaces of all segments for the screen: of each a fine and a coarse one. Runs in a host."""
    numbers = [one.number for one in segmentation.segments]
    boxes = _boxes(segmentation.labels, numbers)
    share = max(1, len(boxes))
    pairs = []
    for done, segment in enumerate(one for one in segmentation.segments if one.number in boxes):
        report(done / len(boxes), "Making surfaces")
        mask, first_ijk = _cut_out(segmentation.labels, segment.number, boxes[segment.number])
        fine, coarse = (
            _surface(
                _thinned(mask, segmentation.geometry.spacing_ijk, budget // min(share, many)),
                segmentation.geometry,
                first_ijk,
                segment,
                True,
            )
            for budget, many in ((_FINE_VOXELS, 8), (_COARSE_VOXELS, 32))
        )
        pairs.append((fine, coarse if len(coarse.triangles) else fine))
    report(1.0, "Making surfaces")
    return tuple(pairs)


def _boxes(labels: Labels, numbers: list[int]) -> dict[int, tuple[slice, slice, slice]]:
    """The smallest box [k, j, i] around each segment, with a margin that reaches beyond the array's edge."""
    size = int(np.iinfo(labels.dtype).max) + 1
    seen = np.zeros((size, 3, max(labels.shape)), bool)
    for axis in range(3):
        for n in range(labels.shape[axis]):
            seen[np.bincount(labels.take(n, axis).ravel(), minlength=size) > 0, axis, n] = True
    boxes = {}
    for number in numbers:
        if 0 < number < size and seen[number].any():
            ends = [np.flatnonzero(seen[number, axis])[[0, -1]] for axis in range(3)]
            k, j, i = (slice(int(low) - _MARGIN, int(high) + 1 + _MARGIN) for low, high in ends)
            boxes[number] = (k, j, i)
    return boxes


def _cut_out(
    labels: Labels, number: int, box: tuple[slice, slice, slice]
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float64]]:
    """The voxels of a segment in its box, 0 or 1 [k, j, i], and the index ijk of the first of them."""
    inside = tuple(
        slice(max(one.start, 0), min(one.stop, size)) for one, size in zip(box, labels.shape, strict=True)
    )
    beyond = [(real.start - one.start, one.stop - real.stop) for one, real in zip(box, inside, strict=True)]
    mask = np.pad((labels[inside] == number).astype(np.uint8), beyond)
    return mask, np.array([one.start for one in reversed(box)], np.float64)


@dataclass(frozen=True)
class _Mask:
    """A segment on a grid that is thinner than its own by whole numbers ``step_ijk``.

    ``voxels`` are 0 or 1 [k, j, i], ``count`` is how many voxels the segment has on its own grid.
    """

    voxels: npt.NDArray[np.uint8]
    step_ijk: tuple[int, int, int]
    count: int


def _thinned(mask: npt.NDArray[np.uint8], spacing_ijk: Vector, budget: int) -> _Mask:
    """A mask with about ``budget`` voxels: where at least half of a block belongs to the segment."""
    steps = np.ones(3, int)
    shape_ijk = np.array(mask.shape[::-1])
    while np.prod(np.ceil(shape_ijk / steps)) > budget:
        steps[int((np.array(spacing_ijk) * steps).argmin())] += 1
    i, j, k = (int(one) for one in steps)
    ends = [-size % step for size, step in zip(mask.shape, (k, j, i), strict=True)]
    whole = np.pad(mask, [(0, end) for end in ends])
    blocks = whole.reshape(whole.shape[0] // k, k, whole.shape[1] // j, j, whole.shape[2] // i, i)
    filled = blocks.sum(axis=(1, 3, 5), dtype=np.int32) * 2 >= i * j * k
    return _Mask(np.pad(filled.astype(np.uint8), 1), (i, j, k), int(mask.sum()))


def _surface(
    mask: _Mask, grid: Geometry, first_ijk: npt.NDArray[np.float64], segment: Segment, smooth: bool
) -> SurfaceMesh:
    """The surface of a mask whose first block begins at ``first_ijk`` (its padding lies before that)."""
    steps = np.array(mask.step_ijk)
    spacing = np.array(grid.spacing_ijk) * steps
    local, triangles = _net(sound(mask.voxels), spacing, smooth)
    if smooth and len(triangles):
        volume_mm3 = mask.count * float(np.prod(grid.spacing_ijk))
        local = _with_volume(local, triangles, volume_mm3, float(spacing.min()) * _MOST_GIVEN_BACK)
    if np.linalg.det(np.array(grid.axes_lps)) < 0:
        triangles = triangles[:, ::-1]
    points = grid.index_to_lps((local / spacing - 1.0) * steps + (steps - 1) / 2.0 + first_ijk)
    return SurfaceMesh(
        points.astype(np.float32),
        np.ascontiguousarray(triangles, np.int32),
        segment.number,
        segment.name,
        segment.color,
    )


def _net(
    mask: npt.NDArray[np.uint8], spacing_ijk: npt.NDArray[np.float64], smooth: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Vertices [n, 3] in millimetres along i, j, k from the first voxel of a mask, and outward triangles."""
    k, j, i = mask.shape
    image = vtkImageData()
    image.SetDimensions(i, j, k)
    image.SetSpacing(*spacing_ijk)
    image.GetPointData().SetScalars(numpy_to_vtk(np.ascontiguousarray(mask).reshape(-1)))
    net = vtkSurfaceNets3D()
    net.SetInputData(image)
    net.SetValue(0, 1)
    net.SetOutputMeshTypeToTriangles()
    net.SetSmoothing(smooth)
    net.SetNumberOfIterations(_ROUNDS)
    net.Update()
    found = net.GetOutput()
    if found.GetNumberOfPolys() == 0:
        return np.zeros((0, 3)), np.zeros((0, 3), np.int64)
    points = vtk_to_numpy(found.GetPoints().GetData()).astype(np.float64)
    triangles = vtk_to_numpy(found.GetPolys().GetConnectivityArray()).reshape(-1, 3).astype(np.int64)
    a, b, c = (points[triangles[:, n]] for n in range(3))
    is_inward = float((a * np.cross(b - a, c - a)).sum()) < 0
    return points, triangles[:, ::-1] if is_inward else triangles


def _with_volume(
    points: npt.NDArray[np.float64], triangles: npt.NDArray[np.int64], volume_mm3: float, most_mm: float
) -> npt.NDArray[np.float64]:
    """The vertices moved along their normals, all by as much, until the surface encloses a volume again."""
    for _ in range(2):
        a, b, c = (points[triangles[:, n]] for n in range(3))
        doubled = np.cross(b - a, c - a)
        area = float(np.linalg.norm(doubled, axis=1).sum() / 2.0)
        missing = volume_mm3 - float((a * doubled).sum() / 6.0)
        flat = triangles.ravel()
        normals = np.stack(
            [np.bincount(flat, np.repeat(doubled[:, n], 3), minlength=len(points)) for n in range(3)], axis=1
        )
        unit = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        points = points + unit * min(max(missing / area, -most_mm), most_mm)
    return points
