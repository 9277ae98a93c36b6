"""The menu that puts one of the open series into the view in use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from medviewer.scene.scene import Scene
from medviewer.ui.layouts.filling import may_be_shown
from medviewer.ui.study_list import StudyList

_MOST = 60


class SeriesMenu(QObject):
    """Lists the series when it is opened; the one that the view shows has a check mark."""

    def __init__(
        self, menu: QMenu, scene: Scene, studies: StudyList, choose: Callable[[str, str], None]
    ) -> None:
        super().__init__(menu)
        self._menu = menu
        self._scene = scene
        self._studies = studies
        self._choose = choose
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Lists what is open now."""
        self._menu.clear()
        in_use = self._scene.viewport_in_use
        image = self._scene.image_in(in_use)
        shown = in_use.awaits if image is None else image.image.info.series_id
        entries = [entry for entry in self._studies.entries.values() if may_be_shown(entry)]
        for entry in entries[:_MOST]:
            info = entry.info
            parts = (f"#{info.number}" if info.number else "", info.modality, info.description)
            text = " ".join(part for part in parts if part) or self.tr("Series")
            action = self._menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(entry.series_id == shown)
            action.triggered.connect(
                lambda _checked=False, name=entry.series_id: self._choose(name, in_use.id)
            )
        if not entries:
            self._menu.addAction(self.tr("Nothing is open yet")).setEnabled(False)
