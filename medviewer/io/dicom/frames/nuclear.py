"""The frames of a nuclear medicine file as slices: places from the detector, times from the vectors."""

from __future__ import annotations

import math

from medviewer.core.series import Problem
from medviewer.io.dicom.frames.frame_position import position_along
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

_RECONSTRUCTED = frozenset({"RECON TOMO", "RECON GATED TOMO"})
_DETECTOR_INFORMATION = tags.DETECTOR_INFORMATION
_LARGEST_MM = 1e6


def is_nuclear(header: Header) -> bool:
    """Whether a file is a nuclear medicine picture of frames that are told apart by vectors."""
    return header.string(tags.MODALITY) == "NM" and header.frames > 1


def nuclear_frames(header: Header) -> tuple[list[dict[int, bytes]], tuple[Problem, ...]]:
    """What each frame says as a classic slice (DICOM PS3.3 C.8.4.8, C.8.4.11, C.8.4.15), and what is wrong.

    Only reconstructed slices have a place. Frames of a projection, a whole body or a film have none.
    """
    frames = header.frames
    own: list[dict[int, bytes]] = [{} for _ in range(frames)]
    for vector, element in _VECTORS:
        numbers = _vector(header, vector)
        for values, number in zip(own, numbers, strict=False):
            values[element] = str(number).encode()
    for values in own:  # a position that is said once is none of a single frame
        values[tags.IMAGE_POSITION] = b""
    if not _RECONSTRUCTED & set(header.strings(tags.IMAGE_TYPE)[2:3]):
        return own, ()
    slices = _vector(header, tags.SLICE_VECTOR) or list(range(1, frames + 1))
    detector = (header.items(_DETECTOR_INFORMATION) or (header,))[0]
    position, orientation = detector.numbers(tags.IMAGE_POSITION), detector.numbers(tags.IMAGE_ORIENTATION)
    spacing = header.number(tags.SPACING_BETWEEN_SLICES)
    if len(position) != 3 or len(orientation) != 6 or min(slices) < 1:
        return own, ()
    if spacing is None or not 1e-3 < abs(spacing) < 1e4:
        message = "The file does not say how far apart its slices lie, so that they have no place."
        return own, (Problem("SLICE_SPACING", message),)
    if not all(math.isfinite(v) and abs(v) < _LARGEST_MM for v in (*position, *orientation)):
        return own, ()
    for values, number in zip(own, slices, strict=True):
        values[tags.IMAGE_POSITION] = position_along(position, orientation, (number - 1) * spacing)
        values[tags.IMAGE_ORIENTATION] = detector.elements.values[tags.IMAGE_ORIENTATION]
    return own, ()


_VECTORS = (
    (tags.TIME_SLOT_VECTOR, tags.TEMPORAL_POSITION),
    (tags.ENERGY_WINDOW_VECTOR, tags.ENERGY_WINDOW_VECTOR),
)
"""Vectors of one number a frame, and the element of a slice that says the same."""


def _vector(header: Header, tag: int) -> list[int]:
    """One number a frame; empty where they do not fit the frames."""
    numbers = header.shorts(tag)
    return list(numbers) if len(numbers) == header.frames else []
