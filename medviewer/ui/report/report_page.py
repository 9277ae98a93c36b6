"""The page of the report: its text at the left, the very pages at the right, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from medviewer.core.report_draft import ReportDraft, ReportLanguage
from medviewer.report.templates import STANDARD
from medviewer.ui.comfort.page import Page
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.report.draft_editor import DraftEditor
from medviewer.ui.report.paper import PAPERS, PaperName
from medviewer.ui.report.preview import Preview
from medviewer.ui.report.snippet_panel import SnippetPanel

Target = Literal["pdf", "html", "dicom_pdf", "dicom_sr", "print"]

LANGUAGE_NAMES: dict[ReportLanguage, str] = {"en": "English", "zh": "简体中文"}
_EDITOR_WIDTH = 376


class ReportPageView(Page):
    """``wanted`` carries a `Target`; ``chosen`` follows another language, template or paper."""

    wanted = Signal(str)
    chosen = Signal()

    def __init__(
        self,
        editor: DraftEditor,
        preview: Preview,
        make_snippets: Callable[[], SnippetPanel],
        templates: Sequence[str],
        paper: PaperName,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Report"), parent=parent)
        self.editor = editor
        self.preview = preview
        self.snippets = make_snippets()
        self.language = self._choice(self.tr("Language of the report"), LANGUAGE_NAMES)
        names = {name: self.tr("Standard") if name == STANDARD else name for name in templates}
        self.template = self._choice(self.tr("Template"), names)
        self.paper = self._choice(self.tr("Paper"), {name: name for name in PAPERS})
        self.problems = PlainLabel("", role="warning", wrap=True)
        self.problems.hide()
        self.buttons: dict[Target, QPushButton] = {}
        self._left = QStackedWidget()
        self._fill()
        self.show_choices(editor.draft, paper)
        for box in (self.language, self.template, self.paper):
            box.activated.connect(lambda _index: self.chosen.emit())
        editor.editing_wanted.connect(lambda: self.edit_snippets(""))
        editor.snippet_wanted.connect(self.edit_snippets)
        self.snippets.left.connect(lambda: self._left.setCurrentIndex(0))

    @property
    def choices(self) -> tuple[ReportLanguage, str, PaperName]:
        """Language, template ("" for the standard one) and paper."""
        template = str(self.template.currentData())
        return (
            cast(ReportLanguage, self.language.currentData()),
            "" if template == STANDARD else template,
            cast(PaperName, self.paper.currentData()),
        )

    def show_choices(self, draft: ReportDraft, paper: PaperName) -> None:
        """Shows what was chosen elsewhere; a template that is gone shows as the standard one."""
        self.language.setCurrentIndex(max(0, self.language.findData(draft.language)))
        self.template.setCurrentIndex(max(0, self.template.findData(draft.template or STANDARD)))
        self.paper.setCurrentIndex(max(0, self.paper.findData(paper)))

    def show_problems(self, texts: Sequence[str]) -> None:
        """What did not work, one sentence each; none hides the line."""
        self.problems.setText("\n".join(texts))
        self.problems.setVisible(bool(texts))

    def set_ready(self, is_ready: bool) -> None:
        """Whether there is a page that can be saved."""
        for button in self.buttons.values():
            button.setEnabled(is_ready)

    def take_focus(self) -> None:
        """The findings: what is written first."""
        QTimer.singleShot(0, self.editor.fields["findings"].edit.setFocus)

    # --- parts ---

    def _fill(self) -> None:
        inside = self.body.parentWidget()
        if inside is not None:
            inside.setMaximumWidth(16_777_215)  # pages need all the room there is
        row = QHBoxLayout()
        row.setSpacing(24)
        self._left.addWidget(self._text_side())
        self._left.addWidget(self.snippets)
        self._left.setMinimumWidth(_EDITOR_WIDTH)  # words in large text may need more
        self._left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(self._left)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(self._button_row())
        right.addWidget(self.problems)
        right.addWidget(self.preview, 1)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)

    def _text_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (title, box) in enumerate(
            (
                (self.tr("Language"), self.language),
                (self.tr("Template"), self.template),
                (self.tr("Paper"), self.paper),
            )
        ):
            grid.addWidget(PlainLabel(title, role="muted"), 0, place)
            grid.addWidget(box, 1, place)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.editor, 1)
        return side

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        texts: tuple[tuple[Target, str, str], ...] = (
            ("pdf", self.tr("Save PDF…"), self.tr("A PDF with its fonts inside")),
            ("html", self.tr("Save HTML…"), self.tr("One file for a browser, pictures inside")),
            ("dicom_pdf", self.tr("DICOM PDF…"), self.tr("The PDF as an object of the study")),
            (
                "dicom_sr",
                self.tr("DICOM SR…"),
                self.tr("A structured report of the study: text, numbers, key images"),
            ),
            ("print", self.tr("Print…"), self.tr("On paper")),
        )
        for target, text, tip in texts:
            button = QPushButton(text)
            button.setToolTip(tip)
            button.setEnabled(False)
            button.clicked.connect(lambda _checked=False, target=target: self.wanted.emit(target))
            self.buttons[target] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choice(self, name: str, items: Mapping[Any, str]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        for key, text in items.items():
            box.addItem(text, key)
        return box

    def edit_snippets(self, text: str) -> None:
        """Shows the snippets in the place of the text; ``text`` is to become a new one, "" for none."""
        self._left.setCurrentIndex(1)
        if text:
            self.snippets.edit_new(text)
