"""Arranges a study when it is opened: by a hanging rule, or as studies of its kind were read last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.core.hanging import (
    HangingRule,
    first_match,
    is_flat,
    kind_of_study,
    newest_first,
    series_for,
    studies_on_hand,
)
from medviewer.core.patient import patient_of
from medviewer.core.prior import StudySeries
from medviewer.core.series import SeriesEntry
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import Layer
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import await_series, grid_viewports, put_in_view
from medviewer.scene.views.hanging_example import rule_of_example
from medviewer.scene.views.layout import layout_named
from medviewer.scene.views.layout_switch import LAYOUT_STEP, switch_layout
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.hanging.rule_list import RuleList
from medviewer.ui.layouts.layout_memory import LayoutMemory
from medviewer.ui.layouts.view_filler import ViewFiller
from medviewer.ui.study_flow import StudyFlow
from medviewer.ui.study_list import StudyList
from medviewer.ui.window_presets import WindowPreset

_USUAL = "mpr"


class HangingDesk(QObject):
    """Chooses layouts for studies; what the reader chose for a study in this session comes first.

    ``said`` carries a note for the user, ``prior_wanted`` a series whose patient's earlier study a rule wants
    that is not open.
    """

    said = Signal(str, str)
    prior_wanted = Signal(object)

    def __init__(
        self,
        scene: Scene,
        studies: StudyList,
        flow: StudyFlow,
        filler: ViewFiller,
        rules: RuleList,
        memory: LayoutMemory,
        presets: Iterable[WindowPreset],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._studies = studies
        self._flow = flow
        self._filler = filler
        self.rules = rules
        self._memory = memory
        self._presets = {preset.id: preset for preset in presets}
        self._chosen: dict[str, str] = {}
        self._windows: dict[str, str] = {}
        self._unread: list[str] = []
        self._waiting: tuple[HangingRule, SeriesEntry] | None = None
        self._has_asked = False
        flow.opened.connect(self._read_the_rest)
        scene.layer_added.connect(self._set_window)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_for_prior)
        scene.active_changed.connect(self._ask_soon)
        scene.undo.stepped.connect(self._note_step)

    # --- opening ---

    def hang(self, images: Sequence[SeriesEntry], first: SeriesEntry, is_asked: bool) -> SeriesEntry:
        """Arranges the views for a study that is opened; gives the series to be read first.

        Parameters
        ----------
        images
            What was opened.
        first
            The series that would be shown; ``is_asked`` if the user named it.
        """
        self._unread = []
        if self._scene.active is not None:
            return self._take_prior(images) or first
        self._windows, self._waiting, self._has_asked = {}, None, False
        first = first if is_asked else newest_first(images, first)
        studies = studies_on_hand(images, first)
        name = self._chosen.get(_key(first))
        rule = None if name else first_match(self.rules.rules, studies)
        if not name and not is_asked:
            self._wait_for_prior(rule, studies, first)
        if rule is not None:
            series = series_for(rule, studies)
            if not is_asked or not rule.views or first in series:
                return self._apply(rule, series, first)
        self._take_layout(name or self._memory.layout_of(_kind(studies[0])), images, first)
        return first

    def apply_now(self, rule: HangingRule) -> None:
        """Arranges the study on screen by a rule, whether it is meant for it or not."""
        lead = self._lead()
        if lead is not None:
            studies = studies_on_hand(self._studies.entries.values(), lead)
            self._apply(rule, series_for(rule, studies), lead)
            self._read_the_rest()

    # --- a prior that is not open ---

    def _wait_for_prior(
        self, rule: HangingRule | None, studies: Sequence[StudySeries], first: SeriesEntry
    ) -> None:
        """Remembers which rule wants a prior: the one in force, or one that fits but for the prior."""
        if len(studies) > 1:
            return
        wanted = rule
        if wanted is None:
            loose = [replace(one, prior="any") for one in self.rules.rules if one.wants_prior]
            wanted = first_match(loose, studies)
        if wanted is not None and wanted.wants_prior:
            self._waiting = (wanted, first)

    def _ask_soon(self, *_: object) -> None:
        if self._waiting is not None:
            self._soon.start()

    def _ask_for_prior(self) -> None:
        """The study is on screen now: what is opened from here on is put beside it. It is asked once."""
        if self._waiting is not None and self._scene.active is not None and not self._has_asked:
            self._has_asked = True
            self.prior_wanted.emit(self._waiting[1])

    def still_wants(self, entry: SeriesEntry) -> bool:
        """Whether the study that a prior was asked for is the one on screen, and has none yet."""
        return self._waiting is not None and self._waiting[1] is entry and self._scene.active is not None

    def _take_prior(self, images: Sequence[SeriesEntry]) -> SeriesEntry | None:
        """A prior came that a rule waits for: gives the first of its series that the rule wants."""
        if self._waiting is None:
            return None
        rule, lead = self._waiting
        studies = studies_on_hand((*self._studies.entries.values(), *images), lead)
        series = series_for(rule, studies)
        mine = [one for one in series if one is not None and one in images]
        if len(studies) < 2 or not mine or _key(lead) in self._chosen:
            return None
        self._waiting = None
        self._apply(rule, series, lead)
        return mine[0]

    # --- what the reader does ---

    def note_choice(self, layout: str) -> None:
        """The reader chose a layout: it counts for this study in this session, and for its kind later."""
        lead = self._lead()
        if lead is not None:
            self._chosen[_key(lead)] = layout
            study = studies_on_hand(self._studies.entries.values(), lead)[0]
            self._memory.remember(_kind(study), layout)

    def _note_step(self, name: str) -> None:
        """Taking an arrangement back is a choice too."""
        lead = self._lead() if name == LAYOUT_STEP else None
        if lead is not None:
            self._chosen[_key(lead)] = self._scene.layout

    def add_example(self) -> HangingRule | None:
        """Makes a rule of what is on screen; None without a study."""
        lead = self._lead()
        if lead is None:
            return None
        studies = studies_on_hand(self._studies.entries.values(), lead)
        layers = {layer: series for series, layer in self._studies.layer_of.items()}
        known = self._studies.entries
        entries = {layer: known[series] for layer, series in layers.items() if series in known}
        rule = rule_of_example(self._scene, entries, studies, self._preset_of)
        self.rules.add(rule)
        return rule

    # --- parts ---

    def _lead(self) -> SeriesEntry | None:
        """The series in use; beside its prior the newest of what is on screen: that study is read."""
        active = self._scene.active
        known = self._studies.entries
        lead = None if active is None else known.get(active.image.info.series_id)
        if lead is None:
            return None
        images = (self._scene.image_in(one) for one in grid_viewports(self._scene))
        shown = (known.get(one.image.info.series_id) for one in images if one is not None)
        patient = patient_of(lead.info.study, lead.source)
        same = [one for one in shown if one and patient_of(one.info.study, one.source) == patient]
        return max((lead, *same), key=lambda one: (one.info.study.study_date, one.info.study.study_time))

    def _apply(
        self, rule: HangingRule, series: Sequence[SeriesEntry | None], first: SeriesEntry
    ) -> SeriesEntry:
        self._windows.update(
            (one.series_id, view.window)
            for one, view in zip(series, rule.views, strict=True)
            if one is not None and view.window in self._presets
        )
        images = [self._scene.image_of_series(one.series_id) for one in series if one is not None]
        there = [image.id for image in images if image is not None]
        if there and self._scene.active is not None and self._scene.active.id not in there:
            self._scene.activate(there[0])  # a grid keeps the active image: it is to be one of the rule's
        switch_layout(self._scene, rule.layout, lambda: self._fill(rule, series))
        for image in self._scene.images:
            self._set_window(image)
        text = self.tr("Arranged by the hanging rule “%1”; Ctrl+Z takes it back.")
        self.said.emit(text.replace("%1", rule.name), "note")
        shown = [one for one in series if one is not None]
        self._unread = [one.series_id for one in shown if self._scene.image_of_series(one.series_id) is None]
        return shown[0] if shown else first

    def _fill(self, rule: HangingRule, series: Sequence[SeriesEntry | None]) -> str:
        layout = layout_named(rule.layout)
        if not layout.is_grid:
            return ""
        filled = []
        for cell, view, entry in zip(layout.cells, rule.views, series, strict=False):
            viewport = self._scene.viewport(cell.view)
            if entry is not None:
                filled.append(cell.view)
            if entry is not None and _has(viewport, entry, self._scene.image_of_series(entry.series_id)):
                continue
            image = None if entry is None else self._scene.image_of_series(entry.series_id)
            if entry is None or image is not None:
                put_in_view(viewport, image, view.plane)
            else:
                await_series(viewport, entry.series_id, view.plane)
        return filled[0] if filled else layout.cells[0].view

    def _take_layout(self, name: str, images: Sequence[SeriesEntry], first: SeriesEntry) -> None:
        """A layout without a rule; a grid that is left of another study is none for this one."""
        if not name and layout_named(self._scene.layout).is_grid:
            name = _USUAL
        if name:
            self._unread = self._filler.expect(name, images, first)

    def _read_the_rest(self, *_: object) -> None:
        """What else the views wait for, after the series that is read first."""
        unread, self._unread = self._unread, []
        for series_id in unread:
            if self._scene.image_of_series(series_id) is None:
                self._flow.read(series_id)

    def _set_window(self, layer: Layer) -> None:
        """The window that a rule asks for, once."""
        if isinstance(layer, ImageLayer):
            preset = self._presets.get(self._windows.pop(layer.image.info.series_id, ""))
            if preset is not None:
                layer.show_window(preset.window)

    def _preset_of(self, image: ImageLayer) -> str:
        window = image.window
        alike = (
            one.id
            for one in self._presets.values()
            if (one.width, one.level, one.name) == (window.width, window.level, window.name)
        )
        return next(alike, "")


def _has(viewport: Viewport, entry: SeriesEntry, image: ImageLayer | None) -> bool:
    """Whether a view shows a series already, or waits for it."""
    shown = image is not None and viewport.image_id == image.id
    return shown or viewport.awaits == entry.series_id


def _key(entry: SeriesEntry) -> str:
    return entry.info.study.study_uid or entry.source


def _kind(study: StudySeries) -> str:
    return kind_of_study(study, all(is_flat(entry) for entry in study.entries))
