"""Puts views and panels into windows of their own, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QBoxLayout, QWidget

from medviewer.scene.views.detached import attach_view, detach_view
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.layouts.float_window import FloatWindow
from medviewer.ui.layouts.screen_places import WindowPlaces
from medviewer.ui.layouts.series_drop import SeriesDrop
from medviewer.ui.panels.fold_section import FoldSection
from medviewer.ui.panels.side_panel import SidePanel

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow

_VIEW_PX, _PANEL_PX = (1000, 900), (360, 800)


@dataclass
class _FloatingView:
    window: FloatWindow
    viewport: Viewport
    home: Viewport
    views: dict[bool, QWidget]


class FloatDesk(QObject):
    """The windows beside the main one; those of views are kept and used again."""

    def __init__(self, window: MainWindow, places: WindowPlaces) -> None:
        super().__init__(window)
        self._main = window
        self._scene = window.session.scene
        self._places = places
        self.views: dict[str, _FloatingView] = {}
        self.panels: dict[QWidget, FloatWindow] = {}
        self._scene.changed.connect(self._refresh)
        self._scene.events.maximised.connect(self._fill_screen)
        window.tools.changed.connect(self._refresh)

    # --- views ---

    def detach(self) -> FloatWindow | None:
        """The view in use gets a window of its own; None if there is nothing in it, or it has one."""
        scene = self._scene
        source = scene.viewport_in_use
        if scene.image_in(source) is None or source.id in scene.apart:
            return None
        viewport = detach_view(scene, source)
        floating = self.views.get(viewport.id)
        if floating is None:
            floating = self.views[viewport.id] = self._make(viewport, source)
        floating.home = source
        self._refresh()
        floating.window.come_up()
        return floating.window

    def _make(self, viewport: Viewport, home: Viewport) -> _FloatingView:
        window = FloatWindow(self._main, viewport.id, self._places, self._main.actions(), _VIEW_PX)
        floating = _FloatingView(window, viewport, home, {})
        window.left.connect(lambda: self._close(floating))
        drop = SeriesDrop(window, lambda _at: (viewport.id, QRect(window.rect())))
        drop.dropped.connect(self._main.flow.choose)
        return floating

    def _close(self, floating: _FloatingView) -> None:
        self._main.grid.views_apart.pop(floating.viewport.id, None)
        attach_view(self._scene, floating.viewport, floating.home)

    def _refresh(self) -> None:
        """Each window has the view that its viewport asks for, and the right patient in its banner."""
        scene = self._scene
        anonymous = self._main.tools.information == "anonymous"
        for floating in self.views.values():
            if floating.viewport.id not in scene.apart:
                continue
            window, is_3d = floating.window, floating.viewport.kind == "3d"
            if is_3d not in floating.views:
                floating.views[is_3d] = self._main.grid.make_view(floating.viewport, window)
            window.hold(floating.views[is_3d])
            self._main.grid.views_apart[floating.viewport.id] = floating.views[is_3d]
            image = scene.image_in(floating.viewport)
            info = None if image is None else image.image.info
            title = "" if info is None or anonymous else info.description or info.modality
            window.show_patient(info, anonymous, title)
        active = scene.active
        for window in self.panels.values():
            window.banner.show_series(None if active is None else active.image.info, anonymous)

    def _fill_screen(self, view_id: str) -> None:
        """Maximising a view in a window of its own fills its screen."""
        if view_id in self._scene.apart:
            self._scene.maximised = ""
            self.views[view_id].window.toggle_full_screen()

    # --- panels ---

    def detach_panel(self, panel: SidePanel) -> FloatWindow:
        """A side panel gets a window of its own, or comes back from it."""
        return self._toggle(panel.scroll_area, panel)

    def detach_section(self, section: FoldSection) -> FloatWindow:
        """A part of a side panel gets a window of its own, or comes back from it."""
        section.set_unfolded(True)
        return self._toggle(section.content, section)

    def _toggle(self, content: QWidget, home: QWidget) -> FloatWindow:
        if home in self.panels:
            window = self.panels[home]
            window.close()
            return window
        name = "panel" if isinstance(home, SidePanel) else "section"
        window = FloatWindow(self._main, name, self._places, self._main.actions(), _PANEL_PX)
        window.setWindowTitle(home.header.text() if isinstance(home, FoldSection) else "medviewer")
        layout = home.layout()
        at = 0 if layout is None else layout.indexOf(content)
        if isinstance(home, SidePanel):
            home.set_folded(True)
            home.folded_changed.connect(window.close)
        window.hold(content)
        self.panels[home] = window
        window.left.connect(lambda: self._put_back(home, at))
        self._refresh()
        window.come_up()
        return window

    def _put_back(self, home: QWidget, at: int) -> None:
        window = self.panels.pop(home, None)
        content = None if window is None else window.release()
        layout = home.layout()
        if window is None or content is None or not isinstance(layout, QBoxLayout):
            return
        layout.insertWidget(at, content, 1 if isinstance(home, SidePanel) else 0)
        content.show()
        if isinstance(home, SidePanel):
            home.folded_changed.disconnect(window.close)
            home.set_folded(False)
        window.deleteLater()
