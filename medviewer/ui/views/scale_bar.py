"""A length for the scale bar that is easy to read."""

from __future__ import annotations

import math


def scale_bar_length_mm(most_mm: float) -> float:
    """The greatest of 1, 2, 5, 10, 20, 50 ... that is not longer than ``most_mm`` (> 0)."""
    power = 10.0 ** math.floor(math.log10(most_mm))
    return next(power * step for step in (5.0, 2.0, 1.0) if power * step <= most_mm * (1 + 1e-9))
