"""The page of the RECIST table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from medviewer.core.recist import Visit, assess
from medviewer.scene.marks.lesion_points import lesion_points
from medviewer.scene.scene import Scene
from medviewer.ui.comfort.page import Page
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.recist.lesion_editor import LesionEditor
from medviewer.ui.recist.recist_table import RecistTable
from medviewer.ui.recist.recist_words import date_of, notice_text


class RecistPage(Page):
    """The table, what speaks against it, and how to fill it. ``mark_wanted`` carries a mark to be shown.

    Parameters
    ----------
    dates
        Gives the date of each study that is open now, by its UID.
    """

    mark_wanted = Signal(str)

    def __init__(
        self, scene: Scene, dates: Callable[[], Mapping[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(QCoreApplication.translate("Recist", "RECIST 1.1"), "", parent)
        self._scene = scene
        self._dates = dates
        self.editor = LesionEditor(scene, dates)
        self.table = RecistTable()
        self.table.mark_pointed.connect(self.editor.choose)
        self.table.mark_wanted.connect(self.mark_wanted)
        self.notices = PlainLabel("", wrap=True)
        self.help = PlainLabel(
            self.tr(
                "Give each measurement a role, and the same lesion number at every visit. Lymph nodes count "
                "by their short axis; where it is not said, names with “node” or “lymph” are nodes. A point "
                "with a role says that the lesion is gone. Confirmation and non-target progression are for "
                "the reader."
            ),
            role="muted",
            wrap=True,
        )
        self.copy_button = QPushButton(self.tr("Copy table"))
        self.copy_button.clicked.connect(self.copy)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        for widget in (self.editor, self.table, self.notices, self.help):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addStretch(1)
        scene.marks.events.items.connect(self.fill)
        self.fill()

    def retranslate(self) -> None:
        """Says everything in the language of the window."""
        self.fill()

    def fill(self) -> None:
        """Reckons everything anew."""
        visits = assess(lesion_points(self._scene, self._dates()))
        self.table.show_visits(visits)
        self.notices.setText("\n".join(_notices(visits)))
        self.notices.setVisible(bool(self.notices.text()))
        self.copy_button.setEnabled(bool(visits))

    def copy(self) -> None:
        """Puts the table on the clipboard."""
        QGuiApplication.clipboard().setText(self.table.text_of_table())


def _notices(visits: tuple[Visit, ...]) -> list[str]:
    return [f"{date_of(visit)}: {notice_text(one)}" for visit in visits for one in visit.notices]
