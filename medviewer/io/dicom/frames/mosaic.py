"""Siemens mosaics: many slices tiled in one picture, taken apart where the file proves where they lie."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from medviewer.core.series import Problem
from medviewer.io.dicom.frames.csa_header import CsaValues, csa_image_header, csa_protocol, private_number
from medviewer.io.dicom.frames.frame_source import Tile
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

FloatArray = npt.NDArray[np.float64]

_MOST_SLICES = 1024
_PARALLEL = 0.999
_CLOSE_MM = 0.5
_SLICE_POSITION = re.compile(
    r"^sSliceArray\.asSlice\[(\d{1,4})\]\.sPosition\.d(Sag|Cor|Tra)\s*=\s*([-+.0-9eE]{1,30})\s*$",
    re.MULTILINE,
)
_PLANE = (tags.IMAGE_POSITION, tags.IMAGE_ORIENTATION)


@dataclass(frozen=True, slots=True)
class MosaicLayout:
    """How slices lie in a mosaic: how many, in how many columns, and where in the patient (LPS mm).

    ``first_lps`` is the first pixel of the first tile, ``step_lps`` goes from one slice to the next.
    """

    slices: int
    side: int
    first_lps: tuple[float, float, float]
    step_lps: tuple[float, float, float]


class NotProven(Exception):
    """The file does not say enough to take its mosaic apart; the message ends a sentence."""


def is_mosaic(header: Header) -> bool:
    """Whether a file says that its picture is a mosaic."""
    return "MOSAIC" in header.strings(tags.IMAGE_TYPE) and header.frames == 1


def mosaic_tiles(header: Header) -> tuple[list[dict[int, bytes]], dict[int, bytes], tuple[Tile, ...]]:
    """What each slice says of itself, what all say, and which part of the picture each is.

    Raises
    ------
    NotProven
        If number, order or place of the slices cannot be told.
    """
    csa = csa_image_header(header)
    layout = mosaic_layout(header, csa)
    rows, columns = header.rows // layout.side, header.columns // layout.side
    order = ">" if header.elements.big_endian else "<"
    shared = {tags.ROWS: struct.pack(order + "H", rows), tags.COLUMNS: struct.pack(order + "H", columns)}
    b_value = _number(csa, "B_value")
    if b_value is not None and not header.has(tags.DIFFUSION_B_VALUE):
        shared[tags.DIFFUSION_B_VALUE] = struct.pack(order + "d", b_value)
    places = np.array(layout.first_lps) + np.arange(layout.slices)[:, None] * np.array(layout.step_lps)
    own = [{tags.IMAGE_POSITION: "\\".join(f"{v:.10g}" for v in place).encode()} for place in places]
    tiles = tuple(
        Tile(n // layout.side * rows, n % layout.side * columns, header.rows, header.columns, layout.slices)
        for n in range(layout.slices)
    )
    return own, shared, tiles


def unplaced(header: Header, reason: str) -> Header:
    """The mosaic as one picture without a place: what it says of its place is true for none of its slices."""
    values: Mapping[int, bytes] = {
        tag: value for tag, value in header.elements.values.items() if tag not in _PLANE
    }
    message = f"This Siemens mosaic is shown as one picture, because {reason}."
    return replace(
        header,
        elements=replace(header.elements, values=values),
        is_frame=True,
        notes=(Problem("MOSAIC", message),),
        _texts={},
        _numbers={},
        _items={},
    )


def mosaic_layout(header: Header, csa: CsaValues) -> MosaicLayout:
    """Number, order and places of the slices, checked against the protocol where that is there.

    The position in the file is that of a slice as large as the whole mosaic, around the same centre.
    Raises `NotProven`.
    """
    count = _number(csa, "NumberOfImagesInMosaic")
    if count is None:
        count = private_number(header, 0x0019, "SIEMENS MR HEADER", 0x0A)
    if count is None or not 1 <= count <= _MOST_SLICES:
        raise NotProven("the file does not say how many slices are in it")
    side = math.ceil(math.sqrt(count))
    if header.rows % side or header.columns % side:
        raise NotProven(f"its size does not fit {count:.0f} slices")
    spacing = header.numbers(tags.PIXEL_SPACING)
    orientation, position = header.numbers(tags.IMAGE_ORIENTATION), header.numbers(tags.IMAGE_POSITION)
    numbers = (*spacing, *orientation, *position)
    if (len(spacing), len(orientation), len(position)) != (2, 6, 3) or not np.isfinite(numbers).all():
        raise NotProven("the file does not say where it lies in the patient")
    row, column = np.array(orientation[:3]), np.array(orientation[3:])
    halves = (side - 1) / side / 2
    first = position + row * spacing[1] * header.columns * halves + column * spacing[0] * header.rows * halves
    to_centre = row * spacing[1] * header.columns / side / 2 + column * spacing[0] * header.rows / side / 2
    step = _step(header, csa, np.cross(row, column), first + to_centre, int(count))
    return MosaicLayout(int(count), side, _vector(first), _vector(step))


def _step(
    header: Header, csa: CsaValues, normal: FloatArray, first_centre: FloatArray, count: int
) -> FloatArray:
    """From one slice to the next: along the normal that the CSA header gives, else as the protocol says."""
    centres = _protocol_centres(csa_protocol(header))
    said = np.array([_as_number(text) for text in csa.get("SliceNormalVector", ())])
    direction = None
    if said.shape == (3,) and np.isfinite(said).all() and abs(said @ normal) > _PARALLEL:
        direction = normal * np.sign(said @ normal)
    length = next(
        (v for v in (header.number(tags.SPACING_BETWEEN_SLICES),) if v is not None and 1e-3 < v < 1e4), None
    )
    if len(centres) == count and count > 1:
        return _completed_by_protocol(centres, normal, first_centre, direction, length)
    if direction is None:
        raise NotProven("the file does not say in which direction its slices follow each other")
    if length is None:
        raise NotProven("the file does not say how far apart its slices lie")
    return direction * length


def _completed_by_protocol(
    centres: FloatArray,
    normal: FloatArray,
    first_centre: FloatArray,
    direction: FloatArray | None,
    length: float | None,
) -> FloatArray:
    """The step, with what the file leaves out taken from the planned slices, which begin at either end."""
    planned = (centres[-1] - centres[0]) / (len(centres) - 1)
    planned_length = float(np.linalg.norm(planned))
    if direction is None:
        at_first = abs((centres[0] - first_centre) @ normal)
        at_last = abs((centres[-1] - first_centre) @ normal)
        if min(at_first, at_last) > _CLOSE_MM or abs(planned @ normal) < _PARALLEL * planned_length:
            raise NotProven("the file does not say in which direction its slices follow each other")
        direction = normal * np.sign((planned if at_first < at_last else -planned) @ normal)
    if length is None:
        length = planned_length
    if not 1e-3 < length < 1e4:
        raise NotProven("the file does not say how far apart its slices lie")
    return direction * length


def _protocol_centres(protocol: str) -> FloatArray:
    """The centre of each planned slice (n, 3), LPS mm; what is not written is 0."""
    axes = {"Sag": 0, "Cor": 1, "Tra": 2}
    found: dict[int, list[float]] = {}
    for number, axis, text in _SLICE_POSITION.findall(protocol):
        found.setdefault(int(number), [0.0, 0.0, 0.0])[axes[axis]] = _as_number(text)
    if sorted(found) != list(range(len(found))):
        return np.zeros((0, 3))
    centres = np.array([found[n] for n in sorted(found)]).reshape(-1, 3)
    return centres if np.isfinite(centres).all() else np.zeros((0, 3))


def _number(csa: CsaValues, name: str) -> float | None:
    texts = csa.get(name, ())
    value = _as_number(texts[0]) if texts else math.nan
    return value if math.isfinite(value) else None


def _as_number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _vector(values: Sequence[float] | FloatArray) -> tuple[float, float, float]:
    x, y, z = (float(v) for v in values)
    return x, y, z
