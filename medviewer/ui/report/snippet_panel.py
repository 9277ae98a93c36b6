"""The list of snippets: write, change, remove, import and export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.core.errors import ReadError
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.report.snippets import Snippets


class SnippetPanel(QWidget):
    """``left`` comes when the user is done.

    Parameters
    ----------
    ask_source, ask_target
        Ask for a file to import from or to export to; "" if the user does not want to.
    """

    left = Signal()

    def __init__(
        self, snippets: Snippets, ask_source: Callable[[], str], ask_target: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._snippets = snippets
        self._ask_source = ask_source
        self._ask_target = ask_target
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Snippets"))
        self.list.currentTextChanged.connect(self._show)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of the snippet"))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(self.tr("Text"))
        self.text.setAccessibleName(self.tr("Text of the snippet"))
        self.text.setTabChangesFocus(True)
        self.told = PlainLabel("", role="muted", wrap=True)
        self.keep_button = self._button(self.tr("Keep"), self._keep)
        self.remove_button = self._button(self.tr("Remove"), self._remove)
        self.import_button = self._button(self.tr("Import…"), self._import)
        self.export_button = self._button(self.tr("Export…"), self._export)
        self.done_button = self._button(self.tr("Done"), self.left.emit)
        self._build()
        snippets.changed.connect(self._fill)
        self._fill()

    def edit_new(self, text: str) -> None:
        """Begins a snippet with a text; the name is left to be written."""
        self.list.setCurrentRow(-1)
        self.name.clear()
        self.text.setPlainText(text)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, text: str, does: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: does())
        return button

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = PlainLabel(self.tr("Snippets"))
        title.setStyleSheet("font-weight: 600;")
        column.addWidget(title)
        column.addWidget(self.list, 1)
        column.addWidget(self.name)
        column.addWidget(self.text, 1)
        column.addWidget(self.told)
        for buttons in (
            (self.keep_button, self.remove_button),
            (self.import_button, self.export_button, self.done_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)

    def _fill(self) -> None:
        chosen = self.list.currentItem()
        name = "" if chosen is None else chosen.text()
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([one.name for one in self._snippets.items])
        found = self.list.findItems(name, Qt.MatchFlag.MatchExactly) if name else []
        if found:
            self.list.setCurrentItem(found[0])
        self.list.blockSignals(False)
        if not self._snippets.items:
            self.told.setText(self.tr("No snippets yet: give a text a name and keep it."))

    def _show(self, name: str) -> None:
        found = next((one for one in self._snippets.items if one.name == name), None)
        if found is not None:
            self.name.setText(found.name)
            self.text.setPlainText(found.text)
            self.told.clear()

    def _keep(self) -> None:
        if not self.name.text().strip() or not self.text.toPlainText().strip():
            self.told.setText(self.tr("A snippet needs a name and a text."))
        elif self._snippets.put(self.name.text(), self.text.toPlainText()):
            self.told.setText(self.tr("Kept."))
        else:
            self.told.setText(self.tr("It is there until the end, but could not be saved to disk."))

    def _remove(self) -> None:
        self._snippets.remove(self.name.text())
        self.name.clear()
        self.text.clear()

    def _import(self) -> None:
        path = self._ask_source()
        if not path:
            return
        try:
            count = self._snippets.take_from(path)
        except ReadError as error:
            self.told.setText(str(error))
        else:
            self.told.setText(self.tr("%1 snippets were imported.").replace("%1", str(count)))

    def _export(self) -> None:
        path = self._ask_target()
        if path:
            saved = self._snippets.write_to(path)
            text = self.tr("Saved %1") if saved else self.tr("%1 cannot be written; choose another folder.")
            self.told.setText(text.replace("%1", path))
