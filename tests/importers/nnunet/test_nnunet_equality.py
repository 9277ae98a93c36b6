"""Packs made from nnU-Net's models answer as nnU-Net itself does."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from nnunetv2.inference.sliding_window_prediction import compute_gaussian, compute_steps_for_sliding_window

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
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
    "one fold, mirrored": ({"patch": (24, 24, 24)}, _SAME_GRID, True),
    "two of three axes mirrored": ({"mirror": (0, 2)}, _SAME_GRID, True),
    "three folds": ({"folds": (0, 1, 4)}, _SAME_GRID, False),
    "residual encoder": ({"network": "ResidualEncoderUNet"}, _SAME_GRID, False),
    "old plans": ({"old": True}, _SAME_GRID, False),
    "turned": ({"transpose": (1, 2, 0)}, _SAME_GRID, False),
    "MR cropped to what is not zero": (_MR, _SAME_GRID, False),
    "regions": ({"labels": _BRATS, "order": (1, 2, 3)}, _SAME_GRID, False),
    "larger than the image": ({"patch": (48, 64, 32)}, _SAME_GRID, False),
    "slices": (
        {"configuration": "2d", "patch": (16, 32), "spacing": (1.0, 1.0), "mirror": (0, 1)}, (4.0, 1.0, 1.0),
        True,
    ),
    "finer than the network": ({"spacing": (1.6, 1.5, 1.5)}, _SAME_GRID, False),
    "coarser than the network": ({"spacing": (0.8, 0.7, 0.75)}, _SAME_GRID, False),
    "thick slices": ({"spacing": (4.0, 1.3, 1.3)}, (5.0, 1.0, 1.0), False),
    "thick slices that become many": ({"spacing": (2.0, 1.3, 1.3)}, (5.0, 1.0, 1.0), False),
    "slices ten times as thick": ({}, (10.0, 1.0, 1.0), False),
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
    image = image[:, 12:18] if "ten times" in case else image
    theirs = predict_with_nnunet(model, image, spacing, mirroring=mirroring)
    ours = _ours(model, image, spacing, tmp_path, {"tta": str(mirroring).lower()})
    wanted = settings.get("spacing", (1.0, 1.0, 1.0))
    is_resampled = tuple(wanted) != spacing[-len(wanted) :]
    assert _agreement(ours, theirs) >= (0.9999 if is_resampled else 1.0)


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (1.4, 1.2, 1.2)])
def test_a_cascade_answers_as_nnunets_two_runs(
    make_model: MakeModel, predict_with_nnunet: Predict, tmp_path: Path, spacing: tuple[float, ...]
) -> None:
    top = tmp_path / "both"
    coarse = make_model(top, configuration="3d_lowres", spacing=(2.2, 2.0, 2.0), seed=5)
    fine = make_model(top, configuration="3d_cascade_fullres", spacing=spacing, previous="3d_lowres", seed=6)
    image = _head(around=0.0)[None]
    first = predict_with_nnunet(coarse, image, _SAME_GRID).astype(np.int16)
    theirs = predict_with_nnunet(fine, image, _SAME_GRID, previous=first)
    without = predict_with_nnunet(fine, image, _SAME_GRID, previous=np.zeros_like(first))
    ours = _ours(top, image, _SAME_GRID, tmp_path, {"tta": "false"})
    assert _agreement(ours, theirs) >= 0.9999
    assert _agreement(ours, without) < 0.99  # the first stage matters


def test_several_channels_answer_as_with_nnunet(
    make_model: MakeModel, predict_with_nnunet: Predict, tmp_path: Path
) -> None:
    model = make_model(
        channels=("T1", "FLAIR", "other"),
        schemes=("ZScoreNormalization", "ZScoreNormalization", "RescaleTo01Normalization"),
        masked=(True, False, False),
        spacing=(1.2, 1.2, 1.2),
    )
    images = np.stack([_head(), np.roll(_head(seed=2), 2, axis=1), _head(seed=3)])
    theirs = predict_with_nnunet(model, images, _SAME_GRID)
    ours = _ours(model, images, _SAME_GRID, tmp_path, {"tta": "false"})
    assert _agreement(ours, theirs) >= 0.9999


def test_another_step_is_nnunets_step(
    make_model: MakeModel, predict_with_nnunet: Predict, tmp_path: Path
) -> None:
    model = make_model()
    image = _head(around=-1000.0)[None]
    theirs = predict_with_nnunet(model, image, _SAME_GRID, step=0.8)
    ours = _ours(model, image, _SAME_GRID, tmp_path, {"tta": "false", "step": "0.8"})
    assert np.array_equal(ours, theirs)


def _weight_of_every_voxel(shape: tuple[int, ...], patch: tuple[int, ...]) -> Array:
    """What nnU-Net divides its sums by."""
    starts = compute_steps_for_sliding_window(shape, patch, 0.5)
    one = compute_gaussian(patch, value_scaling_factor=10, device=torch.device("cpu")).float().numpy()
    total = np.zeros(shape, np.float32)
    for start in itertools.product(*starts):
        total[tuple(slice(first, first + n) for first, n in zip(start, patch, strict=True))] += one
    return total


def test_where_nnunet_itself_differs_its_half_precision_decides(
    make_model: MakeModel, predict_with_nnunet: Predict, tmp_path: Path
) -> None:
    """As it is installed, it sums in half precision.

    Voxels differ where two labels are nearly as good, and in the image's corners, where the Gaussian's
    weights are smaller than half precision can tell.
    """
    model = make_model()
    image = _head(around=-1000.0)[None]
    theirs = predict_with_nnunet(model, image, _SAME_GRID, single=False)
    _, chances = predict_with_nnunet(model, image, _SAME_GRID, probabilities=True)
    ours = _ours(model, image, _SAME_GRID, tmp_path, {"tta": "false"})
    ordered = np.sort(chances, axis=0)
    is_near_tie = np.log(ordered[-1] / ordered[-2]) < 0.02
    is_corner = _weight_of_every_voxel(ours.shape, (16, 16, 16)) < 1e-3
    decided = ~is_near_tie & ~is_corner
    assert decided.mean() > 0.8
    assert _agreement(ours, theirs) > 0.998
    assert np.array_equal(ours[decided], theirs[decided])


@pytest.mark.parametrize("stored", ["LPS", "RAS", "PIR"])
def test_the_pack_sees_the_patient_the_same_way_however_the_file_lies(
    make_model: MakeModel, predict_with_nnunet: Predict, tmp_path: Path, stored: str
) -> None:
    """nnU-Net's reader would give the network another picture; the pack turns it first."""
    model = make_model(spacing=(1.4, 1.2, 1.2))
    image = _head()
    spacing = (1.5, 1.1, 1.0)
    theirs = predict_with_nnunet(model, image[None], spacing)
    manifest = convert(model, tmp_path / "pack", {"golden": "no"}, _silent)
    grid = Geometry(image.shape, spacing_ijk=spacing[::-1])
    voxels, turned = reorient(image, grid, stored)
    pack = PackModel(manifest)
    pack.load("cpu")
    params = {"tta": "false", "precision": "float32"}
    result = pack.predict(Volume(np.ascontiguousarray(voxels), turned), params, _silent)
    back, _ = reorient(result.labels, turned, "LPS")
    assert _agreement(back, theirs) >= 0.9999


@pytest.mark.real_data
def test_a_real_ct_answers_as_with_nnunet(
    make_model: MakeModel, predict_with_nnunet: Predict, tmp_path: Path, data_dir: Path
) -> None:
    import SimpleITK

    path = sorted((data_dir / "ct").glob("*.nii.gz"))[0]
    whole = SimpleITK.DICOMOrient(SimpleITK.ReadImage(str(path)), "LPS")
    voxels = SimpleITK.GetArrayFromImage(whole).astype(np.float32)
    middle = tuple(slice(max(0, n // 2 - 24), n // 2 + 24) for n in voxels.shape)
    image = voxels[middle][None]
    spacing = tuple(float(mm) for mm in whole.GetSpacing()[::-1])
    model = make_model(spacing=tuple(mm * 1.3 for mm in spacing), network="ResidualEncoderUNet")
    theirs = predict_with_nnunet(model, image, spacing)
    ours = _ours(model, image, spacing, tmp_path, {"tta": "false"})
    assert _agreement(ours, theirs) >= 0.9999
