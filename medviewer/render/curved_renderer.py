"""CurvedRenderer: a straightened picture along a path; numpy only."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.palette import GREY
from medviewer.render.compose import Words, blend, levels_into, words_of_palette
from medviewer.render.grey import FAR_ABOVE, FAR_BELOW, grey_levels
from medviewer.render.label_overlay import label_codes, overlay_strengths
from medviewer.render.scratch import Scratch
from medviewer.scene.views.curved_views import CurvedPlan
from medviewer.scene.views.slice_plan import LabelPlan

_MOST_LAYERS = 65
_ROWS_AT_ONCE = 64
_BEYOND = float(np.float32(min(-FAR_BELOW, FAR_ABOVE)))


class CurvedRenderer:
    """Renders straightened pictures; a new window does not sample the volume again."""

    def __init__(self) -> None:
        self._key: object = None
        self._values = np.empty((0, 0), dtype=np.float32)
        self._scratch = Scratch()

    def render_words(self, plan: CurvedPlan) -> Words:
        """The picture as 32-bit words 0xffRRGGBB, uint32 [h, w]."""
        key = (plan.image, plan.path, plan.start_mm, plan.mm_per_pixel, plan.size_px, plan.interpolation)
        outside = FAR_ABOVE if plan.inverted else FAR_BELOW
        if (key, plan.section_mm, outside) != self._key:
            self._key, self._values = (key, plan.section_mm, outside), curved_values(plan, outside)
        grey = grey_levels(
            self._values, plan.window, plan.inverted, plan.image.padding, self._scratch, plan.voi_lut
        )
        words = np.empty(grey.shape, dtype=np.uint32)
        if plan.palette == GREY:
            levels_into(words, grey)
        else:
            words_of_palette(plan.palette).take(grey, out=words, mode="wrap")
        for label in plan.labels:
            self._lay(words, plan, label)
        return words

    def value_at(self, column: int, row: int) -> float | None:
        """The value in the newest picture at a pixel; None beyond the voxels."""
        height, width = self._values.shape
        if not (0 <= column < width and 0 <= row < height):
            return None
        value = float(self._values[row, column])
        return None if abs(value) >= _BEYOND else value

    def _lay(self, words: Words, plan: CurvedPlan, label: LabelPlan) -> None:
        """The segments that the middle of the picture goes through, filled and with an outline."""
        labels = label.segmentation.labels
        found = _on_lines(plan, labels, label.segmentation.geometry, 0.0, "nearest")
        samples = np.where(found > 0, found, 0).astype(labels.dtype)
        if not samples.any():
            return
        codes = label_codes(samples, label, "curved", self._scratch)
        colors, opacities = overlay_strengths(label, labels.dtype)
        shown = opacities[codes] > 0
        words[shown] = blend(words[shown], colors[codes[shown]], opacities[codes[shown]])


def curved_values(plan: CurvedPlan, outside: float) -> npt.NDArray[np.float32]:
    """Values [h, w] at the pixel centres of a straightened picture, ``outside`` beyond the voxels.

    Trilinear between voxel centres (nearest for ``"nearest"``); of a slab the greatest or least value or the
    mean, sampled as closely as the finest voxels.
    """
    mode, depths = plan.path.slab_mode, _depths(plan)
    total = np.zeros(plan.size_px[::-1], dtype=np.float32)
    count = np.zeros(total.shape, dtype=np.int32)
    for depth in depths:
        values = _on_lines(plan, plan.image.voxels, plan.image.geometry, depth, plan.interpolation)
        is_there = np.isfinite(values)
        if mode == "mean":
            total[is_there] += values[is_there]
        else:
            nearer = values > total if mode == "max" else values < total
            np.copyto(total, values, where=is_there & (nearer | (count == 0)))
        count += is_there
    if mode == "mean":
        total /= np.maximum(count, 1)
    total[count == 0] = outside
    return total


def _on_lines(
    plan: CurvedPlan, voxels: npt.NDArray[Any], geometry: Geometry, depth_mm: float, interpolation: str
) -> npt.NDArray[np.float32]:
    """Values [h, w] at the pixel centres of a picture, so far out of it; not finite beyond the voxels."""
    height = plan.size_px[1]
    places, down_axis, depth_axis = plan.lines()
    start = places + depth_mm * depth_axis
    down = (np.arange(height) + 0.5 - height / 2.0) * plan.mm_per_pixel
    parts = [  # a few rows stay in the cache of the processor
        _sampled(
            voxels,
            geometry,
            start[None] + down[row : row + _ROWS_AT_ONCE, None, None] * down_axis,
            interpolation,
        )
        for row in range(0, height, _ROWS_AT_ONCE)
    ]
    return np.concatenate(parts)


def _depths(plan: CurvedPlan) -> FloatArray:
    """Distances from the path, mm, at which a slab is sampled; 0 alone without one."""
    if plan.path.slab_mm <= 0:
        return np.zeros(1)
    finest = min(plan.image.geometry.spacing_ijk)
    count = min(2 * int(plan.path.slab_mm / (2.0 * finest) + 1e-6) + 1, _MOST_LAYERS)
    return np.linspace(-plan.path.slab_mm / 2.0, plan.path.slab_mm / 2.0, max(count, 3))


def _sampled(
    voxels: npt.NDArray[Any], geometry: Geometry, points_lps: FloatArray, interpolation: str
) -> npt.NDArray[np.float32]:
    """Values at world points (..., 3); -inf outside, half a voxel beyond the outermost centres."""
    index = geometry.lps_to_index(points_lps)
    shape = np.array(geometry.shape_ijk)
    inside = ((index > -0.5) & (index < shape - 0.5)).all(axis=-1)
    index = np.clip(index, 0.0, shape - 1.0)
    flat = voxels.reshape(-1)
    steps = (1, int(shape[0]), int(shape[0] * shape[1]))
    if interpolation == "nearest":
        nearest = np.floor(index + 0.5).astype(np.intp)
        values = flat[nearest @ np.array(steps, dtype=np.intp)].astype(np.float32)
    else:
        values = _trilinear(flat, index, shape, steps)
    return np.where(inside, values, np.float32(-np.inf))


def _trilinear(
    flat: npt.NDArray[Any], index: FloatArray, shape: npt.NDArray[np.intp], steps: tuple[int, int, int]
) -> npt.NDArray[np.float32]:
    low = np.minimum(index.astype(np.intp), np.maximum(shape - 2, 0))
    part = (index - low).astype(np.float32)
    at = low @ np.array(steps, dtype=np.intp)
    beside = [step if size > 1 else 0 for step, size in zip(steps, shape, strict=True)]
    layers = []
    for k in (0, beside[2]):
        rows = []
        for j in (0, beside[1]):
            first = flat[at + (j + k)].astype(np.float32)
            second = flat[at + (beside[0] + j + k)].astype(np.float32)
            rows.append(first + (second - first) * part[..., 0])
        layers.append(rows[0] + (rows[1] - rows[0]) * part[..., 1])
    return np.asarray(layers[0] + (layers[1] - layers[0]) * part[..., 2], dtype=np.float32)
