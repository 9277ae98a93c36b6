"""The commands that change how images are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from medviewer.jobs.in_background import InBackground
from medviewer.scene.scene import Scene
from medviewer.scene.views.curved_views import remove_path
from medviewer.scene.views.navigate import zoom_about
from medviewer.scene.views.oblique_views import set_slab, straighten
from medviewer.scene.views.plan_slice import device_size
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import SlabMode
from medviewer.scene.views.sync_views import ViewSync, link_here, unlink
from medviewer.scene.views.true_size import show_true_size
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.held_lens import HeldLens
from medviewer.ui.actions.segment_watch import SegmentWatch
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.views.curved_picture import CurvedPictureMaker
from medviewer.ui.views.curved_view import CurvedView
from medviewer.ui.views.screen_panel import ScreenPanel
from medviewer.ui.views.screen_sizes import ScreenSizes
from medviewer.ui.views.slice_view import SliceView

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow

_USUAL_SLAB_MM = 10.0
_ZOOM = 1.25
_SLABS_MM = (0.0, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 70.0, 100.0)


class ViewingCommands(QObject):
    """Oblique planes, slabs, paths, colours, reference lines and views that go together."""

    said = Signal(str, str)

    def __init__(
        self, window: QWidget, scene: Scene, tools: ToolState, settings: Settings, in_background: InBackground
    ) -> None:
        super().__init__(window)
        self._scene = scene
        self._tools = tools
        self._screens = ScreenSizes(settings)
        tools.mm_of = self._screens.mm_of
        self._lens = HeldLens(tools, self)
        self._screen_panel: ScreenPanel | None = None
        self._segments = SegmentWatch(scene, in_background)
        self._window: MainWindow | None = None
        self._sync: ViewSync | None = None
        self._curved: CurvedView | None = None

    def attach(self, window: MainWindow) -> None:
        """The window is built."""
        self._window = window
        self.said.connect(window.say)
        window.actions_by_id["viewing.lens"].setAutoRepeat(False)  # a held key is one press
        self._sync = ViewSync(self._scene, self._size_of)
        self._scene.changed.connect(self._show_state)
        self._tools.changed.connect(self._show_state)
        self._show_state()

    # --- commands ---

    def straighten(self) -> None:
        straighten(self._scene)

    def slab(self, mode: str) -> None:
        viewport = self._plane_in_use()
        if viewport is None:
            return
        with self._scene.undo.recording("Slab", (viewport, "slab_mode"), (viewport, "slab_mm")):
            if mode == "off":
                set_slab(viewport, 0.0)
                return
            viewport.slab_mode = cast(SlabMode, mode)
            if viewport.slab_mm <= 0:
                set_slab(viewport, _USUAL_SLAB_MM)

    def thicken(self, steps: str) -> None:
        viewport = self._plane_in_use()
        if viewport is not None:
            with self._scene.undo.recording("Slab", (viewport, "slab_mm")):
                set_slab(viewport, _next_slab(viewport.slab_mm, int(steps)))

    def remove_path(self) -> None:
        remove_path(self._scene)

    def references(self) -> None:
        aids = self._scene.aids
        aids.reference_lines = not aids.reference_lines

    def marks_3d(self) -> None:
        aids = self._scene.aids
        aids.marks_in_3d = not aids.marks_in_3d

    def link(self) -> None:
        aids = self._scene.aids
        aids.views_linked = not aids.views_linked

    def lens(self) -> None:
        self._lens.press()

    def lens_stronger(self) -> None:
        self._lens.strengthen()

    def zoom(self, steps: str) -> None:
        viewport, plane = self._scene.viewport_in_use, self._plane_of_view_in_use()
        if plane is not None:
            middle = (plane.size_px[0] / 2.0, plane.size_px[1] / 2.0)
            zoom_about(self._scene, viewport, plane, middle, _ZOOM ** int(steps))

    def true_size(self) -> None:
        plane, view = self._plane_of_view_in_use(), self._view_in_use()
        if plane is None or view is None:
            return
        mm = self._screens.mm_of(view.screen())
        if not show_true_size(self._scene, self._scene.viewport_in_use, plane, mm):
            text = self.tr(
                "True size needs an image whose pixel size is known and a screen that was measured."
            )
            self.said.emit(text, "warning")
        elif not self._screens.is_measured(view.screen()):
            text = self.tr("1:1 as the screen says of itself; Ctrl+Shift+1 measures it with a bank card.")
            self.said.emit(text, "note")

    def measure_screen(self) -> None:
        if self._window is None:
            return
        if self._screen_panel is None:
            self._screen_panel = ScreenPanel(self._screens)
            self._screen_panel.closed.connect(self._screen_panel.hide)
            self._screen_panel.closed.connect(self._tools.changed)
            self._window.put_below_views(self._screen_panel)
        self._screen_panel.show()
        self._screen_panel.begin()

    def link_here(self) -> None:
        made = link_here(self._scene)
        if made:
            text = self.tr("The series scroll together from here; Shift+J takes that back.")
        else:
            text = self.tr("Show series of two frames of reference in a grid to link them.")
        self.said.emit(text, "note")

    def unlink(self) -> None:
        unlink(self._scene)

    def palette(self, palette_id: str) -> None:
        if self._scene.active is not None:
            self._scene.undo.write("Colour map", (self._scene.active, "palette", palette_id))

    # --- parts ---

    def _plane_in_use(self) -> Viewport | None:
        viewport = self._scene.viewport_in_use
        return viewport if viewport.kind in ("axial", "sagittal", "coronal") else None

    def _view_in_use(self) -> SliceView | None:
        view = None if self._window is None else self._window.grid.view_in_use
        return view if isinstance(view, SliceView) else None

    def _plane_of_view_in_use(self) -> PlaneView | None:
        view = self._view_in_use()
        return None if view is None else view.plane()

    def _size_of(self, view_id: str) -> tuple[int, int] | None:
        view = None if self._window is None else self._window.grid.views.get(view_id)
        if view is None or not view.isVisible():
            return None
        return device_size((view.width(), view.height()), view.devicePixelRatioF())

    def _show_state(self) -> None:
        if self._window is None:
            return
        if self._curved is None and (self._scene.aids.curve is not None or self._tools.tool == "curve"):
            self._curved = CurvedView(self._scene, self._tools, _curved_renderer)
            self._window.put_below_views(self._curved)
        actions, aids, active = self._window.actions_by_id, self._scene.aids, self._scene.active
        actions.check("viewing.references", aids.reference_lines)
        actions.check("viewing.marks_3d", aids.marks_in_3d)
        actions.check("viewing.link", aids.views_linked)
        actions.check("viewing.lens", self._tools.lens > 0)
        actions.check_in_group("palette", "" if active is None else active.palette)
        viewport = self._plane_in_use()
        slab: Literal["off"] | SlabMode = "off"
        if viewport is not None and viewport.slab_mm > 0:
            slab = viewport.slab_mode
        actions.check_in_group("slab", slab)


def _curved_renderer() -> CurvedPictureMaker:
    """Made at the first straightened picture."""
    from medviewer.render.curved_renderer import CurvedRenderer

    return CurvedRenderer()


def _next_slab(present_mm: float, steps: int) -> float:
    """The next usual thickness that is more (or less) than the present one."""
    if steps > 0:
        return next((mm for mm in _SLABS_MM if mm > present_mm + 1e-6), _SLABS_MM[-1])
    return next((mm for mm in reversed(_SLABS_MM) if mm < present_mm - 1e-6), 0.0)
