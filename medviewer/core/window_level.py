"""The VOI window: which values become which grey (DICOM PS3.3 C.11.2.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

VoiFunction = Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]


@dataclass(frozen=True)
class WindowLevel:
    """Window width and level (DICOM: Window Width and Window Center) in the unit of the volume."""

    width: float
    level: float
    function: VoiFunction = "LINEAR"
    name: str = ""

    def __post_init__(self) -> None:
        lowest = 1.0 if self.function == "LINEAR" else 1e-9
        object.__setattr__(self, "width", max(float(self.width), lowest))
        object.__setattr__(self, "level", float(self.level))

    def apply(self, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Grey in 0..1 of values, by the formulas of C.11.2.1.2.1 and C.11.2.1.3."""
        x = np.asarray(values, dtype=np.float64)
        if self.function == "SIGMOID":
            return np.asarray(1.0 / (1.0 + np.exp(np.clip(-4.0 * (x - self.level) / self.width, -700, 700))))
        if self.function == "LINEAR_EXACT":
            return np.clip((x - self.level) / self.width + 0.5, 0.0, 1.0)
        if self.width <= 1.0:
            return np.where(x <= self.level - 0.5, 0.0, 1.0)
        return np.clip((x - (self.level - 0.5)) / (self.width - 1.0) + 0.5, 0.0, 1.0)

    @classmethod
    def from_range(cls, lowest: float, highest: float, name: str = "") -> WindowLevel:
        """The window that spans two values from black to white."""
        return cls(max(highest - lowest, 1e-6), (highest + lowest) / 2.0, "LINEAR_EXACT", name)
