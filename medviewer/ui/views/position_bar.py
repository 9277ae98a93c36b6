"""The bar at the right edge of a view: which slice of how many, and where something was marked or found."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import go_to_slice, slice_number
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.position_marks import PositionMark, position_marks
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.colours import colours
from medviewer.ui.parts.theme import ACCENT, MEASURED, TEXT
from medviewer.ui.views.hand import Touch

_RIGHT, _WIDTH = 2.0, 4.0
REACH = _RIGHT + _WIDTH + 1.0
"""How far it comes in from the edge, logical pixels: it lies in the margin beside letters and texts."""
_TOP = 28.0
GRASP = 9.0
"""How far from the edge a press takes it, logical pixels."""
_LEAST_HEIGHT = 120.0
_TRACK = QColor(44, 48, 53)


class PositionBar:
    """The bar of one view; a press or a drag on it goes to a slice."""

    def __init__(self, scene: Scene, viewport: Viewport) -> None:
        self._scene = scene
        self._viewport = viewport
        self._known: tuple[object, ...] = ()
        self.marks: tuple[PositionMark, ...] = ()

    def press(self, touch: Touch) -> bool:
        if touch.button != Qt.MouseButton.LeftButton or not self._is_on(touch):
            return False
        self.move(touch)
        return True

    def move(self, touch: Touch) -> None:
        place = slice_number(self._scene, self._viewport)
        if place is not None:
            top, height = _TOP, touch.size[1] - 2 * _TOP
            part = min(max((touch.at.y() - top) / height, 0.0), 0.999999)
            go_to_slice(self._scene, self._viewport, int(part * place[1]) + 1)

    def release(self, touch: Touch) -> None:
        """Nothing is left to do."""

    def shape(self, touch: Touch) -> Qt.CursorShape | None:
        return Qt.CursorShape.PointingHandCursor if self._is_on(touch) else None

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float, mouse: Touch | None) -> None:
        width, height = plane.size_px[0] / ratio, plane.size_px[1] / ratio
        place = slice_number(self._scene, self._viewport)
        if place is None or place[1] < 2 or height < _LEAST_HEIGHT:
            return
        number, count = place
        left, length = width - _RIGHT - _WIDTH, height - 2 * _TOP
        painter.fillRect(QRectF(left, _TOP, _WIDTH, length), _TRACK)  # opaque: a tenth of the cost
        for mark in self._present_marks(count):
            colour = QColor(*mark.color) if mark.color is not None else QColor(_colour(mark.kind))
            start, end = (mark.first - 1) / count, mark.last / count
            tall = max((end - start) * length, 2.0)
            y = _TOP + (start + end) / 2 * length - tall / 2
            if mark.kind == "segment":
                colour = colour.darker(140)
                painter.fillRect(QRectF(left, y, 2.0, tall), colour)
            else:
                painter.fillRect(QRectF(left + 2.0, y, _WIDTH - 2.0, tall), colour)
        tall = max(length / count, 3.0)
        y = _TOP + (number - 0.5) / count * length - tall / 2
        painter.fillRect(QRectF(left - 1.0, y, _WIDTH + 2.0, tall), QColor(TEXT))

    def _present_marks(self, count: int) -> tuple[PositionMark, ...]:
        """Looked up again only when something that they hang on is another one."""
        known = self._depends_on(count)
        if known != self._known:
            self._known, self.marks = known, position_marks(self._scene, self._viewport)
        return self.marks

    def _depends_on(self, count: int) -> tuple[object, ...]:
        scene, image = self._scene, self._scene.image_in(self._viewport)
        if image is None:
            return ()
        layers = tuple(
            (one.id, one.visible, getattr(one, "segments", ()), getattr(one, "threshold", 0.0))
            for one in scene.results_shown_on(image)
        )
        marks = (scene.marks.items, scene.marks.key_images, tuple(scene.aids.segment_boxes.values()))
        turned = (scene.aids.tilts, scene.aligned, self._viewport.kind)
        return (image.id, count, layers, marks, turned)

    def _is_on(self, touch: Touch) -> bool:
        place = slice_number(self._scene, self._viewport)
        if place is None or place[1] < 2 or touch.size[1] < _LEAST_HEIGHT:
            return False
        inside = _TOP - 4 <= touch.at.y() <= touch.size[1] - _TOP + 4
        return inside and touch.at.x() >= touch.size[0] - GRASP


def _colour(kind: str) -> str:
    return {"measurement": MEASURED, "key_image": ACCENT}.get(kind, colours().warning)
