"""The picture of a slice view: a draft while a hand moves what takes long, the full one when it rests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from medviewer.scene.views.slice_plan import SlicePlan

_QUIET_MS = 150
_Words = npt.NDArray[np.uint32]


class PictureMaker(Protocol):
    """What turns a plan into a picture of words 0xffRRGGBB, uint32 [h, w]."""

    def render_words(self, plan: SlicePlan) -> _Words: ...
    def render_in_steps(self, plan: SlicePlan) -> Iterator[_Words | None]: ...
    def is_dear(self, plan: SlicePlan) -> bool: ...


class SlicePicture(QObject):
    """The picture at hand, made only if another one is wanted.

    What takes long (oblique planes, slabs) is shown as a draft while its place changes. Soon after the
    last change the full picture is made, piece by piece, so that the window stays awake; ``changed`` follows.
    """

    changed = Signal()

    def __init__(self, make_renderer: Callable[[], PictureMaker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_renderer = make_renderer
        self._renderer: PictureMaker | None = None
        self._asked: SlicePlan | None = None
        self._ratio = 1.0
        self._steps: Iterator[_Words | None] | None = None
        self.image = QImage()
        self.plan: SlicePlan | None = None
        """That of the picture at hand."""
        self.made = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_QUIET_MS)
        self._rest.timeout.connect(self._begin_full)
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._go_on)

    @property
    def is_settled(self) -> bool:
        """Whether the picture at hand is the full one of what was asked for last."""
        return self.plan == self._asked

    def ask_for(self, plan: SlicePlan | None, ratio: float) -> None:
        """Has a picture of a plan, or a draft of it; None lets go of everything."""
        if plan is None:
            self._forget()
        elif plan != self._asked:
            moves = self._is_waiting or _has_moved(self._asked, plan)
            self._asked, self._ratio = plan, ratio
            if self._renderer is None:
                self._renderer = self._make_renderer()
            if moves and self._renderer.is_dear(plan):
                self._stop()
                self._rest.start()
                self._draw(self._renderer, replace(plan, draft=True))
            else:
                self.make_full()

    def make_full(self) -> None:
        """Has the full picture of what was asked for, now."""
        self._stop()
        if self._renderer is not None and self._asked is not None and not self.is_settled:
            self._draw(self._renderer, self._asked)

    @property
    def _is_waiting(self) -> bool:
        return self._rest.isActive() or self._steps is not None

    def _begin_full(self) -> None:
        if self._renderer is not None and self._asked is not None:
            self._steps = self._renderer.render_in_steps(self._asked)
            self._clock.start()

    def _go_on(self) -> None:
        words = None if self._steps is None else next(self._steps)
        if words is not None and self._asked is not None:
            self._stop()
            self._keep(words, self._asked)
            self.changed.emit()

    def _draw(self, renderer: PictureMaker, plan: SlicePlan) -> None:
        self._keep(renderer.render_words(plan), plan)

    def _keep(self, words: _Words, plan: SlicePlan) -> None:
        height, width = words.shape
        self._words = words  # QImage does not copy them
        picture = QImage(words.data, width, height, words.strides[0], QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(self._ratio)
        self.image, self.plan = picture, plan
        self.made += 1

    def _stop(self) -> None:
        self._rest.stop()
        self._clock.stop()
        self._steps = None

    def _forget(self) -> None:
        """Lets go of the volume."""
        self._stop()
        self._asked = self.plan = self._renderer = None
        self.image = QImage()


def _has_moved(before: SlicePlan | None, now: SlicePlan) -> bool:
    """Whether the same image is shown at another place: a hand is moving it, and will come to rest."""
    if before is None or before.image is not now.image:
        return False
    return before.plane != now.plane or before.slab_mm != now.slab_mm
