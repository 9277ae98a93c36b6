"""What the left button does with marks in one view: drawing, taking, moving, writing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from medviewer.core.mark import Mark
from medviewer.core.measure import Figures
from medviewer.core.measure_shape import is_spanning
from medviewer.core.measure_text import ENGLISH
from medviewer.scene.marks.mark_figures import figures_of
from medviewer.scene.marks.mark_tools import MARK_KINDS
from medviewer.scene.marks.mark_view import SeenMark, half_slice_mm, marks_in_view, seen_marks
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.marks.mark_band import MarkBand
from medviewer.ui.marks.mark_drag import CLICK_PX, MarkDrag, grip_at
from medviewer.ui.marks.mark_painter import MarkPainter, PaintedMark
from medviewer.ui.marks.mark_pen import MarkPen, far_px
from medviewer.ui.marks.mark_words import figure_words, view_lines
from medviewer.ui.views.position_bar import GRASP

_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class MarkHand(QObject):
    """The marks of one view under the mouse. Each method tells whether the event was its own."""

    def __init__(self, view: QWidget, scene: Scene, viewport: Viewport, tools: ToolState) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene
        self._viewport = viewport
        self._tools = tools
        self._painter = MarkPainter()
        self.pen = MarkPen(view, scene, viewport, tools)
        self._drag: MarkDrag | None = None
        self._band: MarkBand | None = None
        self._hovered = ""
        self._figure_words = ENGLISH
        self._told: dict[str, tuple[Mark, Figures | None, bool, tuple[str, ...]]] = {}
        self._pressed_at: QPointF | None = None

    @property
    def draws(self) -> bool:
        """Whether the tool in hand draws marks."""
        return self._tools.tool in (*MARK_KINDS, "calibrate")

    # --- mouse ---

    def press(self, event: QMouseEvent, plane: PlaneView, ratio: float) -> bool:
        """A button went down."""
        at, modifiers = event.position(), event.modifiers()
        if event.button() != _LEFT:
            return False
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if self._adds(at, plane, ratio):
                return True
            self._band = MarkBand(at) if modifiers & _SHIFT and self.pen.draft is None else None
            return self._band is not None
        if self.pen.entry is not None:
            self.pen.entry.enter()
        self._pressed_at = at
        self.pen.take_over(plane)
        if self.pen.draft is not None and not self.pen.may_go_on(plane):
            self.pen.cancel()  # the slice that it was begun on is not on screen any more
        if self.pen.draft is not None:
            self.pen.hover(at, plane, ratio, modifiers)
            return True
        if not self._scene.marks.items and not self.draws:
            return False
        seen, selected = self._seen(plane, ratio), self._scene.marks.selected
        forced = self.draws and bool(modifiers & Qt.KeyboardModifier.AltModifier)
        grip = None if forced else grip_at(seen, self._painter.label_at(at), at, selected, self.draws)
        if grip is not None:
            self._select(grip.mark_id, bool(modifiers & _SHIFT))
            along = [one.mark for one in seen if one.mark.id in self._scene.marks.selected]
            self._drag = MarkDrag(self._scene.marks, grip, at, plane, ratio, along)
            return True
        begins = self.draws and at.x() < self._view.width() - GRASP
        if begins:
            self.pen.begin(at, plane, ratio, seen)
        return begins

    def move(self, event: QMouseEvent, plane: PlaneView, ratio: float) -> bool:
        """The mouse moved, with or without a button."""
        at, modifiers = event.position(), event.modifiers()
        if self._drag is not None:
            self._drag.move(at, plane, ratio, self._seen(plane, ratio), modifiers)
            return True
        if self._band is not None:
            self._band.move(at)
            return True
        self.pen.take_over(plane)
        if self.pen.draft is not None and event.buttons() in (_LEFT, Qt.MouseButton.NoButton):
            if self.pen.may_go_on(plane):
                self.pen.hover(at, plane, ratio, modifiers)
            return True
        if event.buttons() == Qt.MouseButton.NoButton:
            self._show_grip(at, plane, ratio)
        return False

    def release(self, event: QMouseEvent, plane: PlaneView, ratio: float) -> bool:
        """A button went up."""
        if event.button() != _LEFT:
            return False
        start, self._pressed_at = self._pressed_at, None
        if self._band is not None:
            marks = self._scene.marks
            marks.selected = marks.selected | self._band.holds(self._seen(plane, ratio))
            self._band = None
            return True
        if self._drag is not None:
            if not self._drag.end() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._scene.marks.selected = frozenset({self._drag.grip.mark_id})  # a click on one of several
            self._drag = None
            return True
        if self.pen.draft is None:
            if start is not None and far_px(start, event.position()) <= CLICK_PX and not self.draws:
                self._scene.marks.selected = frozenset()  # a click beside everything
            return False
        has_moved = start is not None and far_px(start, event.position()) > CLICK_PX
        self.pen.click(event.position(), has_moved, plane, ratio, event.modifiers())
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        """A polygon is closed, words are written anew; no view grows while marks are drawn."""
        if event.button() != _LEFT:
            return False
        if self.pen.draft is not None:
            if self.pen.draft.kind == "polygon":
                self.pen.finish()
            return True
        mark = self._mark_at(event.position())
        if mark is not None and mark.kind in ("arrow", "text"):
            self.pen.write(mark)
        return self.draws or mark is not None

    # --- the menu ---

    def take_at(self, at: QPoint) -> bool:
        """Selects the mark at a place for its menu, unless it is among those selected; False if none is."""
        mark = self._mark_at(QPointF(at)) if self._view.rect().contains(at) else None
        if mark is None or self.pen.draft is not None:
            return False
        self._select(mark.id, adds=False)
        return True

    def selected_place(self) -> QPoint | None:
        """Where the menu of keys opens: at a handle of a selected mark that the view shows."""
        plane, ratio = self.pen.plane(), self._view.devicePixelRatioF()
        if plane is None or not self._scene.marks.selected:
            return None
        for one in reversed(self._seen(plane, ratio)):
            if one.mark.id in self._scene.marks.selected:
                for x, y in one.handles.tolist():
                    if self._view.rect().contains(QPoint(round(x), round(y))):
                        return QPoint(round(x), round(y))
        return None

    # --- painting ---

    def paint(self, painter: QPainter, plane: PlaneView, ratio: float) -> None:
        """Draws the marks that lie in the view, and the one that is being drawn."""
        if self._band is not None:
            self._band.paint(painter)
        begun = self.pen.begun(plane)
        if not self._scene.marks.items and begun is None:
            self._painter.forget()
            return
        words = figure_words()
        if words != self._figure_words:  # another language
            self._figure_words = words
            self._told.clear()
        selected, viewport = self._scene.marks.selected, self._viewport
        layer = self._scene.image_in(viewport)
        painted = [
            PaintedMark(one, one.mark.id in selected, one.mark.id == self._hovered)
            for one in self._seen(plane, ratio)
        ]
        if begun is not None:
            near = 1e9 if layer is None or not is_spanning(begun) else half_slice_mm(layer, viewport, plane)
            painted += [PaintedMark(one, is_draft=True) for one in seen_marks([begun], plane, near, ratio)]
        size = (self._view.width(), self._view.height())
        self._painter.paint(painter, painted, lambda mark: self._words(mark, begun), plane, ratio, size)

    def _words(self, mark: Mark, begun: Mark | None) -> tuple[str, ...]:
        layer = self._scene.image_in(self._viewport)
        if layer is None:
            return ()
        marks, words = self._scene.marks, self._figure_words
        if mark is begun:
            if mark.kind == "freehand":
                return ()  # its values are counted when it is closed
            return view_lines(mark, figures_of(mark, layer, marks.items), True, words)
        figures, is_selected = marks.figures.of(mark, layer, marks.items), mark.id in marks.selected
        told = self._told.get(mark.id)
        if told is None or told[0] is not mark or told[1] is not figures or told[2] != is_selected:
            told = (mark, figures, is_selected, view_lines(mark, figures, is_selected, words))
            self._told[mark.id] = told
        return told[3]

    # --- parts ---

    def _seen(self, plane: PlaneView, ratio: float) -> tuple[SeenMark, ...]:
        return marks_in_view(self._scene, self._viewport, plane, ratio)

    def _mark_at(self, at: QPointF) -> Mark | None:
        plane, ratio = self.pen.plane(), self._view.devicePixelRatioF()
        if plane is None:
            return None
        marks, label = self._scene.marks, self._painter.label_at(at)
        grip = grip_at(self._seen(plane, ratio), label, at, marks.selected, draws=False)
        return None if grip is None else marks.mark(grip.mark_id)

    def _adds(self, at: QPointF, plane: PlaneView, ratio: float) -> bool:
        """Ctrl and a click on a mark: it is selected with the others, or no more."""
        if self.pen.draft is not None or not self._scene.marks.items:
            return False
        marks, label = self._scene.marks, self._painter.label_at(at)
        grip = grip_at(self._seen(plane, ratio), label, at, marks.selected, draws=False)
        if grip is not None:
            self._select(grip.mark_id, adds=True)
        return grip is not None

    def _select(self, mark_id: str, adds: bool) -> None:
        marks = self._scene.marks
        if adds:
            marks.selected = marks.selected ^ {mark_id}
        elif mark_id not in marks.selected:
            marks.selected = frozenset({mark_id})

    def _show_grip(self, at: QPointF, plane: PlaneView, ratio: float) -> None:
        """The mouse says what a press would take; the mark under it shows its handles."""
        hovered, shape = "", Qt.CursorShape.CrossCursor if self.draws else None
        if self._scene.marks.items:
            seen, selected = self._seen(plane, ratio), self._scene.marks.selected
            grip = grip_at(seen, self._painter.label_at(at), at, selected, self.draws)
            if grip is not None:
                hovered = grip.mark_id if grip.part != "label" else ""
                is_handle = grip.part == "handle"
                shape = Qt.CursorShape.PointingHandCursor if is_handle else Qt.CursorShape.SizeAllCursor
        if shape is not None:
            self._view.setCursor(shape)
        if hovered != self._hovered:
            self._hovered = hovered
            self._view.update()
