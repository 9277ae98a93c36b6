"""The small picture of a key image: the slice as it was kept, with what was drawn on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from medviewer.core.key_look import KeyLook
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.review import ReviewState
from medviewer.scene.marks.key_images import plan_of_key_image
from medviewer.scene.marks.key_look import marks_over
from medviewer.scene.marks.mark_place import belongs_to, image_of
from medviewer.scene.marks.mark_view import seen_marks
from medviewer.scene.scene import Scene
from medviewer.scene.views.slice_plan import SlicePlan
from medviewer.ui.marks.mark_shapes import head_lines
from medviewer.ui.views.slice_picture import PictureMaker

_MARK = QColor("#ffd54a")
_RIM = QColor(0, 0, 0, 170)
_LINE_PX = 1.5
_HEAD_PX = 7.0


@dataclass(frozen=True)
class ShownKey:
    """What a picture was drawn of: where two are equal, the picture still holds."""

    look: KeyLook | None
    marks: tuple[Mark, ...]
    results: tuple[tuple[str, ReviewState], ...]


@dataclass(frozen=True, eq=False)
class KeyPicture:
    """A picture to be drawn: its plan and the marks on it."""

    shown: ShownKey
    plan: SlicePlan
    marks: tuple[Mark, ...]


def shown_key(scene: Scene, key: KeyImage) -> ShownKey | None:
    """What the picture of a key image would be drawn of now; None while its image is not all here."""
    layer = image_of(scene, key.place)
    if layer is None or layer.arriving is not None:
        return None
    at = key.place.slice_number
    marks = (
        one
        for one in scene.marks.items
        if belongs_to(one.place, layer) and at in (None, one.place.slice_number)
    )
    results = tuple((one.id, one.review.state) for one in scene.results_of(layer.id))
    return ShownKey(key.look, marks_over(key, marks), results)


def key_picture(scene: Scene, key: KeyImage, side_px: int) -> KeyPicture | None:
    """A square picture; None while its image is not all here."""
    layer, shown = image_of(scene, key.place), shown_key(scene, key)
    if layer is None or shown is None:
        return None
    plan = plan_of_key_image(scene, layer, key, (side_px, side_px))
    return None if plan is None else KeyPicture(shown, plan, shown.marks)


def draw_key_picture(renderer: PictureMaker, wanted: KeyPicture, ratio: float) -> QImage:
    """The picture, with memory of its own; for a worker thread. ``ratio`` is device pixels a logical one."""
    words = renderer.render_words(wanted.plan)
    height, width = words.shape
    image = QImage(words.data, width, height, words.strides[0], QImage.Format.Format_RGB32).copy()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_marks(painter, wanted.marks, wanted.plan, ratio)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _paint_marks(painter: QPainter, marks: Sequence[Mark], plan: SlicePlan, ratio: float) -> None:
    grid = plan.image.geometry
    half_mm = max(grid.spacing_ijk[grid.nearest_axis(plan.plane.normal_lps)], plan.slab_mm) / 2.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for seen in seen_marks(marks, plan.plane, half_mm, 1.0):
        color = _MARK if seen.mark.color is None else QColor(*seen.mark.color)
        for pen in (QPen(_RIM, (_LINE_PX + 1.0) * ratio), QPen(color, _LINE_PX * ratio)):
            painter.setPen(pen)
            for line in seen.lines:
                points = [QPointF(float(x), float(y)) for x, y in line]
                painter.drawPolyline(points) if len(points) > 1 else painter.drawPoint(points[0])
            if seen.mark.kind == "arrow":
                painter.drawLines(head_lines(seen.lines[0], _HEAD_PX * ratio))
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            for part in seen.faint:  # what lies before or behind the slice
                painter.drawPolyline([QPointF(float(x), float(y)) for x, y in part])
