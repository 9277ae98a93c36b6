"""A small made-up image that fits a model's contract."""

from __future__ import annotations

import numpy as np

from medviewer.api.contract import InputContract
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume

_USUAL_SPACING_MM = 2.0
_FEWEST_VOXELS = 32


def made_up_volume(contract: InputContract, seed: int = 0) -> Volume:
    """An ellipsoid "body" with a darker inside and noise, in the contract's unit, spacing and range.

    The first axis is a little longer than the others, so that a model that mixes axes up is caught.
    """
    low_mm, high_mm = contract.spacing_mm or (_USUAL_SPACING_MM, _USUAL_SPACING_MM)
    spacing = float(np.clip(_USUAL_SPACING_MM, low_mm, high_mm))
    count = max(_FEWEST_VOXELS, int(np.ceil(contract.min_extent_mm / spacing)) + 1)
    shape = (1 if contract.dimensions == 2 else count, count + 8, count + 16)
    low, high = contract.value_range or (0.0, 1000.0)
    generator = np.random.default_rng(seed)
    grid = np.stack(
        np.meshgrid(*[np.linspace(-1, 1, n) if n > 1 else np.zeros(1) for n in shape], indexing="ij")
    )
    radius = np.sqrt((grid**2).sum(axis=0))
    part = np.where(radius < 0.9, 0.7, 0.0) - np.where(radius < 0.5, 0.4, 0.0)
    values = low + (high - low) * np.clip(part + generator.normal(0, 0.02, shape), 0, 1)
    dtype = np.int16 if contract.unit == "HU" else np.float32
    geometry = Geometry(shape, origin_lps=(-50.0, -60.0, 10.0), spacing_ijk=(spacing, spacing, spacing))
    modality = contract.modalities[0] if contract.modalities else ""
    return Volume(
        values.astype(dtype), geometry, unit=contract.unit, info=SeriesInfo("made-up", modality=modality)
    )
