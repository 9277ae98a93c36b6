"""Dragging a series from the list into a view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from medviewer.ui.parts.theme import ACCENT

_FORMAT = "application/x-medviewer-series"
ViewAt = Callable[[QPoint], tuple[str, QRect]]


def series_in(data: QMimeData) -> str:
    """The id of the series that is dragged, "" for anything else."""
    return bytes(data.data(_FORMAT).data()).decode("utf-8", "replace")


def series_data(series_id: str) -> QMimeData:
    """What a dragged series is for Qt; other programs can do nothing with it."""
    data = QMimeData()
    data.setData(_FORMAT, series_id.encode())
    return data


def drag_series(source: QWidget, series_id: str, picture: QPixmap) -> None:
    """Drags a series until the button is let go."""
    drag = QDrag(source)
    drag.setMimeData(series_data(series_id))
    if not picture.isNull():
        drag.setPixmap(picture)
    drag.exec(Qt.DropAction.CopyAction)


class SeriesDrop(QObject):
    """Takes series that are dropped on a widget, and shows into which view they would go.

    ``dropped`` carries the id of the series and that of the view. ``view_at`` gives the view under a point
    of the widget with its place; "" where there is none.
    """

    dropped = Signal(str, str)

    def __init__(self, target: QWidget, view_at: ViewAt) -> None:
        super().__init__(target)
        self._view_at = view_at
        self.mark = QFrame(target)
        self.mark.setObjectName("drop")
        self.mark.setStyleSheet(
            f"#drop {{ border: 3px solid {ACCENT}; background: rgba(78, 161, 216, 40); }}"
        )
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.hide()
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            return self._over(event)
        if kind == QEvent.Type.DragLeave:
            self.mark.hide()
        if kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return False

    def _over(self, event: QDragMoveEvent) -> bool:
        if not series_in(event.mimeData()):
            return False
        _, place = self._view_at(event.position().toPoint())
        self.mark.setGeometry(place)
        self.mark.raise_()
        self.mark.show()
        event.acceptProposedAction()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        series_id = series_in(event.mimeData())
        self.mark.hide()
        if not series_id:
            return False
        event.acceptProposedAction()
        view_id, _ = self._view_at(event.position().toPoint())
        self.dropped.emit(series_id, view_id)
        return True
