"""StructureSet: regions that were outlined by hand or by a planning system (DICOM PS3.3 A.19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.segmentation import Color
from medviewer.core.series import Problem

ContourKind = Literal["CLOSED_PLANAR", "OPEN_PLANAR", "OPEN_NONPLANAR", "CLOSEDPLANAR_XOR", "POINT"]


@dataclass(frozen=True, eq=False)
class Contour:
    """One outline or point.

    Parameters
    ----------
    points_lps
        Points [n, 3] float64, mm, LPS, in order.
    kind
        Contour Geometric Type (PS3.3 C.8.8.6.1).
    instance_uid
        SOP instance UID of the image that it was drawn on, "" where not said.

    Raises
    ------
    GeometryError
        If there is no point, a coordinate is not finite, or the kind is not known.
    """

    points_lps: npt.NDArray[np.float64]
    kind: ContourKind = "CLOSED_PLANAR"
    instance_uid: str = ""

    def __post_init__(self) -> None:
        points = self.points_lps
        if points.ndim != 2 or points.shape[1] != 3 or not len(points) or points.dtype != np.float64:
            raise GeometryError("A contour needs points of three coordinates each.")
        if not np.isfinite(points).all():
            raise GeometryError("A contour has a point whose coordinates are not numbers.")
        if self.kind not in get_args(ContourKind):
            raise GeometryError("A contour is of a kind that is not known.")

    @property
    def is_closed(self) -> bool:
        """Whether its last point is joined to its first."""
        return self.kind in ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR")


@dataclass(frozen=True, eq=False)
class Roi:
    """A named region. ``interpreted_type`` is what it is for (ORGAN, PTV, EXTERNAL ...), "" if not said."""

    number: int
    name: str
    color: Color
    interpreted_type: str = ""
    contours: tuple[Contour, ...] = ()

    @property
    def centre_lps(self) -> npt.NDArray[np.float64] | None:
        """Where to look at it: the middle of its middle contour from feet to head; None without any."""
        if not self.contours:
            return None
        upwards = sorted(self.contours, key=lambda contour: float(contour.points_lps[:, 2].mean()))
        points = upwards[len(upwards) // 2].points_lps
        return np.asarray((points.min(axis=0) + points.max(axis=0)) / 2.0)


@dataclass(frozen=True, eq=False)
class StructureSet:
    """Regions with their contours.

    Parameters
    ----------
    rois
        In the order of the file; also those without any contour.
    name
        Structure Set Label.
    frame_of_reference_uids
        The frames of reference that its coordinates are in.
    series_uids
        The series that it was drawn on.
    problems
        What the reader noticed.
    """

    rois: tuple[Roi, ...]
    name: str = ""
    frame_of_reference_uids: tuple[str, ...] = ()
    series_uids: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def contour_count(self) -> int:
        return sum(len(roi.contours) for roi in self.rois)
