"""One model in the list: what it is for, what speaks against running it here, and the button to run it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.api.model_info import ModelInfo
from medviewer.inference.contract import ContractCheck
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import ACCENT, RAISED


class ModelCard(QFrame):
    """A model. Both signals carry its id."""

    run_wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, info: ModelInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_id = info.id
        self.setObjectName("model")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 4)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(info.name, wrap=True), 1)
        self.run_button = QPushButton(self.tr("Run"))
        self.run_button.setToolTip(self.tr("Run this model on the image on screen"))
        self.run_button.clicked.connect(lambda: self.run_wanted.emit(self.model_id))
        head.addWidget(self.run_button)
        column.addLayout(head)
        about = f"{info.task}  ·  {info.version}  ·  {info.licence}"
        column.addWidget(PlainLabel(about, role="muted", wrap=True))
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(2)
        column.addLayout(self._sentences)
        self.setToolTip(info.intended_use)
        self.show_check(None, self.tr("Open an image first."))
        self.set_chosen(False)

    def show_check(self, check: ContractCheck | None, hint: str = "") -> None:
        """Shows what speaks against the image on screen; None with a hint while there is none."""
        clear_layout(self._sentences)
        self.run_button.setEnabled(check is not None and not check.blocks)
        if check is None:
            self._add(hint, "muted")
            return
        for sentence in check.blocks:
            self._add(sentence, "muted")
        if not check.blocks:
            for sentence in (*check.needs_agreement, *check.warnings):
                self._add(sentence, "warning")

    def set_chosen(self, chosen: bool) -> None:
        """Marks the model that the run command runs."""
        border = ACCENT if chosen else "transparent"
        self.setStyleSheet(
            f"#model {{ background: {RAISED}; border: 1px solid {border}; border-radius: 4px; }}"
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.model_id)

    def _add(self, sentence: str, role: str) -> None:
        if sentence:
            self._sentences.addWidget(PlainLabel(sentence, role=role, wrap=True))
