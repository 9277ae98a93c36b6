"""The commands of the Window menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.core.volume import percentile_window
from medviewer.scene.images.file_looks import file_looks, show_look
from medviewer.scene.layers.image_result_layer import windowed
from medviewer.scene.scene import Scene
from medviewer.scene.steps import grey_fields
from medviewer.ui.window_presets import WindowPreset


class WindowCommands(QObject):
    """Which values become which grey."""

    said = Signal(str, str)

    def __init__(self, window: QWidget, scene: Scene, presets: tuple[WindowPreset, ...]) -> None:
        super().__init__(window)
        self._scene = scene
        self._presets = {preset.id: preset for preset in presets}
        self._inverted_by_preset: set[str] = set()

    def auto(self) -> None:
        layer = windowed(self._scene)
        if layer is not None:
            with self._scene.undo.recording("Automatic window", *grey_fields(layer)):
                layer.show_window(percentile_window(layer.sample))

    def of_file(self, number: str) -> None:
        active = self._scene.active
        if active is None:
            return
        looks = file_looks(active)
        if int(number) <= len(looks):
            with self._scene.undo.recording("Window of the file", *grey_fields(active)):
                show_look(active, looks[int(number) - 1])
        else:
            text = self.tr("The file asks for no such window; key 0 chooses one from the values.")
            self.said.emit(text, "note")

    def preset(self, preset_id: str) -> None:
        active = self._scene.active
        if active is not None:
            preset = self._presets[preset_id]
            layer = windowed(self._scene) or active
            with self._scene.undo.recording("Window", *grey_fields(layer, active)):
                layer.show_window(preset.window)
                if preset.inverted and not active.inverted:
                    active.inverted = True
                    self._inverted_by_preset.add(active.id)
                elif not preset.inverted and active.id in self._inverted_by_preset:
                    active.inverted = active.sample.inverted  # that was part of the preset before
                    self._inverted_by_preset.discard(active.id)

    def invert(self) -> None:
        active = self._scene.active
        if active is not None:
            self._inverted_by_preset.discard(active.id)
            self._scene.undo.write("Invert", (active, "inverted", not active.inverted))
