"""Uncertainty of segmentations: what the map holds, and that the labels do not depend on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from engine_cases import FunctionBackend, a_run, a_volume, convolution, noise
from safetensors.torch import save_file

from medviewer.core.errors import ModelError
from medviewer.core.segmentation import Segmentation
from medviewer.engine.backends.torch_backend import TorchBackend
from medviewer.engine.networks.table import build_network
from medviewer.engine.tasks.segmentation import run
from medviewer.packs.stage import Output, Space, Stage, Tiles

TILES = Tiles(size=(8, 8, 8), step=0.5, mirror_axes=(0, 2))
STAGE = Stage("main", tiles=TILES, output=Output("softmax", (0, 1, 2)))


def segmented(stage: Stage, backends: tuple[object, ...], voxels: np.ndarray, **params: str) -> Segmentation:
    volume = a_volume(voxels, (1.0, 1.0, 2.0))
    return run(a_run((stage,), {"main": backends}, (volume,), 2, params))


def test_two_folds_that_disagree_are_uncertain_and_two_that_agree_are_not() -> None:
    def says(left: int, right: int) -> FunctionBackend:
        """A network that is sure of one class in each half."""

        def network(batch: torch.Tensor) -> torch.Tensor:
            given = torch.full((1, 3, *batch.shape[2:]), -20.0)
            given[:, left, ..., :4] = 20.0
            given[:, right, ..., 4:] = 20.0
            return given

        return FunctionBackend(network)

    stage = Stage("main", tiles=Tiles(), output=STAGE.output)
    result = segmented(stage, (says(1, 1), says(1, 2)), noise((8, 8, 8)), uncertainty="folds")
    found = result.uncertainty
    assert found is not None
    assert (found.method, found.samples) == ("folds", 2)
    entropy = found.entropy.voxels
    assert entropy.dtype == np.float32
    assert entropy[..., :4].max() < 1e-3
    assert np.allclose(entropy[..., 4:], np.log(2.0) / np.log(3.0), atol=1e-3)


@pytest.mark.parametrize("spacing", [(), (1.4, 0.8, 1.3)])
@pytest.mark.parametrize("tta", ["true", "false"])
def test_labels_are_the_same_with_uncertainty_and_without(spacing: tuple[float, ...], tta: str) -> None:
    stage = Stage("main", space=Space(spacing_mm=spacing), tiles=TILES, output=STAGE.output)
    backend = TorchBackend(convolution(3))
    voxels = noise((14, 19, 17))
    plain = segmented(stage, (backend,), voxels, tta=tta)
    told = segmented(stage, (backend,), voxels, tta=tta, uncertainty="tta")
    assert np.array_equal(plain.labels, told.labels)
    assert plain.uncertainty is None
    found = told.uncertainty
    assert found is not None
    assert (found.method, found.samples) == ("tta", 4)
    assert found.entropy.geometry.matches(told.geometry)
    assert 0.0 <= found.entropy.voxels.min() < found.entropy.voxels.max() <= 1.0


def test_the_map_is_the_entropy_of_the_mean_of_mirrored_copies() -> None:
    network = convolution(3)
    voxels = noise((8, 8, 8))
    stage = Stage("main", tiles=Tiles(size=(8, 8, 8), mirror_axes=(0,)), output=STAGE.output)
    found = segmented(stage, (TorchBackend(network),), voxels, uncertainty="tta").uncertainty
    assert found is not None
    batch = torch.from_numpy(voxels)[None, None]
    with torch.no_grad():
        copies = [network(batch), network(batch.flip(2)).flip(2)]
    mean = torch.stack([torch.softmax(one, 1) for one in copies]).mean(0)[0]
    expected = (-(mean * mean.log()).sum(0) / np.log(3.0)).numpy()
    assert np.allclose(found.entropy.voxels, expected, atol=2e-3)


def test_each_segment_has_the_mean_of_its_voxels() -> None:
    result = segmented(STAGE, (TorchBackend(convolution(3)),), noise((12, 12, 12)), uncertainty="tta")
    assert result.uncertainty is not None
    for number, value in result.uncertainty.by_segment:
        expected = result.uncertainty.entropy.voxels[result.labels == number].mean()
        assert value == pytest.approx(float(expected), rel=1e-5)
    assert {number for number, _ in result.uncertainty.by_segment} == {1, 2}


def test_a_network_that_may_not_be_mirrored_is_given_slightly_changed_copies() -> None:
    stage = Stage("main", tiles=Tiles(size=(8, 8, 8)), output=STAGE.output)
    backend = TorchBackend(convolution(3))
    first, second = (segmented(stage, (backend,), noise((9, 9, 9)), uncertainty="tta") for _ in range(2))
    assert first.uncertainty is not None
    assert second.uncertainty is not None
    assert first.uncertainty.samples == 4
    assert np.array_equal(first.uncertainty.entropy.voxels, second.uncertainty.entropy.voxels)


def test_labels_of_their_own_are_as_uncertain_as_the_most_uncertain_of_them() -> None:
    def network(batch: torch.Tensor) -> torch.Tensor:
        given = torch.full((1, 2, *batch.shape[2:]), 20.0)
        given[:, 1] = 0.0
        return given

    stage = Stage("main", tiles=Tiles(mirror_axes=(0,)), output=Output("sigmoid", (1, 2)))
    found = segmented(stage, (FunctionBackend(network),), noise((4, 4, 4)), uncertainty="tta").uncertainty
    assert found is not None
    assert np.allclose(found.entropy.voxels, 1.0, atol=1e-3)


def test_dropout_is_kept_on_for_the_samples_alone(tmp_path: Path) -> None:
    arguments = {
        "spatial_dims": 3, "in_channels": 1, "out_channels": 3, "channels": (4, 8), "strides": (2,),
        "dropout": 0.4,
    }  # fmt: skip
    torch.manual_seed(0)
    network = build_network("monai.UNet", arguments)
    save_file(network.state_dict(), tmp_path / "weights.safetensors")
    stage = Stage(
        "main", "monai.UNet", arguments, weights=(str(tmp_path / "weights.safetensors"),),
        tiles=Tiles(size=(8, 8, 8)), output=STAGE.output,
    )  # fmt: skip
    voxels = noise((10, 10, 10))
    params = {"uncertainty": "mc_dropout", "uncertainty_samples": "5"}
    results = [segmented(stage, (TorchBackend(network),), voxels, **params) for _ in range(2)]
    plain = segmented(stage, (TorchBackend(network),), voxels)
    assert np.array_equal(results[0].labels, plain.labels)
    first, second = (one.uncertainty for one in results)
    assert first is not None
    assert second is not None
    assert first.samples == 5
    assert np.array_equal(first.entropy.voxels, second.entropy.voxels)
    assert first.entropy.voxels.max() > 0.1


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [("folds", "one fold only"), ("mc_dropout", "no dropout"), ("luck", "give off, tta, folds, mc_dropout")],
)
def test_what_a_pack_cannot_give_is_refused(wanted: str, sentence: str) -> None:
    stage = replace(STAGE, format="torchscript")
    with pytest.raises(ModelError, match=sentence):
        segmented(stage, (FunctionBackend(convolution(3)),), noise((8, 8, 8)), uncertainty=wanted)
