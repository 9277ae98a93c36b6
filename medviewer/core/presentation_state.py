"""PresentationState: how somebody wants images to be seen (DICOM PS3.3 A.33, softcopy presentation state)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.graphics import Annotation
from medviewer.core.image_reference import ImageReference
from medviewer.core.series import Problem
from medviewer.core.shutter import Shutter
from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import WindowLevel

SizeMode = Literal["SCALE TO FIT", "TRUE SIZE", "MAGNIFY"]


@dataclass(frozen=True, eq=False)
class ModalityStep:
    """From the values that an image was read with to those that the state's grey is defined on.

    Parameters
    ----------
    slope, intercept
        Applied first.
    table
        Then a lookup table whose entries are values (not parts of white), or None.
    first
        The value that its first entry is for.
    """

    slope: float = 1.0
    intercept: float = 0.0
    table: npt.NDArray[Any] | None = None
    first: float = 0.0

    def apply(self, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Values of an array of any shape."""
        scaled = np.asarray(values, dtype=np.float64) * self.slope + self.intercept
        if self.table is None:
            return np.asarray(scaled)
        index = np.clip(np.nan_to_num(np.floor(scaled - self.first + 0.5)), 0, len(self.table) - 1)
        return np.asarray(self.table[index.astype(np.intp)], dtype=np.float64)


@dataclass(frozen=True)
class GreyWish:
    """Which values are to become which grey, on some images (``images`` empty: on all).

    A table goes before a window where a state has both for an image.
    """

    window: WindowLevel | None = None
    voi_lut: VoiLut | None = None
    images: tuple[ImageReference, ...] = ()


@dataclass(frozen=True)
class DisplayedArea:
    """What part of an image fills the view (PS3.3 C.10.4), on some images (``images`` empty: on all).

    Parameters
    ----------
    left, top, right, bottom
        Edges in continuous columns and rows, (0, 0) the top left corner of the first pixel; they may
        lie outside the image.
    size_mode
        How large it is meant to be.
    """

    left: float
    top: float
    right: float
    bottom: float
    size_mode: SizeMode = "SCALE TO FIT"
    images: tuple[ImageReference, ...] = ()


@dataclass(frozen=True, eq=False)
class PresentationState:
    """How images are to be seen.

    Parameters
    ----------
    name, description, creator, created
        Content Label, Description, Creator's Name, date and time, as text.
    images
        What it is about.
    modality
        Applied to the values first; None where they are right as they are.
    greys
        Windows and tables by image.
    presentation_lut
        From grey to grey at the end, or None.
    inverted
        Presentation LUT Shape INVERSE.
    quarter_turns, mirrored
        Turned clockwise first, then left and right exchanged (C.10.6).
    areas, annotations
        By image. Annotations are in the order in which they are drawn.
    shutter
        What of the images is hidden.
    problems
        What of the state is not followed, and why.
    withheld_overlays
        Groups of the images' own overlay planes that are not to be drawn (C.11.7).
    """

    name: str
    images: tuple[ImageReference, ...]
    description: str = ""
    creator: str = ""
    created: str = ""
    modality: ModalityStep | None = None
    greys: tuple[GreyWish, ...] = ()
    presentation_lut: VoiLut | None = None
    inverted: bool = False
    quarter_turns: int = 0
    mirrored: bool = False
    areas: tuple[DisplayedArea, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    shutter: Shutter | None = None
    problems: tuple[Problem, ...] = ()
    withheld_overlays: tuple[int, ...] = ()

    def is_about(self, instance_uid: str, frame: int = 1) -> bool:
        """Whether it says anything of a frame (from 1) of an instance."""
        return _names(self.images, instance_uid, frame)

    def grey_of(self, instance_uid: str, frame: int = 1) -> GreyWish | None:
        """Window or table of an image; None leaves it to the viewer."""
        return next((wish for wish in self.greys if _names(wish.images, instance_uid, frame)), None)

    def area_of(self, instance_uid: str, frame: int = 1) -> DisplayedArea | None:
        """What part of an image is shown."""
        return next((area for area in self.areas if _names(area.images, instance_uid, frame)), None)

    def annotations_of(self, instance_uid: str, frame: int = 1) -> tuple[Annotation, ...]:
        """What is drawn over an image."""
        if not self.is_about(instance_uid, frame):
            return ()
        return tuple(one for one in self.annotations if _names(one.images, instance_uid, frame))


def _names(images: tuple[ImageReference, ...], instance_uid: str, frame: int) -> bool:
    return not images or any(image.means(instance_uid, frame) for image in images)
