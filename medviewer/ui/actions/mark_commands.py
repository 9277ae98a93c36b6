"""The commands of the Measure menu."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from medviewer.core.mark import Mark
from medviewer.scene.marks.mark_place import belongs_to, image_of
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import view_plane
from medviewer.ui.actions.tool_state import ToolState

_USUAL_PX = (512, 512)


class MarkCommands(QObject):
    """Deleting, copying and finding marks."""

    def __init__(self, window: QWidget, scene: Scene, tools: ToolState) -> None:
        super().__init__(window)
        self._scene = scene
        self._tools = tools
        self._copied: tuple[Mark, ...] = ()

    def delete(self) -> None:
        selected = frozenset(one.id for one in self._selected())
        if selected:
            self._scene.marks.remove(selected, "Delete measurement")

    def copy(self) -> None:
        self._copied = self._selected() or self._copied
        told = self.tr("%1 copied; Ctrl+V puts them on the slice of the view in use.")
        self._tools.show_hint(told.replace("%1", str(len(self._copied))) if self._copied else "")

    def paste(self) -> None:
        """Copies go to the patient that they come from, or to nobody."""
        scene, viewport = self._scene, self._scene.viewport_in_use
        layer, plane = scene.image_in(viewport), view_plane(scene, viewport, _USUAL_PX)
        if layer is None or plane is None:
            return
        from medviewer.scene.marks.mark_tools import pasted  # not needed for the first picture

        study = layer.image.info.study.study_uid
        own = [
            one
            for one in self._copied
            if belongs_to(one.place, layer) or (study != "" and one.place.study_uid == study)
        ]
        copies = [copy for one in own if (copy := pasted(one, scene, viewport, plane)) is not None]
        if copies:
            marks = scene.marks
            scene.undo.write("Paste measurement", (marks, "items", (*marks.items, *copies)))
            marks.selected = frozenset(one.id for one in copies)
            self._tools.show_hint("")

    def select_all(self) -> None:
        active = self._scene.active
        if active is not None:
            marks = self._scene.marks
            own = (one for one in marks.items if one.visible and belongs_to(one.place, active))
            marks.selected = frozenset(one.id for one in own)

    def step(self, steps: str) -> None:
        """Goes round the marks whose images are open."""
        from medviewer.scene.marks.mark_tools import jump_to_mark

        marks = self._scene.marks
        there = [one for one in marks.items if image_of(self._scene, one.place) is not None]
        if not there:
            return
        at = next((n for n, one in enumerate(there) if one.id in marks.selected), None)
        first = 0 if int(steps) > 0 else -1
        jump_to_mark(self._scene, there[first if at is None else (at + int(steps)) % len(there)])

    def show(self) -> None:
        """Hides all marks if any is seen, else shows them."""
        marks = self._scene.marks
        shown = not any(one.visible for one in marks.items)
        items = tuple(replace(one, visible=shown) for one in marks.items)
        name = "Show measurements" if shown else "Hide measurements"
        self._scene.undo.write(name, (marks, "items", items))

    def _selected(self) -> tuple[Mark, ...]:
        marks = self._scene.marks
        return tuple(one for one in marks.items if one.id in marks.selected)
