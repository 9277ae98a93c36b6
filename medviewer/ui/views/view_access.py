"""How a view is reached without a mouse: by keys, by fingers and by screen readers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import use_view
from medviewer.scene.views.navigate import pan_by, pan_camera, scroll, slice_number, zoom_about, zoom_camera
from medviewer.ui.views.key_pointer import KeyPointer
from medviewer.ui.views.slice_view import SliceView
from medviewer.ui.views.touch_hand import TouchHand
from medviewer.ui.views.volume_view import VolumeView

_SAY_MS = 200
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_FINGERS = frozenset({
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel,
    QEvent.Type.NativeGesture,
})  # fmt: skip


class ViewAccess(QObject):
    """Watches one view. Its name and description follow what it shows, a moment later."""

    def __init__(self, view: SliceView | VolumeView, scene: Scene) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene
        self._pointer: KeyPointer | None = None
        grasp = _SliceGrasp(view, scene) if isinstance(view, SliceView) else _VolumeGrasp(view)
        self._fingers = TouchHand(view, grasp)
        self._fingers.menu_wanted.connect(view.menu_wanted)
        self._say_soon = QTimer(self)
        self._say_soon.setSingleShot(True)
        self._say_soon.setInterval(_SAY_MS)
        self._say_soon.timeout.connect(self.say)
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view.installEventFilter(self)
        scene.changed.connect(self._changed)

    @property
    def pointer(self) -> KeyPointer:
        """The pointer that keys move; made at first use."""
        if self._pointer is None:
            self._pointer = KeyPointer(self._view)
        return self._pointer

    def say(self) -> None:
        """Tells screen readers what the view shows now."""
        name, description = self._name(), self._description()
        if self._view.accessibleName() != name:
            self._view.setAccessibleName(name)
        if self._view.accessibleDescription() != description:
            self._view.setAccessibleDescription(description)

    def retranslate(self) -> None:
        """The language of the window is another one."""
        self.say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _FINGERS:
            if kind == QEvent.Type.TouchBegin:
                use_view(self._scene, self._view.viewport, picks=True)
            return self._fingers.take(event)
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QContextMenuEvent):
            return self._menu_event(event)
        if isinstance(event, QFocusEvent):
            self._focus(event)
        elif kind == QEvent.Type.Resize and self._pointer is not None:
            self._pointer.follow()
        elif kind == QEvent.Type.Show:
            self._say_soon.start()
        return False

    def _changed(self) -> None:
        if not self._say_soon.isActive() and self._view.isVisible():
            self._say_soon.start()

    # --- keys ---

    def _focus(self, event: QFocusEvent) -> None:
        if event.gotFocus() and event.reason() in _BY_KEYS:
            self.pointer.show_ring(True)
            # May change the layout, hide this view and take its focus and its ring away at once.
            use_view(self._scene, self._view.viewport, picks=True)
        elif event.lostFocus() and self._pointer is not None:
            stays = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
            if not stays:
                self._pointer.show_ring(False)

    def _key(self, event: QKeyEvent) -> bool:
        is_menu = event.key() == Qt.Key.Key_Menu
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if is_menu or (event.key() == Qt.Key.Key_F10 and shift):
            self._open_menu()
            return True
        return self.pointer.take(event)

    def _menu_event(self, event: QContextMenuEvent) -> bool:
        """The menu of a right click comes when the button goes up: the same button zooms."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard and QApplication.activePopupWidget() is None:
            self._open_menu()
        return True

    def _open_menu(self) -> None:
        use_view(self._scene, self._view.viewport, picks=True)
        at: QPoint = self._view.rect().center()
        if self._pointer is not None and self._pointer.place is not None:
            at = self._pointer.place
        elif isinstance(self._view, SliceView):
            at = self._view.marks.selected_place() or at
        self._view.menu_wanted.emit(self._view.mapToGlobal(at))

    # --- words ---

    def _name(self) -> str:
        layer, viewport = self._scene.image_in(self._view.viewport), self._view.viewport
        if viewport.kind == "3d":
            return self.tr("3D view")
        if layer is None or layer.is_flat:
            return self.tr("View of images")
        names = {
            "axial": self.tr("Axial view"),
            "sagittal": self.tr("Sagittal view"),
            "coronal": self.tr("Coronal view"),
        }
        return names.get(viewport.kind, self.tr("View of images"))

    def _description(self) -> str:
        layer, viewport = self._scene.image_in(self._view.viewport), self._view.viewport
        if layer is None:
            return self.tr("Shows nothing")
        info = layer.image.info
        words = [word for word in (info.modality, info.description or layer.name) if word]
        place = slice_number(self._scene, viewport)
        if place is not None:
            number, count = place
            text = self.tr("Image %1 of %2")
            words.append(text.replace("%1", str(number)).replace("%2", str(count)))
        window = layer.window
        text = self.tr("Window width %1, level %2")
        words.append(text.replace("%1", f"{window.width:g}").replace("%2", f"{window.level:g}"))
        return ", ".join(words)


class _SliceGrasp:
    """Fingers on a slice."""

    def __init__(self, view: SliceView, scene: Scene) -> None:
        self._view = view
        self._scene = scene

    def zoom(self, at: QPointF, factor: float) -> None:
        plane, ratio = self._view.plane(), self._view.devicePixelRatioF()
        if plane is not None:
            zoom_about(self._scene, self._view.viewport, plane, (at.x() * ratio, at.y() * ratio), factor)

    def pan(self, moved: QPointF) -> None:
        plane, ratio = self._view.plane(), self._view.devicePixelRatioF()
        if plane is not None:
            pan_by(self._scene, self._view.viewport, plane, (moved.x() * ratio, moved.y() * ratio))

    def scroll(self, steps: int) -> None:
        scroll(self._scene, self._view.viewport, steps)


class _VolumeGrasp:
    """Fingers on a 3D picture."""

    def __init__(self, view: VolumeView) -> None:
        self._view = view

    def zoom(self, at: QPointF, factor: float) -> None:
        self._view.moves()
        zoom_camera(self._view.viewport, factor)

    def pan(self, moved: QPointF) -> None:
        self._view.moves()
        pan_camera(self._view.viewport, (moved.x(), moved.y()), max(1, self._view.height()))

    def scroll(self, steps: int) -> None:
        self._view.moves()
        zoom_camera(self._view.viewport, 1.1**-steps)
