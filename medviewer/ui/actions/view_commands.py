"""The commands of the View and Tools menus."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from medviewer.scene.layers.image_result_layer import windowed
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.layers.presentation import apply_state
from medviewer.scene.layers.state_in_view import applied_layer
from medviewer.scene.scene import Scene
from medviewer.scene.steps import grey_fields, view_fields
from medviewer.scene.views.oblique_views import straighten
from medviewer.scene.views.slice_plan import Interpolation
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.panels.side_panel import SidePanel


class ViewCommands(QObject):
    """How the views are arranged and turned."""

    def __init__(
        self, window: QWidget, scene: Scene, tools: ToolState, left: SidePanel, right: SidePanel
    ) -> None:
        super().__init__(window)
        self._window = window
        self._scene = scene
        self._tools = tools
        self._left = left
        self._right = right

    def maximise(self) -> None:
        if self._tools.finish_drawing():
            return
        self._scene.maximised = "" if self._scene.maximised else self._scene.viewport_in_use.id

    def reset(self) -> None:
        scene, viewport, active = self._scene, self._scene.viewport_in_use, self._scene.active
        shown = windowed(scene) or active
        with scene.undo.recording("Reset view", *view_fields(viewport), *grey_fields(shown, active)):
            straighten(scene)
            viewport.reset()
            if active is None or shown is None:
                return
            shown.reset_window()
            state = applied_layer(scene, active)
            if state is not None:
                apply_state(scene, state)

    def flip(self) -> None:
        viewport = self._scene.viewport_in_use
        self._scene.undo.write("Flip", (viewport, "flipped", not viewport.flipped))

    def mirror(self) -> None:
        viewport = self._scene.viewport_in_use
        self._scene.undo.write("Mirror", (viewport, "mirrored", not viewport.mirrored))

    def turn(self, quarters: str) -> None:
        viewport = self._scene.viewport_in_use
        turned = (viewport.quarter_turns + int(quarters)) % 4
        self._scene.undo.write("Turn", (viewport, "quarter_turns", turned))

    def align(self) -> None:
        aligned = "volume" if self._scene.aligned == "patient" else "patient"
        self._scene.undo.write("Align to the patient", (self._scene, "aligned", aligned))

    def interpolation(self, name: str) -> None:
        self._scene.interpolation = cast(Interpolation, name)

    def crosshair(self) -> None:
        self._scene.crosshair_visible = not self._scene.crosshair_visible

    def information(self) -> None:
        self._tools.next_information()

    def results(self) -> None:
        active = self._scene.active
        layers: tuple[ResultLayer, ...] = () if active is None else self._scene.results_of(active.id)
        show = not any(layer.visible for layer in layers)
        for layer in layers:
            layer.visible = show

    def left_panel(self) -> None:
        self._left.set_folded(not self._left.folded)

    def right_panel(self) -> None:
        self._right.set_folded(not self._right.folded)

    def full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def escape(self) -> None:
        if self._tools.cancel_drawing():
            return
        if self._scene.maximised:
            self._scene.maximised = ""
        elif self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._tools.pick("crosshair")


class ToolCommands(QObject):
    """What the left mouse button does."""

    def __init__(self, window: QWidget, tools: ToolState) -> None:
        super().__init__(window)
        self._tools = tools

    def pick(self, tool: str) -> None:
        self._tools.pick(tool)
