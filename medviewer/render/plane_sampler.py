"""Values of a grid on a plane of the screen."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkImagingCore import vtkImageReslice

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.render.nearest_voxels import NearestVoxels, coarser, moving_slab, nearest_voxels
from medviewer.render.resize import resized
from medviewer.render.vtk_image import image_in_index_space, picture_of
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import Interpolation, SlabMode

_VTK_FLOAT = 10
# A row or column that drifts across less of a voxel than this over the whole picture counts as
# parallel to the grid: invisible, and VTK then takes its separable path, ten times as fast.
_NO_DRIFT_VOXELS = 0.02
_ON_A_VOXEL = 1e-3
# Waiting for a second thread on a busy machine costs more than it saves, except where sampling is dear.
_THREADS_ALONG_GRID = 1
_THREADS_ACROSS_GRID = min(4, os.cpu_count() or 1)
_LINEAR = 1
_PIXELS_OF_VOXEL, _MOST_APART = 0.6, 6
"""In a picture that moves, so many pixels a voxel are interpolated, but not farther apart than this."""
_BEYOND = 1e30
"""Stands for "no voxel there" while slices are put together."""


class PlaneSampler:
    """Samples one array on planes, by ``vtkImageReslice`` in index space.

    Index space makes spacing, obliquity and left-handed grids a matter of one matrix. The picture
    reaches to the outer edge of the outermost voxels, half a voxel beyond their centres.

    Parameters
    ----------
    voxels
        Array [k, j, i]; shared, not copied.
    geometry
        Its grid.
    as_float
        Whether samples are float32 (values, interpolated exactly) or of the array's own type (labels).
    """

    def __init__(self, voxels: npt.NDArray[Any], geometry: Geometry, as_float: bool = True) -> None:
        self._voxels = np.ascontiguousarray(voxels)
        self._as_float = as_float
        self._image = image_in_index_space(self._voxels)
        self._inverse = np.linalg.inv(geometry.affine_lps)
        self._matrix = vtkMatrix4x4()
        self._reslice = vtkImageReslice()
        self._reslice.SetOutputDimensionality(2)
        self._reslice.SetOutputSpacing(1.0, 1.0, 1.0)
        self._reslice.SetOutputOrigin(0.0, 0.0, 0.0)
        self._reslice.SetResliceAxes(self._matrix)
        self._reslice.BorderOn()
        # VTK's SMP tools are sequential in the wheels; its own threads halve the time on two cores.
        self._reslice.SetEnableSMP(False)
        if as_float:
            self._reslice.SetOutputScalarType(_VTK_FLOAT)

    def sample(
        self,
        plane: PlaneView,
        interpolation: Interpolation = "nearest",
        slab_mm: float = 0.0,
        slab_mode: SlabMode = "mean",
        outside: float = 0.0,
    ) -> npt.NDArray[Any]:
        """Samples [h, w] at the pixel centres of a plane; ``outside`` where the grid does not reach."""
        return finished(self.sample_in_steps(plane, interpolation, slab_mm, slab_mode, outside))

    def sample_in_steps(
        self,
        plane: PlaneView,
        interpolation: Interpolation,
        slab_mm: float,
        slab_mode: SlabMode,
        outside: float,
    ) -> Generator[None, None, npt.NDArray[Any]]:
        """As `sample`, with a pause after each plane of a slab; the samples are returned at the end."""
        matrix, half = self._pixels_and_half(plane, slab_mm)
        way = {"nearest": 0, "linear": _LINEAR, "cubic": 3}[interpolation]
        return (yield from self._sampled(matrix, plane.size_px, half, slab_mode, outside, way))

    def is_dear(self, plane: PlaneView, slab_mm: float) -> bool:
        """Whether samples take so long that a picture that moves does with fewer: oblique ones, slabs."""
        matrix, half = self._pixels_and_half(plane, slab_mm)
        return self._voxels.ndim == 3 and (half > 0 or not _is_along_grid(matrix))

    def nearest(self, plane: PlaneView) -> NearestVoxels:
        """The voxels nearest to the pixels of a plane, which all arrays of the same grid share."""
        return nearest_voxels(self._pixels_and_half(plane, 0.0)[0], plane.size_px, self._voxels.shape)

    def sample_moving(
        self, plane: PlaneView, nearest: NearestVoxels | None, slab_mm: float, mode: SlabMode, outside: float
    ) -> npt.NDArray[Any]:
        """Fewer samples, for a picture that moves: nearest voxels, of slabs not even of every pixel.

        Where a voxel is as large as several pixels, fewer pixels are interpolated between instead.
        """
        matrix, half = self._pixels_and_half(plane, slab_mm)
        factor = min(int(_PIXELS_OF_VOXEL / np.linalg.norm(matrix[:3, :2], axis=0).max()), _MOST_APART)
        if self._as_float and factor > 1:
            coarse, size = coarser(matrix, plane.size_px, factor)
            linear = self._sampled(coarse, size, half, mode, outside, _LINEAR)
            width, height = plane.size_px
            return resized(finished(linear), (size[0] * factor, size[1] * factor))[:height, :width]
        if half > 0:
            return moving_slab(self._voxels, matrix, plane.size_px, half, mode, outside)
        found = self.nearest(plane) if nearest is None else nearest
        return found.of(self._voxels, outside, self._as_float)

    def _pixels_and_half(self, plane: PlaneView, slab_mm: float) -> tuple[FloatArray, int]:
        """`_pixel_to_index`, and how many planes a slab has to each side."""
        step_mm = self._slab_step_mm(plane.normal_lps)
        return self._pixel_to_index(plane, step_mm), int(slab_mm / (2.0 * step_mm) + 1e-6)

    def _sampled(
        self,
        matrix: FloatArray,
        size_px: tuple[int, int],
        half: int,
        mode: SlabMode,
        outside: float,
        way: int,
    ) -> Generator[None, None, npt.NDArray[Any]]:
        """A slab slice by slice, only what lies inside; VTK's own may lie half a slice aside (9.7)."""
        if half == 0:
            return self._resliced(matrix, size_px, outside, way)
        beyond = np.float32(_BEYOND if mode == "min" else -_BEYOND)
        together = np.full(size_px[::-1], 0.0 if mode == "mean" else beyond, dtype=np.float32)
        counted = np.zeros(size_px[::-1], dtype=np.float32)
        for n in range(-half, half + 1):
            moved = matrix.copy()
            moved[:3, 3] += n * matrix[:3, 2]
            one = self._resliced(moved, size_px, float(beyond), way)
            if mode == "mean":
                inside = one != beyond
                np.add(together, one, out=together, where=inside)
                counted += inside
            else:
                (np.fmin if mode == "min" else np.fmax)(together, one, out=together)
            yield None
        if mode == "mean":
            np.divide(together, counted, out=together, where=counted > 0)
            together[counted == 0] = outside
        else:
            together[together == beyond] = outside
        return together

    def _resliced(
        self, matrix: FloatArray, size_px: tuple[int, int], outside: float, way: int
    ) -> npt.NDArray[Any]:
        """One plane; the array is written again by the next call."""
        width, height = size_px
        along_grid = _is_along_grid(matrix)
        self._reslice.SetInterpolationMode(way)
        self._reslice.SetNumberOfThreads(_THREADS_ALONG_GRID if along_grid else _THREADS_ACROSS_GRID)
        self._reslice.SetInputData(self._gathered(matrix) if along_grid else self._image)
        self._matrix.DeepCopy(matrix.ravel().tolist())
        self._reslice.SetOutputExtent(0, width - 1, 0, height - 1, 0, 0)
        self._reslice.SetBackgroundLevel(outside)
        self._reslice.Update()
        return picture_of(self._reslice.GetOutput())

    def _gathered(self, matrix: FloatArray) -> vtkImageData:
        """The image, or for a plane of constant i its one layer of voxels, with the matrix moved to it.

        Such voxels lie far apart in memory; numpy gathers them three times as fast as VTK reads them.
        """
        i = matrix[0, 3]
        if matrix[0, :2].any() or i != round(i) or not 0 <= i < self._voxels.shape[2]:
            return self._image
        matrix[0, 3] = 0.0
        return image_in_index_space(self._voxels[:, :, int(i) : int(i) + 1])

    def _slab_step_mm(self, normal_lps: FloatArray) -> float:
        """Spacing of the grid along a direction: of the axis that it crosses fastest."""
        crossed_per_mm = np.abs(self._inverse[:3, :3] @ normal_lps)
        return 1.0 / float(crossed_per_mm.max())

    def _pixel_to_index(self, plane: PlaneView, slab_step_mm: float) -> FloatArray:
        """4x4 matrix from (column, row, slab slice, 1) of a pixel's centre to continuous ijk."""
        to_index = self._inverse[:3, :3]
        size = np.array(plane.size_px, dtype=np.float64)
        steps = to_index @ (np.array([plane.right_lps, plane.down_lps]).T * plane.mm_per_pixel)
        steps[np.abs(steps) * size < _NO_DRIFT_VOXELS] = 0.0
        centre = to_index @ np.array(plane.centre_lps) + self._inverse[:3, 3]
        constant = ~steps.any(axis=1)
        on_voxel = constant & (np.abs(centre - np.round(centre)) < _ON_A_VOXEL)
        centre[on_voxel] = np.round(centre[on_voxel])
        along = to_index @ plane.normal_lps * slab_step_mm
        along[np.abs(along) < 1e-6] = 0.0
        matrix = np.eye(4)
        matrix[:3, :2] = steps
        matrix[:3, 2] = along
        matrix[:3, 3] = centre - steps @ ((size - 1.0) / 2.0)
        return matrix


def _is_along_grid(matrix: FloatArray) -> bool:
    """Whether rows and columns of pixels run along axes of the grid."""
    return int(np.count_nonzero(matrix[:3, :2])) == 2


def finished(work: Generator[None, None, npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """What work in pieces gives in the end, without its pauses."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: npt.NDArray[Any] = end.value
            return result
