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
        picture, not the model.
    sentence
        What this means for the reader, in plain words.
    """

    deletion: float
    insertion: float
    random_deletion: float
    random_insertion: float
    similarity_to_random_weights: float
    is_trusted: bool
    sentence: str


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
    """

    label: str
    method: HeatMapMethod
    values: Volume
    peak_lps: Vector
    trust: Trust | None = None
