"""SafetyDesk: the journal, the offer to restore, sessions and the alarm of two patients, connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.session.journal_keeper import JournalKeeper
from medviewer.session.restore_texts import KeptDrafts
from medviewer.session.work_of import Opened
from medviewer.ui.safety.journal_offers import JournalOffers
from medviewer.ui.safety.patient_alarm import PatientAlarm
from medviewer.ui.safety.restorer import Restorer
from medviewer.ui.safety.session_commands import SessionCommands

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts

_LOOKS_EVERY_MS = 700
_OFFER_AFTER_MS = 300


class SafetyDesk(QObject):
    """What keeps the reader's work, in one window. ``said`` carries a sentence and how serious it is."""

    said = Signal(str, str)
    _protection = Signal(bool)

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        session, flow, studies = parts.session, window.flow, parts.studies
        self._messages = window.messages
        self.keeper = JournalKeeper(
            session.scene,
            parts.journal_folder,
            lambda: Opened(flow.paths, studies.entries),
            self._protection.emit,
        )
        self.drafts = KeptDrafts(session.scene, session.report_texts)
        self.restorer = Restorer(session, studies, flow, self)
        self.offers = JournalOffers(
            parts.journal_folder, session.scene, self.keeper, self.restorer, window.messages,
            parts.in_background, self,
        )  # fmt: skip
        self.sessions = SessionCommands(window, parts, self.restorer, self)
        self.alarm = PatientAlarm(session.scene, studies, window.tools, self)
        self.restorer.trouble.connect(lambda text: self.said.emit(text, "warning"))
        self.restorer.lost_images.connect(self.sessions.ask_for_images)
        self.sessions.said.connect(self.said)
        self._protection.connect(self._tell_protection)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOKS_EVERY_MS)
        self._soon.timeout.connect(self.keeper.note_looks)
        session.scene.changed.connect(self._later)

    def attach(self, window: MainWindow) -> None:
        """Shows itself in a window that was painted, and looks for lost work."""
        self.said.connect(window.say)
        window.guard.save = self.sessions.save_and_then
        window.flow.session_wanted.connect(self.sessions.open_path)
        self.alarm.attach(window)
        # What was under the mouse was of the patient who goes.
        window.session.scene.clearing.connect(lambda: window.status.show_position(None, None))
        QTimer.singleShot(_OFFER_AFTER_MS, self, self.offers.look)

    def save_session(self) -> None:
        self.sessions.save()

    def open_session(self) -> None:
        self.sessions.open()

    def close(self) -> None:
        """The window closes, and whoever closed it was asked about everything."""
        self._soon.stop()
        self.keeper.end()
        self.keeper.close()
        self.offers.release()

    def _later(self) -> None:
        if not self._soon.isActive() and self.keeper.journal is not None:
            self._soon.start()

    def _tell_protection(self, is_protected: bool) -> None:
        if is_protected:
            self.said.emit(self.tr("Your work is being protected again."), "note")
        else:
            self._messages.show_message(
                self.tr(
                    "Your work is not protected against a crash now: its folder cannot be written, or"
                    " its disk is full. Save the session often, and make room."
                ),
                "warning",
            )
