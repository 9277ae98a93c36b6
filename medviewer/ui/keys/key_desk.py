"""Key images in the window: the key K, the gallery, and the badge on the slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from medviewer.ui.panels.fold_section import FoldSection

if TYPE_CHECKING:
    from medviewer.ui.keys.key_panel import KeyPanel
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


class KeyDesk(QObject):
    """The commands of the rows ``keys.*``. The gallery is made with the first key image."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._scene = parts.session.scene
        self.panel: KeyPanel | None = None

    def attach(self, window: MainWindow) -> None:
        """Shows the gallery as soon as there is a key image, wherever it came from."""
        self._scene.marks.events.key_images.connect(self._make_panel)

    def toggle(self) -> None:
        """Makes the slice in the view in use a key image, or no longer one."""
        from medviewer.scene.marks.key_images import key_image_of, key_in_view
        from medviewer.ui.views.slice_view import SliceView

        view, marks = self._window.grid.view_in_use, self._scene.marks
        plane = view.plane() if isinstance(view, SliceView) else None
        if not isinstance(view, SliceView) or plane is None:
            self._window.say(self.tr("A key image is of a slice: click into a view of slices first."), "note")
            return
        known = key_in_view(self._scene, view.viewport, plane)
        if known is not None:
            marks.remove_key_image(known.id, "Remove key image")
            self._window.say(self.tr("No key image any more"), "note")
            return
        key = key_image_of(self._scene, view.viewport, plane)
        if key is None:
            self._window.say(self.tr("The image is still being read; try again in a moment."), "note")
            return
        marks.add_key_image(key, "Key image")
        self._window.say(self.tr("Key image %1").replace("%1", str(len(marks.key_images))), "note")

    def renew(self, key_id: str) -> None:
        """Keeps a key image as the view in use shows its slice now; its note stays."""
        from medviewer.scene.marks.key_images import kept_anew
        from medviewer.ui.views.slice_view import SliceView

        marks, view = self._scene.marks, self._window.grid.view_in_use
        plane = view.plane() if isinstance(view, SliceView) else None
        known = next((one for one in marks.key_images if one.id == key_id), None)
        if not isinstance(view, SliceView) or plane is None or known is None:
            made = None
        else:
            made = kept_anew(self._scene, view.viewport, plane, known)
        if made is None:
            self._window.say(self.tr("The view shows another slice: go to the key image first."), "note")
        else:
            marks.change_key_image(made, "Look of key image")
            self._window.say(self.tr("The key image looks as the view does now"), "note")

    def _make_panel(self) -> None:
        if self.panel is not None or not self._scene.marks.key_images:
            return
        from medviewer.ui.keys.key_panel import KeyPanel

        parts = self._parts
        self.panel = KeyPanel(self._scene, parts.make_slice_renderer, parts.in_background)
        section = FoldSection(self.tr("Key images"), self.panel)
        self.panel.is_used.connect(section.setVisible)
        self.panel.renewed.connect(self.renew)
        self.panel.trouble.connect(lambda text: self._window.say(text, "warning"))
        self._window.panels.left.add_section(section)
