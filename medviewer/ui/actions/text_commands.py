"""The commands of the menu of character sets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from medviewer.core.series import SeriesInfo
from medviewer.scene.images.describe_anew import describe_anew
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.session.session import Session
from medviewer.session.text_again import read_text_again
from medviewer.ui.actions.text_rows import AS_IN_THE_FILE
from medviewer.ui.study_list import StudyList

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow


class TextCommands(QObject):
    """Which characters the bytes of names and descriptions stand for.

    ``described`` comes after the words of series have changed.
    """

    described = Signal()

    def __init__(self, session: Session, studies: StudyList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._studies = studies

    def attach(self, window: MainWindow) -> None:
        """Has the window say the new words."""
        self.described.connect(window.show_patient)
        self.described.connect(window.panels.series.describe_anew)

    def character_set(self, name: str) -> None:
        """Reads the text of all series of the study on screen again."""
        active = self._session.scene.active
        entry = None if active is None else self._studies.entry_of_layer(active.id)
        if entry is None:
            return
        study = entry.info.study.study_uid
        same = [one for one in self._studies.entries.values() if one.info.study.study_uid == study]
        title = self.tr("Reading the text again")
        chosen = "" if name == AS_IN_THE_FILE else name
        read_text_again(self._session.queue, same, chosen, self._describe, title)

    def _describe(self, info: SeriesInfo) -> None:
        entry = self._studies.entries.get(info.series_id)
        if entry is None:
            return
        self._studies.entries[info.series_id] = replace(entry, info=info)
        layer_id = self._studies.layer_of.get(info.series_id, "")
        for layer in self._session.scene.images:
            if isinstance(layer, ImageLayer) and layer.id == layer_id:
                describe_anew(layer, info)
        self.described.emit()
