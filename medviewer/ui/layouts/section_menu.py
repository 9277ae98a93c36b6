"""The menu on the title of a section of a side panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QWidget

from medviewer.ui.panels.fold_section import FoldSection
from medviewer.ui.panels.side_panel import SidePanel

if TYPE_CHECKING:
    from medviewer.ui.layouts.float_desk import FloatDesk


class SectionMenu(QObject):
    """A right click (or the menu key) on the title of a section offers a window of its own."""

    def __init__(self, panels: Sequence[SidePanel], floats: Callable[[], FloatDesk], parent: QObject) -> None:
        super().__init__(parent)
        self._floats = floats
        for panel in panels:
            inside = panel.scroll_area.widget()
            if inside is not None:
                inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ContextMenu or not isinstance(event, QContextMenuEvent):
            return False
        section = _section_at(watched, event)
        if section is None:
            return False
        menu = QMenu(section)
        action = menu.addAction(self.tr("In a window of its own"))
        action.triggered.connect(lambda: self._floats().detach_section(section))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
        return True


def _section_at(inside: QObject, event: QContextMenuEvent) -> FoldSection | None:
    """The section whose title was clicked, or has the keyboard."""
    widget = inside.childAt(event.pos()) if isinstance(inside, QWidget) else None
    while widget is not None:
        above = widget.parentWidget()
        if isinstance(above, FoldSection):
            return above if widget is above.header else None
        widget = above
    return None
