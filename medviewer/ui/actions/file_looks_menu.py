"""The part of the Window menu that the file on screen fills: its own tables and windows, by their names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.file_looks import FileLook, file_looks, present_look, show_look
from medviewer.scene.scene import Scene


class FileLooksMenu(QObject):
    """A submenu with everything that the file asks for; gone where it asks for nothing."""

    def __init__(self, above: QMenu, before: QAction, scene: Scene) -> None:
        super().__init__(above)
        self._scene = scene
        self.menu = QMenu(self.tr("Of the file"), above)
        above.insertMenu(before, self.menu)
        above.aboutToShow.connect(self.fill)
        self.menu.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Lists what the file of the image on screen asks for."""
        self.menu.clear()
        active = self._scene.active
        looks = () if active is None else file_looks(active)
        for number, look in enumerate(looks, start=1):
            action = self.menu.addAction(look_text(look).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(active is not None and present_look(active) is look)
            if number <= 2:  # the key is that of the fixed command; shown here as a reminder
                action.setText(f"{action.text()}\t{number}")
            action.triggered.connect(lambda _checked=False, look=look: self._show(look))
        self.menu.menuAction().setVisible(bool(looks))

    def _show(self, look: FileLook) -> None:
        active = self._scene.active
        if active is not None:
            show_look(active, look)


def look_text(look: FileLook) -> str:
    """What a table or a window is called, and its numbers."""
    if isinstance(look, WindowLevel):
        numbers = f"W {look.width:.5g}  L {look.level:.5g}"
        return f"{look.name}   {numbers}" if look.name else numbers
    table = QCoreApplication.translate("FileLooks", "Lookup table")
    return f"{table} {look.name}".rstrip()
