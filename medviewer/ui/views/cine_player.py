"""Plays time points, frames or slices at a steady speed; drops pictures rather than lag."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from medviewer.scene.images.time_axis import TimeAxis, Way, go_to, own_axis, picture_at, slice_axis
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.actions.tool_state import ToolState

# The window's own work goes on between two pictures, however fast they are to be.
_BREATH_MS = 4
SPEEDS = (1, 60)


class CinePlayer(QObject):
    """What is played, how fast and in which way. ``changed`` follows any change of these."""

    changed = Signal()

    def __init__(
        self,
        scene: Scene,
        tools: ToolState,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._tools = tools
        self._clock = clock
        self._slices_of: Viewport | None = None
        self.is_playing = False
        self.way: Way = "loop"
        self.per_second = 10
        self._began, self._phase, self._last = 0.0, 0, -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        scene.active_changed.connect(self.start_afresh)

    @property
    def axis(self) -> TimeAxis | None:
        """What is played, or would be: the image's own axis, else the slices that the user asked for."""
        own = own_axis(self._scene)
        if own is not None or self._slices_of is None:
            return own
        return slice_axis(self._scene, self._viewport())

    def start_afresh(self, *_: object) -> None:
        """Another image is on screen: nothing plays, and the speed is the one that it asks for."""
        self.stop()
        axis = self.axis
        if axis is not None:
            self.set_speed(round(axis.per_second))

    def play_slices(self) -> None:
        """Takes the slices of the view in use, where the image has no axis of its own."""
        scene = self._scene
        if scene.active is None or own_axis(scene) is not None:
            return
        shown = [scene.viewport(cell.view) for cell in scene.shown_layout.cells]
        for viewport in (scene.viewport_in_use, *shown):  # the 3D view has no slices
            if slice_axis(scene, viewport) is not None:
                self._slices_of = viewport
                return

    def play(self) -> None:
        """Begins at the picture on screen."""
        axis = self.axis
        if axis is None or axis.count < 2:
            return
        self.is_playing = True
        self._anchor(axis.at)
        self._wait()
        self.changed.emit()

    def pause(self) -> None:
        """Stays at the picture on screen."""
        self.is_playing = False
        self._timer.stop()
        self.changed.emit()

    def stop(self) -> None:
        """Pauses, and lets go of slices."""
        self._slices_of = None
        self.pause()

    def set_speed(self, per_second: int) -> None:
        """Pictures a second."""
        per_second = min(max(per_second, SPEEDS[0]), SPEEDS[1])
        if per_second != self.per_second:
            phase = self._phase_now()
            self.per_second = per_second
            if self.is_playing:
                self._anchor(phase)
            self.changed.emit()

    def set_way(self, way: Way) -> None:
        """Round and round, or to and fro."""
        self.way = way
        axis = self.axis
        if self.is_playing and axis is not None:
            self._anchor(axis.at)
        self.changed.emit()

    def go_to(self, number: int) -> None:
        """Shows one picture, from 0."""
        axis = self.axis
        if axis is not None:
            go_to(self._scene, axis, number, self._viewport())

    def tick(self) -> None:
        """Shows the picture that is due now, whatever came before it."""
        axis = self.axis
        if axis is None or not self.is_playing:
            self.stop()
            return
        if axis.at != self._last:  # somebody went elsewhere meanwhile: it goes on from there
            self._anchor(axis.at)
        wanted = picture_at(self._phase_now(), axis.count, self.way)
        if wanted != axis.at:
            self._last = wanted
            self.go_to(wanted)
        self._wait()

    # --- parts ---

    def _viewport(self) -> Viewport:
        """Whose slices play: those of the one view where there is only one."""
        active = self._scene.active
        if self._slices_of is None or (active is not None and active.is_flat):
            return flat_viewport(self._scene)
        return self._slices_of

    def _anchor(self, phase: int) -> None:
        axis = self.axis
        self._began, self._phase = self._clock(), phase
        self._last = -1 if axis is None else axis.at

    def _phase_now(self) -> int:
        return self._phase + int((self._clock() - self._began) * self.per_second)

    def _wait(self) -> None:
        passed = (self._clock() - self._began) * self.per_second
        to_next_ms = (1.0 - passed % 1.0) * 1000.0 / self.per_second
        self._timer.start(max(_BREATH_MS, round(to_next_ms + 0.5)))
