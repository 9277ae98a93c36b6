"""Lines and words that a presentation state draws over an image (DICOM PS3.3 C.10.5, C.10.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.image_reference import ImageReference
from medviewer.core.segmentation import Color

GraphicKind = Literal["POINT", "POLYLINE", "INTERPOLATED", "CIRCLE", "ELLIPSE"]
Units = Literal["PIXEL", "DISPLAY"]
"""``PIXEL``: column and row of the image, (0, 0) its top left corner; ``DISPLAY``: parts of what is shown."""
Justification = Literal["LEFT", "CENTER", "RIGHT"]
Point = tuple[float, float]


@dataclass(frozen=True)
class GraphicLayer:
    """A layer of graphics; the greatest ``order`` is drawn last. ``color`` None: ours to choose."""

    name: str
    order: int = 0
    color: Color | None = None
    description: str = ""


@dataclass(frozen=True)
class GraphicObject:
    """A figure.

    Parameters
    ----------
    points
        As the kind says: the corners; for CIRCLE the centre and a point on it; for ELLIPSE the ends of
        the major, then of the minor axis.
    units
        What the points are measured in.
    """

    kind: GraphicKind
    points: tuple[Point, ...]
    units: Units = "PIXEL"
    filled: bool = False


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
