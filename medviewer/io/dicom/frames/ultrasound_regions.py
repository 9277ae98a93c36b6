"""The size of a pixel in an ultrasound picture, from its calibrated regions (DICOM PS3.3 C.8.5.5)."""

from __future__ import annotations

import math

from medviewer.core.series import Problem
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

_TWO_DIMENSIONAL = 1
_TISSUE_OR_FLOW = frozenset({1, 2})
_CENTIMETRES = 3
_MM_IN_A_CM = 10.0


def region_spacing(header: Header) -> tuple[tuple[float, float] | None, Problem | None]:
    """Pixel distances along i and j, mm, where all two-dimensional regions agree, and why there are none.

    Regions of other kinds (spectra, motion, graphs) and of other units than centimetres say nothing about
    lengths.
    """
    found = [spacing for item in header.items(tags.ULTRASOUND_REGIONS) if (spacing := _spacing(item))]
    if not found:
        return None, None
    if all(math.isclose(a, b, rel_tol=1e-3) for other in found for a, b in zip(found[0], other, strict=True)):
        return found[0], None
    message = "The parts of the picture have different scales: lengths are in pixels."
    return None, Problem("REGIONS", message)


def _spacing(region: Header) -> tuple[float, float] | None:
    """Of one region of tissue or flow in two dimensions."""
    if region.short(tags.REGION_SPATIAL_FORMAT) != _TWO_DIMENSIONAL:
        return None
    if region.short(tags.REGION_DATA_TYPE) not in _TISSUE_OR_FLOW:
        return None
    units = {region.short(tags.PHYSICAL_UNITS_X), region.short(tags.PHYSICAL_UNITS_Y)}
    deltas = region.double(tags.PHYSICAL_DELTA_X), region.double(tags.PHYSICAL_DELTA_Y)
    if units != {_CENTIMETRES} or deltas[0] is None or deltas[1] is None:
        return None
    # A negative delta only says in which direction the region counts.
    spacing = abs(deltas[0]) * _MM_IN_A_CM, abs(deltas[1]) * _MM_IN_A_CM
    return spacing if all(1e-6 < v < 1e4 for v in spacing) else None
