"""Sources of many frames as highdicom asks for them: shared measures and orientation, a place a frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from medviewer.io.dicom.frames.frame_headers import frame_headers
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.elements import BrokenFileError, NotDicomError
from medviewer.io.dicom.parse.header import Header, read_header


def give_frames_a_place(header: Any, path: str, thickness_mm: float) -> None:
    """Writes the functional groups of a source anew, from what was read of its frames.

    Files of older kinds (doses, nuclear medicine) have none, and some enhanced ones repeat for each frame
    what must be said once. Frames without a place are left as they are.
    """
    if int(header.get("NumberOfFrames") or 1) < 2:
        return
    try:
        frames = frame_headers(read_header(path))
    except (BrokenFileError, NotDicomError):
        return
    places = [frame.numbers(tags.IMAGE_POSITION) for frame in frames]
    if any(len(place) != 3 for place in places) or not _are_of_one_stack(frames):
        return
    measures, orientation = Dataset(), Dataset()
    measures.PixelSpacing = list(frames[0].numbers(tags.PIXEL_SPACING))
    measures.SliceThickness = thickness_mm
    orientation.ImageOrientationPatient = list(frames[0].numbers(tags.IMAGE_ORIENTATION))
    shared = Dataset()
    shared.PixelMeasuresSequence = Items([measures])
    shared.PlaneOrientationSequence = Items([orientation])
    header.SharedFunctionalGroupsSequence = Items([shared])
    header.PerFrameFunctionalGroupsSequence = Items([_placed(place) for place in places])


def _are_of_one_stack(frames: Sequence[Header]) -> bool:
    alike = (tags.PIXEL_SPACING, tags.IMAGE_ORIENTATION)
    return len({tuple(frame.numbers(tag) for tag in alike) for frame in frames}) == 1


def _placed(place: tuple[float, ...]) -> Dataset:
    position, group = Dataset(), Dataset()
    position.ImagePositionPatient = list(place)
    group.PlanePositionSequence = Items([position])
    return group
