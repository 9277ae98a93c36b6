"""A window beside the main one, for a view or a panel; it says whose image it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QMoveEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.core.series import SeriesInfo
from medviewer.ui.layouts.screen_places import ScreenArea, WindowPlaces, place_of_window
from medviewer.ui.patient_banner import PatientBanner

_SETTLED_MS = 400


class FloatWindow(QWidget):
    """Holds one widget below the patient's banner. ``left`` comes when it is closed.

    The keys of the main window work in it, and it stands where it stood last on the screen that it was on.
    """

    left = Signal()

    def __init__(
        self,
        main: QWidget,
        name: str,
        places: WindowPlaces,
        actions: Sequence[QAction],
        usual: tuple[int, int],
    ) -> None:
        super().__init__(main, Qt.WindowType.Window)
        self._main = main
        self._name = name
        self._places = places
        self._usual = usual
        self._is_placed = False
        self.content: QWidget | None = None
        self.banner = PatientBanner()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.banner)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settle.timeout.connect(self._remember)
        self.addActions(list(actions))

    def hold(self, content: QWidget) -> None:
        """Takes a widget in place of the one that is there, which is hidden."""
        if content is self.content:
            return
        if self.content is not None:
            self.release()
        self.content = content
        self._column.addWidget(content, 1)
        content.show()

    def release(self) -> QWidget | None:
        """Gives up its widget, and says which it was."""
        content, self.content = self.content, None
        if content is not None:
            self._column.removeWidget(content)
            content.hide()
        return content

    def show_patient(self, info: SeriesInfo | None, anonymous: bool, title: str) -> None:
        """Says in the banner and the title what is here."""
        self.banner.show_series(info, anonymous)
        self.setWindowTitle(f"{title} - medviewer" if title else "medviewer")

    def come_up(self) -> None:
        """Shows the window where it was last, or on another screen than the main window's."""
        screens = QGuiApplication.screens()
        areas = [ScreenArea(screen.name(), _area(screen)) for screen in screens]
        main = self._main.screen()
        known, last = self._places.known(self._name), self._places.last(self._name)
        place = place_of_window(known, last, areas, main.name(), self._usual)
        self.setGeometry(QRect(*place))
        self._is_placed = True
        self.show()
        self.raise_()
        self.activateWindow()

    def toggle_full_screen(self) -> None:
        """Fills the screen, and back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    # --- Qt ---

    def moveEvent(self, event: QMoveEvent) -> None:
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settle.stop()
        self._remember()
        event.accept()
        self.left.emit()

    def _remember(self) -> None:
        if self._is_placed and self.isVisible() and not self.isFullScreen():
            place = self.geometry()
            where = (place.x(), place.y(), place.width(), place.height())
            self._places.remember(self._name, self.screen().name(), where)


def _area(screen: QScreen) -> tuple[int, int, int, int]:
    area = screen.availableGeometry()
    return (area.x(), area.y(), area.width(), area.height())
