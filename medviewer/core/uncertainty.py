"""How sure a model is of its own segmentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.volume import Volume

UncertaintyMethod = Literal["tta", "mc_dropout", "folds"]


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Disagreement of several predictions of the same image.

    Parameters
    ----------
    entropy
        Entropy of the mean prediction over the logarithm of the number of classes: 0 (all agree) to 1
        (float32), on the grid of the segmentation.
    method
        Where the predictions came from: mirrored copies, dropout kept on, or folds.
    samples
        How many there were.
    by_segment
        ``(segment number, value)``: the mean entropy in the segment, 0..1.
    """

    entropy: Volume
    method: UncertaintyMethod
    samples: int
    by_segment: tuple[tuple[int, float], ...] = ()
