"""One series in the list: its picture, what it is, how it may be used."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from medviewer.core.series import SeriesEntry, Verdict
from medviewer.ui.language.retranslate import mark_as_data, mark_name_as_data
from medviewer.ui.layouts.series_drop import drag_series
from medviewer.ui.panels.report_text import found_text
from medviewer.ui.parts.choice_card import ChoiceCard
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.parts.said import said
from medviewer.ui.parts.theme import ACCENT, MUTED, RAISED, TEXT
from medviewer.ui.views.badges import lacks_a_volume, report_badges

THUMBNAIL_PX = 64


class SeriesCard(ChoiceCard):
    """A series; a click or Enter opens it, and it can be dragged into a view."""

    def __init__(self, entry: SeriesEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.series_id, parent)
        self._marked: tuple[bool, bool] | None = None
        self._pressed_at: QPoint | None = None
        self._may_be_dragged = entry.report.verdict is not Verdict.REFUSED
        self.setObjectName("series")
        self.setAccessibleName(f"{entry.info.modality} {entry.info.description}".strip())
        self.picture = QLabel()
        self.picture.setFixedSize(THUMBNAIL_PX, THUMBNAIL_PX)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setStyleSheet("background: black; border-radius: 2px;")
        self.picture.setText(entry.info.modality)
        mark_as_data(self.picture)
        mark_name_as_data(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(entry), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(self._badges(entry))  # below: beside the picture there is too little room for them
        if entry.report.problems:
            self.setToolTip(plain_tip(said("\n".join(problem.message for problem in entry.report.problems))))
        if entry.report.verdict is Verdict.REFUSED:
            self.setEnabled(False)
        self.set_active(False)

    def _words(self, entry: SeriesEntry) -> QVBoxLayout:
        """What it is called, how large it is, what was found of it."""
        words = QVBoxLayout()
        words.setSpacing(2)
        title = entry.info.description or entry.info.modality or self.tr("Series")
        self.title = ElidedLabel(title)
        mark_as_data(self.title, bool(entry.info.description or entry.info.modality))
        words.addWidget(self.title)
        words.addWidget(PlainLabel(self._size_text(entry), role="muted", wrap=True))
        self.found = PlainLabel(found_text(entry.report), role="muted", wrap=True)
        self.found.setVisible(bool(self.found.text()))
        words.addWidget(self.found)
        words.addStretch(1)
        return words

    def _badges(self, entry: SeriesEntry) -> QVBoxLayout:
        """How it may be used."""
        badges = QVBoxLayout()
        badges.setSpacing(2)
        left = Qt.AlignmentFlag.AlignLeft
        is_stack = entry.report.verdict is Verdict.STACK and lacks_a_volume(
            entry.report, entry.info.modality, entry.shape_kji[0]
        )
        for badge in report_badges(entry.report, is_stack):
            badges.addWidget(PlainLabel(badge.text, role="badge-warning"), 0, left)
        return badges

    def set_active(self, active: bool, on_screen: bool = False) -> None:
        """Marks the series that the panels speak of, and less loudly those that other views show."""
        if (active, on_screen) == self._marked:
            return  # a style takes its time, and lists are long
        self._marked = (active, on_screen)
        border, background = (ACCENT, RAISED) if active else ("transparent", "transparent")
        bar = f"border-left: 3px solid {ACCENT if active else MUTED};" if active or on_screen else ""
        self.setAccessibleDescription(self.tr("on screen") if active or on_screen else "")
        self.setStyleSheet(
            f"#series {{ border: 1px solid {border}; background: {background}; border-radius: 4px; {bar} }}"
            f"#series:hover {{ background: {RAISED}; }} #series:focus {{ border: 1px solid {TEXT}; }}"
        )

    def set_thumbnail(self, pixels: Any) -> None:
        """Shows a grey picture [h, w] or a colour picture [h, w, 3], uint8."""
        height, width, *channels = pixels.shape
        kind = QImage.Format.Format_RGB888 if channels else QImage.Format.Format_Grayscale8
        image = QImage(pixels.tobytes(), width, height, pixels.size // height, kind)
        ratio = self.devicePixelRatioF()
        scaled = QPixmap.fromImage(image).scaled(
            round(THUMBNAIL_PX * ratio),
            round(THUMBNAIL_PX * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self.picture.setPixmap(scaled)

    # --- dragging ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is None or not self._may_be_dragged:
            return
        if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            drag_series(self, self.series_id, self.picture.pixmap())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:  # not at the end of a drag
            self._pressed_at = None
            super().mouseReleaseEvent(event)

    # --- parts ---

    def _size_text(self, entry: SeriesEntry) -> str:
        count, rows, columns = entry.shape_kji
        number = f"#{entry.info.number} " if entry.info.number else ""
        size = f"{columns} × {rows}" if count == 1 else f"{columns} × {rows} × {count}"
        if entry.time_points > 1:
            size += "\n" + self.tr("%1 time points").replace("%1", str(entry.time_points))
        return f"{number}{entry.info.modality}\n{size}".strip()
