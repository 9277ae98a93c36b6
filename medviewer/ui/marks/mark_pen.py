"""Drawing one mark in a view: clicks, then words where the mark has some."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtWidgets import QWidget

from medviewer.core.mark import Mark, MarkKind
from medviewer.core.measure_shape import SPANNING_KINDS
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_draft import Draft
from medviewer.scene.marks.mark_edit import vectors
from medviewer.scene.marks.mark_figures import may_calibrate
from medviewer.scene.marks.mark_place import belongs_to, place_of
from medviewer.scene.marks.mark_tools import Point, snapped, straightened
from medviewer.scene.marks.mark_view import HANDLE_PX, SeenMark, marks_in_view
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import view_plane
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.marks.entry_line import EntryLine
from medviewer.ui.marks.mark_words import step_hint

_ENTRY_WIDTH = 184
_FREEHAND_STEP_PX = 2.0
_MANY_POINTS = 4_000
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class MarkPen(QObject):
    """What is being drawn in one view, until it is there or given up. Positions are logical pixels."""

    def __init__(self, view: QWidget, scene: Scene, viewport: Viewport, tools: ToolState) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene
        self._viewport = viewport
        self._tools = tools
        self._waiting: Mark | None = None
        self._is_first = False
        self.draft: Draft | None = None
        self.entry: EntryLine | None = None
        for signal in (scene.active_changed, scene.layer_removed):
            signal.connect(self.leave_if_gone)

    def plane(self) -> PlaneView | None:
        """Where the view lies now, in screen pixels."""
        size = (self._view.width(), self._view.height())
        return view_plane(self._scene, self._viewport, size, self._view.devicePixelRatioF())

    def leave_if_gone(self, *_: object) -> None:
        """Gives up what was begun on an image that this view does not show any more."""
        place = self._waiting.place if self.draft is None and self._waiting else None
        place = place if self.draft is None else self.draft.place
        layer = self._scene.image_in(self._viewport)
        if place is not None and (layer is None or not belongs_to(place, layer)):
            self.cancel()

    def begun(self, plane: PlaneView) -> Mark | None:
        """The mark as it would be now, if it lies in a plane."""
        self.leave_if_gone()
        if self.draft is None:
            return self._waiting
        return self.draft.preview() if self.may_go_on(plane) else None

    def may_go_on(self, plane: PlaneView) -> bool:
        """Whether what was begun can be gone on with on a plane: a length or an angle on any of its image."""
        draft, layer = self.draft, self._scene.image_in(self._viewport)
        if draft is None or layer is None:
            return False
        if is_same_plane(draft.plane, plane):
            return True
        is_now = draft.place.time_point is None or draft.place.time_point == layer.time_point
        return self._may_span(layer, draft.kind) and draft.place.slice_number is None and is_now

    def _may_span(self, layer: ImageLayer, kind: str) -> bool:
        is_world = not layer.is_flat or layer.acquired is not None
        return is_world and kind in SPANNING_KINDS and self._tools.tool == kind

    def take_over(self, plane: PlaneView) -> None:
        """Goes on with a length or an angle that was begun in another view of the same image."""
        other, layer = self._tools.drawing, self._scene.image_in(self._viewport)
        if self.draft is not None or not isinstance(other, MarkPen) or other.draft is None or layer is None:
            return
        self.draft = other.draft
        if layer.image.info.series_id == other.draft.place.series_id and self.may_go_on(plane):
            other.draft, self._tools.drawing = None, self
            other._view.update()
        else:
            self.draft = None

    def begin(self, at: QPointF, plane: PlaneView, ratio: float, seen: tuple[SeenMark, ...]) -> None:
        """The first click of a mark of the kind that the tool in hand draws."""
        layer = self._scene.image_in(self._viewport)
        if layer is None or not layer.visible:
            return
        tool = self._tools.tool
        if tool == "ball" and layer.is_flat:
            self._tools.show_hint(self.tr("A ball needs a volume; this image is flat."))
            return
        if tool == "calibrate" and not may_calibrate(layer):
            self._tools.show_hint(self.tr("The positions of the slices give the size of these pixels."))
            return
        self._tools.cancel_drawing()
        kind = cast(MarkKind, "length" if tool == "calibrate" else tool)
        point = _lps(snapped((at.x(), at.y()), seen), plane, ratio)
        self.draft = Draft(kind, plane, place_of(layer, self._viewport, plane), (), point).clicked(point)
        self._is_first = True
        self._tools.drawing = self
        self._tools.show_hint(step_hint(kind, 1, self._may_span(layer, kind)))
        self._view.update()

    def hover(self, at: QPointF, plane: PlaneView, ratio: float, modifiers: Qt.KeyboardModifier) -> None:
        """The mouse is somewhere else."""
        if self.draft is not None:
            place = self._aimed(self.draft, at, plane, ratio, modifiers)
            if self.draft.kind == "freehand":
                x, y = (plane.lps_to_pixel(self.draft.hover) / ratio).tolist()
                if math.hypot(place[0] - x, place[1] - y) < freehand_step_px(len(self.draft.clicks)):
                    return
            self.draft = self.draft.hovered(_lps(place, plane, ratio))
            self._view.update()

    def _aimed(
        self, draft: Draft, at: QPointF, plane: PlaneView, ratio: float, modifiers: Qt.KeyboardModifier
    ) -> Point:
        """Where a click goes: onto a handle nearby, or straight from the last click while Shift is down."""
        place = (at.x(), at.y())
        if draft.kind == "freehand":
            return place
        if modifiers & _SHIFT and draft.clicks:
            x, y = (plane.lps_to_pixel(draft.clicks[-1]) / ratio).tolist()
            return straightened(place, (x, y), boxed=draft.kind in ("ellipse", "rectangle"))
        return snapped(place, marks_in_view(self._scene, self._viewport, plane, ratio))

    def click(
        self, at: QPointF, has_moved: bool, plane: PlaneView, ratio: float, modifiers: Qt.KeyboardModifier
    ) -> None:
        """The button went up: the next click, or the last one."""
        draft = self.draft
        if draft is None:
            return
        is_first, self._is_first = self._is_first, False
        if draft.kind == "freehand":
            self.finish() if draft.may_close else self.cancel()
            return
        if draft.is_complete:
            self.finish()
            return
        if is_first and not has_moved:
            return  # the other end is clicked later
        if draft.may_close and far_px(_point(draft.clicks[0], plane, ratio), at) <= HANDLE_PX:
            self.finish()
            return
        draft = draft.clicked(_lps(self._aimed(draft, at, plane, ratio, modifiers), plane, ratio))
        self.draft = draft
        if draft.is_complete:
            self.finish()
        else:
            spans = draft.place.slice_number is None
            self._tools.show_hint(step_hint(draft.kind, len(draft.clicks), spans))
            self._view.update()

    def finish(self) -> None:
        """Takes the mark as it is drawn so far, if that is one."""
        if self.entry is not None:
            self.entry.enter()
            return
        draft = self.draft
        if draft is None or not (draft.is_complete or draft.may_close):
            return
        mark = draft.finished()
        self._stop()
        if mark is None:
            return
        if self._tools.tool == "calibrate":
            self._ask(mark, self.tr("Its true length, mm"))
        elif mark.kind in ("arrow", "text"):
            self._ask(mark, self.tr("Words"))
        else:
            self._scene.marks.add(mark, "Draw measurement")

    def cancel(self) -> None:
        """Leaves everything as it was before drawing began."""
        if self.entry is not None:
            self.entry.give_up()
        self._stop()

    def _stop(self) -> None:
        self.draft = self._waiting = None
        if self._tools.drawing is self:
            self._tools.drawing = None
            self._tools.show_hint("")
        self._view.update()

    # --- writing ---

    def write(self, mark: Mark) -> None:
        """Opens a line to change the words of an arrow or a text that is there."""
        self._ask(mark, self.tr("Words"))

    def _ask(self, mark: Mark, hint: str) -> None:
        self._tools.cancel_drawing()
        self._waiting, self._tools.drawing = mark, self
        entry = self.entry = EntryLine(hint, self._view)
        entry.setText(mark.text)
        entry.setFixedWidth(_ENTRY_WIDTH)
        plane = self.plane()
        if plane is not None:
            at = _point(mark.points_lps[-1], plane, self._view.devicePixelRatioF())
            room = QRectF(self._view.rect()).adjusted(8, 8, -8 - _ENTRY_WIDTH, -40)
            entry.move(
                round(min(max(at.x() + 8, room.left()), room.right())),
                round(min(max(at.y() - 14, room.top()), room.bottom())),
            )
        entry.entered.connect(self._take_words)
        entry.given_up.connect(self._close_entry)
        entry.show()
        entry.setFocus()
        self._tools.show_hint(self.tr("Enter: take it   Esc: leave it"))

    def _take_words(self, text: str) -> None:
        mark = self._waiting
        self._close_entry()
        if mark is None:
            return
        if self._tools.tool == "calibrate" and mark.kind == "length":
            known = _positive(text)
            if known is None:
                self._tools.show_hint(self.tr("A known length is a number of millimetres above 0."))
            else:
                self._scene.marks.add(replace(mark, known_mm=known), "Calibrate by hand")
        elif self._scene.marks.mark(mark.id) is not None:
            self._scene.marks.change(replace(mark, text=text), "Change words")
        elif text or mark.kind == "arrow":
            self._scene.marks.add(replace(mark, text=text), "Draw arrow or text")

    def _close_entry(self) -> None:
        entry, self.entry = self.entry, None
        if entry is not None:
            entry.hide()
            entry.deleteLater()
            self._view.setFocus()
        self._stop()


def freehand_step_px(count: int) -> float:
    """How far the mouse goes to the next point of an outline of so many points.

    It doubles with each few thousand: one drawn for minutes on end stays small enough to be measured at once
    and to be read from a file again.
    """
    return _FREEHAND_STEP_PX * 2.0 ** (count // _MANY_POINTS)


def is_same_plane(one: PlaneView, other: PlaneView) -> bool:
    """Whether two pictures lie in the same plane, wherever in it and however large."""
    turned = abs(float(one.normal_lps @ other.normal_lps)) < 0.9999
    return not turned and abs(other.distance_mm(one.centre_lps)) < 1e-3


def _lps(place: Point, plane: PlaneView, ratio: float) -> tuple[float, float, float]:
    return vectors(plane.pixel_to_lps((place[0] * ratio, place[1] * ratio))[None])[0]


def _point(point_lps: tuple[float, float, float], plane: PlaneView, ratio: float) -> QPointF:
    x, y = (plane.lps_to_pixel(point_lps) / ratio).tolist()
    return QPointF(x, y)


def far_px(one: QPointF, other: QPointF) -> float:
    """Distance of two places in a view."""
    return math.hypot(other.x() - one.x(), other.y() - one.y())


def _positive(text: str) -> float | None:
    """A number above 0 with a point or a comma, maybe with its unit."""
    try:
        number = float(text.lower().removesuffix("mm").strip().replace(",", "."))
    except ValueError:
        return None
    return number if 0 < number < 1e5 else None
