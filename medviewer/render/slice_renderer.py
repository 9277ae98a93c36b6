"""SliceRenderer: a SlicePlan in, a picture out; needs no OpenGL."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.render.colormap import heat_colors
from medviewer.render.compose import Words, blend, blended_table, words_of_grey
from medviewer.render.grey import FAR_ABOVE, FAR_BELOW, grey_levels
from medviewer.render.label_overlay import Codes, label_codes, overlay_strengths
from medviewer.render.plane_sampler import PlaneSampler
from medviewer.scene.slice_plan import HeatPlan, LabelPlan, SlicePlan


class SliceRenderer:
    """Renders slice plans; keeps VTK pipelines and intermediate pictures between calls.

    Only what differs from the last plan is made anew: a new window does not sample the volume
    again, a new colour does not sample the labels again, and an equal plan costs nothing. So give
    each view a renderer of its own; renderers share the volumes' memory. Not for use from two
    threads at once.
    """

    def __init__(self) -> None:
        self._samplers: dict[tuple[int, bool], tuple[npt.NDArray[Any], PlaneSampler]] = {}
        self._used: set[tuple[int, bool]] = set()
        self._values = _Last()
        self._codes: dict[int, _Last] = {}
        self._words = _Last()
        self._heat_colors = heat_colors().astype(np.float32)

    def render(self, plan: SlicePlan) -> npt.NDArray[np.uint8]:
        """The picture as RGB, uint8 [h, w, 3], in the size of ``plan.plane``."""
        words = self.render_words(plan)
        shifts = np.array([16, 8, 0], dtype=np.uint32)
        return (words[..., None] >> shifts).astype(np.uint8)

    def render_words(self, plan: SlicePlan) -> Words:
        """The picture as 32-bit words 0xffRRGGBB, uint32 [h, w]: Qt's ``Format_RGB32``, no copy needed.

        The array belongs to the caller until it is dropped; it is never written again.
        """
        if self._words.key != plan:
            self._used = set()
            picture = self._compose(plan)
            self._samplers = {key: self._samplers[key] for key in self._used}
            self._words.keep(plan, picture)
        words: Words = self._words.value
        return words

    def _compose(self, plan: SlicePlan) -> Words:
        grey = grey_levels(self._sampled_values(plan), plan.window, plan.inverted)
        labels = list(plan.labels)
        if plan.heats or not labels:
            words = words_of_grey(grey)
            for heat in plan.heats:
                self._lay_heat(words, heat, plan)
        else:
            first = labels.pop(0)
            words = _grey_with_labels(grey, self._sampled_codes(0, first, plan), first)
        for place, label in enumerate(labels, start=len(plan.labels) - len(labels)):
            _lay_labels(words, self._sampled_codes(place, label, plan), label)
        return words

    def _sampled_values(self, plan: SlicePlan) -> npt.NDArray[np.float32]:
        key = (plan.image, plan.plane, plan.interpolation, plan.slab_mm, plan.slab_mode, plan.inverted)
        sampler = self._sampler(plan.image.voxels, plan.image.geometry, as_float=True)
        if self._values.key != key:
            outside = FAR_ABOVE if plan.inverted else FAR_BELOW
            self._values.keep(
                key, sampler.sample(plan.plane, plan.interpolation, plan.slab_mm, plan.slab_mode, outside)
            )
        values: npt.NDArray[np.float32] = self._values.value
        return values

    def _sampled_codes(self, place: int, label: LabelPlan, plan: SlicePlan) -> Codes:
        segmentation = label.segmentation
        # Colours and the strength of the fill do not change which pixels are drawn.
        numbers = tuple((style.number, style.opacity > 0) for style in label.styles)
        key = (segmentation, plan.plane, numbers, label.outline)
        sampler = self._sampler(segmentation.labels, segmentation.geometry, as_float=False)
        last = self._codes.setdefault(place, _Last())
        if last.key != key:
            last.keep(key, label_codes(sampler.sample(plan.plane), label))
        codes: Codes = last.value
        return codes

    def _lay_heat(self, words: Words, heat: HeatPlan, plan: SlicePlan) -> None:
        volume = heat.volume
        values = self._sampler(volume.voxels, volume.geometry, as_float=True).sample(
            plan.plane, "linear", outside=-1.0
        )
        shown = values >= max(heat.threshold, 0.0)
        levels = np.clip(values[shown] * 255.0 + 0.5, 0.0, 255.0).astype(np.uint8)
        strength = np.full(len(levels), heat.opacity, dtype=np.float32)
        words[shown] = blend(words[shown], self._heat_colors[levels], strength)

    def _sampler(self, voxels: npt.NDArray[Any], geometry: Geometry, as_float: bool) -> PlaneSampler:
        key = (id(voxels), as_float)
        if key not in self._samplers:
            # The array is kept beside its sampler, so that its id cannot come to mean another one.
            self._samplers[key] = (voxels, PlaneSampler(voxels, geometry, as_float))
        self._used.add(key)
        return self._samplers[key][1]


class _Last:
    """The last thing that was made, and what it was made from."""

    def __init__(self) -> None:
        self.key: object = None
        self.value: Any = None

    def keep(self, key: object, value: Any) -> None:
        self.key, self.value = key, value


def _grey_with_labels(grey: npt.NDArray[np.uint8], codes: Codes, label: LabelPlan) -> Words:
    table = blended_table(*overlay_strengths(label))
    index = codes.astype(np.int32)
    index <<= 8
    index |= grey
    return table.take(index)


def _lay_labels(words: Words, codes: Codes, label: LabelPlan) -> None:
    colors, opacities = overlay_strengths(label)
    shown = codes > 0
    drawn = codes[shown]
    words[shown] = blend(words[shown], colors[drawn], opacities[drawn])
