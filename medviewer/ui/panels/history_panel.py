"""What models did before, also before this start; results that wait for their series; runs still to come."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from medviewer.jobs.history import INTERRUPTED, HistoryEntry, JobHistory
from medviewer.session.kept_results import KeptResult, KeptResults
from medviewer.session.planned_runs import PlannedRun, PlannedRuns
from medviewer.ui.models.estimate_line import duration_text
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said
from medviewer.ui.parts.text_button import text_button

_FEW, _MOST = 6, 60
_ROLES = {"FAILED": "error", INTERRUPTED: "warning"}


class HistoryPanel(QWidget):
    """``save_wanted`` carries a kept result; ``is_used`` whether there is anything to show."""

    save_wanted = Signal(object)
    is_used = Signal(bool)

    def __init__(
        self, history: JobHistory, kept: KeptResults, planned: PlannedRuns, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._kept = kept
        self._planned = planned
        self._shows_all = False
        self.texts: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for signal in (history.changed, kept.changed, planned.changed):
            signal.connect(self.rebuild)
        self.rebuild()

    def retranslate(self) -> None:
        """Says everything in the language of the window."""
        self.rebuild()

    def rebuild(self, *_: object) -> None:
        """Shows the present state."""
        clear_layout(self._column)
        self.texts = []
        for run in self._planned.waiting:
            self._add_planned(run)
        for kept in self._kept.waiting:
            self._add_kept(kept)
        entries = [entry for entry in self._history.entries if entry.ended]
        for entry in entries[: _MOST if self._shows_all else _FEW]:
            self._add_entry(entry)
        self._add_buttons(len(entries))
        self.is_used.emit(bool(self.texts))

    # --- parts ---

    def _add_planned(self, run: PlannedRun) -> None:
        cancel = text_button(self.tr("Cancel"), self.tr("Do not run this one"))
        cancel.clicked.connect(lambda: self._planned.cancel(run))
        self._add_card(run.title, self.tr("To come: its series is read when it is its turn"), "muted", cancel)

    def _add_kept(self, kept: KeptResult) -> None:
        save = text_button(self.tr("Save…"), self.tr("Save this result to a file without opening its series"))
        save.clicked.connect(lambda: self.save_wanted.emit(kept))
        discard = text_button("✕", self.tr("Delete this result"))
        discard.clicked.connect(lambda: self._kept.discard(kept))
        text = self.tr("Finished %1; waits until its series is opened again").replace("%1", _when(kept.ended))
        self._add_card(kept.name, text, "warning", save, discard)

    def _add_entry(self, entry: HistoryEntry) -> None:
        state = {
            "DONE": self.tr("done"),
            "FAILED": self.tr("failed"),
            "CANCELLED": self.tr("cancelled"),
            INTERRUPTED: self.tr("interrupted by the end of the program"),
        }.get(entry.state, entry.state.lower())
        parts = [_when(entry.ended), state]
        seconds = _seconds(entry)
        if entry.state == "DONE" and seconds is not None:
            parts.append(duration_text(seconds))
        if entry.peak_memory_bytes:
            parts.append(self.tr("%1 GB at most").replace("%1", f"{entry.peak_memory_bytes / 1e9:.1f}"))
        if entry.state == "FAILED":
            parts.append(said(entry.sentence))
        self._add_card(entry.title, "  ·  ".join(parts), _ROLES.get(entry.state, "muted"))

    def _add_card(self, title: str, text: str, role: str, *buttons: QToolButton) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(ElidedLabel(title), 1)
        for button in buttons:
            head.addWidget(button)
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 4, 4, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(PlainLabel(text, role=role, wrap=True))
        self._column.addWidget(card)
        self.texts.append(f"{title}: {text}")

    def _add_buttons(self, count: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        if count > _FEW:
            text = self.tr("Fewer") if self._shows_all else self.tr("All %1").replace("%1", str(count))
            more = text_button(text, self.tr("Show more or fewer lines"))
            more.clicked.connect(self._toggle)
            row.addWidget(more)
        if count:
            clear = text_button(self.tr("Clear"), self.tr("Forget what has ended; results stay"))
            clear.clicked.connect(self._history.clear)
            row.addWidget(clear)
        row.addStretch(1)
        self._column.addLayout(row)

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self.rebuild()


def _when(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return text


def _seconds(entry: HistoryEntry) -> float | None:
    try:
        return (datetime.fromisoformat(entry.ended) - datetime.fromisoformat(entry.started)).total_seconds()
    except ValueError:
        return None
