"""Turning a 3D picture by keys, while its view has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from medviewer.scene.views.navigate import turn_camera, zoom_camera

if TYPE_CHECKING:
    from medviewer.ui.views.volume_view import VolumeView

_DEGREES, _FEW_DEGREES = 5.0, 1.0
_ZOOM = 1.1
_TURNS = {
    Qt.Key.Key_Left: (-1.0, 0.0), Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0), Qt.Key.Key_Down: (0.0, 1.0),
}  # fmt: skip
_ZOOMS = {Qt.Key.Key_Plus: _ZOOM, Qt.Key.Key_Equal: _ZOOM, Qt.Key.Key_Minus: 1.0 / _ZOOM}
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class VolumeKeys(QObject):
    """Arrows turn the picture as a dragging hand would, by five degrees, with Shift by one; + and - zoom.

    The view gets them before the commands of the window do.
    """

    def __init__(self, view: VolumeView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() & _OTHERS:
            return False
        key = Qt.Key(event.key())
        if key not in _TURNS and key not in _ZOOMS:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        self._view.turn_round(False)
        self._view.moves()
        if key in _ZOOMS:
            zoom_camera(self._view.viewport, _ZOOMS[key])
        else:
            few = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            turn_camera(self._view.viewport, _TURNS[key], degrees_per_px=_FEW_DEGREES if few else _DEGREES)
        return True
