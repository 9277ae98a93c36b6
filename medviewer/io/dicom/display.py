"""What a file asks for when it is shown: windows, padding, unit, inversion."""

from __future__ import annotations

from typing import cast, get_args

from medviewer.core.series import Problem
from medviewer.core.window_level import VoiFunction, WindowLevel
from medviewer.io.dicom import tags
from medviewer.io.dicom.admission import modality_of
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.text import plain
from medviewer.io.dicom.values import rescale_of

_NAMED_UNITS = frozenset({"HU", "HU_MOD", "OD", "MGML", "Z_EFF", "ED", "EDW", "PCT"})
"""Defined terms of Rescale Type (DICOM PS3.3 C.11.1.1.2) that name a unit."""


def windows_of(header: Header) -> tuple[WindowLevel, ...]:
    """The file's windows, first one first, equal ones once (DICOM PS3.3 C.11.2.1.2)."""
    levels, widths = header.numbers(tags.WINDOW_CENTER), header.numbers(tags.WINDOW_WIDTH)
    names = header.text(tags.WINDOW_EXPLANATION).split("\\") + [""] * len(levels)
    said = header.string(tags.VOI_LUT_FUNCTION)
    function = cast(VoiFunction, said) if said in get_args(VoiFunction) else "LINEAR"
    found: dict[tuple[float, float], WindowLevel] = {}
    for level, width, name in zip(levels, widths, names, strict=False):
        least = 1.0 if function == "LINEAR" else 1e-9
        if abs(level) < 1e9 and least <= width < 1e9:
            found.setdefault((width, level), WindowLevel(width, level, function, plain(name)))
    return tuple(found.values())


def padding_of(header: Header) -> tuple[float, float] | None:
    """The closed range of padding in true values (DICOM PS3.3 C.7.5.1.1.2)."""
    value = header.pixel_value(tags.PIXEL_PADDING_VALUE)
    if value is None:
        return None
    limit = header.pixel_value(tags.PIXEL_PADDING_RANGE_LIMIT)
    rescale = rescale_of(header)
    ends = [v * rescale.slope + rescale.intercept for v in (value, value if limit is None else limit)]
    return min(ends), max(ends)


def unit_of(header: Header) -> str:
    """``"HU"`` for rescaled CT, what PET says, what Rescale Type says, else nothing."""
    said = header.string(tags.RESCALE_TYPE)
    if modality_of(header) == "PT":
        return header.string(tags.UNITS)
    if said in _NAMED_UNITS:
        return said
    is_rescaled = header.number(tags.RESCALE_SLOPE) is not None
    if modality_of(header) == "CT" and is_rescaled and not said and not _is_localizer(header):
        return "HU"
    return ""


def is_inverted(header: Header) -> bool:
    """MONOCHROME1: low values are shown white."""
    return header.string(tags.PHOTOMETRIC_INTERPRETATION) == "MONOCHROME1"


def display_problems(header: Header) -> list[Problem]:
    """What a file asks for that is not done."""
    problems = []
    if header.has(tags.VOI_LUT_SEQUENCE):
        problems.append(Problem("VOI_LUT", "The file's own grey lookup table is not used; a window is."))
    if modality_of(header) == "CT" and not _is_localizer(header) and not unit_of(header):
        problems.append(Problem("NO_HU", "The file does not say that its values are Hounsfield units."))
    if not header.string(tags.MODALITY):
        problems.append(Problem("NO_MODALITY", "The file does not say its modality."))
    return problems


def _is_localizer(header: Header) -> bool:
    return "LOCALIZER" in header.strings(tags.IMAGE_TYPE)
