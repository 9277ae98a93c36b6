"""The edge between two images, dragged in the picture itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.over_image import fusion_plan
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.theme import ACCENT
from medviewer.ui.views.hand import Touch

_NEAR_PX = 6.0
_GRIP_PX = 12.0


class SwipeHand:
    """Takes the edge of a swipe; a drag is one step to take back."""

    def __init__(self, scene: Scene, viewport: Viewport) -> None:
        self._scene = scene
        self._viewport = viewport

    def press(self, touch: Touch) -> bool:
        return touch.button == Qt.MouseButton.LeftButton and self.shape(touch) is not None

    def move(self, touch: Touch) -> None:
        image = self._swiped()
        if image is None or image.over is None:
            return
        split = min(max(touch.at.x() / touch.size[0], 0.0), 1.0)
        over = replace(image.over, split=split)
        self._scene.undo.write("Lay over", (image, "over", over), merge=f"over {image.id} swipe")

    def release(self, touch: Touch) -> None:
        self._scene.undo.seal()

    def shape(self, touch: Touch) -> Qt.CursorShape | None:
        image = self._swiped()
        if image is None or image.over is None:
            return None
        near = abs(touch.at.x() - image.over.split * touch.size[0]) <= _NEAR_PX
        return Qt.CursorShape.SplitHCursor if near else None

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float, mouse: Touch | None) -> None:
        image = self._swiped()
        if image is None or image.over is None:
            return
        width, height = (size / ratio for size in plane.size_px)
        x = image.over.split * width
        painter.setPen(QPen(QColor(ACCENT), 1))
        painter.drawLine(QPointF(x, 0.0), QPointF(x, height))
        painter.setPen(QPen(QColor(ACCENT), 3))
        painter.drawLine(QPointF(x, (height - _GRIP_PX) / 2), QPointF(x, (height + _GRIP_PX) / 2))

    def _swiped(self) -> ImageLayer | None:
        """The image in the view, while another one is to the right of an edge in it."""
        image = self._scene.image_in(self._viewport)
        if image is None or image.over is None or image.over.way != "swipe":
            return None
        return None if fusion_plan(self._scene, image) is None else image
