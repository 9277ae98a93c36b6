"""A row of a form that is a file: its path, and a button that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from medviewer.api.model_info import Parameter
from medviewer.ui.models.parameter_field import ParameterField


class FileField(ParameterField):
    """A path as text; empty for none."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter, QWidget())
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("None"))
        self._line.textChanged.connect(lambda _text: self.changed.emit())
        button = QPushButton(self.tr("Choose…"))
        button.setToolTip(self.tr("Choose a file"))
        button.clicked.connect(self._choose)
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(button)
        self.widget.setFocusProxy(self._line)

    def text(self) -> str:
        return self._line.text().strip()

    def set_text(self, value: str) -> None:
        self._line.setText(value)

    def _choose(self) -> None:
        begin = self.text() or QDir.homePath()
        path, _ = QFileDialog.getOpenFileName(self.widget, self.tr("Choose a file"), begin)
        if path:
            self.set_text(path)
