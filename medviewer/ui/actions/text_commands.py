"""The commands of the menu of character sets."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from medviewer.core.character_sets import CHOSEN_BY_HAND
from medviewer.core.series import SeriesInfo
from medviewer.scene.describe_anew import describe_anew
from medviewer.scene.image_layer import ImageLayer
from medviewer.session.session import Session
from medviewer.session.text_again import read_text_again
from medviewer.ui.actions.action_row import ActionRow
from medviewer.ui.study_list import StudyList

AS_IN_THE_FILE = "file"


def character_set_rows() -> tuple[ActionRow, ...]:
    """A command for each character set."""
    first = ActionRow(
        "text.file", "As the files say", "", "Read the text with the character set that the files name",
        "", "View/Character set", "text.character_set", AS_IN_THE_FILE, "image",
    )  # fmt: skip
    others = (
        ActionRow(
            f"text.{codec}", name, "", f"Read the text of the study on screen as {name}",
            "", "View/Character set", "text.character_set", codec, "image", separator=number == 0,
        )
        for number, (codec, name) in enumerate(CHOSEN_BY_HAND.items())
    )  # fmt: skip
    return (first, *others)


class TextCommands(QObject):
    """Which characters the bytes of names and descriptions stand for.

    ``described`` comes after the words of series have changed.
    """

    described = Signal()

    def __init__(self, session: Session, studies: StudyList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._studies = studies

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
