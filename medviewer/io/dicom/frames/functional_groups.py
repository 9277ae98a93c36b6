"""Functional groups of enhanced multi-frame files as elements of classic slices (DICOM PS3.3 C.7.6.16)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial

from medviewer.core.series import Problem
from medviewer.io.dicom.frames.real_world_units import activity_values
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

Values = dict[int, bytes]

_GROUPS = (
    0x00209170,  # Unassigned Shared Converted Attributes; first, so that what has a group of its own wins
    0x00209171,  # Unassigned Per-Frame Converted Attributes
    0x00089237,  # PET Frame Type in early files
    0x00180012,  # Contrast/Bolus Agent
    0x00189112,  # MR Timing and Related Parameters
    0x00189114,  # MR Echo
    0x00189117,  # MR Diffusion
    0x00189118,  # Cardiac Synchronization
    0x00189226,  # MR Image Frame Type
    0x00189329,  # CT Image Frame Type
    0x00189504,  # X-Ray 3D Frame Type
    0x00189751,  # PET Frame Type
    0x00189806,  # US Image Description
    0x00189807,  # Image Data Type (ultrasound volume)
    0x00209111,  # Frame Content
    0x00209113,  # Plane Position (Patient)
    0x00209116,  # Plane Orientation (Patient)
    0x00209253,  # Respiratory Synchronization
    0x0020930E,  # Plane Position (Volume)
    0x0020930F,  # Plane Orientation (Volume)
    0x00209310,  # Temporal Position
    0x00289110,  # Pixel Measures
    0x00289132,  # Frame VOI LUT
    0x00289145,  # Pixel Value Transformation
    0x00289443,  # Frame Pixel Data Properties (X-ray)
    0x00409092,  # Parametric Map Frame Type
)
_DIFFUSION_GRADIENT = 0x00189076
_DOUBLES = frozenset(
    {
        tags.DIFFUSION_B_VALUE,
        tags.DIFFUSION_GRADIENT_ORIENTATION,
        tags.TEMPORAL_POSITION_TIME_OFFSET,
    }
)
_PLAIN_COMPONENT = b"MAGNITUDE"


def has_functional_groups(header: Header) -> bool:
    """Whether a file describes its frames in functional groups."""
    return header.has(tags.PER_FRAME_FUNCTIONAL_GROUPS) or header.has(tags.SHARED_FUNCTIONAL_GROUPS)


def groups_problem(header: Header) -> Problem | None:
    """Why frames and their descriptions cannot be brought together, or None."""
    if header.is_frame or not header.elements.values.get(tags.PER_FRAME_FUNCTIONAL_GROUPS):
        return None
    described = len(header.items(tags.PER_FRAME_FUNCTIONAL_GROUPS))
    if described == header.frames:
        return None
    if not described:
        message = "The description of the frames is broken, so that none can be placed."
    else:
        promised = "1 frame" if header.frames == 1 else f"{header.frames} frames"
        message = f"The file promises {promised} and describes {described}, so that none can be placed."
    return Problem("FRAME_GROUPS", message)


def shared_values(header: Header) -> Values:
    """What all frames have in common, as elements of a classic slice."""
    items = header.items(tags.SHARED_FUNCTIONAL_GROUPS)
    return _in_order_of(header, _lifted(items[0])) if items else {}


def frame_values(header: Header) -> list[Values]:
    """What each frame says of itself, as elements of a classic slice."""
    items = header.items(tags.PER_FRAME_FUNCTIONAL_GROUPS)
    if not items:
        return [{} for _ in range(header.frames)]
    return _with_true_stacks([_in_order_of(header, _lifted(item)) for item in items])


def _with_true_stacks(frames: list[Values]) -> list[Values]:
    """Frames without their stack where nearly each names one of its own: then it tells slices, not stacks."""
    stacks = {values[tags.STACK_ID] for values in frames if tags.STACK_ID in values}
    if len(stacks) > max(1, len(frames) // 2):
        for values in frames:
            values.pop(tags.STACK_ID, None)
    return frames


def _in_order_of(header: Header, found: Values) -> Values:
    """Binary numbers in the byte order of the file, where all other elements of a frame come from."""
    if header.elements.big_endian:
        for tag in _DOUBLES & found.keys():
            numbers = found[tag]
            found[tag] = b"".join(numbers[n : n + 8][::-1] for n in range(0, len(numbers), 8))
    return found


def _lifted(groups: Header) -> Values:
    found: Values = {}
    for tag in _GROUPS:
        if not groups.has(tag):
            continue
        for item in groups.items(tag)[:1]:
            found.update((t, value) for t, value in item.elements.values.items() if value)
            for gradient in item.items(_DIFFUSION_GRADIENT)[:1]:
                found.update(gradient.elements.values)
    if groups.has(tags.REAL_WORLD_VALUES):
        found[tags.REAL_WORLD_VALUES] = groups.elements.values[tags.REAL_WORLD_VALUES]
        found.update(activity_values(groups))
    found.pop(tags.SPECIFIC_CHARACTER_SET, None)
    for new, classic, as_classic in _RENAMED:
        if found.get(new):
            found[classic] = as_classic(found[new])
    component = found.get(tags.COMPLEX_IMAGE_COMPONENT, b"").strip()
    if component and component != _PLAIN_COMPONENT and tags.IMAGE_TYPE in found:
        # Classic files tell phase, real and imaginary parts by the kind of image alone.
        found[tags.IMAGE_TYPE] = found[tags.IMAGE_TYPE].rstrip(b"\0 ") + b"\\" + component
    return found


def _text_of(letter: str, value: bytes) -> bytes:
    """Numbers of a binary representation as a decimal string."""
    size = struct.calcsize("<" + letter)
    numbers = struct.unpack(f"<{len(value) // size}{letter}", value[: len(value) // size * size])
    return "\\".join(f"{number:.10g}" for number in numbers).encode()


def _time_of(value: bytes) -> bytes:
    """The time of day of a date and time (DT), without the zone."""
    return value.decode("latin-1")[8:].split("+")[0].split("-")[0].strip("\0 ").encode("latin-1")


def _date_of(value: bytes) -> bytes:
    return value[:8]


def _same(value: bytes) -> bytes:
    return value


_RENAMED: tuple[tuple[int, int, Callable[[bytes], bytes]], ...] = (
    (tags.FRAME_TYPE, tags.IMAGE_TYPE, _same),
    (tags.EFFECTIVE_ECHO_TIME, tags.ECHO_TIME, partial(_text_of, "d")),
    (tags.TRIGGER_DELAY_TIME, tags.TRIGGER_TIME, partial(_text_of, "d")),
    (tags.POSITION_IN_VOLUME, tags.IMAGE_POSITION, partial(_text_of, "d")),
    (tags.ORIENTATION_IN_VOLUME, tags.IMAGE_ORIENTATION, partial(_text_of, "d")),
    (tags.TEMPORAL_POSITION_TIME_OFFSET, tags.TEMPORAL_POSITION, partial(_text_of, "d")),
    (tags.TEMPORAL_POSITION_INDEX, tags.TEMPORAL_POSITION, partial(_text_of, "I")),
    (tags.FRAME_ACQUISITION_NUMBER, tags.ACQUISITION_NUMBER, partial(_text_of, "H")),
    (tags.FRAME_ACQUISITION_DATETIME, tags.ACQUISITION_TIME, _time_of),
    (tags.FRAME_ACQUISITION_DATETIME, tags.ACQUISITION_DATE, _date_of),
)
"""Elements of functional groups, the classic ones that say the same, and how their values are written."""
