"""An object in the list of series: what it is, and which series it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medviewer.core.series import SeriesEntry, SeriesKind
from medviewer.core.study_object import NOT_HERE, home_of
from medviewer.ui.language.retranslate import mark_as_data, mark_name_as_data
from medviewer.ui.parts.choice_card import ChoiceCard
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said
from medviewer.ui.parts.theme import ACCENT, BORDER, RAISED, TEXT

_INDENT = 20
_BADGES: dict[SeriesKind, str] = {
    "dicom-seg": "SEG",
    "dicom-rtstruct": "RTSTRUCT",
    "dicom-gsps": "PR",
    "dicom-sr": "SR",
    "dicom-ko": "KO",
    "dicom-pdf": "DOC",
}


class ObjectCard(ChoiceCard):
    """One line or two; a click or Enter shows the object. Objects of a series stand indented below it."""

    def __init__(self, entry: SeriesEntry, home: SeriesEntry | None, parent: QWidget | None = None) -> None:
        super().__init__(entry.series_id, parent)
        self._is_active: bool | None = None
        self.setObjectName("object")
        title = entry.info.description or kind_text(entry)
        self.title = ElidedLabel(title)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(PlainLabel(badge_of(entry), role="badge-plain"))
        if entry.info.description and entry.kind in _BADGES:
            facts.addWidget(PlainLabel(kind_text(entry), role="muted"), 1)
        facts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8 if home is None else _INDENT, 4, 4, 4)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addLayout(facts)
        self.notes = _notes(entry, home)
        for note in self.notes:
            column.addWidget(PlainLabel(note, role="muted", wrap=True))
        mark_as_data(self.title)
        mark_name_as_data(self)
        self.setAccessibleName(f"{badge_of(entry)} {title}")
        self.set_active(False)

    def set_active(self, active: bool, _on_screen: bool = False) -> None:
        """Marks an object that is shown on the image on screen."""
        if active == self._is_active:
            return
        self._is_active = active
        edge = ACCENT if active else BORDER
        self.setStyleSheet(
            f"#object {{ border: 0; border-left: 2px solid {edge}; border-radius: 0; }}"
            f"#object:hover {{ background: {RAISED}; }} #object:focus {{ border: 1px solid {TEXT}; }}"
        )

    def set_thumbnail(self, pixels: object) -> None:
        """Objects have no picture."""


def badge_of(entry: SeriesEntry) -> str:
    """The short name of what it is."""
    return _BADGES.get(entry.kind, entry.info.modality or "DICOM")


def kind_text(entry: SeriesEntry) -> str:
    """What it is in words, where it has no name of its own."""
    return {
        "dicom-seg": _tr("Segmentation"),
        "dicom-rtstruct": _tr("Structure set"),
        "dicom-gsps": _tr("Presentation state"),
        "dicom-sr": _tr("Report"),
        "dicom-ko": _tr("Key images"),
        "dicom-pdf": _tr("Document"),
    }.get(entry.kind, _tr("Object"))


def in_order(entries: dict[str, SeriesEntry]) -> list[tuple[SeriesEntry, SeriesEntry | None]]:
    """All entries, objects right below the image that they belong to, each with that image."""
    homes = {
        name: None if entry.is_image else home_of(entry, entries.values()) for name, entry in entries.items()
    }
    below: dict[str, list[SeriesEntry]] = {}
    for name, home in homes.items():
        if home is not None:
            below.setdefault(home.series_id, []).append(entries[name])
    found: list[tuple[SeriesEntry, SeriesEntry | None]] = []
    for name, entry in entries.items():
        if homes[name] is None:
            found += [(entry, None), *((other, entry) for other in below.get(entry.series_id, ()))]
    return found


def _notes(entry: SeriesEntry, home: SeriesEntry | None) -> list[str]:
    if entry.report.problems and entry.kind == "dicom-other":
        return [said(entry.report.problems[0].message)]
    if entry.refers_to and home is None:
        return [f"{_tr(NOT_HERE)}."]
    return []


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObjectCard", text)
