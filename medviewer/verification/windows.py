"""Windows on screen against the pseudo-code of the standard, written down here a second time on purpose."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from medviewer.core.verification import Check
from medviewer.core.window_level import VoiFunction, WindowLevel
from medviewer.verification.pictures import window_error

_WINDOWS: tuple[tuple[VoiFunction, float, float], ...] = (
    ("LINEAR", 1.0, 40.0),
    ("LINEAR", 80.0, 40.0),
    ("LINEAR", 1500.0, -600.0),
    ("LINEAR", 65536.0, 0.0),
    ("LINEAR_EXACT", 0.5, 10.0),
    ("LINEAR_EXACT", 350.5, 49.5),
    ("SIGMOID", 400.0, 40.0),
)


def check_windows() -> Iterator[Check]:
    """One check a window; at most one grey level off (DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3)."""
    values = np.arange(-2048, 2048, dtype=np.int16).reshape(64, 64)
    for function, width, level in _WINDOWS:
        expected = np.vectorize(lambda x: _grey(function, x, width, level))(values.astype(np.float64))  # noqa: B023
        error = window_error(WindowLevel(width, level, function), expected, values)
        yield Check(f"window {function} {width:g} / {level:g}", 0.0, error, 1.0, "levels")


def _grey(function: VoiFunction, x: float, width: float, level: float) -> float:
    """The standard's pseudo-code with an output of 0 to 255."""
    if function == "SIGMOID":
        return 255.0 / (1.0 + math.exp(-4.0 * (x - level) / width))
    if function == "LINEAR_EXACT":
        if x <= level - width / 2.0:
            return 0.0
        return 255.0 if x > level + width / 2.0 else ((x - level) / width + 0.5) * 255.0
    if x <= level - 0.5 - (width - 1.0) / 2.0:
        return 0.0
    if x > level - 0.5 + (width - 1.0) / 2.0:
        return 255.0
    return ((x - (level - 0.5)) / (width - 1.0) + 0.5) * 255.0
