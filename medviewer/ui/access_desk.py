"""The window for those who use keys, fingers or a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow


class AccessDesk(QObject):
    """Gives every view its keys, fingers and words, and controls their own keys, after the first paint."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def attach(self, window: MainWindow) -> None:
        """Begins after all else that follows the first picture."""
        window.ready.connect(self._begin)

    def _begin(self) -> None:
        from medviewer.ui.actions.tool_bar import show_more_signs
        from medviewer.ui.parts.control_keys import ControlKeys

        application = QApplication.instance()
        if isinstance(application, QApplication):
            ControlKeys(application, self)
        show_more_signs(self._window.tool_bar, self._window.menuBar())
        grid = self._window.grid
        for view in {*grid.views.values(), *grid.views_apart.values()}:
            self.give(view)
        grid.view_made.connect(self.give)

    def give(self, view: QWidget) -> None:
        """Makes one view reachable for everybody."""
        from medviewer.ui.views.slice_view import SliceView
        from medviewer.ui.views.view_access import ViewAccess
        from medviewer.ui.views.volume_view import VolumeView

        if isinstance(view, SliceView | VolumeView):
            ViewAccess(view, self._window.session.scene)
