"""Packs made from nnU-Net's models answer as nnU-Net itself does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.engine.pack_model import PackModel
from medviewer.importers.convert import convert

MakeModel = Callable[..., Path]
Predict = Callable[..., npt.NDArray[Any]]
Array = npt.NDArray[np.float32]

_SAME_GRID = (1.0, 1.0, 1.0)
_MR = {"channels": ("T1",), "schemes": ("ZScoreNormalization",), "masked": (True,)}
_BRATS = {"background": 0, "whole": [1, 2, 3], "core": [2, 3], "enhancing": 3}


def _silent(fraction: float, message: str = "") -> None:
    """Nobody watches."""


def _head(shape: tuple[int, int, int] = (30, 36, 33), seed: int = 1, around: float = 0.0) -> Array:
    """Smooth structures in an ellipsoid, ``around`` outside of it."""
    from scipy.ndimage import gaussian_filter

    generator = np.random.default_rng(seed)
    axes = [np.linspace(-1.15, 1.15, n) for n in shape]
    radius = np.sqrt(sum(grid**2 for grid in np.meshgrid(*axes, indexing="ij")))
    inside = 40 + 900 * gaussian_filter(generator.normal(0, 1, shape), 2) + generator.normal(0, 15, shape)
    return np.where(radius < 1, inside, around).astype(np.float32)


def _ours(
    model: Path, images: Array, spacing: tuple[float, ...], into: Path, params: dict[str, str], **options: str
) -> npt.NDArray[Any]:
    """Through a pack: labels [k, j, i] of channels [c, k, j, i] with spacing [k, j, i]."""
    manifest = convert(model, into / "pack", {"golden": "no", **options}, _silent)
    pack = PackModel(manifest)
    pack.load("cpu")
    grid = Geometry(images.shape[1:], spacing_ijk=spacing[::-1])
    volumes = [Volume(image, grid) for image in images]
    try:
        if len(volumes) == 1:
            result = pack.predict(volumes[0], {"precision": "float32", **params}, _silent)
        else:
            roles = [role.role for role in manifest.info.contract.channels]
            named = dict(zip(roles, volumes, strict=True))
            result = pack.predict_channels(named, {"precision": "float32", **params}, _silent)
    finally:
        pack.close()
    return result.labels


def _agreement(ours: npt.NDArray[Any], theirs: npt.NDArray[Any]) -> float:
    assert ours.shape == theirs.shape
    assert len(np.unique(theirs)) > 1, "one label everywhere would prove nothing"
    return float((ours == theirs).mean())


_CASES: dict[str, tuple[dict[str, Any], tuple[float, ...], bool]] = {
    "one fold, nothing resampled": ({}, _SAME_GRID, False),
    "one fold, mirrored": ({}, _SAME_GRID, True),
    "two of three axes mirrored": ({"mirror": (0, 2)}, _SAME_GRID, True),
    "three folds": ({"folds": (0, 1, 4)}, _SAME_GRID, False),
    "residual encoder": ({"network": "ResidualEncoderUNet"}, _SAME_GRID, False),
    "old plans": ({"old": True}, _SAME_GRID, False),
    "turned": ({"transpose": (1, 2, 0)}, _SAME_GRID, True),
    "MR cropped to what is not zero": (_MR, _SAME_GRID, False),
    "regions": ({"labels": _BRATS, "order": (1, 2, 3)}, _SAME_GRID, True),
    "larger than the image": ({"patch": (48, 64, 32)}, _SAME_GRID, False),
    "slices": (
        {"configuration": "2d", "patch": (16, 32), "spacing": (1.0, 1.0), "mirror": (0, 1)}, (4.0, 1.0, 1.0),
        True,
    ),
    "finer than the network": ({"spacing": (1.6, 1.5, 1.5)}, _SAME_GRID, False),
    "coarser than the network": ({"spacing": (0.8, 0.7, 0.75)}, _SAME_GRID, False),
    "thick slices": ({"spacing": (4.0, 1.3, 1.3)}, (5.0, 1.0, 1.0), False),
    "thick slices that become many": ({"spacing": (2.0, 1.3, 1.3)}, (5.0, 1.0, 1.0), False),
    "turned and resampled, mirrored": (
        {"transpose": (2, 0, 1), "spacing": (1.2, 1.4, 0.8)}, (1.5, 1.1, 1.0), True,
    ),
    "MR cropped and resampled": ({**_MR, "spacing": (1.3, 1.3, 1.3)}, (1.6, 1.0, 1.0), False),
    "regions resampled": (
        {"labels": _BRATS, "order": (1, 2, 3), "spacing": (1.3, 1.3, 1.3)}, _SAME_GRID, False,
    ),
    "slices resampled": (
        {"configuration": "2d", "patch": (16, 32), "spacing": (1.3, 1.2), "mirror": (0, 1)}, (4.0, 1.0, 1.0),
        False,
    ),
    "nothing around": ({}, _SAME_GRID, False),
}  # fmt: skip


@pytest.mark.parametrize("case", _CASES)
def test_a_pack_answers_as_nnunet(
    make_model: MakeModel, predict_with_nnunet: Predict, tmp_path: Path, case: str
) -> None:
    settings, spacing, mirroring = _CASES[case]
    model = make_model(**settings)
    image = _head(around=0.0 if "MR" in case or "nothing" in case else -1000.0)[None]
    theirs = predict_with_nnunet(model, image, spacing, mirroring=mirroring)
    ours = _ours(model, image, spacing, tmp_path, {"tta": str(mirroring).lower()})
    is_resampled = (
        tuple(settings.get("spacing", spacing)) != spacing[3 - len(settings.get("spacing", spacing)) :]
    )
    assert _agreement(ours, theirs) >= (0.9999 if is_resampled else 1.0)
