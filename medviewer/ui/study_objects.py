"""All that has to do with objects of a study in one window, connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.session import Session
from medviewer.ui.actions.object_commands import ObjectCommands
from medviewer.ui.object_flow import ObjectFlow
from medviewer.ui.presentation_keeper import PresentationKeeper
from medviewer.ui.questions import Questions
from medviewer.ui.study_flow import StudyFlow
from medviewer.ui.study_list import StudyList

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow


class StudyObjects(QObject):
    """Reads chosen objects, keeps presentation states applied, opens documents.

    ``said`` carries a text and how grave it is.
    """

    said = Signal(str, str)

    def __init__(
        self, window: QWidget, session: Session, studies: StudyList, flow: StudyFlow, questions: Questions
    ) -> None:
        super().__init__(window)
        self.flow = ObjectFlow(session, studies, flow.choose, flow.lay_over, self)
        self.presentation = PresentationKeeper(session.scene, self)
        self.commands = ObjectCommands(window, session, studies, questions)
        flow.object_wanted.connect(self.flow.choose)
        self.flow.trouble.connect(lambda text: self.said.emit(text, "warning"))
        self.flow.document_read.connect(self.commands.show_document)
        self.commands.said.connect(self.said)

    def attach(self, window: MainWindow) -> None:
        self.said.connect(window.say)
