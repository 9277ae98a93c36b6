"""Heat maps: which voxels a classifier's statement rests on, and whether to believe that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.geometry import Vector
from medviewer.core.volume import Volume

HeatMapMethod = Literal[
    "gradcam", "gradcam++", "occlusion", "integrated_gradients", "gradient_shap", "kernel_shap", "lime",
    "attention",
]  # fmt: skip


@dataclass(frozen=True)
class Trust:
    """Two tests of a heat map.

    Parameters
    ----------
    deletion
        Area under the probability while the hottest voxels are removed first, 0..1: lower is better
        (Petsiuk et al. 2018, "RISE").
    insertion
        Area under the probability while the hottest voxels are added first, 0..1: higher is better.
    random_deletion, random_insertion
        The same areas with voxels in random order: what the map must beat.
    similarity_to_random_weights
        Spearman's rank correlation, -1..1, with the map of the same network with random weights
        (Adebayo et al. 2018, "Sanity Checks for Saliency Maps"): near 1 the map shows the
        picture, not the model. None where the weights cannot be changed (ONNX): then it is not trusted.
    sentence
        What this means for the reader, in plain words.
    deletion_curve, insertion_curve, random_deletion_curve, random_insertion_curve
        The probability after each step, the first with nothing removed or added; for the plot.
    """

    deletion: float
    insertion: float
    random_deletion: float
    random_insertion: float
    similarity_to_random_weights: float | None
    is_trusted: bool
    sentence: str
    deletion_curve: tuple[float, ...] = ()
    insertion_curve: tuple[float, ...] = ()
    random_deletion_curve: tuple[float, ...] = ()
    random_insertion_curve: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class HeatMap:
    """The explanation of one statement.

    Parameters
    ----------
    label
        The finding that it explains.
    values
        0..1 (float32) on a grid of its own over the input.
    peak_lps
        The place of the highest value, mm.
    note
        What the reader should know of how it was made, one sentence, or "".
    place_lps
        The middle of the box, or a place in the segment, that it explains, mm; None: it is a statement of
        the whole image.
    """

    label: str
    method: HeatMapMethod
    values: Volume
    peak_lps: Vector
    trust: Trust | None = None
    note: str = ""
    place_lps: Vector | None = None
