"""Studies and their series on the left, with small pictures and badges; files left out below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from medviewer.core.dicom_text import date_text
from medviewer.core.series import SeriesEntry, StudyInfo
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import grid_viewports, own_viewports
from medviewer.ui.panels.rejected_list import RejectedList
from medviewer.ui.panels.report_text import left_out_text
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.study_list import StudyList

if TYPE_CHECKING:
    from medviewer.ui.panels.object_card import ObjectCard
    from medviewer.ui.panels.series_card import SeriesCard

_CARDS_AT_ONCE = 40
"""Thousands of cards would make the window stand still; more come when they are asked for."""


class SeriesPanel(QWidget):
    """The list of series. ``chosen`` carries a series id, ``thumbnail_wanted`` an entry."""

    chosen = Signal(str)
    thumbnail_wanted = Signal(object)

    def __init__(self, studies: StudyList, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studies = studies
        self._scene = scene
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.cards: dict[str, SeriesCard | ObjectCard] = {}
        self._extra: list[QWidget] = []
        self._thumbnails: dict[str, Any] = {}
        self._anonymous = False
        self._most_cards = _CARDS_AT_ONCE
        self._order: list[str] = []
        self._on_screen: frozenset[str] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow_views)
        scene.changed.connect(self._later)
        studies.changed.connect(self.rebuild)
        scene.active_changed.connect(self._mark)
        self.rebuild()

    def rebuild(self) -> None:
        """Makes the cards that are missing, takes away those whose series are gone."""
        wanted = list(self._studies.entries)
        if not wanted:
            self._most_cards = _CARDS_AT_ONCE
        if self.cards and self._order == wanted:
            self._mark()
            return
        self._make()

    def _make(self) -> None:
        for widget in (*self.cards.values(), *self._extra):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.cards, self._extra = {}, []
        self._order = list(self._studies.entries)
        known = self._studies.entries
        self._thumbnails = {name: pixels for name, pixels in self._thumbnails.items() if name in known}
        last_study: StudyInfo | None = None
        ordered = self._in_order()
        for entry, home in ordered[: self._most_cards]:
            if home is None and not _is_same(entry.info.study, last_study):
                last_study = entry.info.study
                self._add_extra(PlainLabel(self._title_of(last_study), role="muted", wrap=True))
            self._add_card(entry, home)
        self._add_more(len(ordered) - self._most_cards)
        self._add_rejected()
        if not self._studies.entries and not self._studies.rejected:
            self._add_extra(PlainLabel(self.tr("Nothing is open yet."), role="muted", wrap=True))
        self._mark()

    def set_anonymous(self, anonymous: bool) -> None:
        """Hides or shows who the studies are of."""
        if anonymous != self._anonymous:
            self._anonymous = anonymous
            self._make()

    def describe_anew(self) -> None:
        """The words of series have changed."""
        self._make()

    def set_thumbnail(self, series_id: str, pixels: Any) -> None:
        """Shows the small picture of a series."""
        self._thumbnails[series_id] = pixels
        if series_id in self.cards:
            self.cards[series_id].set_thumbnail(pixels)

    def card_of(self, series_id: str) -> SeriesCard | ObjectCard | None:
        """The card of a series, made if it stands further down than cards were asked for."""
        names = [entry.series_id for entry, _home in self._in_order()]
        if series_id not in self.cards and series_id in names:
            self._most_cards = (names.index(series_id) // _CARDS_AT_ONCE + 1) * _CARDS_AT_ONCE
            self._make()
        return self.cards.get(series_id)

    def _in_order(self) -> list[tuple[SeriesEntry, SeriesEntry | None]]:
        if not self._studies.entries:
            return []
        from medviewer.ui.panels.object_card import in_order

        return in_order(self._studies.entries)

    def _title_of(self, study: StudyInfo) -> str:
        if self._anonymous:
            return self.tr("Study")
        return _study_title(study) or self.tr("Files")

    def _add_card(self, entry: SeriesEntry, home: SeriesEntry | None) -> None:
        from medviewer.ui.panels.object_card import ObjectCard  # not needed for the first picture
        from medviewer.ui.panels.series_card import SeriesCard

        card = SeriesCard(entry) if entry.is_image else ObjectCard(entry, home)
        card.chosen.connect(self.chosen)
        self.cards[entry.series_id] = card
        self._column.addWidget(card)
        if entry.series_id not in self._thumbnails:
            self._thumbnails[entry.series_id] = None  # asked for
            if entry.is_image:
                self.thumbnail_wanted.emit(entry)
        elif self._thumbnails[entry.series_id] is not None:
            card.set_thumbnail(self._thumbnails[entry.series_id])

    def _add_more(self, count: int) -> None:
        """A way to the series that have no card yet."""
        if count <= 0:
            return
        more = QPushButton(self.tr("Show more (%n)", "", count))
        more.clicked.connect(self._show_more)
        self._add_extra(more)

    def _show_more(self) -> None:
        self._most_cards += _CARDS_AT_ONCE
        self._make()

    def _add_rejected(self) -> None:
        rejected = self._studies.rejected
        if not rejected:
            return
        head = left_out_text(len(rejected))
        self._add_extra(PlainLabel(head, role="warning", wrap=True))
        self._add_extra(RejectedList(rejected))

    def _add_extra(self, widget: QWidget) -> None:
        self._extra.append(widget)
        self._column.addWidget(widget)

    def _mark(self, *_: object) -> None:
        active = self._scene.active
        active_id = "" if active is None else active.image.info.series_id
        shown = set() if active is None else {layer.id for layer in self._scene.results_of(active.id)}
        on_screen = self._on_screen = self._series_on_screen()
        for series_id, card in self.cards.items():
            is_active = series_id == active_id or self._studies.layer_of.get(series_id, "") in shown
            card.set_active(is_active, series_id in on_screen)

    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _follow_views(self) -> None:
        if self._series_on_screen() != self._on_screen:
            self._mark()

    def _series_on_screen(self) -> frozenset[str]:
        """The series that views show or wait for; outside grids the active image is in all views."""
        scene = self._scene
        images = [scene.image_in(one) for one in own_viewports(scene)]
        awaited = {one.awaits for one in own_viewports(scene)} - {""}
        if not grid_viewports(scene):
            images.append(scene.active)
        return frozenset({one.image.info.series_id for one in images if one is not None} | awaited)


def _is_same(study: StudyInfo, other: StudyInfo | None) -> bool:
    """Whether two series are of one study; objects often say less of it than its images."""
    if other is None or not study.study_uid:
        return study == other
    return (study.study_uid, study.patient_id) == (other.study_uid, other.patient_id)


def _study_title(study: StudyInfo) -> str:
    parts = (study.patient_name, date_text(study.study_date), study.study_description)
    return "  ·  ".join(part for part in parts if part)
