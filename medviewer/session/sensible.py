"""Whether what a file says of looks is within what a reader could have chosen.

A number far beyond that freezes a renderer, overflows in it, or shows nothing with no way back by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from medviewer.scene.views.navigate import ZOOM_LIMITS

_SMALL = (1e-9, 1e9)
_LIMITS: Mapping[str, tuple[float, float]] = {
    "zoom": ZOOM_LIMITS,
    "pan_mm": (-1e5, 1e5),
    "pan": (-1e3, 1e3),
    "fit_mm": (0.1, 1e5),
    "slab_mm": (0.0, 1e4),
    "frame": (0, 1e6),
    "quarter_turns": (-1e3, 1e3),
    "azimuth": (-1e5, 1e5),
    "elevation": (-1e3, 1e3),
    "width": _SMALL,
    "opacity": (0.0, 1.0),
    "fill": (0.0, 1.0),
    "split": (0.0, 1.0),
    "ambient": (0.0, 10.0),
    "diffuse": (0.0, 10.0),
    "specular": (0.0, 10.0),
    "power": (0.0, 1e3),
    "low_ijk": (-1.0, 1e5),
    "high_ijk": (-1.0, 1e5),
    "color": (0, 255),
}
_ANY = (-1e12, 1e12)


def is_sensible(name: str, value: Any) -> bool:
    """Whether all numbers of a field are within its limits, those inside of it too."""
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        least, most = _LIMITS.get(name, _ANY)
        return math.isfinite(value) and least <= value <= most
    if isinstance(value, tuple | list | frozenset):
        return all(is_sensible(name, one) for one in value)
    if isinstance(value, Mapping):
        return all(is_sensible(name, one) for one in value.values())
    if is_dataclass(value):
        return all(is_sensible(one.name, getattr(value, one.name)) for one in fields(value))
    return True
