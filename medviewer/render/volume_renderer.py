"""VolumeRenderer: a VolumePlan in, a 3D picture out; needs no OpenGL."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry, vector_of
from medviewer.core.volume import Volume
from medviewer.render.errors import RenderError
from medviewer.render.ray_caster import Eye, RayCaster
from medviewer.render.reduced_volume import in_air, reduced_in_steps, softened_in_steps
from medviewer.render.resize import resized
from medviewer.render.segments_in_glass import COLORED, glass_of, segments_in_glass
from medviewer.render.surface_drawing import DrawnSurfaces, SurfaceDrawing
from medviewer.render.volume_cut import cut_in_steps, lungs_alone
from medviewer.render.volume_presets import VOLUME_PRESETS
from medviewer.render.volume_transfer import transfer_of
from medviewer.scene.views.slice_plan import Camera, VolumePlan
from medviewer.scene.volume.camera_axes import camera_axes
from medviewer.scene.volume.volume_frame import volume_frame
from medviewer.scene.volume.volume_look import CropBox


@dataclass(frozen=True)
class _Quality:
    """How much a picture may cost."""

    voxel_budget: int
    pixel_budget: int
    samples_per_voxel: float


_DRAFT = _Quality(voxel_budget=1_500_000, pixel_budget=60_000, samples_per_voxel=1.0)
_SMALL = _Quality(voxel_budget=2_500_000, pixel_budget=300_000, samples_per_voxel=2.0)
_FINAL = _Quality(voxel_budget=6_000_000, pixel_budget=300_000, samples_per_voxel=2.0)

_KEPT = _Quality(voxel_budget=16_000_000, pixel_budget=50_000_000, samples_per_voxel=2.0)

# Below this a view shows no more of the larger volume, whose preparation by VTK cannot be paused.
_SMALL_VIEW_PX = 150_000

# Surfaces alone are drawn so fast that they need not be drawn smaller.
_SURFACES_PX = 2_000_000

# What is cast without a pause: all of a draft, a part of a full picture.
_STRIP_PX = 64_000

_DONE = object()

_DRAFT_S = 0.035
"""How long a draft may take, so that more than 15 a second are shown with what painting adds."""

_FEWEST_PX = 12_000


class _Pace:
    """How many pixels a draft may have on this machine at this moment."""

    def __init__(self) -> None:
        self._pixels = float("inf")

    def pixels(self, most: int) -> int:
        """What is shown in time, within sensible limits; ``most`` while nothing is known."""
        self._pixels = min(max(self._pixels, float(_FEWEST_PX)), float(most))
        return int(self._pixels)

    def took(self, seconds: float) -> None:
        """Learns from a draft. Not all of its time goes by pixels, so the number changes in steps."""
        self._pixels *= min(max(_DRAFT_S / max(seconds, 1e-6), 0.5), 1.25)


class VolumeRenderer:
    """Renders volume plans; keeps reduced volumes and ray casters between calls.

    At zoom 1 the volume fits, seen from the front, the back or a side. Not for use from two threads at once.
    """

    def __init__(self) -> None:
        self._image: Volume | None = None
        self._reduced: dict[_Quality, tuple[npt.NDArray[Any], Geometry]] = {}
        self._casters: dict[_Quality, tuple[object, RayCaster]] = {}
        self._surfaces = SurfaceDrawing()
        self._pace = _Pace()
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
        if plan.has_body:
            yield from self._prepare(plan, quality)
        width, height = plan.size_px
        budget = quality.pixel_budget if plan.has_body else max(quality.pixel_budget, _SURFACES_PX)
        if plan.draft:
            budget = self._pace.pixels(quality.pixel_budget)
        scale = min(1.0, (budget / (width * height)) ** 0.5)
        small = (max(1, round(width * scale)), max(1, round(height * scale)))
        eye = eye_of(plan.image.geometry, plan.camera, small)
        start = time.perf_counter()
        drawn = yield from self._drawn_surfaces(plan, eye, small)
        if plan.has_body:
            body = yield from self._cast(plan, quality, eye, small, drawn)
            picture = body[..., :3] if drawn is None else _composed(body, drawn, plan.preset)
        else:
            picture = np.zeros((small[1], small[0], 3), np.uint8)
            if drawn is not None:
                picture = np.rint(drawn.picture).astype(np.uint8)
        if plan.draft:
            self._pace.took(time.perf_counter() - start)
        whole = picture if small == plan.size_px else resized(picture, plan.size_px)
        self._last = (plan, np.ascontiguousarray(whole))

    def _drawn_surfaces(
        self, plan: VolumePlan, eye: Eye, size_px: tuple[int, int]
    ) -> Generator[None, None, DrawnSurfaces | None]:
        if not plan.surfaces:
            return None
        crop = None if plan.crop is None else (plan.crop, plan.image.geometry)
        work = self._surfaces.draw(plan.surfaces, eye, size_px, plan.lighting, crop, plan.draft)
        return _at_once(work) if plan.draft else (yield from work)

    def _cast(
        self,
        plan: VolumePlan,
        quality: _Quality,
        eye: Eye,
        size_px: tuple[int, int],
        drawn: DrawnSurfaces | None,
    ) -> Generator[None, None, npt.NDArray[np.uint8]]:
        """The body, uint8 [h, w, 4]."""
        caster = self._casters[quality][1]
        caster.light(plan.lighting)
        caster.crop(None if plan.crop is None else _in_grid(plan.crop, plan.image.geometry, caster.grid))
        strips = []
        for strip in caster.cast_in_strips(
            eye, size_px, _STRIP_PX, None if drawn is None else drawn.nearest_mm
        ):
            strips.append(strip)
            if sum(map(len, strips)) < size_px[1]:
                yield None
        return np.concatenate(strips)

    def _prepare(self, plan: VolumePlan, quality: _Quality) -> Iterator[None]:
        """Makes the caster for a plan, or goes on making it where a dropped picture stopped."""
        look = _what_is_cast(plan)
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
        transfer = transfer_of(plan.preset, plan.image, plan.palette)
        if plan.table is not None:  # before the air around the body is: a table is no body
            voxels = yield from cut_in_steps(voxels, grid, plan.table)
            yield None
        if VOLUME_PRESETS[plan.preset].lungs_only:
            voxels = yield from lungs_alone(voxels, grid)
            yield None
        if plan.cut is not None:
            voxels = yield from cut_in_steps(voxels, grid, plan.cut)
            yield None
        if transfer.blend == "brightest":
            pass  # rays see one value each: nothing can glow on their way
        elif plan.labels or plan.heats or plan.fusion is not None:
            over = (plan.labels, plan.heats, plan.fusion)
            voxels = yield from segments_in_glass(voxels, grid, transfer, *over)
            transfer = COLORED
            yield None
        elif plan.surfaces:
            transfer = glass_of(transfer)
        caster = RayCaster(voxels, grid, transfer, quality.samples_per_voxel)
        self._casters[quality] = (_what_is_cast(plan), caster)
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


def _what_is_cast(plan: VolumePlan) -> object:
    """What a caster is made for; all else can change from picture to picture."""
    look = (plan.preset, plan.palette, plan.labels, plan.heats, plan.fusion)
    return (*look, plan.cut, plan.table, bool(plan.surfaces))


def _at_once(work: Generator[None, None, DrawnSurfaces]) -> DrawnSurfaces:
    """What work returns, without its pauses."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return cast(DrawnSurfaces, end.value)


def _composed(body: npt.NDArray[np.uint8], drawn: DrawnSurfaces, preset: str) -> npt.NDArray[np.uint8]:
    """The body over the surfaces in it; the brightest values of rays go half and half with them."""
    if VOLUME_PRESETS[preset].blend == "brightest":
        solid = np.isfinite(drawn.nearest_mm)[..., None]
        mixed = np.where(
            solid, body[..., :3] * np.float32(0.5) + drawn.picture * np.float32(0.5), body[..., :3]
        )
        return np.asarray(mixed.astype(np.uint8))
    free = np.float32(1.0) - body[..., 3:] * np.float32(1.0 / 255.0)
    return np.asarray(np.rint(np.minimum(body[..., :3] + drawn.picture * free, 255.0)).astype(np.uint8))


def _in_grid(box: CropBox, image: Geometry, grid: Geometry) -> CropBox:
    """A box in the indices of another grid along the same axes, in whatever order and direction."""
    ends = grid.lps_to_index(image.index_to_lps(np.array([box.low_ijk, box.high_ijk])))
    return CropBox(vector_of(ends.min(axis=0)), vector_of(ends.max(axis=0)))


def _quality_of(plan: VolumePlan) -> _Quality:
    if plan.draft:
        return _DRAFT
    if plan.finest:
        return _KEPT
    return _SMALL if plan.size_px[0] * plan.size_px[1] < _SMALL_VIEW_PX else _FINAL


def eye_of(geometry: Geometry, camera: Camera, size_px: tuple[int, int]) -> Eye:
    """Where a camera looks from: azimuth 0 from the patient's front, head up, front and sides in view."""
    _, up, towards_eye = camera_axes(camera)
    focus, height_mm = volume_frame(geometry, camera, size_px)
    return Eye(vector_of(focus), vector_of(towards_eye), vector_of(up), height_mm)
