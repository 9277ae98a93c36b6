"""Casts rays through a volume on the processor: no OpenGL, no window, the same pixels everywhere.

VTK's fixed-point ray caster computes its picture in memory and needs OpenGL only to show it. Its
steps are public, so we take the picture and leave the showing out. On two cores it is several times
faster than the GPU ray caster on software OpenGL, it works over remote desktop and in tests, and
there is no driver that could take the process down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import vtkmodules.vtkRenderingVolumeOpenGL2  # noqa: F401  the mapper's helper class is made by it
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkFloatArray, vtkMultiThreader, vtkUnsignedShortArray
from vtkmodules.vtkCommonDataModel import vtkPiecewiseFunction
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import (
    vtkCamera,
    vtkColorTransferFunction,
    vtkLight,
    vtkVolume,
    vtkVolumeProperty,
)
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow, vtkOpenGLRenderer
from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.jobs.usable_cores import usable_cores
from medviewer.render.volume_presets import Blend
from medviewer.render.vtk_image import image_in_index_space
from medviewer.scene.volume.volume_look import CropBox, Lighting

_FIXED_POINT_ONE = 32767.0
# VTK may leave the topmost row and the rightmost column out where the volume ends inside the picture.
_MARGIN_PX = 2
_MOST_THREADS = 8


@dataclass(frozen=True)
class Eye:
    """Where a parallel picture is taken from: ``height_mm`` is what its height shows."""

    focus_lps: tuple[float, float, float]
    towards_eye_lps: tuple[float, float, float]
    up_lps: tuple[float, float, float]
    height_mm: float


@dataclass(frozen=True)
class Transfer:
    """Colour (value, r, g, b) and opacity per millimetre (value, opacity) of a volume of one channel.

    For a volume of four channels (RGB and opacity, 0..255) ``colors`` is empty. ``glass`` is the part of the
    opacity that is left where something inside is to be seen.
    """

    colors: tuple[tuple[float, float, float, float], ...]
    opacities: tuple[tuple[float, float], ...]
    blend: Blend = "light"
    glass: float = 0.06


class RayCaster:
    """One volume, ready to be seen from anywhere.

    Parameters
    ----------
    voxels
        Array [k, j, i] of values, or uint8 [k, j, i, 4] of colours with opacity.
    geometry
        Its grid; right-handed.
    transfer
        What its values look like.
    samples_per_voxel
        How densely a ray is sampled, in units of the finest spacing.
    """

    def __init__(
        self, voxels: npt.NDArray[Any], geometry: Geometry, transfer: Transfer, samples_per_voxel: float
    ) -> None:
        self._image = image_in_index_space(voxels)
        self._image.SetSpacing(*geometry.spacing_ijk)
        self._mapper = _mapper_with_sound_space_leaping()
        self._mapper.SetInputData(self._image)
        self._mapper.AutoAdjustSampleDistancesOff()
        self._mapper.IntermixIntersectingGeometryOff()
        self._mapper.SetImageSampleDistance(1.0)
        step = min(geometry.spacing_ijk) / samples_per_voxel
        self._mapper.SetSampleDistance(step)
        self._mapper.SetInteractiveSampleDistance(step)
        self._mapper.SetNumberOfThreads(min(usable_cores(), _MOST_THREADS))
        if transfer.blend == "brightest":
            self._mapper.SetBlendModeToMaximumIntensity()
        self.grid = geometry
        self._look = _property_of(transfer)
        self._volume = vtkVolume()
        self._volume.SetMapper(self._mapper)
        self._volume.SetProperty(self._look)
        self._volume.SetUserMatrix(_placement(geometry))
        self._camera = vtkCamera()
        self._camera.ParallelProjectionOn()
        self._reach_mm = float(np.linalg.norm(np.array(geometry.shape_ijk) * geometry.spacing_ijk))
        # A window that owns no OpenGL context; it only tells the picture's size.
        self._window = vtkGenericOpenGLRenderWindow()
        self._renderer = vtkOpenGLRenderer()
        self._renderer.SetActiveCamera(self._camera)
        light = vtkLight()
        light.SetLightTypeToHeadlight()
        self._renderer.AddLight(light)
        self._renderer.AddVolume(self._volume)
        self._window.AddRenderer(self._renderer)

    def light(self, lighting: Lighting) -> None:
        """How the next pictures are lit."""
        self._look.SetShade(lighting.shaded)
        self._look.SetAmbient(lighting.ambient)
        self._look.SetDiffuse(lighting.diffuse)
        self._look.SetSpecular(lighting.specular)
        self._look.SetSpecularPower(lighting.power)

    def crop(self, box: CropBox | None) -> None:
        """What the next pictures show of the volume, in indices of its own grid; None for all."""
        self._mapper.SetCropping(box is not None)
        if box is not None:
            ends = zip(self.grid.spacing_ijk, box.low_ijk, box.high_ijk, strict=True)
            self._mapper.SetCroppingRegionPlanes(*(spacing * end for spacing, *both in ends for end in both))
            self._mapper.SetCroppingRegionFlagsToSubVolume()

    def cast_in_strips(
        self,
        eye: Eye,
        size_px: tuple[int, int],
        strip_px: int,
        nearest_mm: npt.NDArray[np.float32] | None = None,
    ) -> Iterator[npt.NDArray[np.uint8]]:
        """The picture from top to bottom in strips of ``strip_px`` pixels, uint8 [h, w, 4].

        Red, green and blue are on black (times the opacity, which comes last). ``nearest_mm`` [h, w] is where
        rays end: how far a solid surface lies towards the eye from the plane of its focus, -inf for nowhere.
        """
        width, height = size_px
        mm_per_pixel = eye.height_mm / height
        rows = max(1, min(height, round(strip_px / width)))
        for top in range(0, height, rows):
            count = min(rows, height - top)
            above_middle = (height - count) / 2.0 - top
            focus = np.array(eye.focus_lps) + np.array(eye.up_lps) * (above_middle * mm_per_pixel)
            ends = None if nearest_mm is None else nearest_mm[top : top + count]
            yield self._cast(focus, eye, count * mm_per_pixel, (width, count), ends)

    def _cast(
        self,
        focus_lps: FloatArray,
        eye: Eye,
        height_mm: float,
        size_px: tuple[int, int],
        ends_mm: npt.NDArray[np.float32] | None,
    ) -> npt.NDArray[np.uint8]:
        width, height = size_px
        wider = (width + 2 * _MARGIN_PX, height + 2 * _MARGIN_PX)
        self._window.SetSize(*wider)
        self._look_from(focus_lps, eye, height_mm * wider[1] / height)
        renderer, volume, image = self._renderer, self._volume, self._image
        self._mapper.PerVolumeInitialization(renderer, volume)
        self._mapper.PerImageInitialization(
            renderer, volume, 0, list(image.GetOrigin()), list(image.GetSpacing()), list(image.GetExtent())
        )
        self._mapper.PerSubVolumeInitialization(renderer, volume, 0)
        if ends_mm is not None:
            self._end_rays_at(ends_mm)
        self._mapper.RenderSubVolume()
        return self._taken_picture(wider)[_MARGIN_PX : _MARGIN_PX + height, _MARGIN_PX : _MARGIN_PX + width]

    def _end_rays_at(self, ends_mm: npt.NDArray[np.float32]) -> None:
        """Writes the depth at which each ray ends where VTK would keep what it read from OpenGL."""
        near, far = self._camera.GetClippingRange()
        depth = (np.float32(self._reach_mm * 2.0 - near) - ends_mm) / np.float32(far - near)
        whole = np.pad(np.clip(depth, 0.0, 1.0), _MARGIN_PX, constant_values=1.0)[::-1]
        cast = self._mapper.GetRayCastImage()
        width, height = cast.GetImageInUseSize()
        left, bottom = cast.GetImageOrigin()
        cast.SetZBufferSize(width, height)
        cast.SetZBufferOrigin(left, bottom)
        cast.AllocateZBuffer()
        array = vtkFloatArray()
        array.SetVoidArray(cast.GetZBuffer(), width * height, 1)
        vtk_to_numpy(array).reshape(height, width)[:] = whole[bottom : bottom + height, left : left + width]
        cast.UseZBufferOn()

    def _look_from(self, focus_lps: FloatArray, eye: Eye, height_mm: float) -> None:
        away = np.array(eye.towards_eye_lps) * (self._reach_mm * 2.0)
        self._camera.SetFocalPoint(*focus_lps)
        self._camera.SetPosition(*(focus_lps + away))
        self._camera.SetViewUp(*eye.up_lps)
        self._camera.SetParallelScale(height_mm / 2.0)
        self._camera.SetClippingRange(self._reach_mm * 0.01, self._reach_mm * 4.0)
        self._renderer.UpdateLightsGeometryToFollowCamera()

    def _taken_picture(self, size_px: tuple[int, int]) -> npt.NDArray[np.uint8]:
        cast = self._mapper.GetRayCastImage()
        row_length, row_count = cast.GetImageMemorySize()
        width, height = cast.GetImageInUseSize()
        left, bottom = cast.GetImageOrigin()
        # VTK gives the address of its pixels as a token that its own arrays accept.
        array = vtkUnsignedShortArray()
        array.SetVoidArray(cast.GetImage(), row_length * row_count * 4, 1)
        pixels = vtk_to_numpy(array).reshape(row_count, row_length, 4)[:height, :width]
        picture = np.zeros((size_px[1], size_px[0], 4), dtype=np.uint8)
        levels = np.minimum(pixels * np.float32(255.0 / _FIXED_POINT_ONE) + np.float32(0.5), 255.0)
        picture[bottom : bottom + height, left : left + width] = levels
        return picture[::-1]


def _mapper_with_sound_space_leaping() -> vtkFixedPointVolumeRayCastMapper:
    """A mapper whose search for empty space runs in one thread.

    With several, VTK 9.7 takes blocks for empty where two threads' parts of a coloured volume meet.
    The number is fixed when the mapper makes its search filter; casting is not slowed by it.
    """
    threads = vtkMultiThreader.GetGlobalDefaultNumberOfThreads()
    vtkMultiThreader.SetGlobalDefaultNumberOfThreads(1)
    mapper = vtkFixedPointVolumeRayCastMapper()
    vtkMultiThreader.SetGlobalDefaultNumberOfThreads(threads)
    return mapper


def _property_of(transfer: Transfer) -> vtkVolumeProperty:
    look = vtkVolumeProperty()
    look.SetInterpolationTypeToLinear()
    look.SetScalarOpacityUnitDistance(1.0)
    opacity = vtkPiecewiseFunction()
    for value, alpha in transfer.opacities:
        opacity.AddPoint(value, alpha)
    look.SetScalarOpacity(opacity)
    if transfer.colors:
        color = vtkColorTransferFunction()
        for value, red, green, blue in transfer.colors:
            color.AddRGBPoint(value, red, green, blue)
        look.SetColor(color)
    else:
        look.IndependentComponentsOff()
    return look


def _placement(geometry: Geometry) -> vtkMatrix4x4:
    """From a volume's own millimetres (index times spacing) to the world."""
    matrix: FloatArray = np.eye(4)
    matrix[:3, :3] = np.array(geometry.axes_lps).T
    matrix[:3, 3] = geometry.origin_lps
    placement = vtkMatrix4x4()
    placement.DeepCopy(matrix.ravel().tolist())
    return placement
