"""The bar under the views of what can be played: where it is, play and pause, how fast, which way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from medviewer.scene.scene import Scene
from medviewer.ui.parts.icons import icon
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.views.axis_text import axis_text, moment_text
from medviewer.ui.views.cine_player import SPEEDS, CinePlayer
from medviewer.ui.views.jump_slider import JumpSlider


class TimeBar(QWidget):
    """Shown while there is something to play."""

    def __init__(self, player: CinePlayer, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._shown: object = None
        self._has_icons = False
        self.setObjectName("time_bar")
        self.play_button = self._button(self.tr("Play or pause (Space)"))
        self.play_button.clicked.connect(lambda: player.pause() if player.is_playing else player.play())
        self.slider = JumpSlider()
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName(self.tr("Time"))
        self.slider.setToolTip(self.tr("Go to a time point, a frame or an image"))
        self.slider.valueChanged.connect(player.go_to)
        self.place_label = PlainLabel()
        self.moment_label = PlainLabel(role="muted")
        self.speed_box = QSpinBox()
        self.speed_box.setRange(*SPEEDS)
        self.speed_box.setSuffix(self.tr(" / s"))
        self.speed_box.setToolTip(self.tr("Pictures a second"))
        self.speed_box.setAccessibleName(self.tr("Pictures a second"))
        self.speed_box.setKeyboardTracking(False)
        self.speed_box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.speed_box.valueChanged.connect(player.set_speed)
        self.speed_box.editingFinished.connect(self.speed_box.clearFocus)
        self.way_button = self._button(self.tr("To and fro instead of round and round"))
        self.way_button.setCheckable(True)
        self.way_button.toggled.connect(lambda on: player.set_way("yo-yo" if on else "loop"))
        self.close_button = self._button(self.tr("Stop playing through the images (C)"))
        self.close_button.clicked.connect(player.stop)
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.setContentsMargins(8, 2, 8, 4)
        row.addWidget(self.play_button)
        row.addWidget(self.slider, 1)
        for widget in (self.place_label, self.moment_label, self.speed_box, self.way_button):
            row.addWidget(widget)
        row.addWidget(self.close_button)
        player.changed.connect(self.refresh)
        scene.changed.connect(self.refresh)
        self.setVisible(False)

    def refresh(self) -> None:
        """Shows the present picture, if it is another one than before."""
        axis, player = self._player.axis, self._player
        state = (axis, player.is_playing, player.per_second, player.way)
        if state == self._shown:
            return
        self._shown = state
        self.setVisible(axis is not None)
        if axis is None:
            return
        self._add_icons()
        for widget in (self.slider, self.speed_box, self.way_button):
            widget.blockSignals(True)
        self.slider.setRange(0, axis.count - 1)
        self.slider.setValue(axis.at)
        self.speed_box.setValue(player.per_second)
        self.way_button.setChecked(player.way == "yo-yo")
        for widget in (self.slider, self.speed_box, self.way_button):
            widget.blockSignals(False)
        self.place_label.setText(axis_text(axis))
        self.moment_label.setText(moment_text(axis))
        self.moment_label.setToolTip(axis.what)
        self.play_button.setIcon(self._pause_icon if player.is_playing else self._play_icon)
        self.close_button.setVisible(axis.kind == "slices")
        self._keep_still(axis.count)

    def _keep_still(self, count: int) -> None:
        """The text keeps its width while the numbers run, so that the slider does not twitch."""
        widest = self.place_label.text().split(" ")[0] + f" {count} / {count}"
        self.place_label.setMinimumWidth(self.place_label.fontMetrics().horizontalAdvance(widest) + 4)
        wide = self.moment_label.fontMetrics().horizontalAdvance("0000.0 ms")
        self.moment_label.setMinimumWidth(wide if self.moment_label.text() else 0)

    def _add_icons(self) -> None:
        """At first use: the library of icons takes a while to import."""
        if self._has_icons:
            return
        self._has_icons = True
        self._play_icon, self._pause_icon = icon("mdi6.play"), icon("mdi6.pause")
        self.way_button.setIcon(icon("mdi6.swap-horizontal"))
        self.close_button.setIcon(icon("mdi6.close"))

    def _button(self, tooltip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tooltip)
        button.setAccessibleName(tooltip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
