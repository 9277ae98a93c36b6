"""All about one model: run it, read about it, its contract, how it was tested."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from medviewer.inference.discover import PluginRecord
from medviewer.session.model_facts import ModelFacts
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.models.fit_text import task_text
from medviewer.ui.models.gate_list import GateList
from medviewer.ui.models.model_badges import model_badges
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.models.model_picture import ModelPicture
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.models.model_texts import about_text, contract_text
from medviewer.ui.models.run_pane import RunPane
from medviewer.ui.parts.plain_label import PlainLabel

_PICTURE = 56


class DetailsPane(QWidget):
    """For one model. The signals are wishes with its id."""

    remove_wanted = Signal(str)
    export_wanted = Signal(str)

    def __init__(
        self, record: PluginRecord, fits: ModelFits, settings: ModelSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if record.info is None:
            raise ValueError("a broken model has no details")
        self.info = record.info
        self._record = record
        facts = self.facts = fits.facts(self.info.id)
        self.run = RunPane(self.info, fits, settings)
        self.tabs = QTabWidget()
        self.tabs.addTab(_scrolled(self.run, self.tr("Run")), self.tr("Run"))
        self.about = _text(about_text(self.info, facts))
        self.tabs.addTab(self.about, self.tr("Card and licence"))
        self.tabs.addTab(_text(contract_text(self.info)), self.tr("Contract"))
        self.tabs.addTab(_scrolled(self._tests(facts), self.tr("Tests")), self.tr("Tests"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head(facts))
        column.addWidget(self.tabs, 1)
        column.addLayout(self._buttons())

    def _head(self, facts: ModelFacts) -> QHBoxLayout:
        info = self.info
        words = QVBoxLayout()
        words.setSpacing(4)
        title = PlainLabel(info.name, wrap=True)
        title.setStyleSheet("font-size: 16px; font-weight: 600;")
        words.addWidget(mark_as_data(title))
        about = f"{task_text(info.task)}  ·  {info.version}  ·  {info.licence}"
        words.addWidget(PlainLabel(about, role="muted", wrap=True))
        badges = QHBoxLayout()
        badges.setSpacing(4)
        signer = facts.record.signer if facts.record is not None else ""
        for badge in model_badges(self._record, facts.legacy, signer):
            badges.addWidget(badge)
        badges.addStretch(1)
        words.addLayout(badges)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(ModelPicture(info, _PICTURE, facts.picture), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _tests(self, facts: ModelFacts) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        if facts.record is None:
            text = self.tr("This model did not go through the tests of the installation.")
            column.addWidget(PlainLabel(text, role="muted", wrap=True))
        else:
            record = facts.record
            lines = [
                self.tr("Installed %1").replace("%1", record.installed[:16].replace("T", " ")),
                self.tr("Signed by %1").replace("%1", record.signer)
                if record.signer
                else self.tr("Not signed"),
                record.backend,
                self.tr("%1 ms a tile").replace("%1", f"{record.ms_per_tile:.0f}"),
            ]
            column.addWidget(
                PlainLabel("  ·  ".join(line for line in lines if line), role="muted", wrap=True)
            )
            column.addWidget(GateList(facts.checks))
        column.addStretch(1)
        return page

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        if self._record.kind != "pack":
            return row
        for text, tip, signal in (
            (
                self.tr("Export…"),
                self.tr("Copy this model to one file, for another computer"),
                self.export_wanted,
            ),
            (self.tr("Remove"), self.tr("Take this model off this computer"), self.remove_wanted),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit(self.info.id))
            row.addWidget(button)
        return row


def _scrolled(widget: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    area.setAccessibleName(name)
    return area


def _text(content: str) -> QPlainTextEdit:
    text = QPlainTextEdit(content)
    text.setReadOnly(True)
    return text
