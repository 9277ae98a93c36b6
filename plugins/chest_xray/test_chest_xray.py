"""The chest X-ray plugin: its own weights, a user's weights, its heat map, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from chest_xray_evaluate import a_model, heat_on_mask, picture_volume, silent
from chest_xray_model import ChestXrayModel
from chest_xray_picture import Square, network_input

from medviewer.api import Cancelled, Geometry, ModelError, Volume
from medviewer.api.testing import check_model
from medviewer.samples.radiograph import Radiograph, RadiographSpec, chest_radiograph, standing_spec

FOLDER = Path(__file__).resolve().parent
MAX_WEIGHTS_BYTES = 15 * 2**20


@pytest.fixture(scope="module")
def the_model() -> ChestXrayModel:
    return a_model()


@pytest.fixture(scope="module")
def pairs() -> tuple[tuple[Radiograph, Radiograph], ...]:
    """Bodies that were not trained on, each without and with one opacity."""
    return tuple(
        (
            chest_radiograph(RadiographSpec(standing_spec(seed, opacity=False))),
            chest_radiograph(RadiographSpec(standing_spec(seed, opacity=True))),
        )
        for seed in range(50_001, 50_007)
    )


@pytest.fixture(scope="module")
def radiographs(pairs: tuple[tuple[Radiograph, Radiograph], ...]) -> tuple[Radiograph, ...]:
    """Those with an opacity."""
    return tuple(filled for _, filled in pairs)


def test_keeps_every_promise_of_the_plugin_api() -> None:
    check_model(FOLDER)


def test_weights_are_small() -> None:
    assert (FOLDER / "weights.safetensors").stat().st_size <= MAX_WEIGHTS_BYTES


def test_an_opacity_raises_the_probability_of_the_same_body(
    the_model: ChestXrayModel, pairs: tuple[tuple[Radiograph, Radiograph], ...]
) -> None:
    rises = []
    for pair in pairs:
        clear, filled = (the_model.predict(r.volume, {}, silent).findings[0] for r in pair)
        assert not clear.is_positive
        rises.append(filled.probability - clear.probability)
    assert min(rises) > -0.05
    assert np.mean(rises) > 0.4


def test_heat_lies_on_every_opacity_that_is_found(
    the_model: ChestXrayModel, radiographs: tuple[Radiograph, ...]
) -> None:
    found = 0
    for radiograph in radiographs:
        finding = the_model.predict(radiograph.volume, {}, silent).findings[0]
        if finding.is_positive:
            found += 1
            on_opacity, share = heat_on_mask(finding.evidence, radiograph.volume, radiograph.opacity_mask)
            assert on_opacity
            assert share > 2.0 * radiograph.opacity_mask.mean()
    assert found >= 4


def test_monochrome1_gives_the_same_answer(
    the_model: ChestXrayModel, radiographs: tuple[Radiograph, ...]
) -> None:
    volume = radiographs[0].volume
    inverted = replace(volume, voxels=4095 - volume.voxels, inverted=True)
    plain, turned = (the_model.predict(v, {}, silent).findings[0].probability for v in (volume, inverted))
    assert plain == pytest.approx(turned, abs=0.02)


@pytest.mark.parametrize("shape", [(37, 61), (900, 700), (160, 160)])
def test_any_size_is_accepted_and_the_heat_map_lies_on_the_picture(
    the_model: ChestXrayModel, shape: tuple[int, int]
) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (1, *shape), dtype=np.uint8)
    volume = Volume(pixels, Geometry((1, *shape), (10.0, 20.0, 0.0), (0.4, 0.4, 1.0)))
    evidence = the_model.predict(volume, {}, silent).findings[0].evidence
    assert evidence is not None
    assert np.allclose(evidence.geometry.centre_lps, volume.geometry.centre_lps, atol=0.5)
    side = min(shape) * 0.4
    assert evidence.geometry.spacing_ijk[0] * evidence.geometry.shape_kji[2] == pytest.approx(side)


def test_a_bright_spot_is_at_the_same_place_in_network_and_world() -> None:
    pixels = np.random.default_rng(0).integers(0, 100, (1, 200, 300), dtype=np.uint16)
    pixels[0, 120:140, 180:200] = 1000
    volume = Volume(pixels, Geometry(pixels.shape, (5.0, -7.0, 0.0), (0.5, 0.5, 1.0)))
    seen = network_input(volume, 100, 1)[0, 0].numpy()
    row, column = np.argwhere(seen > 900.0).mean(axis=0)
    point = Square.of(volume).grid(volume, 100).index_to_lps((column, row, 0))
    assert np.linalg.norm(point - volume.geometry.index_to_lps((189.5, 129.5, 0))) < 0.3


def test_padding_does_not_count() -> None:
    pixels = np.random.default_rng(0).integers(1000, 2000, (1, 64, 64), dtype=np.uint16)
    padded = pixels.copy()
    padded[0, :4] = 65535
    plain = network_input(Volume(pixels, Geometry(pixels.shape)), 64, 1)
    with_padding = network_input(Volume(padded, Geometry(pixels.shape), padding=(65535.0, 65535.0)), 64, 1)
    assert torch.allclose(plain[..., 8:, :], with_padding[..., 8:, :], atol=30.0)
    assert float(with_padding[..., :4, :].max()) == -1024.0


def test_a_blank_picture_is_refused(the_model: ChestXrayModel) -> None:
    with pytest.raises(ModelError, match="same value"):
        the_model.predict(Volume(np.full((1, 50, 50), 7, np.uint8), Geometry((1, 50, 50))), {}, silent)


def test_several_slices_are_refused(the_model: ChestXrayModel) -> None:
    with pytest.raises(ModelError, match="one picture"):
        the_model.predict(Volume(np.zeros((2, 50, 50), np.uint8), Geometry((2, 50, 50))), {}, silent)


def test_a_cancel_comes_out(the_model: ChestXrayModel, radiographs: tuple[Radiograph, ...]) -> None:
    def stop(fraction: float, message: str = "") -> None:
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        the_model.predict(radiographs[0].volume, {}, stop)


@pytest.mark.real_data
def test_real_radiographs_get_an_answer(the_model: ChestXrayModel, data_dir: Path) -> None:
    pictures = sorted((data_dir / "xray").glob("*.png"))
    assert len(pictures) == 4
    for path in pictures:
        finding = the_model.predict(picture_volume(path), {}, silent).findings[0]
        assert 0.0 <= finding.probability <= 1.0
        assert finding.evidence is not None
