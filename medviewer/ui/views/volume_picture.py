"""A 3D picture made in short pieces, so that the window stays awake meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from medviewer.core.errors import MedviewerError
from medviewer.core.volume import Volume
from medviewer.scene.views.slice_plan import VolumePlan


class VolumePictureMaker(Protocol):
    """What turns a plan into a picture, RGB uint8 [h, w, 3]: None after each piece, then the picture."""

    def render_in_steps(self, plan: VolumePlan) -> Iterator[npt.NDArray[np.uint8] | None]: ...


class VolumePicture(QObject):
    """The newest picture, and the work on the next one: one piece each turn of the event loop.

    ``make_renderer`` is called at the first picture, after the window has been painted: VTK is slow to
    import. ``changed`` follows a finished picture or a failure.
    """

    changed = Signal()

    def __init__(
        self, make_renderer: Callable[[], VolumePictureMaker], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_renderer = make_renderer
        self._renderer: VolumePictureMaker | None = None
        self._steps: Iterator[npt.NDArray[np.uint8] | None] | None = None
        self._asked: VolumePlan | None = None
        self.image = QImage()
        self.plan: VolumePlan | None = None
        self.trouble = ""
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._step)

    @property
    def is_working(self) -> bool:
        """Whether a picture is being made."""
        return self._steps is not None

    @property
    def latest(self) -> VolumePlan | None:
        """The plan that is being worked on, else that of the picture at hand."""
        return self._asked if self.is_working else self.plan

    def shows(self, image: object) -> bool:
        """Whether the picture at hand is one of this volume: another patient's must not be left standing."""
        return isinstance(image, Volume) and self.plan is not None and self.plan.image is image

    def ask_for(self, plan: VolumePlan, ratio: float) -> None:
        """Begins a picture; one that is under way for another plan is dropped."""
        if plan == self.latest:
            return
        if self._renderer is None:
            self._renderer = self._make_renderer()
        self._asked, self._ratio = plan, ratio
        self._steps = self._renderer.render_in_steps(plan)
        self._clock.start()
        while plan.draft and self.is_working:  # a hand that moves on would drop it again and again
            self._step()

    def forget(self) -> None:
        """Lets go of everything that holds a volume."""
        self._clock.stop()
        self._steps = self._asked = self.plan = self._renderer = None
        self.image = QImage()

    def _step(self) -> None:
        steps, self._steps = (
            self._steps,
            None,
        )  # work that fails in a way nobody thought of is not gone on with
        self._clock.stop()
        if steps is None:
            return
        try:
            pixels = next(steps)
        except MedviewerError as error:
            self._finish(str(error))
            return
        if pixels is None:
            self._steps = steps
            self._clock.start()
        else:
            height, width = pixels.shape[:2]
            self._pixels = pixels  # QImage does not copy them
            self.image = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB888)
            self.image.setDevicePixelRatio(self._ratio)
            self._finish("")

    def _finish(self, trouble: str) -> None:
        self._clock.stop()
        self._steps = None
        self.trouble = trouble
        self.plan = self._asked
        self.changed.emit()
