"""The command that shows the RECIST table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from medviewer.core.patient import patient_of

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.recist.recist_page import RecistPage
    from medviewer.ui.study_list import StudyList


class RecistDesk(QObject):
    """The command of the row ``recist.show``. ``page`` is what is shown, None if nothing is."""

    def __init__(self, window: MainWindow, studies: StudyList) -> None:
        super().__init__(window)
        self._window = window
        self._studies = studies
        self._scene = window.session.scene
        self.page: RecistPage | None = None
        self._scene.clearing.connect(self._leave)

    def show(self) -> None:
        """Shows the table over the views, or goes back to them."""
        if self.page is not None:
            self._leave()
            return
        from medviewer.ui.recist.recist_page import RecistPage

        self.page = RecistPage(self._scene, lambda: self._dates())
        self.page.mark_wanted.connect(self._go_to)
        pages = self._window.comfort.pages
        pages.changed.connect(self._follow, Qt.ConnectionType.UniqueConnection)
        pages.show_page(self.page)

    def _leave(self) -> None:
        """Back to the views, as when the next patient is opened."""
        if self.page is not None:
            self.page.left.emit()

    def _follow(self) -> None:
        if self._window.comfort.page is not self.page:
            self.page = None

    def _go_to(self, mark_id: str) -> None:
        from medviewer.scene.marks.mark_tools import jump_to_mark

        mark = self._scene.marks.mark(mark_id)
        self._leave()
        if mark is not None and not jump_to_mark(self._scene, mark):
            text = self.tr("The series of this measurement is not open; choose it in the list.")
            self._window.say(text, "warning")

    def _dates(self) -> dict[str, str]:
        """The date of each open study of the patient on screen; other patients have tables of their own."""
        studies = [entry.info.study for entry in self._studies.entries.values()]
        studies += [layer.image.info.study for layer in self._scene.images]
        active = self._scene.active
        if active is not None:
            patient = patient_of(active.image.info.study)
            studies = [study for study in studies if patient_of(study) == patient]
        return {study.study_uid: study.study_date for study in studies}
