"""A model on its way in: told what its files do not say, tested, shown, then accepted or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from medviewer.core.install_report import InstallReport
from medviewer.core.source_look import SourceLook
from medviewer.inference.discover import PluginRecord
from medviewer.jobs.job import Job, JobState
from medviewer.session.model_facts import ModelFacts
from medviewer.ui.models.fit_text import task_text
from medviewer.ui.models.gate_list import GateList
from medviewer.ui.models.model_texts import about_text, contract_text
from medviewer.ui.models.source_form import SourceForm
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said


@dataclass(frozen=True)
class Described:
    """What a staged pack says of itself."""

    record: PluginRecord
    facts: ModelFacts


class InstallWindow(QDialog):
    """Not modal. ``accepted_pack`` and ``refused_pack`` carry the report; closing it is a refusal.

    ``told`` carries the importer's options, for the tests to begin with.

    Parameters
    ----------
    describe
        Reads the manifest and the card of a staged pack in the background.
    """

    accepted_pack = Signal(object)
    refused_pack = Signal(object)
    told = Signal(dict)

    def __init__(
        self,
        name: str,
        describe: Callable[[InstallReport, Callable[[Described | None], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Install model"))
        self.resize(640, 620)
        self._describe = describe
        self._job: Job | None = None
        self._report: InstallReport | None = None
        self._is_decided = False
        self.form: SourceForm | None = None
        self.title = PlainLabel(name, wrap=True)
        self.title.setStyleSheet("font-size: 16px; font-weight: 600;")
        self.about = PlainLabel(role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.verdict = PlainLabel(wrap=True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs = QTabWidget()
        self._tests = QVBoxLayout()
        self.card = _text()
        self.contract = _text()
        self.accept_button = QPushButton(self.tr("Accept and install"))
        self.refuse_button = QPushButton(self.tr("Cancel"))
        self.test_button = QPushButton(self.tr("Convert and test"))
        self.again_button = QPushButton(self.tr("Change what it is told"))
        self._build()

    def follow(self, job: Job) -> None:
        """Shows how far the tests are, until `show_report`."""
        if self._job is not None:
            self._job.changed.disconnect(self._show_progress, missing_ok=True)
        self._job = job
        job.changed.connect(self._show_progress)
        self.bar.show()
        self._show_progress(job)

    def ask(self, look: SourceLook) -> None:
        """Shows what was found, and what it may be told; a pack of ours is tested at once."""
        if self._is_decided:
            return
        if look.refused:
            lines = [self.tr("It cannot be converted:"), *(f"– {said(reason)}" for reason in look.refused)]
            self.bar.hide()
            self.refuse_button.setText(self.tr("Close"))
            self._verdict("\n".join(lines), "error")
            return
        if look.form == "pack":
            self.told.emit({})
            return
        self.about.setText(said(look.title))
        self.form = SourceForm(look)
        self.form.changed.connect(self._show_form)
        self._column.insertWidget(self._column.indexOf(self.tabs), self.form, 1)
        self._show_form()

    def show_report(self, report: InstallReport) -> None:
        """Shows the outcome of every test, and what is left to decide."""
        self._report = report
        if self._is_decided:  # the window was closed meanwhile
            self.refused_pack.emit(report)
            return
        self.bar.hide()
        clear_layout(self._tests)
        self.tests = GateList(report.checks)
        self._tests.addWidget(self.tests)
        self._tests.addStretch(1)
        self.title.setText(f"{report.name or report.model_id}  ·  {report.version}".strip(" ·"))
        self.accept_button.setVisible(report.is_acceptable)
        self.accept_button.setEnabled(report.is_acceptable)
        self.refuse_button.setText(self.tr("Refuse") if report.is_acceptable else self.tr("Close"))
        self._say_verdict(report)
        self.again_button.setVisible(self.form is not None and not report.is_acceptable)
        self.tabs.show()
        self.tabs.setCurrentIndex(0)
        self._describe(report, self._show_description)

    # --- parts ---

    def _build(self) -> None:
        inside = QWidget()
        inside.setLayout(self._tests)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setAccessibleName(self.tr("Tests"))
        self.tabs.addTab(scroll, self.tr("Tests"))
        self.tabs.addTab(self.card, self.tr("Card and licence"))
        self.tabs.addTab(self.contract, self.tr("Contract"))
        self.accept_button.setToolTip(self.tr("Put this model into the list of models"))
        self.refuse_button.setToolTip(self.tr("Nothing of it stays on this computer"))
        self.accept_button.clicked.connect(self._accept)
        self.refuse_button.clicked.connect(self.close)
        self.test_button.setToolTip(self.tr("Nothing is installed before you accept it"))
        self.again_button.setToolTip(self.tr("Go back to the form, and test it once more"))
        self.test_button.clicked.connect(self._begin_tests)
        self.again_button.clicked.connect(self._show_form)
        for button in (self.accept_button, self.test_button, self.again_button):
            button.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.again_button, self.refuse_button, self.test_button, self.accept_button):
            buttons.addWidget(button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.title, self.about, self.bar, self.verdict):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        column.addStretch(0)
        column.addLayout(buttons)
        self.tabs.hide()

    def _show_form(self) -> None:
        if self.form is None:
            return
        self.bar.hide()
        self.tabs.hide()
        self.again_button.hide()
        self.form.show()
        self.test_button.show()
        self.test_button.setEnabled(not self.form.missing())
        self.refuse_button.setText(self.tr("Cancel"))
        self._verdict(self.tr("This is what it says of itself. Change what is wrong, then it is tested."), "")

    def _begin_tests(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.test_button.hide()
            self._verdict("", "")
            self.told.emit(self.form.options())

    def _show_progress(self, job: Job) -> None:
        self.bar.setValue(round(job.fraction * 1000))
        waits = self.tr("Waits until the model process is free")
        message = said(job.message) or self.tr("Testing…")
        self.verdict.setText(waits if job.state is JobState.QUEUED else message)
        if job.state in (JobState.FAILED, JobState.CANCELLED):
            self.bar.hide()
            self.refuse_button.setText(self.tr("Close"))
            cancelled = self.tr("Cancelled; nothing of it stays on this computer.")
            self._verdict(said(job.error) or cancelled, "error")

    def _say_verdict(self, report: InstallReport) -> None:
        if not report.is_acceptable:
            failed = [said(check.sentence) for check in report.checks if check.outcome == "failed"]
            text = self.tr("Refused; nothing of it stays on this computer.")
            self._verdict("\n".join([text, *failed]), "error")
            return
        signed = self.tr("Signed by %1.").replace("%1", report.signer)
        unsigned = self.tr("Not signed: only its source vouches for it.")
        all_passed = all(check.outcome == "passed" for check in report.checks)
        tests = self.tr("All tests passed.") if all_passed else self.tr("Passed, with warnings.")
        told = "  ".join((tests, signed if report.signer else unsigned))
        self._verdict(told, "good" if all_passed else "warning")

    def _verdict(self, text: str, role: str) -> None:
        self.verdict.setText(text)
        self.verdict.setProperty("role", role)
        self.verdict.style().polish(self.verdict)

    def _show_description(self, described: Described | None) -> None:
        report = self._report
        if report is None or self._is_decided:
            return
        facts = [self.tr("Runs with %1").replace("%1", report.backend) if report.backend else ""]
        if report.ms_per_tile:
            facts.append(self.tr("%1 ms a tile").replace("%1", f"{report.ms_per_tile:.0f}"))
        if report.peak_ram_bytes:
            facts.append(self.tr("%1 GB at most").replace("%1", f"{report.peak_ram_bytes / 1e9:.1f}"))
        info = None if described is None else described.record.info
        if info is not None and described is not None:
            facts = [task_text(info.task), info.licence, *facts]
            self.card.setPlainText(about_text(info, described.facts))
            self.contract.setPlainText(contract_text(info))
        for tab in (1, 2):
            self.tabs.setTabVisible(tab, info is not None)
        self.about.setText("  ·  ".join(fact for fact in (*facts, *map(said, report.notes)) if fact))

    def _accept(self) -> None:
        self._is_decided = True
        self.accepted_pack.emit(self._report)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_decided:
            self._is_decided = True
            if self._report is not None:
                self.refused_pack.emit(self._report)
            elif self._job is not None:
                self._job.cancel()
        if self._job is not None:
            self._job.changed.disconnect(self._show_progress, missing_ok=True)
        super().closeEvent(event)


def _text() -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    return text
