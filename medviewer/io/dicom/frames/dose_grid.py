"""The frames of a radiotherapy dose (RTDOSE) as slices (DICOM PS3.3 C.8.8.3)."""

from __future__ import annotations

import math

from medviewer.core.series import Problem
from medviewer.io.dicom.frames.frame_position import position_along, position_text
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

DOSE_CLASS = "1.2.840.10008.5.1.4.1.1.481.2"
_AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
_LARGEST_MM = 1e6


def is_dose(header: Header) -> bool:
    """Whether a file is a dose grid."""
    return header.sop_class == DOSE_CLASS or header.string(tags.MODALITY) == "RTDOSE"


def dose_problem(header: Header) -> Problem | None:
    """Why the values of a dose grid have no known size, or None."""
    if header.is_frame or not is_dose(header):
        return None
    scaling = header.number(tags.DOSE_GRID_SCALING)
    if scaling is None or not 0 < scaling < 1e30:
        return Problem("DOSE_SCALING", "The file does not say how large its dose values are.")
    return None


def dose_frames(header: Header) -> tuple[list[dict[int, bytes]], tuple[Problem, ...]]:
    """What each frame says as a classic slice, and what is missing for its place."""
    scaling = {
        tags.RESCALE_SLOPE: header.elements.values.get(tags.DOSE_GRID_SCALING, b""),
        tags.RESCALE_INTERCEPT: b"0",
    }
    positions, problem = _positions(header)
    if problem is not None:
        placeless = {**scaling, tags.IMAGE_POSITION: b""}
        return [placeless for _ in range(header.frames)], (problem,)
    return [{**scaling, tags.IMAGE_POSITION: position} for position in positions], ()


def _positions(header: Header) -> tuple[list[bytes], Problem | None]:
    """The position of each frame (C.8.8.3.2: relative where the vector begins with 0, else absolute z)."""
    if header.frames == 1:
        return [header.elements.values.get(tags.IMAGE_POSITION, b"")], None
    offsets = header.numbers(tags.GRID_FRAME_OFFSET_VECTOR)
    position, orientation = header.numbers(tags.IMAGE_POSITION), header.numbers(tags.IMAGE_ORIENTATION)
    if len(offsets) != header.frames or not all(abs(v) < _LARGEST_MM for v in offsets):
        said = f"{len(offsets)} offsets" if offsets else "no offsets"
        message = f"The dose file gives {said} for its {header.frames} planes, so they have no place."
        return [], Problem("DOSE_PLANES", message)
    if len(position) != 3 or len(orientation) != 6:
        return [], Problem("DOSE_PLANES", "The dose file does not say where its planes lie in the patient.")
    if offsets[0] != 0:
        if not math.isclose(offsets[0], position[2], abs_tol=1e-3) or not _is_axial(orientation):
            message = (
                "The plane offsets of the dose are neither relative nor absolute, so they have no place."
            )
            return [], Problem("DOSE_PLANES", message)
        return [position_text((position[0], position[1], z)) for z in offsets], None
    return [position_along(position, orientation, offset) for offset in offsets], None


def _is_axial(orientation: tuple[float, ...]) -> bool:
    return all(math.isclose(a, b, abs_tol=1e-4) for a, b in zip(orientation, _AXIAL, strict=True))
