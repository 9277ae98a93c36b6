"""The magnifying glass: a round part of the slice, cut anew in more detail, under the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlicePlan
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.theme import ACCENT
from medviewer.ui.views.hand import Touch
from medviewer.ui.views.slice_overlay import write_rimmed

RADIUS = 120.0
_PART = 0.3  # of the shorter side of a small view
FACTORS = (2.0, 3.0, 4.0)


class LensMaker(Protocol):
    """What turns a plan into a picture of words 0xffRRGGBB, uint32 [h, w]."""

    def render_words(self, plan: SlicePlan) -> npt.NDArray[np.uint32]: ...


def lens_plan(plan: SlicePlan, at_px: tuple[float, float], side_px: int, factor: float) -> SlicePlan:
    """The same slice about a place of the picture, ``factor`` times as large, in a square of pixels.

    The place under the mouse stays in the middle of the glass.
    """
    x, y, z = (float(v) for v in plan.plane.pixel_to_lps(at_px))
    plane = replace(
        plan.plane,
        centre_lps=(x, y, z),
        mm_per_pixel=plan.plane.mm_per_pixel / factor,
        size_px=(side_px, side_px),
    )
    return replace(plan, plane=plane)


class Magnifier:
    """The glass of one view. It takes no clicks: tools work through it."""

    def __init__(
        self,
        tools: ToolState,
        make_renderer: Callable[[], LensMaker],
        present_plan: Callable[[], SlicePlan | None],
    ) -> None:
        self._tools = tools
        self._make_renderer = make_renderer
        self._present_plan = present_plan
        self._renderer: LensMaker | None = None

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float, mouse: Touch | None) -> None:
        """Draws it about the mouse; None while that is elsewhere."""
        plan = self._present_plan() if self._tools.lens > 0 and mouse is not None else None
        if plan is None or mouse is None:
            self._renderer = None  # lets go of the volume
            return
        if self._renderer is None:
            self._renderer = self._make_renderer()
        radius = min(RADIUS, _PART * min(mouse.size))
        side = round(2 * radius * ratio)
        words = self._renderer.render_words(lens_plan(plan, mouse.pixel, side, self._tools.lens))
        picture = QImage(words.data, side, side, words.strides[0], QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(ratio)
        circle = QRectF(mouse.at.x() - radius, mouse.at.y() - radius, 2 * radius, 2 * radius)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addEllipse(circle)
        painter.setClipPath(clip)
        painter.drawImage(circle.topLeft(), picture)
        painter.setClipping(False)
        for pen in (QPen(QColor(0, 0, 0, 200), 4.0), QPen(QColor(ACCENT), 1.5)):
            painter.setPen(pen)
            painter.drawEllipse(circle)
        centre, strength = circle.center().x(), f"{self._tools.lens:g}×"
        write_rimmed(painter, centre - 8.0, circle.bottom() - 8.0, strength)
        painter.restore()
