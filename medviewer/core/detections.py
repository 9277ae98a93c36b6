"""Detections: boxes that a model found."""

from __future__ import annotations

from dataclasses import dataclass, field

from medviewer.core.geometry import Vector
from medviewer.core.provenance import Provenance


@dataclass(frozen=True)
class Box:
    """One detected object: centre and full size along the patient's axes, mm, LPS; score 0..1."""

    label: str
    score: float
    centre_lps: Vector
    size_lps: Vector


@dataclass(frozen=True)
class Detections:
    """All boxes of one run of a detector.

    ``threshold`` is the score from which its makers call a box found, 0..1; weaker ones are told, too.
    """

    boxes: tuple[Box, ...]
    name: str = "Detections"
    provenance: Provenance | None = field(default=None)
    threshold: float = 0.5
