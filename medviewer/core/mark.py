"""Mark: what a reader drew on an image to measure or to point at something."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from medviewer.core.geometry import Vector
from medviewer.core.segmentation import Color

if TYPE_CHECKING:
    from medviewer.core.key_look import KeyLook

MarkKind = Literal[
    "length", "angle", "cobb", "bidirectional", "ellipse", "rectangle", "polygon", "freehand", "point",
    "arrow", "text", "ball",
]  # fmt: skip
TargetRole = Literal["", "target", "non-target", "new"]


def new_mark_id() -> str:
    """A name for a mark that no other mark has."""
    return uuid4().hex


@dataclass(frozen=True)
class MarkPlace:
    """The image that a mark was drawn on.

    Parameters
    ----------
    series_id
        The series as this program names it; present for files without UIDs too.
    study_uid, series_uid, frame_of_reference_uid
        DICOM UIDs, "" where the file has none.
    instance_uid, frame
        The slice that it was drawn on and its frame (from 1), where that slice is one of the file's.
    slice_number
        From 0, the slice of a stack or an X-ray: the mark lies on that slice only, whatever its
        coordinates. None: it lies in the world, on every slice and plane that goes through it.
    time_point
        Of a time series, the one that it was drawn on, from 0; else None.
    """

    series_id: str
    study_uid: str = ""
    series_uid: str = ""
    frame_of_reference_uid: str = ""
    instance_uid: str = ""
    frame: int = 1
    slice_number: int | None = None
    time_point: int | None = None


@dataclass(frozen=True)
class Mark:
    """One measurement, arrow or text, in world coordinates.

    Parameters
    ----------
    kind
        What it is; it says what ``points_lps`` are.
    points_lps
        Handles, LPS mm. length: two ends. angle: end, corner, end. cobb: both ends of one line, then of
        the other. bidirectional: ends of the long axis, then of the short one (RECIST). ellipse: ends of
        one axis, then of the other. rectangle: four corners in turn. polygon and freehand: the outline
        in turn, closed. point: one. arrow: tip, tail. text: the anchor. ball: centre, a point of the surface.
    normal_lps
        Unit normal of the plane that it was drawn on; a ball has none of its own. The points of a length or
        an angle may lie off that plane, on other slices: it is the one that they were begun on.
    place
        The image that it was drawn on.
    label
        Its name in the list, as the reader gave it.
    text
        What an arrow or a text says.
    role, lesion
        RECIST 1.1: what it counts as, and the number that one lesion keeps over all time points (0: none).
    organ
        Of a lesion, where it is: a name of `medviewer.core.organs` or the reader's own words.
    node
        Of a lesion, whether it is a lymph node; None leaves it to its name.
    color
        None takes the colour of the kind.
    visible
        Whether it is drawn.
    created
        When it was drawn, ISO 8601 with offset.
    label_lps
        Where the reader put its figures, LPS mm in its plane; None puts them beside it.
    known_mm
        Above 0 for a length whose true value the reader gave: it calibrates its image by hand.
    """

    kind: MarkKind
    points_lps: tuple[Vector, ...]
    normal_lps: Vector
    place: MarkPlace
    label: str = ""
    text: str = ""
    role: TargetRole = ""
    lesion: int = 0
    color: Color | None = None
    visible: bool = True
    created: str = ""
    id: str = field(default_factory=new_mark_id)
    label_lps: Vector | None = None
    known_mm: float = 0.0
    organ: str = ""
    node: bool | None = None


@dataclass(frozen=True)
class KeyImage:
    """A picture that a reader picked out, with how it was seen.

    Parameters
    ----------
    place
        The image; ``instance_uid`` is that of the slice nearest to the picture.
    point_lps
        What the crosshair was on, LPS mm.
    right_lps, down_lps
        Unit vectors along the rows and columns of the picture.
    width, level
        Its window, in the unit of the image.
    note
        What the reader said of it.
    mm_per_view
        Height of what was seen, mm.
    look
        What else was on screen; None where nobody has noted it (key images of other software).
    """

    place: MarkPlace
    point_lps: Vector
    right_lps: Vector
    down_lps: Vector
    width: float
    level: float
    note: str = ""
    mm_per_view: float = 0.0
    created: str = ""
    id: str = field(default_factory=new_mark_id)
    look: KeyLook | None = None
