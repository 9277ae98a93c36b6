"""Landmarks: points that a model found."""

from __future__ import annotations

from dataclasses import dataclass, field

from medviewer.core.geometry import Vector
from medviewer.core.provenance import Provenance


@dataclass(frozen=True)
class Landmark:
    """One named point, mm, LPS; ``score`` 0..1; ``spread_mm`` its standard deviation if known."""

    label: str
    score: float
    point_lps: Vector
    spread_mm: float | None = None


@dataclass(frozen=True)
class Landmarks:
    """All points of one run of a landmark model. A point that was not found is not among them."""

    points: tuple[Landmark, ...]
    name: str = "Landmarks"
    provenance: Provenance | None = field(default=None)
