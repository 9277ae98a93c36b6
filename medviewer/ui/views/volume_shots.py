"""Pictures of the 3D view that are kept: one at any size, or all around the patient."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.core.errors import MedviewerError
from medviewer.scene.views.slice_plan import Camera, VolumePlan
from medviewer.ui.views.volume_picture import VolumePictureMaker

Pictures = list[npt.NDArray[np.uint8]]


class VolumeShots(QObject):
    """Makes pictures of plans one after the other, a piece each turn of the event loop.

    ``progressed`` carries how many are done and how many there are, ``done`` all pictures, ``failed`` a text.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(str)

    def __init__(self, make_renderer: Callable[[], VolumePictureMaker], parent: QObject) -> None:
        super().__init__(parent)
        self._make_renderer = make_renderer
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._step)
        self._work: Iterator[tuple[int, int]] | None = None
        self._made: Pictures = []

    @property
    def is_working(self) -> bool:
        return self._work is not None

    def take(self, plans: list[VolumePlan]) -> None:
        """Begins; what was under way is dropped."""
        self._made = []
        self._work = self._steps(plans)
        self._clock.start()

    def stop(self) -> None:
        """Drops what is under way."""
        self._clock.stop()
        self._work, self._made = None, []

    def _steps(self, plans: list[VolumePlan]) -> Iterator[tuple[int, int]]:
        renderer = self._make_renderer()
        for number, plan in enumerate(plans):
            for picture in renderer.render_in_steps(plan):
                if picture is not None:
                    self._made.append(picture)
                yield number, len(plans)

    def _step(self) -> None:
        work, self._work = self._work, None  # what fails in a way nobody thought of is not gone on with
        self._clock.stop()
        if work is None:
            return
        try:
            told = next(work)
        except StopIteration:
            made = self._made
            self.stop()
            self.done.emit(made)
        except MedviewerError as error:
            self.stop()
            self.failed.emit(str(error))
        else:
            self._work = work
            self._clock.start()
            self.progressed.emit(*told)


def all_around(plan: VolumePlan, count: int) -> list[VolumePlan]:
    """Plans of ``count`` pictures once around the patient's long axis, from where the camera is."""
    camera = plan.camera
    return [replace(plan, camera=turned(camera, 360.0 * n / count)) for n in range(count)]


def turned(camera: Camera, degrees: float) -> Camera:
    """A camera that has gone further round; the azimuth stays within half a turn."""
    return replace(camera, azimuth=(camera.azimuth + degrees + 180.0) % 360.0 - 180.0)
