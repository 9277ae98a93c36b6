"""VolumeRenderer: a VolumePlan in, a 3D picture out; needs no OpenGL."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume, default_window
from medviewer.render.errors import RenderError
from medviewer.render.ray_caster import Eye, RayCaster, Transfer
from medviewer.render.reduced_volume import in_air, reduced_in_steps, softened_in_steps
from medviewer.render.resize import resized
from medviewer.render.segments_in_glass import COLORED, segments_in_glass
from medviewer.render.volume_presets import VOLUME_PRESETS
from medviewer.scene.camera_axes import camera_axes
from medviewer.scene.slice_plan import Camera, VolumePlan
from medviewer.scene.volume_frame import volume_frame


@dataclass(frozen=True)
class _Quality:
    """How much a picture may cost."""

    voxel_budget: int
    pixel_budget: int
    samples_per_voxel: float


_DRAFT = _Quality(voxel_budget=1_500_000, pixel_budget=60_000, samples_per_voxel=1.0)
_SMALL = _Quality(voxel_budget=2_500_000, pixel_budget=300_000, samples_per_voxel=2.0)
_FINAL = _Quality(voxel_budget=6_000_000, pixel_budget=300_000, samples_per_voxel=2.0)

# Below this a view shows no more of the larger volume, whose preparation by VTK cannot be paused.
_SMALL_VIEW_PX = 150_000

# What is cast without a pause: all of a draft, a part of a full picture.
_STRIP_PX = 64_000

_DONE = object()


class VolumeRenderer:
    """Renders volume plans; keeps reduced volumes and ray casters between calls.

    At zoom 1 the volume fits, seen from the front, the back or a side. Not for use from two threads at once.
    """

    def __init__(self) -> None:
        self._image: Volume | None = None
        self._reduced: dict[_Quality, tuple[npt.NDArray[Any], Geometry]] = {}
        self._casters: dict[_Quality, tuple[object, RayCaster]] = {}
        self._under_way: dict[_Quality, tuple[object, Iterator[None]]] = {}
        self._last: tuple[VolumePlan, npt.NDArray[np.uint8]] | None = None

    def render(self, plan: VolumePlan) -> npt.NDArray[np.uint8]:
        """The picture as RGB, uint8 [h, w, 3], patient upright, on black.

        Raises
        ------
        RenderError
            If the plan names no known preset.
        """
        *_, picture = self.render_in_steps(plan)
        if picture is None:
            raise RenderError("The 3D picture was not finished.")
        return picture

    def render_in_steps(self, plan: VolumePlan) -> Iterator[npt.NDArray[np.uint8] | None]:
        """The same picture in short pieces of work: None after each piece, the picture at last.

        A draft of a volume that was seen before is one piece, so a moving mouse does not starve it.
        Who must stay responsive takes one step at a time, and drops the iterator when the plan has
        become stale.
        """
        if self._last is None or self._last[0] != plan:
            yield from self._work(plan)
        if self._last is not None:
            yield self._last[1]

    def _work(self, plan: VolumePlan) -> Iterator[None]:
        if plan.image is not self._image:
            self._image = plan.image
            self._reduced.clear()
            self._casters.clear()
            self._under_way.clear()
        quality = _quality_of(plan)
        yield from self._prepare(plan, quality)
        caster = self._casters[quality][1]
        width, height = plan.size_px
        scale = min(1.0, (quality.pixel_budget / (width * height)) ** 0.5)
        small = (max(1, round(width * scale)), max(1, round(height * scale)))
        eye = eye_of(plan.image.geometry, plan.camera, small)
        strips = []
        for strip in caster.cast_in_strips(eye, small, _STRIP_PX):
            strips.append(strip)
            if sum(map(len, strips)) < small[1]:
                yield None
        picture = np.concatenate(strips)
        self._last = (plan, picture if small == plan.size_px else resized(picture, plan.size_px))

    def _prepare(self, plan: VolumePlan, quality: _Quality) -> Iterator[None]:
        """Makes the caster for a plan, or goes on making it where a dropped picture stopped."""
        look = (plan.preset, plan.labels, plan.heats)
        if quality in self._casters and self._casters[quality][0] == look:
            return
        if quality not in self._under_way or self._under_way[quality][0] != look:
            self._under_way[quality] = (look, self._make_caster(plan, quality))
        work = self._under_way[quality][1]
        while next(work, _DONE) is not _DONE:  # not `yield from`: who drops us must not end it
            yield None
        del self._under_way[quality]

    def _make_caster(self, plan: VolumePlan, quality: _Quality) -> Iterator[None]:
        voxels, grid = yield from self._reduced_image(plan.image, quality)
        yield None
        transfer = transfer_of(plan.preset, plan.image)
        if plan.labels or plan.heats:
            voxels = yield from segments_in_glass(voxels, grid, transfer, plan.labels, plan.heats)
            transfer = COLORED
            yield None
        caster = RayCaster(voxels, grid, transfer, quality.samples_per_voxel)
        self._casters[quality] = ((plan.preset, plan.labels, plan.heats), caster)
        yield None

    def _reduced_image(
        self, image: Volume, quality: _Quality
    ) -> Generator[None, None, tuple[npt.NDArray[Any], Geometry]]:
        if quality not in self._reduced:
            budget = quality.voxel_budget
            voxels, grid = yield from reduced_in_steps(image.voxels, image.geometry, budget, averaged=True)
            yield None
            voxels, grid = in_air(voxels, grid)
            soft = yield from softened_in_steps(voxels)
            self._reduced[quality] = (soft, grid)
        return self._reduced[quality]


def _quality_of(plan: VolumePlan) -> _Quality:
    if plan.draft:
        return _DRAFT
    return _SMALL if plan.size_px[0] * plan.size_px[1] < _SMALL_VIEW_PX else _FINAL


def eye_of(geometry: Geometry, camera: Camera, size_px: tuple[int, int]) -> Eye:
    """Where a camera looks from: azimuth 0 from the patient's front, head up, front and sides in view."""
    _, up, towards_eye = camera_axes(camera)
    focus, height_mm = volume_frame(geometry, camera, size_px)
    return Eye(_vector(focus), _vector(towards_eye), _vector(up), height_mm)


def transfer_of(name: str, image: Volume) -> Transfer:
    """The transfer function of a preset for an image; RenderError if there is no such preset."""
    if name not in VOLUME_PRESETS:
        raise RenderError(f"There is no 3D preset {name!r}; choose one of {', '.join(VOLUME_PRESETS)}.")
    preset = VOLUME_PRESETS[name]
    low, scale = 0.0, 1.0
    if preset.relative:
        window = default_window(image)
        low, scale = window.level - window.width / 2.0, window.width
    colors = tuple((low + scale * value, r, g, b) for value, r, g, b in preset.colors)
    return Transfer(colors, tuple((low + scale * value, alpha) for value, alpha in preset.opacities))


def _vector(values: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    x, y, z = (float(v) for v in values)
    return x, y, z
