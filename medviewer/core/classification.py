"""Classification: what a model says of an image, each statement with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from medviewer.core.geometry import Vector
from medviewer.core.heat_map import HeatMap
from medviewer.core.provenance import Provenance
from medviewer.core.volume import Volume


@dataclass(frozen=True, eq=False)
class Finding:
    """One statement of a classifier.

    Parameters
    ----------
    label
        What is stated, e.g. ``"opacity"``.
    probability
        0..1.
    threshold
        The operating point, 0..1: at or above it the finding is called positive.
    evidence
        Heat map in 0..1 (float32) on a grid of its own over the input, or None.
    explanations
        Heat maps by several methods, with tests of each.
    per_slice
        A value 0..1 of each slice k of the input, for a model that reads slice by slice; empty for others.
    per_slice_kind
        Whether those are probabilities, or how strongly each slice was attended to (the strongest is 1).
    slice_places
        The middle of each slice of ``per_slice``, mm, LPS, where the model's slices run another way than
        those of the input; empty: they are the slices k.
    calibration
        How the probability was calibrated and how well that fits, in a few words; "" if it was not.
    operating_point
        The name of the operating point that ``threshold`` is, e.g. ``"screening"``.
    sensitivity, specificity
        What was measured at that operating point, 0..1, or None.
    """

    label: str
    probability: float
    threshold: float = 0.5
    evidence: Volume | None = None
    explanations: tuple[HeatMap, ...] = ()
    per_slice: tuple[float, ...] = ()
    per_slice_kind: Literal["probability", "attention"] = "probability"
    slice_places: tuple[Vector, ...] = ()
    calibration: str = ""
    operating_point: str = ""
    sensitivity: float | None = None
    specificity: float | None = None

    @property
    def is_positive(self) -> bool:
        return self.probability >= self.threshold


@dataclass(frozen=True, eq=False)
class Classification:
    """All findings of one run of a classifier."""

    findings: tuple[Finding, ...]
    name: str = "Findings"
    provenance: Provenance | None = field(default=None)
