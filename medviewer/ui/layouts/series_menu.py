"""The menu that puts one of the open series into the view in use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from medviewer.scene.scene import Scene
from medviewer.ui.layouts.filling import may_be_shown
from medviewer.ui.study_list import StudyList

_MOST = 60


def list_series(menu: QMenu, scene: Scene, studies: StudyList, choose: Callable[[str, str], None]) -> None:
    """Fills a menu with what is open now; the series that the view in use shows has a check mark."""
    menu.clear()
    in_use = scene.viewport_in_use
    image = scene.image_in(in_use)
    shown = in_use.awaits if image is None else image.image.info.series_id
    entries = [entry for entry in studies.entries.values() if may_be_shown(entry)]
    for entry in entries[:_MOST]:
        info = entry.info
        parts = (f"#{info.number}" if info.number else "", info.modality, info.description)
        text = " ".join(part for part in parts if part) or _tr("Series")
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(entry.series_id == shown)
        action.triggered.connect(lambda _checked=False, name=entry.series_id: choose(name, in_use.id))
    if not entries:
        menu.addAction(_tr("Nothing is open yet")).setEnabled(False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SeriesMenu", text)
