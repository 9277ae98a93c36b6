"""Where a report is written: who reads, the free texts, the language and what it holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from medviewer.core.report_draft import PARTS, ReportDraft, ReportPart
from medviewer.session.report_texts import ReportTexts
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.report.snippets import Snippets
from medviewer.ui.report.text_field import TextField

_PAUSE_MS = 1500
"""After which what is typed is a step of its own."""


class DraftEditor(QWidget):
    """The texts of one study. What is typed becomes one step of undo for each pause.

    ``snippet_wanted`` and ``editing_wanted`` come from its fields.
    """

    snippet_wanted = Signal(str)
    editing_wanted = Signal()

    def __init__(
        self, texts: ReportTexts, study: str, snippets: Snippets, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._study = study
        self.reader = QLineEdit()
        self.reader.setAccessibleName(self.tr("Read by"))
        self.reader.setPlaceholderText(self.tr("Name of who reads"))
        self.reader.editingFinished.connect(lambda: self._write("reader", self.reader.text()))
        self.fields: dict[str, TextField] = {
            key: TextField(title, snippets)
            for key, title in (
                ("indication", self.tr("Indication")),
                ("findings", self.tr("Findings")),
                ("impression", self.tr("Impression")),
            )
        }
        self.parts: dict[ReportPart, QCheckBox] = {
            "pictures": QCheckBox(self.tr("Key images")),
            "measurements": QCheckBox(self.tr("Measurements")),
            "segments": QCheckBox(self.tr("Segments")),
            "findings": QCheckBox(self.tr("AI findings")),
            "comparison": QCheckBox(self.tr("Comparison")),
        }
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(texts.undo.seal)
        self._build()
        self._connect()
        self.show_draft()

    @property
    def draft(self) -> ReportDraft:
        """What is written now."""
        return self._texts.draft_of(self._study)

    def show_draft(self) -> None:
        """Shows what was changed elsewhere, as by undo."""
        draft = self.draft
        if self.reader.text() != draft.reader:
            self.reader.setText(draft.reader)
        for key, field in self.fields.items():
            field.edit.show_text(getattr(draft, key))
        for part, box in self.parts.items():
            box.blockSignals(True)
            box.setChecked(part not in draft.left_out)
            box.blockSignals(False)

    def keep_now(self) -> None:
        """Keeps what was typed last."""
        for field in self.fields.values():
            field.edit.keep_now()
        self._write("reader", self.reader.text())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.fields["indication"], 1)
        column.addWidget(self.fields["findings"], 3)
        column.addWidget(self.fields["impression"], 2)
        column.addWidget(PlainLabel(self.tr("Read by"), role="muted"))
        column.addWidget(self.reader)
        column.addWidget(PlainLabel(self.tr("What it holds"), role="muted"))
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, box in enumerate(self.parts.values()):
            grid.addWidget(box, place // 2, place % 2)
        column.addLayout(grid)

    def _connect(self) -> None:
        for key, field in self.fields.items():
            field.kept.connect(_writer(self._write, key))
            field.snippet_wanted.connect(self.snippet_wanted)
            field.editing_wanted.connect(self.editing_wanted)
        for box in self.parts.values():
            box.toggled.connect(self._write_parts)

    def _write(self, key: str, text: str) -> None:
        name = self.tr("Text of the report")
        self._texts.write(self._study, name, key, **{key: text})
        self._pause.start()

    def _write_parts(self) -> None:
        out = tuple(part for part in PARTS if not self.parts[part].isChecked())
        self._texts.write(self._study, self.tr("Parts of the report"), "", left_out=out)


def _writer(write: Callable[[str, str], None], key: str) -> Callable[[str], None]:
    return lambda text: write(key, text)
