"""SliceRenderer: a SlicePlan in, a picture out; needs no OpenGL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.palette import GREY
from medviewer.render.compose import Words, blend, blended_table, levels_into, words_of_palette
from medviewer.render.fusion import fused, outside_of
from medviewer.render.gap_edges import has_gaps, keep_gaps_apart
from medviewer.render.grey import FAR_ABOVE, FAR_BELOW, grey_levels
from medviewer.render.heat_overlay import lay_heat
from medviewer.render.label_overlay import Codes, label_codes, overlay_strengths
from medviewer.render.presented_grey import hidden_by, needs_steps, presented_grey
from medviewer.render.samplers import Samplers
from medviewer.render.scratch import Pictures, Scratch
from medviewer.scene.views.over_image import FusionPlan
from medviewer.scene.views.slice_plan import HeatPlan, LabelPlan, OverPlan, SlicePlan


class SliceRenderer:
    """Renders slice plans; keeps VTK pipelines and intermediate pictures between calls.

    Only what differs from the last plan is made anew: a new window does not sample the volume
    again, a new colour does not sample the labels again, and an equal plan costs nothing. So give
    each view a renderer of its own; renderers share the volumes' memory. Not for use from two
    threads at once.
    """

    def __init__(self) -> None:
        self._pictures = Pictures()
        self.forget()

    def forget(self) -> None:
        """Lets go of every volume and picture, as when the study is closed."""
        self._samplers = Samplers()
        self._scratch = Scratch()
        self._values = _Last()
        self._codes: dict[int, _Last] = {}
        self._table = _Last()
        self._words = _Last()

    def render(self, plan: SlicePlan) -> npt.NDArray[np.uint8]:
        """The picture as RGB, uint8 [h, w, 3], in the size of ``plan.plane``."""
        words = self.render_words(plan)
        channels = words.astype("<u4", copy=False).view(np.uint8).reshape(*words.shape, 4)
        return np.ascontiguousarray(channels[..., 2::-1])

    def render_words(self, plan: SlicePlan) -> Words:
        """The picture as 32-bit words 0xffRRGGBB, uint32 [h, w]: Qt's ``Format_RGB32``, no copy needed.

        As long as somebody holds the array, it is not written again.
        """
        if self._words.key != plan:
            self._samplers.begin()
            self._words.drop()
            picture = self._compose(plan)
            self._samplers.end()
            self._codes = {place: self._codes[place] for place in range(len(plan.labels))}
            self._words.keep(plan, picture)
        words: Words = self._words.value
        return words

    def render_in_steps(self, plan: SlicePlan) -> Iterator[Words | None]:
        """As `render_words`, for a picture that takes long: None after each piece of work, then the picture.

        It may be dropped at any piece, and another picture made meanwhile.
        """
        yield from self._sampling(plan)
        yield self.render_words(plan)

    def is_dear(self, plan: SlicePlan) -> bool:
        """Whether a picture takes so long that a draft of it is shown while the hand moves it."""
        shown = plan.image.voxels if plan.image.rgb is None else plan.image.rgb
        return self._samplers.of(shown, plan.image.geometry).is_dear(plan.plane, plan.slab_mm)

    def _compose(self, plan: SlicePlan) -> Words:
        values, padding = self._sampled_values(plan), plan.image.padding
        if needs_steps(plan):
            grey = presented_grey(values, plan)
        else:
            grey = grey_levels(values, plan.window, plan.inverted, padding, self._scratch, plan.voi_lut)
        if plan.over is not None:
            self._lay_image(grey, plan.over, plan)
        if plan.fusion is not None:
            grey = self._fused(grey, values, plan.fusion, plan)
        if plan.shutter is not None:
            grey[hidden_by(plan.shutter, plan)] = round(255.0 * plan.shutter.grey)
        words = self._pictures.free(grey.shape[:2])
        laid = 0
        base = words_of_palette(plan.palette)
        if plan.labels and not plan.heats and grey.ndim == 2:
            self._lay_labels_over_grey(words, grey, plan)
            laid = 1
        else:
            if grey.ndim == 2 and plan.palette != GREY:
                base.take(grey, out=words, mode="wrap")
            else:
                levels_into(words, grey)
            for heat in plan.heats:
                self._lay_heat(words, heat, plan)
        for place, label in list(enumerate(plan.labels))[laid:]:
            _lay_labels(words, self._sampled_codes(place, plan), label)
        return words

    def _sampled_values(self, plan: SlicePlan) -> npt.NDArray[np.float32]:
        for _ in self._sampling(plan):
            pass
        values: npt.NDArray[np.float32] = self._values.value
        return values

    def _sampling(self, plan: SlicePlan) -> Iterator[None]:
        """Samples the values of a plan, unless they are those of the last one; pauses now and then."""
        key = (
            plan.image,
            plan.plane,
            plan.interpolation,
            plan.slab_mm,
            plan.slab_mode,
            plan.inverted,
            plan.draft,
        )
        # True colours are sampled, and windowed, channel by channel.
        shown, geometry = plan.image.voxels if plan.image.rgb is None else plan.image.rgb, plan.image.geometry
        sampler = self._samplers.of(shown, geometry)
        if self._values.key == key:
            return
        self._values.drop()
        outside = FAR_ABOVE if plan.inverted else FAR_BELOW
        sampled = yield from self._samplers.values_in_steps(shown, geometry, plan, plan.plane, outside)
        if not plan.slab_mm and not plan.draft and has_gaps(plan.image):
            way = plan.interpolation
            sampled = keep_gaps_apart(sampled, sampler, plan.plane, plan.image, way, outside)
        self._values.keep(key, sampled)

    def _sampled_codes(self, place: int, plan: SlicePlan) -> Codes:
        label = plan.labels[place]
        segmentation = label.segmentation
        # Colours and opacities do not change which pixels belong to what.
        key = (segmentation, plan.plane, tuple(style.number for style in label.styles), label.outline)
        self._samplers.of(segmentation.labels, segmentation.geometry, as_float=False)
        last = self._codes.setdefault(place, _Last())
        if last.key != key:
            samples = self._samplers.numbers(segmentation.labels, segmentation.geometry, plan)
            last.keep(key, label_codes(samples, label, f"codes {place}", self._scratch))
        codes: Codes = last.value
        return codes

    def _lay_labels_over_grey(self, words: Words, grey: npt.NDArray[np.uint8], plan: SlicePlan) -> None:
        """The first label layer over grey alone: one look into a table for each pixel."""
        label = plan.labels[0]
        key = (label.styles, label.fill, label.segmentation.labels.dtype, plan.palette)
        if self._table.key != key:
            strengths = overlay_strengths(label, label.segmentation.labels.dtype)
            self._table.keep(key, blended_table(*strengths, words_of_palette(plan.palette)))
        index = self._scratch.array("index", grey.shape, np.intp)
        np.left_shift(self._sampled_codes(0, plan), 8, out=index)
        index |= grey
        # "wrap" never comes to pass; it lets numpy write into the picture without a copy between.
        self._table.value.take(index, out=words, mode="wrap")

    def _lay_image(self, grey: npt.NDArray[np.uint8], over: OverPlan, plan: SlicePlan) -> None:
        """Another image in the place of the one in ``grey`` [h, w] or [h, w, 3], which is changed."""
        outside, volume = FAR_ABOVE if plan.inverted else FAR_BELOW, over.volume
        values = self._samplers.values(volume.voxels, volume.geometry, plan, plan.plane, outside)
        own = Scratch()  # the other picture's scratch still holds its grey
        levels = grey_levels(values, over.window, plan.inverted, over.volume.padding, own)
        levels = levels if grey.ndim == 2 else levels[..., None]
        if over.opacity >= 1.0:
            grey[...] = levels
        else:
            mixed = grey * np.float32(1.0 - over.opacity) + levels * np.float32(over.opacity)
            np.copyto(grey, mixed + np.float32(0.5), casting="unsafe")

    def _fused(
        self,
        grey: npt.NDArray[np.uint8],
        values: npt.NDArray[np.float32],
        fusion: FusionPlan,
        plan: SlicePlan,
    ) -> npt.NDArray[np.uint8]:
        volume, plane = fusion.volume, fusion.plane_over(plan.plane)
        others = self._samplers.values(volume.voxels, volume.geometry, plan, plane, outside_of(fusion))
        return fused(grey, values, others, plan, fusion)

    def _lay_heat(self, words: Words, heat: HeatPlan, plan: SlicePlan) -> None:
        volume = heat.volume
        values = self._samplers.of(volume.voxels, volume.geometry).sample(plan.plane, "linear", outside=-1.0)
        lay_heat(words, values, heat)


class _Last:
    """The last thing that was made, and what it was made from."""

    def __init__(self) -> None:
        self.key: object = None
        self.value: Any = None

    def keep(self, key: object, value: Any) -> None:
        self.key, self.value = key, value

    def drop(self) -> None:
        """Lets go of it, so that its memory can serve for the next one."""
        self.keep(None, None)


def _lay_labels(words: Words, codes: Codes, label: LabelPlan) -> None:
    colors, opacities = overlay_strengths(label, label.segmentation.labels.dtype)
    shown = opacities[codes] > 0
    drawn = codes[shown]
    words[shown] = blend(words[shown], colors[drawn], opacities[drawn])
