"""Where one picture lies in the patient (DICOM PS3.3 C.7.6.2)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from medviewer.core.geometry import Vector
from medviewer.core.series import Problem
from medviewer.core.volume import SpacingSource
from medviewer.io.dicom.admission import is_projection
from medviewer.io.dicom.frames.ultrasound_regions import region_spacing
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

_LARGEST_MM = 1e6


@dataclass(frozen=True, slots=True)
class Plane:
    """Unit directions in which columns and rows are counted, first pixel, and pixel distances, LPS mm.

    ``row`` is the direction along a row (i grows), ``column`` along a column (j grows); ``thickness_mm`` is
    0 where the file does not say it.
    """

    row: Vector
    column: Vector
    origin: Vector
    spacing_ij: tuple[float, float]
    thickness_mm: float = 0.0

    @property
    def normal(self) -> Vector:
        """``row x column``: the direction in which slices are sorted."""
        (a, b, c), (x, y, z) = self.row, self.column
        return (b * z - c * y, c * x - a * z, a * y - b * x)


@dataclass(frozen=True, slots=True)
class PixelSpacing:
    """In-plane distances of pixels along i and j, mm, and where they come from."""

    spacing_ij: tuple[float, float] = (1.0, 1.0)
    source: SpacingSource = "unknown"


class NoTruePlace(Exception):
    """The geometry that the file gives is nonsense; ``problem`` says how."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def plane_of(header: Header) -> Plane | None:
    """The place of a slice, or None where the file gives no position and orientation.

    Raises
    ------
    NoTruePlace
        If position, orientation or spacing is there but cannot be true, or spacing is missing.
    """
    orientation, position = header.numbers(tags.IMAGE_ORIENTATION), header.numbers(tags.IMAGE_POSITION)
    if not orientation or not position:
        return None
    if len(position) != 3 or not all(abs(v) < _LARGEST_MM for v in position):
        raise NoTruePlace(Problem("POSITION", "The position of a slice is not three usable numbers."))
    row, column = _directions(orientation)
    spacing = header.numbers(tags.PIXEL_SPACING)
    if not spacing:
        raise NoTruePlace(Problem("SPACING", "The pixel spacing is missing."))
    if not _is_spacing(spacing):
        raise NoTruePlace(Problem("SPACING", "The pixel spacing is not two positive numbers."))
    thickness = header.number(tags.SLICE_THICKNESS)
    return Plane(
        row,
        column,
        (position[0], position[1], position[2]),
        (spacing[1], spacing[0]),
        thickness if thickness is not None and 0 < thickness < _LARGEST_MM else 0.0,
    )


def pixel_spacing_of(header: Header) -> tuple[PixelSpacing, Problem | None]:
    """The in-plane spacing of a picture without a place (DICOM PS3.3 10.7.1.3), and what is wrong with it."""
    if header.has(tags.ULTRASOUND_REGIONS):
        region, different = region_spacing(header)
        if region is not None or different is not None:
            return PixelSpacing(region, "region") if region else PixelSpacing(), different
    spacing, detector = header.numbers(tags.PIXEL_SPACING), header.numbers(tags.IMAGER_PIXEL_SPACING)
    wrong = None
    if spacing and not _is_spacing(spacing):
        wrong = Problem("SPACING", "The pixel spacing in the file is not usable, so lengths are in pixels.")
        spacing = ()
    if spacing:
        return PixelSpacing((spacing[1], spacing[0]), _spacing_source(header, spacing, detector)), wrong
    if _is_spacing(detector):
        return PixelSpacing((detector[1], detector[0]), "detector"), wrong
    return PixelSpacing((1.0, _aspect(header))), wrong or Problem(
        "NO_SPACING", "The file gives no pixel spacing: lengths are in pixels."
    )


def _aspect(header: Header) -> float:
    """Height of a pixel in widths, from Pixel Aspect Ratio (DICOM PS3.3 C.7.6.3.1.7)."""
    ratio = header.numbers(tags.PIXEL_ASPECT_RATIO)
    return ratio[0] / ratio[1] if len(ratio) == 2 and all(0 < v < 1e4 for v in ratio) else 1.0


def _spacing_source(header: Header, spacing: tuple[float, ...], detector: tuple[float, ...]) -> SpacingSource:
    if header.string(tags.PIXEL_SPACING_CALIBRATION_TYPE) in ("GEOMETRY", "FIDUCIAL"):
        return "calibrated"
    if not is_projection(header):
        return "geometry"
    # Equal to the detector's, or alone in a projection: nobody corrected for magnification.
    same = len(detector) == 2 and all(
        math.isclose(a, b, rel_tol=1e-4) for a, b in zip(spacing, detector, strict=True)
    )
    return "detector" if same or not detector else "calibrated"


def _is_spacing(spacing: tuple[float, ...]) -> bool:
    return len(spacing) == 2 and all(1e-6 < v < _LARGEST_MM for v in spacing)


def _directions(orientation: tuple[float, ...]) -> tuple[Vector, Vector]:
    """Exactly orthonormal directions from the six rounded numbers of the file."""
    wrong = NoTruePlace(
        Problem("ORIENTATION", "The orientation of a slice is not two directions at right angles.")
    )
    if len(orientation) != 6 or not all(abs(v) < 2 for v in orientation):
        raise wrong
    row, column = orientation[:3], orientation[3:]
    lengths = math.hypot(*row), math.hypot(*column)
    if any(abs(length - 1) > 0.01 for length in lengths) or abs(_dot(row, column)) > 0.01:
        raise wrong
    unit_row = _unit(row)
    overlap = _dot(column, unit_row)
    return unit_row, _unit([c - overlap * r for r, c in zip(unit_row, column, strict=True)])


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _unit(direction: Sequence[float]) -> Vector:
    length = math.hypot(*direction)
    x, y, z = direction
    return (x / length, y / length, z / length)
