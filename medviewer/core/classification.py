"""Classification: what a model says of an image, each statement with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    """

    label: str
    probability: float
    threshold: float = 0.5
    evidence: Volume | None = None

    @property
    def is_positive(self) -> bool:
        return self.probability >= self.threshold


@dataclass(frozen=True, eq=False)
class Classification:
    """All findings of one run of a classifier."""

    findings: tuple[Finding, ...]
    name: str = "Findings"
    provenance: Provenance | None = field(default=None)
