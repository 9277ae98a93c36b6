"""Marks drawn over a 3D picture: at their places in the world, weaker towards the back."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from medviewer.core.mark import Mark
from medviewer.core.measure_text import main_figure
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.marks_in_volume import marks_in_volume, picture_plane
from medviewer.scene.scene import Scene
from medviewer.scene.views.slice_plan import VolumePlan
from medviewer.ui.marks.mark_painter import MarkPainter, PaintedMark
from medviewer.ui.marks.mark_words import figure_words

_WEAKEST = 0.55


class VolumeMarks:
    """The marks of one 3D view, which is painted anew when they change."""

    def __init__(self, view: QWidget, scene: Scene) -> None:
        self._view = view
        self._scene = scene
        self._painter = MarkPainter()
        scene.marks.events.connect(self._changed)
        scene.aids.events.marks_in_3d.connect(self._changed)

    def paint(self, painter: QPainter, layer: ImageLayer, plan: VolumePlan, size: tuple[int, int]) -> None:
        """Draws the marks of an image over the picture of a plan."""
        if not self._scene.marks.items:
            return
        selected = self._scene.marks.selected
        painted = [
            PaintedMark(one.seen, one.seen.mark.id in selected, strength=1.0 - (1.0 - _WEAKEST) * one.depth)
            for one in marks_in_volume(self._scene, layer, plan, size)
        ]
        plane = picture_plane(plan, size)
        self._painter.paint(painter, painted, lambda mark: self._words(mark, layer), plane, 1.0, size)

    def _changed(self, *_: object) -> None:
        self._view.update()

    def _words(self, mark: Mark, layer: ImageLayer) -> tuple[str, ...]:
        marks = self._scene.marks
        figures = marks.figures.of(mark, layer, marks.items)
        figure = "" if figures is None else main_figure(figures, figure_words())
        told = "  ".join(text for text in (mark.label, mark.text, figure) if text)
        return (told,) if told else ()  # one line: there is little room, and much to be seen
