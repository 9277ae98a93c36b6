"""The window of the reader's own for a kind of series: kept, forgotten, and used when one is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import Layer
from medviewer.scene.scene import Scene
from medviewer.ui.own_windows import OwnWindow, OwnWindows
from medviewer.ui.parts.choice_file import ChoiceWatch

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow


class OwnWindowCommands(QObject):
    """Keeps the window on screen for series like the one in use; they open with it from then on."""

    said = Signal(str, str)

    def __init__(self, window: QWidget, scene: Scene, config_folder: Path, choices: ChoiceWatch) -> None:
        super().__init__(window)
        self._scene = scene
        self._own = OwnWindows(config_folder / "own_windows.json")
        choices.watch(self._own.file)
        scene.layer_added.connect(self._open_as_kept)

    def attach(self, window: MainWindow) -> None:
        """Speaks in the window's status line."""
        self.said.connect(window.say)

    def keep(self) -> None:
        active = self._scene.active
        if active is None:
            return
        if active.image.rgb is not None:
            self.said.emit(self.tr("Colours are shown as they are: there is no window to keep."), "note")
            return
        own = OwnWindow(active.window.width, active.window.level, active.inverted)
        self._own.keep(active.image, own)
        self._tell_layers()
        text = self.tr("Series like “%1” open with width %2, level %3 from now on")
        text = text.replace("%2", f"{active.window.width:g}").replace("%3", f"{active.window.level:g}")
        self.said.emit(text.replace("%1", active.name), "note")

    def forget(self) -> None:
        active = self._scene.active
        if active is None:
            return
        was_kept = self._own.forget(active.image)
        self._tell_layers()
        if was_kept:
            text = self.tr("Series like “%1” open with the window of their files again")
        else:
            text = self.tr("No window is kept for series like “%1”")
        self.said.emit(text.replace("%1", active.name), "note")

    def _open_as_kept(self, layer: Layer) -> None:
        """The reader's own window comes before that of the file."""
        if not isinstance(layer, ImageLayer) or layer.image.rgb is not None:
            return
        own = self._own.of(layer.image)
        if own is not None:
            layer.keep_window(own.window, own.inverted)
            layer.reset_window()

    def _tell_layers(self) -> None:
        """What is open goes back to the window that is kept now, too, once it is reset."""
        for layer in self._scene.images:
            own = None if layer.image.rgb is not None else self._own.of(layer.image)
            if own is None:
                layer.keep_window(None)
            else:
                layer.keep_window(own.window, own.inverted)
