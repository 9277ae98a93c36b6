"""Measuring the screen: a bar that the user makes as wide as a bank card."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import ACCENT
from medviewer.ui.views.screen_sizes import CARD_MM, ScreenSizes, own_mm

_FALLBACK_MM = 0.265  # a screen with 96 dots per inch
_TENTHS = 10  # steps of the slider are tenths of a pixel


class CardBar(QWidget):
    """A bar ``mm`` wide if a screen pixel is as large as it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wide_px = 0.0
        self.setMinimumHeight(56)

    def sizeHint(self) -> QSize:
        return QSize(400, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self.wide_px / self.devicePixelRatioF()
        painter.fillRect(QRectF(8, 4, wide, self.height() - 8), QColor(ACCENT))
        painter.end()


class ScreenPanel(QWidget):
    """Shown below the views while a screen is measured; ``closed`` when the user is done."""

    closed = Signal()

    def __init__(self, sizes: ScreenSizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self.bar = CardBar()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Width of the bar"))
        self.slider.valueChanged.connect(self._show_width)
        self.size_label = PlainLabel(role="muted")
        self.done_button = QPushButton(self.tr("It is as wide as the card"))
        self.done_button.clicked.connect(self.accept)
        self.own_button = QPushButton(self.tr("As the screen says"))
        self.own_button.setToolTip(self.tr("Forget what was measured for this screen"))
        self.own_button.clicked.connect(self.forget)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.slider, 1)
        for widget in (self.size_label, self.done_button, self.own_button, close):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        hint = self.tr("Hold a bank card (85.6 mm wide) to the screen and make the bar as wide as the card.")
        column.addWidget(PlainLabel(hint))
        column.addWidget(self.bar)
        column.addLayout(row)

    def begin(self) -> None:
        """Starts from what is known of the screen that the panel is on."""
        mm = self._sizes.mm_of(self.screen()) or _FALLBACK_MM
        wide = CARD_MM / mm
        self.slider.setRange(round(wide * _TENTHS * 0.4), round(wide * _TENTHS * 2.5))
        self.slider.setValue(round(wide * _TENTHS))
        self._show_width()

    @property
    def mm(self) -> float:
        """Size of a screen pixel if the bar is as wide as a card, mm."""
        return CARD_MM * _TENTHS / max(self.slider.value(), 1)

    def accept(self) -> None:
        """Keeps it for this screen."""
        self._sizes.remember(self.screen(), self.mm)
        self.closed.emit()

    def forget(self) -> None:
        """Goes back to what the screen says of itself."""
        self._sizes.remember(self.screen(), None)
        self.begin()

    def _show_width(self) -> None:
        self.bar.wide_px = self.slider.value() / _TENTHS
        self.bar.update()
        known = own_mm(self.screen())
        told = self.tr("Pixel %1 mm").replace("%1", f"{self.mm:.4f}")
        if known > 0:
            told += "   " + self.tr("the screen says %1 mm").replace("%1", f"{known:.4f}")
        self.size_label.setText(told)
