"""Activity in enhanced PET: stored values become true ones by a mapping (PS3.3 C.7.6.16.2.11)."""

from __future__ import annotations

from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

_CLASSIC_UNITS = {"Bq/ml": b"BQML", "Bq/mL": b"BQML", "g/ml{SUVbw}": b"GML", "{SUVbw}g/ml": b"GML"}
"""Codes of the Unified Code for Units of Measure, and what a classic PET file writes in Units."""


def activity_values(groups: Header) -> dict[int, bytes]:
    """Rescale and unit as a classic PET slice says them; nothing where the mapping is of another kind."""
    for mapping in groups.items(tags.REAL_WORLD_VALUES):
        codes = mapping.items(tags.MEASUREMENT_UNITS)
        unit = _CLASSIC_UNITS.get(codes[0].string(tags.CODE_VALUE)) if codes else None
        slope, intercept = mapping.double(tags.REAL_WORLD_SLOPE), mapping.double(tags.REAL_WORLD_INTERCEPT)
        if unit is not None and slope and intercept is not None:
            return {
                tags.UNITS: unit,
                tags.RESCALE_SLOPE: f"{slope:.17g}".encode(),
                tags.RESCALE_INTERCEPT: f"{intercept:.17g}".encode(),
            }
    return {}
