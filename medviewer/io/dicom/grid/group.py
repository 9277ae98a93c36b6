"""Which files belong together: grouping as the standard and caution ask, never by folder or file name."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.admission import admit, is_projection, modality_of
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

Key = tuple[str, ...]
_SAME_DIRECTION = 1e-4
_MOST_DIRECTIONS = 3
"""With more single slices than this in as many directions, a series is radial and stays one stack."""

_REFUSAL = -4
"""Place of the reason for refusal in a key."""
_IDENTITY = (
    tags.STUDY_INSTANCE_UID,
    tags.SERIES_INSTANCE_UID,
    tags.PATIENT_ID,
    tags.PATIENT_NAME,
    tags.PATIENT_BIRTH_DATE,
    tags.PHOTOMETRIC_INTERPRETATION,
    tags.UNITS,
)

_NAMES_OF_PARTS = (
    "study",
    "series",
    "patient",
    "patient",
    "patient",
    "colour kind",
    "unit",
    "folder",
    "modality",
    "matrix",
    "pixel spacing",
    "stack",
    "localizer mark",
    "kind",
    "single",  # multi-frame files and projections are always alone, which nobody needs to be told
    "orientation",
    "frame of reference",
)


def group(headers: Iterable[Header]) -> dict[Key, list[Header]]:
    """Headers that may form one series, by a key that says what they share.

    By study, series, frame of reference, patient, rows and columns, photometric and samples, pixel
    spacing, LOCALIZER, modality, stack, and orientation within 1e-4. Frames without a place stay with
    their file, and X-ray projections stay alone.
    """
    found: dict[Key, list[Header]] = {}
    for header in headers:
        found.setdefault(_key(header), []).append(header)
    apart: dict[Key, list[Header]] = {}
    for key, members in found.items():
        for direction, parallel in _by_direction(members):
            for frame_of_reference, together in _by_frame_of_reference(parallel):
                apart.setdefault((*key, direction, frame_of_reference), []).extend(together)
    return apart


def differences(keys: Sequence[Key]) -> list[str]:
    """What sets groups apart, in words."""
    return [
        name
        for name in dict.fromkeys(_NAMES_OF_PARTS)
        if name != "single" and len({part_of(key, name) for key in keys}) > 1
    ]


def part_of(key: Key, name: str) -> str:
    """What a key says under one of the names that `differences` gives."""
    parts = [part for own, part in zip(_NAMES_OF_PARTS, key, strict=True) if own == name]
    # Samples a pixel, which follow the rows and columns, are no matter of the matrix.
    return parts[0].rpartition("x")[0] if name == "matrix" else "\0".join(parts)


def without_refusal(key: Key) -> Key:
    """A key without the part that tells refused or broken files from others of their series."""
    return (*key[:_REFUSAL], *key[_REFUSAL + 1 :])


def series_id(key: Key, label: str, taken: Container[str]) -> str:
    """A short identifier: the same for the same files, unique among ``taken``."""
    digest = hashlib.sha256("\0".join((*key, label)).encode("utf-8", "surrogateescape")).hexdigest()
    return next(digest[start : start + 8] for start in range(57) if digest[start : start + 8] not in taken)


def _key(header: Header) -> Key:
    values = header.elements.values
    identity = [values.get(tag, b"").strip(b"\0 ").decode("latin-1") for tag in _IDENTITY]
    folder = "" if identity[1] else Path(header.path).parent.name
    problem = admit(header).problem
    return (
        *identity,
        folder,
        modality_of(header),
        f"{header.rows}x{header.columns}x{header.samples}",
        " ".join(f"{v:.6g}" for v in header.numbers(tags.PIXEL_SPACING)),
        header.string(tags.STACK_ID),
        "LOCALIZER" if "LOCALIZER" in header.strings(tags.IMAGE_TYPE) else "",
        problem.code if problem else "",
        _alone(header),
    )


def _alone(header: Header) -> str:
    """What keeps a file apart from all others, or nothing: frames with a place join those of other files."""
    has_place = header.numbers(tags.IMAGE_POSITION) and header.numbers(tags.IMAGE_ORIENTATION)
    if (has_place or not header.is_frame) and not is_projection(header):
        return ""
    return header.string(tags.SOP_INSTANCE_UID) or Path(header.path).name


def _by_frame_of_reference(headers: Sequence[Header]) -> list[tuple[str, list[Header]]]:
    """Headers apart by frame of reference.

    Where each slice has one of its own, an anonymiser made them up (as in the LIDC collection) and
    they say nothing; such slices stay together and the plan says so.
    """
    found: dict[str, list[Header]] = {}
    for header in headers:
        found.setdefault(header.string(tags.FRAME_OF_REFERENCE_UID), []).append(header)
    if len(found) > 2 and len(found) == len(headers):
        return [("each its own", list(headers))]
    return list(found.items())


def _by_direction(headers: Sequence[Header]) -> list[tuple[str, list[Header]]]:
    """Headers apart by orientation, each part named by its direction."""
    same: dict[tuple[str, ...], list[Header]] = {}
    for header in headers:
        same.setdefault(header.strings(tags.IMAGE_ORIENTATION), []).append(header)
    clusters: list[tuple[npt.NDArray[np.float64], list[Header]]] = []
    for members_of_one in same.values():
        direction = np.array(members_of_one[0].numbers(tags.IMAGE_ORIENTATION))
        for known, members in clusters:
            if known.shape == direction.shape and np.allclose(
                known, direction, rtol=0, atol=_SAME_DIRECTION, equal_nan=True
            ):
                members.extend(members_of_one)
                break
        else:
            clusters.append((direction, members_of_one))
    if (
        len(clusters) > _MOST_DIRECTIONS
        and sum(len(members) == 1 for _, members in clusters) > len(clusters) / 2
    ):
        return [("radial", list(headers))]
    return [(" ".join(f"{v:.3f}" for v in known + 0.0), members) for known, members in clusters]
