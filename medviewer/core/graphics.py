"""Lines and words that a presentation state draws over an image (DICOM PS3.3 C.10.5, C.10.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.image_reference import ImageReference
from medviewer.core.segmentation import Color

GraphicKind = Literal["POINT", "POLYLINE", "INTERPOLATED", "CIRCLE", "ELLIPSE"]
Units = Literal["PIXEL", "DISPLAY"]
"""``PIXEL``: column and row of the image, (0, 0) its top left corner; ``DISPLAY``: parts of what is shown."""
Justification = Literal["LEFT", "CENTER", "RIGHT"]
Point = tuple[float, float]

_ANY = 1 << 31
POINTS_NEEDED: dict[str, tuple[int, int]] = {
    "POINT": (1, 1),
    "POLYLINE": (2, _ANY),
    "INTERPOLATED": (2, _ANY),
    "CIRCLE": (2, 2),
    "ELLIPSE": (4, 4),
}
"""Least and greatest number of points of each kind."""


@dataclass(frozen=True)
class GraphicLayer:
    """A layer of graphics; the greatest ``order`` is drawn last. ``color`` None: ours to choose."""

    name: str
    order: int = 0
    color: Color | None = None
    description: str = ""


@dataclass(frozen=True, eq=False)
class GraphicObject:
    """A figure.

    Parameters
    ----------
    points
        Points [n, 2] float64, as the kind says: the corners; for CIRCLE the centre and a point on it;
        for ELLIPSE the ends of the major, then of the minor axis.
    units
        What the points are measured in.

    Raises
    ------
    GeometryError
        If there are not as many points as the kind needs, or one is not finite.
    """

    kind: GraphicKind
    points: npt.NDArray[np.float64]
    units: Units = "PIXEL"
    filled: bool = False

    def __post_init__(self) -> None:
        points = self.points
        least, most = POINTS_NEEDED.get(self.kind, (1, 0))
        if points.ndim != 2 or points.shape[1] != 2 or not least <= len(points) <= most:
            raise GeometryError("A figure does not have the points that its kind needs.")
        if not np.isfinite(points).all():
            raise GeometryError("A figure has a point that is no number.")


@dataclass(frozen=True)
class TextObject:
    """Words in a box, beside an anchor point, or both (then joined by a line if ``anchor_visible``)."""

    text: str
    box: tuple[Point, Point] | None = None
    box_units: Units = "PIXEL"
    justification: Justification = "LEFT"
    anchor: Point | None = None
    anchor_units: Units = "PIXEL"
    anchor_visible: bool = False


@dataclass(frozen=True)
class Annotation:
    """Figures and words of one layer on some images (``images`` empty: on all that the state is about)."""

    layer: GraphicLayer
    graphics: tuple[GraphicObject, ...] = ()
    texts: tuple[TextObject, ...] = ()
    images: tuple[ImageReference, ...] = ()
