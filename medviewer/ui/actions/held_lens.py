"""The key of the magnifying glass: held it is there as long as it is held, pressed shortly it stays."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent

from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.views.magnifier import FACTORS

_HELD_S = 0.35


class HeldLens(QObject):
    """Watches for the key going up, which a shortcut alone does not tell."""

    def __init__(
        self, tools: ToolState, parent: QObject, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._clock = clock
        self._factor = FACTORS[0]
        self._since = 0.0

    def press(self) -> None:
        """The key went down, or the command was chosen."""
        application = QGuiApplication.instance()
        if self._tools.lens > 0:
            self._tools.use_lens(0.0)
            return
        self._since = self._clock()
        self._tools.use_lens(self._factor)
        if application is not None:
            application.installEventFilter(self)

    def strengthen(self) -> None:
        """The next strength, round again after the last one."""
        self._factor = FACTORS[(FACTORS.index(self._factor) + 1) % len(FACTORS)]
        self._tools.use_lens(self._factor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and not event.isAutoRepeat()
        ):
            application = QGuiApplication.instance()
            if application is not None:
                application.removeEventFilter(self)
            if self._clock() - self._since >= _HELD_S:
                self._tools.use_lens(0.0)
        return False
