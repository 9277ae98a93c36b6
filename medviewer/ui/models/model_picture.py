"""The picture of a model in a list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from medviewer.api.model_info import ModelInfo
from medviewer.ui.models.glyph import model_glyph

_ROUND = 6.0


class ModelPicture(QWidget):
    """The pack's own picture, or one drawn here from the model's name and task, sharp at any scale.

    Parameters
    ----------
    png
        As `medviewer.packs.pack_picture` gives it: what the file said of itself was checked and nothing but
        pixels is left in it. b"": there is none.
    """

    def __init__(self, info: ModelInfo, size: int, png: bytes = b"", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info = info
        self._size = size
        self._png = b""
        self._image = QImage()
        self.setFixedSize(QSize(size, size))
        self.show_png(png)

    @property
    def is_own(self) -> bool:
        """Whether the pack's own picture is shown."""
        return not self._image.isNull()

    def show_png(self, png: bytes) -> None:
        """Shows the pack's own picture; the drawn one if it cannot be decoded."""
        if png == self._png:
            return
        self._png = png
        self._image = QImage.fromData(png, "PNG") if png else QImage()  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.is_own:
            self._paint_own(painter)
        else:
            painter.drawPixmap(0, 0, model_glyph(self._info, self._size, self.devicePixelRatioF()))
        painter.end()

    def _paint_own(self, painter: QPainter) -> None:
        """As large as it fits, in its middle."""
        ratio = self.devicePixelRatioF()
        pixels = round(self._size * ratio)
        way = Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(self._image.scaled(pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, way))
        shown.setDevicePixelRatio(ratio)
        place = QRectF(0, 0, shown.width() / ratio, shown.height() / ratio)
        place.moveCenter(QRectF(self.rect()).center())
        around = QPainterPath()
        around.addRoundedRect(place, _ROUND, _ROUND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(around)
        painter.drawPixmap(place.topLeft(), shown)
