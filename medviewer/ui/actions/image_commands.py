"""The commands of the Image menu."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import go_to_slice, scroll
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.study_flow import StudyFlow


class ImageCommands(QObject):
    """Going through images and series."""

    def __init__(self, window: QWidget, scene: Scene, tools: ToolState, flow: StudyFlow) -> None:
        super().__init__(window)
        self._scene = scene
        self._tools = tools
        self._flow = flow

    def step(self, images: str) -> None:
        scroll(self._scene, self._scene.viewport_in_use, int(images))

    def first(self) -> None:
        go_to_slice(self._scene, self._scene.viewport_in_use, 1)

    def last(self) -> None:
        go_to_slice(self._scene, self._scene.viewport_in_use, 1_000_000)

    def series(self, step: str) -> None:
        self._flow.neighbour(int(step))
