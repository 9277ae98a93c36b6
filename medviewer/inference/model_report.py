"""ModelReport: the `report` that a model is given."""

from __future__ import annotations

import math

from medviewer.api.model import Report


class ModelReport:
    """Passes progress on; fractions stay in 0..1 and never go back, whatever the model says."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._fraction = 0.0

    def __call__(self, fraction: float, message: str = "") -> None:
        fraction = float(fraction)
        if math.isfinite(fraction):
            self._fraction = min(max(fraction, self._fraction), 1.0)
        self._report(self._fraction, message)
