"""A hanging rule from what is on screen: "use this layout for studies like this"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from medviewer.core.hanging import (
    HangingRule,
    HangingView,
    SeriesWish,
    ViewPlane,
    has_words,
    modalities_of,
    words_of,
)
from medviewer.core.prior import StudySeries
from medviewer.core.series import SeriesEntry
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.planes import reading_plane
from medviewer.scene.views.viewport import Viewport

PresetOf = Callable[[ImageLayer], str]


def rule_of_example(
    scene: Scene, entries: Mapping[str, SeriesEntry], studies: Sequence[StudySeries], preset_of: PresetOf
) -> HangingRule:
    """The rule that would arrange the present study as it is on screen.

    Parameters
    ----------
    entries
        The series of each image, by the id of its layer.
    studies
        The study that is read, then its priors, newest first.
    preset_of
        The id of the window preset that an image is shown with, "" for none.
    """
    layout, study = scene.shown_layout, studies[0]
    views: tuple[HangingView, ...] = ()
    if layout.is_grid:
        viewports = (scene.viewport(cell.view) for cell in layout.cells)
        views = tuple(_view(scene, one, entries, studies, preset_of) for one in viewports)
    body_part = next((one.info.body_part for one in study.entries if one.info.body_part), "")
    has_prior = any(view.series is not None and view.series.study == "prior" for view in views)
    shown = {view.series.modality for view in views if view.series is not None}
    modalities = tuple(sorted((modalities_of(study) & shown or modalities_of(study)) - {""}))
    return HangingRule(
        name=" ".join((*modalities, body_part.title())).strip(),
        layout=scene.layout,
        modalities=modalities,
        body_part=body_part,
        study_words=() if body_part else words_of(study.info.study_description),
        prior="with" if has_prior else "any",
        views=views,
    )


def _view(
    scene: Scene,
    viewport: Viewport,
    entries: Mapping[str, SeriesEntry],
    studies: Sequence[StudySeries],
    preset_of: PresetOf,
) -> HangingView:
    image = scene.image_in(viewport)
    entry = None if image is None else entries.get(image.id)
    if image is None or entry is None:
        return HangingView()
    plane = "" if image.is_flat or viewport.kind == reading_plane(image.geometry) else viewport.kind
    return HangingView(_wish(entry, studies), cast(ViewPlane, plane), preset_of(image))


def _wish(entry: SeriesEntry, studies: Sequence[StudySeries]) -> SeriesWish | None:
    home = next((n for n, study in enumerate(studies[:2]) if entry in study.entries), None)
    if home is None:
        return None
    words, modality = words_of(entry.info.description), entry.info.modality
    alike = [
        one
        for one in studies[home].entries
        if one.info.modality == modality and has_words(one.info.description, words)
    ]
    return SeriesWish(words, modality, "prior" if home else "current", alike.index(entry) + 1)
