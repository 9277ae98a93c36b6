"""The crop box in a 3D view: its edges, and a handle on each face that can be dragged."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from medviewer.core.geometry import FloatArray
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.slice_plan import VolumePlan
from medviewer.scene.volume.volume_change import box_of, set_box
from medviewer.scene.volume.volume_frame import points_in_volume_picture
from medviewer.scene.volume.volume_look import CropBox
from medviewer.ui.parts.theme import ACCENT, BACKGROUND

_RADIUS = 5.0
_REACH = 10.0
_SHORTEST = 0.15
"""Pixels that a millimetre along a face's normal must have, or the hand could not tell how far it goes."""


@dataclass(frozen=True)
class _Grip:
    """A face in the hand: where it was, and the pixels that one index step along its axis takes."""

    axis: int
    end: int
    box: CropBox
    at: QPointF
    step_px: FloatArray


class VolumeCrop:
    """Draws and moves the box of one view. ``size`` is the view's, in the same pixels as the mouse."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._grip: _Grip | None = None

    @property
    def is_held(self) -> bool:
        """Whether a face is in the hand."""
        return self._grip is not None

    def paint(self, painter: QPainter, layer: ImageLayer, plan: VolumePlan, size: tuple[int, int]) -> None:
        """The edges of the box and its handles, over the picture of a plan."""
        if not layer.volume_look.crops:
            return
        painter.save()
        corners = _in_picture(box_of(layer).corners_lps(plan.image.geometry), plan, size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ACCENT), 1.0))
        for a, b in combinations(product((0, 1), repeat=3), 2):
            if sum(x != y for x, y in zip(a, b, strict=True)) == 1:
                painter.drawLine(QPointF(*corners[a]), QPointF(*corners[b]))
        painter.setBrush(QColor(ACCENT))
        painter.setPen(QPen(QColor(BACKGROUND), 1.5))
        for _, _, place, _ in self._handles(layer, plan, size):
            painter.drawEllipse(QPointF(*place), _RADIUS, _RADIUS)
        painter.restore()

    def handle_at(self, layer: ImageLayer, plan: VolumePlan, size: tuple[int, int], at: QPointF) -> bool:
        """Whether a press at a place would take a face."""
        return self._nearest(layer, plan, size, at) is not None

    def press(self, layer: ImageLayer, plan: VolumePlan, size: tuple[int, int], at: QPointF) -> bool:
        """Takes the face whose handle is there; False if there is none."""
        self._grip = self._nearest(layer, plan, size, at)
        return self._grip is not None

    def move(self, layer: ImageLayer, at: QPointF) -> None:
        """Moves the face in the hand to where the mouse is."""
        if self._grip is None:
            return
        grip, moved = self._grip, at - self._grip.at
        steps = float(np.array([moved.x(), moved.y()]) @ grip.step_px / (grip.step_px @ grip.step_px))
        start = (grip.box.low_ijk, grip.box.high_ijk)[grip.end][grip.axis]
        grid = layer.geometry
        set_box(self._scene, layer, grip.box.moved(grid, grip.axis, grip.end, start + steps), merge="3d crop")

    def release(self) -> None:
        """Lets go; the whole movement is one step of undo."""
        self._grip = None
        self._scene.undo.seal()

    def _nearest(
        self, layer: ImageLayer, plan: VolumePlan, size: tuple[int, int], at: QPointF
    ) -> _Grip | None:
        if not layer.volume_look.crops:
            return None
        here = np.array([at.x(), at.y()])
        found = [
            (float(np.linalg.norm(place - here)), _Grip(axis, end, box_of(layer), at, step))
            for axis, end, place, step in self._handles(layer, plan, size)
        ]
        away, grip = min(found, key=lambda one: one[0], default=(np.inf, None))
        return grip if away <= _REACH else None

    def _handles(
        self, layer: ImageLayer, plan: VolumePlan, size: tuple[int, int]
    ) -> list[tuple[int, int, FloatArray, FloatArray]]:
        """Axis, end, place in the view and pixels of an index step, of each face that can be moved."""
        box, grid = box_of(layer), plan.image.geometry
        handles = []
        for axis, end in product(range(3), (0, 1)):
            place = box.face_lps(grid, axis, end)
            step = np.array(grid.axes_lps[axis]) * grid.spacing_ijk[axis]
            here, there = _in_picture(np.stack([place, place + step]), plan, size)
            if np.linalg.norm(there - here) >= _SHORTEST * grid.spacing_ijk[axis]:
                handles.append((axis, end, here, there - here))
        return handles


def _in_picture(points_lps: FloatArray, plan: VolumePlan, size: tuple[int, int]) -> FloatArray:
    return points_in_volume_picture(points_lps, plan.image.geometry, plan.camera, size)
