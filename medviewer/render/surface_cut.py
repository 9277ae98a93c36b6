"""Surfaces cut by a crop box and closed again, so that what is printed is solid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPlane, vtkPlaneCollection, vtkPolyData
from vtkmodules.vtkFiltersGeneral import vtkClipClosedSurface

from medviewer.core.geometry import Geometry, Vector
from medviewer.core.surface_mesh import SurfaceMesh

Box = tuple[Vector, Vector]
"""The lowest and the highest continuous index ijk."""

_MERGED_MM = 1e-4


def cut_and_closed(mesh: SurfaceMesh, box: Box, grid: Geometry) -> SurfaceMesh:
    """What of a closed surface lies in a box of a grid's indices, closed where the box cuts it.

    Without triangles where nothing lies in the box. The corners that clipping makes are joined, so that every
    edge belongs to two triangles again.
    """
    planes = vtkPlaneCollection()
    for axis in range(3):
        ahead = np.array(grid.axes_lps[axis])
        for index, normal in ((box[0], ahead), (box[1], -ahead)):
            plane = vtkPlane()
            plane.SetOrigin(*grid.index_to_lps(index))
            plane.SetNormal(*normal)
            planes.AddItem(plane)
    clip = vtkClipClosedSurface()
    clip.SetInputData(_data_of(mesh))
    clip.SetClippingPlanes(planes)
    clip.SetTolerance(1e-6)
    clip.GenerateFacesOn()
    clip.GenerateOutlineOff()
    clip.SetScalarModeToNone()
    clip.Update()
    found = clip.GetOutput()
    if found.GetNumberOfPolys() == 0:
        return replace(mesh, points_lps=mesh.points_lps[:0], triangles=mesh.triangles[:0])
    points = vtk_to_numpy(found.GetPoints().GetData()).astype(np.float64)
    triangles = vtk_to_numpy(found.GetPolys().GetConnectivityArray()).reshape(-1, 3)
    whole, turned = _joined(points, triangles)
    return replace(mesh, points_lps=whole, triangles=turned)


def _data_of(mesh: SurfaceMesh) -> vtkPolyData:
    points = vtkPoints()
    points.SetDataTypeToDouble()
    points.SetData(numpy_to_vtk(mesh.points_lps.astype(np.float64), deep=True))
    starts = np.arange(0, 3 * len(mesh.triangles) + 1, 3, dtype=np.int64)
    cells = vtkCellArray()
    corners = numpy_to_vtkIdTypeArray(mesh.triangles.astype(np.int64).ravel(), deep=True)
    cells.SetData(numpy_to_vtkIdTypeArray(starts, deep=True), corners)
    data = vtkPolyData()
    data.SetPoints(points)
    data.SetPolys(cells)
    return data


def _joined(
    points: npt.NDArray[np.float64], triangles: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Vertices that lie in the same place are one; triangles that have become lines go."""
    _, first, same = np.unique(np.rint(points / _MERGED_MM), axis=0, return_index=True, return_inverse=True)
    turned = same.ravel()[triangles]
    a, b, c = turned.T
    turned = turned[(a != b) & (b != c) & (c != a)]
    return points[first].astype(np.float32), turned.astype(np.int32)
