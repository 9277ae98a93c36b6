"""Simulated radiographs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.samples.radiograph import Radiograph, RadiographSpec, chest_radiograph, standing_spec


@pytest.fixture(scope="module")
def a_pair() -> tuple[Radiograph, Radiograph]:
    """The same body without and with an opacity."""
    spec = RadiographSpec(standing_spec(3, opacity=False), (256, 300), noise=0.3)
    return chest_radiograph(spec), chest_radiograph(replace(spec, thorax=standing_spec(3, opacity=True)))


def test_a_radiograph_is_one_slice_of_the_size_asked_for(a_pair: tuple[Radiograph, Radiograph]) -> None:
    volume = a_pair[0].volume
    assert volume.voxels.shape == (1, 256, 300)
    assert volume.voxels.dtype == np.uint16
    assert volume.info.modality == "DX"


def test_an_opacity_is_denser_than_the_same_lung_without_it(a_pair: tuple[Radiograph, Radiograph]) -> None:
    clear, filled = a_pair
    assert filled.has_opacity
    assert not clear.has_opacity
    assert not clear.opacity_mask.any()
    change = filled.volume.voxels[0].astype(float) - clear.volume.voxels[0]
    assert change[filled.opacity_mask].mean() > 150.0
    assert abs(np.median(change[~filled.opacity_mask])) < 40.0


def test_lungs_are_darker_than_the_belly_and_the_heart_is_on_the_right_of_the_picture(
    a_pair: tuple[Radiograph, Radiograph],
) -> None:
    picture = a_pair[0].volume.voxels[0].astype(float)
    assert picture[70:140, 40:110].mean() < picture[230:, 80:220].mean() - 800.0
    # rows through the heart: patient's left (larger column) is denser than the mirror place
    assert picture[150:175, 165:190].mean() > picture[150:175, 110:135].mean()


def test_monochrome1_is_stored_inverted_and_says_so() -> None:
    spec = RadiographSpec(standing_spec(1, opacity=False), (96, 96))
    plain, inverted = chest_radiograph(spec), chest_radiograph(replace(spec, inverted=True))
    assert inverted.volume.inverted
    assert np.array_equal(inverted.volume.voxels, 4095 - plain.volume.voxels)


def test_the_same_spec_gives_the_same_picture() -> None:
    spec = RadiographSpec(standing_spec(1, opacity=True), (64, 64), seed=4, rotation_deg=5.0, zoom=1.2)
    assert np.array_equal(chest_radiograph(spec).volume.voxels, chest_radiograph(spec).volume.voxels)
