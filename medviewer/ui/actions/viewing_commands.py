"""The commands that change how images are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from medviewer.jobs.in_background import InBackground
from medviewer.scene.curved_views import remove_path
from medviewer.scene.layers import LabelLayer, Layer
from medviewer.scene.oblique_views import set_slab, straighten
from medviewer.scene.plan_slice import device_size
from medviewer.scene.scene import Scene
from medviewer.scene.segment_boxes import SegmentBoxes, segment_boxes
from medviewer.scene.slice_plan import SlabMode
from medviewer.scene.sync_views import ViewSync, link_here, unlink
from medviewer.scene.viewport import Viewport
from medviewer.ui.views.curved_view import CurvedPictureMaker, CurvedView

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow

_USUAL_SLAB_MM = 10.0
_SLABS_MM = (0.0, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 70.0, 100.0)


class ViewingCommands(QObject):
    """Oblique planes, slabs, paths, colours, reference lines and views that go together."""

    def __init__(self, window: QWidget, scene: Scene, in_background: InBackground) -> None:
        super().__init__(window)
        self._scene = scene
        self._in_background = in_background
        self._window: MainWindow | None = None
        self._sync: ViewSync | None = None
        self._curved: CurvedView | None = None
        scene.layer_added.connect(self._watch_segments)
        scene.layer_removed.connect(self._forget_segments)

    def attach(self, window: MainWindow) -> None:
        """The window is built."""
        self._window = window
        self._sync = ViewSync(self._scene, self._size_of)
        self._scene.changed.connect(self._show_state)
        window.tools.changed.connect(self._show_state)
        self._show_state()

    # --- commands ---

    def straighten(self) -> None:
        straighten(self._scene)

    def slab(self, mode: str) -> None:
        viewport = self._plane_in_use()
        if viewport is None:
            return
        if mode == "off":
            set_slab(viewport, 0.0)
            return
        viewport.slab_mode = cast(SlabMode, mode)
        if viewport.slab_mm <= 0:
            set_slab(viewport, _USUAL_SLAB_MM)

    def thicken(self, steps: str) -> None:
        viewport = self._plane_in_use()
        if viewport is not None:
            set_slab(viewport, _next_slab(viewport.slab_mm, int(steps)))

    def remove_path(self) -> None:
        remove_path(self._scene)

    def references(self) -> None:
        aids = self._scene.aids
        aids.reference_lines = not aids.reference_lines

    def link(self) -> None:
        aids = self._scene.aids
        aids.views_linked = not aids.views_linked

    def link_here(self) -> None:
        made = link_here(self._scene)
        if self._window is None:
            return
        if made:
            text = self.tr("The series scroll together from here; Shift+J takes that back.")
        else:
            text = self.tr("Show series of two frames of reference in a grid to link them.")
        self._window.say(text, "note")

    def unlink(self) -> None:
        unlink(self._scene)

    def palette(self, palette_id: str) -> None:
        if self._scene.active is not None:
            self._scene.active.palette = palette_id

    # --- parts ---

    def _plane_in_use(self) -> Viewport | None:
        viewport = self._scene.viewport_in_use
        return viewport if viewport.kind in ("axial", "sagittal", "coronal") else None

    def _size_of(self, view_id: str) -> tuple[int, int] | None:
        view = None if self._window is None else self._window.grid.views.get(view_id)
        if view is None or not view.isVisible():
            return None
        return device_size((view.width(), view.height()), view.devicePixelRatioF())

    def _show_state(self) -> None:
        if self._window is None:
            return
        if self._curved is None and (self._scene.aids.curve is not None or self._window.tools.tool == "curve"):
            self._curved = CurvedView(self._scene, self._window.tools, _curved_renderer)
            self._window.put_below_views(self._curved)
        actions, aids, active = self._window.actions_by_id, self._scene.aids, self._scene.active
        actions.check("viewing.references", aids.reference_lines)
        actions.check("viewing.link", aids.views_linked)
        actions.check_in_group("palette", "" if active is None else active.palette)
        viewport = self._plane_in_use()
        slab: Literal["off"] | SlabMode = "off"
        if viewport is not None and viewport.slab_mm > 0:
            slab = viewport.slab_mode
        actions.check_in_group("slab", slab)

    # --- how far segments reach, for the position bars ---

    def _watch_segments(self, layer: Layer) -> None:
        if isinstance(layer, LabelLayer):
            layer.events.segmentation.connect(lambda *_: self._look_up(layer))
            self._look_up(layer)

    def _look_up(self, layer: LabelLayer) -> None:
        """Counts on a worker thread; an answer for labels that were changed meanwhile is dropped."""
        segmentation = layer.segmentation

        def keep(boxes: SegmentBoxes) -> None:
            if any(one is layer for one in self._scene.layers) and layer.segmentation is boxes.segmentation:
                self._scene.aids.segment_boxes = {**self._scene.aids.segment_boxes, layer.id: boxes}

        self._in_background(lambda: segment_boxes(segmentation), keep)

    def _forget_segments(self, layer: Layer) -> None:
        boxes = self._scene.aids.segment_boxes
        if layer.id in boxes:
            self._scene.aids.segment_boxes = {key: one for key, one in boxes.items() if key != layer.id}


def _curved_renderer() -> CurvedPictureMaker:
    """Made at the first straightened picture."""
    from medviewer.render.curved_renderer import CurvedRenderer

    return CurvedRenderer()


def _next_slab(present_mm: float, steps: int) -> float:
    """The next usual thickness that is more (or less) than the present one."""
    if steps > 0:
        return next((mm for mm in _SLABS_MM if mm > present_mm + 1e-6), _SLABS_MM[-1])
    return next((mm for mm in reversed(_SLABS_MM) if mm < present_mm - 1e-6), 0.0)
