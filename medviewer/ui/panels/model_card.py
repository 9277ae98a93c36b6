"""One model in a list: what it is for, how it goes with the series on screen, and the button to run it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.inference.discover import PluginRecord
from medviewer.session.model_fit import Fit
from medviewer.ui.language.retranslate import mark_as_data, mark_name_as_data
from medviewer.ui.models.fit_text import fit_role, fit_text, task_text
from medviewer.ui.models.model_badges import model_badges
from medviewer.ui.models.model_picture import ModelPicture
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.parts.said import said
from medviewer.ui.parts.theme import ACCENT, RAISED

_PICTURE = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ModelCard(QFrame):
    """A model. All signals carry its id; Enter and a double click open it."""

    run_wanted = Signal(str)
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, record: PluginRecord, legacy: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        info = record.info
        if info is None:
            raise ValueError("a broken model has no card")
        self.info, self.model_id, self.picture = info, info.id, ModelPicture(info, _PICTURE)
        self.setObjectName("model")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(info.name)
        mark_name_as_data(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(info.intended_use))
        self.run_button = QPushButton(self.tr("Run"))
        self.run_button.setToolTip(self.tr("Run this model on the series on screen"))
        self.run_button.setAccessibleName(self.tr("Run %1").replace("%1", info.name))
        self.run_button.clicked.connect(lambda: self.run_wanted.emit(self.model_id))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(mark_as_data(PlainLabel(info.name, wrap=True)))
        about = f"{task_text(info.task)}  ·  {info.version}  ·  {info.licence}"
        words.addWidget(PlainLabel(about, role="muted", wrap=True))
        self._badges = QHBoxLayout()
        self._badges.setSpacing(4)
        words.addLayout(self._badges)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.run_button, 0, Qt.AlignmentFlag.AlignTop)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 6, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._sentences)
        self.sentences: tuple[str, ...] = ()
        self.show_badges(record, legacy)
        self.show_fit(None, self.tr("Open an image first."))
        self.set_chosen(False)

    def show_badges(self, record: PluginRecord, legacy: str) -> None:
        """Marks what it is made of."""
        clear_layout(self._badges)
        for badge in model_badges(record, legacy):
            self._badges.addWidget(badge)
        self._badges.addStretch(1)

    def show_fit(self, fit: Fit | None, hint: str = "") -> None:
        """Shows how it goes with the series on screen; None with a hint while that is not known."""
        clear_layout(self._sentences)
        self.run_button.setEnabled(fit is not None and fit.can_run)
        lines = [(fit_text(fit, hint), fit_role(fit))]
        if fit is not None and fit.kind != "blocked":
            lines += [(said(sentence), "warning") for sentence in (*fit.needs_agreement, *fit.warnings)]
        self.sentences = tuple(text for text, _ in lines)
        for text, role in lines:
            self._sentences.addWidget(PlainLabel(text, role=role, wrap=True))

    def set_chosen(self, chosen: bool) -> None:
        """Marks the model that the run command runs."""
        border = ACCENT if chosen else "transparent"
        self.setStyleSheet(
            f"#model {{ background: {RAISED}; border: 1px solid {border}; border-radius: 4px; }}"
            f"#model:focus {{ border-color: {ACCENT}; }}"
        )

    # --- Qt ---

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # elsewhere the key makes a view large
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.chosen.emit(self.model_id)
                self.opened.emit(self.model_id)
                return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.model_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.model_id)
