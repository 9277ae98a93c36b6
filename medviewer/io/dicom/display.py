"""What a file asks for when it is shown: windows, padding, unit, inversion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast, get_args

import numpy as np
import numpy.typing as npt

from medviewer.core.series import Problem
from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import VoiFunction, WindowLevel
from medviewer.io.dicom.admission import modality_of
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.text import plain
from medviewer.io.dicom.pixels.lookup_tables import voi_luts_of as tables_of
from medviewer.io.dicom.pixels.values import has_colours, has_floats, modality_value, possible_range

_UPTAKE = WindowLevel.from_range(0.0, 5.0, "SUV 0-5")
"""What PET is shown in first: the files' own windows follow no custom."""
_WIDEST = 1e15
"""Wider windows than any quantity needs are nonsense."""
_NAMED_UNITS = frozenset({"HU", "HU_MOD", "OD", "MGML", "Z_EFF", "ED", "EDW", "PCT"})
"""Defined terms of Rescale Type (DICOM PS3.3 C.11.1.1.2) that name a unit."""


def windows_of(header: Header) -> tuple[WindowLevel, ...]:
    """The file's windows, first one first, equal ones once (DICOM PS3.3 C.11.2.1.2)."""
    if has_colours(header):
        return ()
    levels, widths = header.numbers(tags.WINDOW_CENTER), header.numbers(tags.WINDOW_WIDTH)
    names = header.text(tags.WINDOW_EXPLANATION).split("\\") + [""] * len(levels)
    said = header.string(tags.VOI_LUT_FUNCTION)
    function = cast(VoiFunction, said) if said in get_args(VoiFunction) else "LINEAR"
    if has_floats(header) and function == "LINEAR" and min(widths, default=2.0) <= 1.0:
        # Meant for whole numbers: of 0..1 it would leave nothing but black and white.
        function = "LINEAR_EXACT"
    found: dict[tuple[float, float], WindowLevel] = {}
    if header.string(tags.UNITS) == "SUV":
        found[_UPTAKE.width, _UPTAKE.level] = _UPTAKE
    for level, width, name in zip(levels, widths, names, strict=False):
        least = 1.0 if function == "LINEAR" else 1e-9
        if abs(level) < _WIDEST and least <= width < _WIDEST:
            found.setdefault((width, level), WindowLevel(width, level, function, plain(name)))
    return tuple(found.values())


def voi_luts_of(header: Header) -> tuple[VoiLut, ...]:
    """The file's own tables from values to grey, first one first (DICOM PS3.3 C.11.2.1.1)."""
    return () if has_colours(header) else tables_of(header, *possible_range(header))


def padding_of(header: Header) -> tuple[float, float] | None:
    """The closed range of padding in true values (DICOM PS3.3 C.7.5.1.1.2); colours have none."""
    if has_colours(header):
        return None
    value, limit = _float_padding(header) if has_floats(header) else _integer_padding(header)
    if value is None:
        return None
    ends = [modality_value(header, v) for v in (value, value if limit is None else limit)]
    # Padding that is no number is left out everywhere as it is.
    return None if ends[0] != ends[0] or ends[1] != ends[1] else (min(ends), max(ends))


def blank_own_padding(headers: Sequence[Header], values: npt.NDArray[Any]) -> None:
    """Makes padding NaN where slices have padding of their own (PET, each with its own slope).

    No range would be right for all of them, and NaN is no image either. Whole numbers stay as they are.

    Parameters
    ----------
    values
        True values [frame, row, column] of the headers; changed in place.
    """
    paddings = [padding_of(header) for header in headers]
    if len(set(paddings)) == 1 or values.dtype.kind != "f":
        return
    for frame, padding in zip(values, paddings, strict=True):
        if padding is not None:
            frame[(frame >= np.float32(padding[0])) & (frame <= np.float32(padding[1]))] = np.nan


def _integer_padding(header: Header) -> tuple[float | None, float | None]:
    return header.pixel_value(tags.PIXEL_PADDING_VALUE), header.pixel_value(tags.PIXEL_PADDING_RANGE_LIMIT)


def _float_padding(header: Header) -> tuple[float | None, float | None]:
    pixels = header.elements.pixels
    if pixels is not None and pixels.tag == tags.DOUBLE_FLOAT_PIXEL_DATA:
        return header.double(tags.DOUBLE_PADDING_VALUE), header.double(tags.DOUBLE_PADDING_RANGE_LIMIT)
    return header.single(tags.FLOAT_PADDING_VALUE), header.single(tags.FLOAT_PADDING_RANGE_LIMIT)


def unit_of(header: Header) -> str:
    """``"HU"`` for rescaled CT, what PET, a dose grid or the rescale's type say, else nothing."""
    tables = header.items(tags.MODALITY_LUT_SEQUENCE)
    said = tables[0].string(tags.MODALITY_LUT_TYPE) if tables else header.string(tags.RESCALE_TYPE)
    if has_colours(header):
        return ""
    if modality_of(header) == "PT":
        return header.string(tags.UNITS)
    if header.string(tags.DOSE_UNITS) == "GY":
        return "Gy"
    if said in _NAMED_UNITS:
        return said
    is_rescaled = header.number(tags.RESCALE_SLOPE) is not None and not tables
    if modality_of(header) == "CT" and is_rescaled and not said and not _is_localizer(header):
        return "HU"
    return ""


def is_inverted(header: Header) -> bool:
    """MONOCHROME1, and PET by custom: low values are shown white."""
    if has_colours(header):
        return False
    return modality_of(header) == "PT" or header.string(tags.PHOTOMETRIC_INTERPRETATION) == "MONOCHROME1"


def display_problems(header: Header) -> list[Problem]:
    """What a file asks for that is not done."""
    problems = []
    is_density = modality_of(header) == "CT" and not _is_localizer(header) and not has_colours(header)
    if is_density and not unit_of(header):
        problems.append(Problem("NO_HU", "The file does not say that its values are Hounsfield units."))
    if not header.string(tags.MODALITY):
        problems.append(Problem("NO_MODALITY", "The file does not say its modality."))
    return problems


def _is_localizer(header: Header) -> bool:
    return "LOCALIZER" in header.strings(tags.IMAGE_TYPE)
