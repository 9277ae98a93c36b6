"""The commands that go through time."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from medviewer.scene.images.acquired import show_acquired
from medviewer.scene.images.time_axis import step
from medviewer.scene.scene import Scene
from medviewer.ui.views.cine_player import CinePlayer


class TimeCommands(QObject):
    """Playing, and one time point on or back; true slices instead of resampled ones."""

    def __init__(self, window: QWidget, scene: Scene, player: CinePlayer) -> None:
        super().__init__(window)
        self._scene = scene
        self._player = player

    def cine(self) -> None:
        """Starts or stops; without a time axis the slices of the view in use are played."""
        if self._player.is_playing:
            self._player.stop()
        else:
            self._player.play_slices()
            self._player.play()

    def play_or_pause(self) -> None:
        """The same, but it stays where it is."""
        if self._player.is_playing:
            self._player.pause()
            return
        if self._player.axis is None:
            self._player.play_slices()
        self._player.play()

    def step(self, steps: str) -> None:
        self._player.pause()
        step(self._scene, int(steps))

    def acquired(self) -> None:
        active = self._scene.active
        if active is not None:
            show_acquired(self._scene, active, not active.shows_acquired)
