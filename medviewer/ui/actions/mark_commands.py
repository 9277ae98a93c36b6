"""The commands of the Measure menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QIcon, QPixmap

from medviewer.core.mark import Mark, TargetRole
from medviewer.core.segmentation import Color
from medviewer.scene.marks.mark_place import belongs_to, image_of
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import view_plane
from medviewer.ui.actions.tool_state import ToolState

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow

_SWATCH_PX = 14
_USUAL_PX = (512, 512)


class MarkCommands(QObject):
    """What is done to the marks that are selected, and finding marks. All of it is one step of undo."""

    def __init__(self, window: MainWindow, scene: Scene, tools: ToolState) -> None:
        super().__init__(window)
        self._window = window
        self._scene = scene
        self._tools = tools
        self._copied: tuple[Mark, ...] = ()

    def attach(self, window: MainWindow) -> None:
        """Colours are shown, not only named."""
        for row in window.actions_by_id.rows.values():
            if row.handler == "mark.colour":
                swatch = QPixmap(_SWATCH_PX, _SWATCH_PX)
                swatch.fill(QColor(row.argument))
                window.actions_by_id[row.id].setIcon(QIcon(swatch))

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

    def jump(self) -> None:
        """Shows the slice of the mark that was selected last; the others stay selected."""
        from medviewer.scene.marks.mark_tools import jump_to_mark

        marks, selected = self._scene.marks, self._selected()
        if selected:
            there = marks.selected
            if not jump_to_mark(self._scene, selected[-1]):
                text = self.tr("The series of this measurement is not open; choose it in the list.")
                self._window.say(text, "warning")
            marks.selected = there

    def rename(self) -> None:
        """Opens the line for its name in the list."""
        if self._selected():
            self._window.panels.show_marks()
            self._window.panels.marks.rename()

    def figures(self) -> None:
        """Brings the list into sight, which tells all figures of what is selected."""
        if self._selected():
            self._window.panels.show_marks()

    def hide(self) -> None:
        """Hides what is selected if any of it is seen, else shows it."""
        marks, selected = self._scene.marks, self._selected()
        shown = not any(one.visible for one in selected)
        name = "Show measurements" if shown else "Hide measurements"
        marks.change_all((replace(one, visible=shown) for one in selected), name)

    def colour(self, name: str) -> None:
        """Gives what is selected a colour, ``#rrggbb``."""
        wanted = QColor(name)
        self._paint((wanted.red(), wanted.green(), wanted.blue()))

    def usual_colour(self) -> None:
        """Takes the colour of what is selected away."""
        self._paint(None)

    def _paint(self, color: Color | None) -> None:
        marks = self._scene.marks
        marks.change_all((replace(one, color=color) for one in self._selected()), "Colour of measurements")

    def give_role(self, role: str) -> None:
        """Makes lesions of what is selected; each gets a number."""
        from medviewer.scene.marks.lesion_roles import give_role

        give_role(self._scene, self._scene.marks.selected, cast(TargetRole, role), "Role of lesion")
        for mark in self._selected():
            self._propose(mark)

    def _propose(self, mark: Mark) -> None:
        """Asks whether a new lesion is one that another visit knows, where one lies near."""
        from medviewer.core.dicom_text import date_text
        from medviewer.scene.marks.lesion_match import proposed_lesion
        from medviewer.scene.marks.lesion_roles import join_lesion
        from medviewer.ui.recist.recist_words import match_text

        match = proposed_lesion(self._scene, mark)
        if match is None:
            return
        layer = image_of(self._scene, match.mark.place)
        date = "" if layer is None else date_text(layer.image.info.study.study_date)
        self._window.messages.ask(
            match_text(match, date),
            self.tr("Same lesion"),
            lambda: join_lesion(self._scene, mark.id, match.mark, "Number of lesion"),
        )

    def take_role(self) -> None:
        """What is selected is no lesion."""
        self.give_role("")

    def _selected(self) -> tuple[Mark, ...]:
        return self._scene.marks.chosen
