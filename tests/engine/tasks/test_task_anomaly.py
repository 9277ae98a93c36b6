"""What a network cannot copy stands out: a small lesion in what is smooth."""

import numpy as np
import pytest

from medviewer.core.errors import ModelError
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.scene import Scene

LESION = (14, 22, 17)


@pytest.fixture
def a_smooth_volume(an_oblique_grid, a_volume_of):
    k, j, i = np.meshgrid(*(np.arange(n) for n in an_oblique_grid.shape_kji), indexing="ij")
    return a_volume_of((4 * k + 2 * j + 3 * i).astype(np.int16), an_oblique_grid)


@pytest.fixture
def a_lesion(a_smooth_volume, a_volume_of):
    voxels = a_smooth_volume.voxels.copy()
    voxels[LESION] += 600
    return a_volume_of(voxels, a_smooth_volume.geometry)


def a_stage(arguments, **options) -> Stage:
    return Stage(
        "copy",
        "medviewer.MeshNet",
        arguments,
        normalise=((Normalise("range", low=0, high=1000),),),
        output=Output("reconstruction", options={"inside_above": 0.001, "margin_mm": 3.0} | options),
    )


def test_the_error_is_highest_at_the_lesion(packs, blurring, a_lesion):
    arguments, network = blurring
    folder = packs.write("anomaly", a_stage(arguments, score="max", threshold=0.3, full_scale=0.5), network)
    result = packs.run(folder, a_lesion)
    assert np.unravel_index(result.error.voxels.argmax(), result.error.voxels.shape) == LESION
    assert a_lesion.geometry.nearest_index(result.peak_lps) == LESION[::-1]
    # 600 above its neighbours, 26/27 of which the mean loses
    assert result.score == pytest.approx(0.6 * 26 / 27, abs=1e-3)
    assert result.error.voxels[LESION] == pytest.approx(result.score, abs=1e-3)
    assert (result.threshold, result.full_scale, result.is_abnormal) == (0.3, 0.5, True)
    assert result.error.voxels.dtype == np.float32


def test_without_a_lesion_the_score_is_low(packs, blurring, a_smooth_volume):
    arguments, network = blurring
    folder = packs.write("anomaly", a_stage(arguments, score="max", threshold=0.3), network)
    result = packs.run(folder, a_smooth_volume)
    assert result.score < 0.01
    assert result.is_abnormal is False


def test_scores_are_what_they_are_called(packs, blurring, a_lesion):
    arguments, network = blurring
    by = {}
    for name in ("mean", "max", "percentile"):
        folder = packs.write("anomaly", a_stage(arguments, score=name, percentile=50), network)
        by[name] = packs.run(folder, a_lesion)
        assert by[name].is_abnormal is None
    assert by["percentile"].score <= by["mean"].score < by["max"].score
    assert by["mean"].full_scale > 0


def test_smoothing_spreads_the_error_and_squaring_sharpens_it(packs, blurring, a_lesion):
    arguments, network = blurring
    folder = packs.write("anomaly", a_stage(arguments, score="max", smooth_mm=3.0), network)
    smooth = packs.run(folder, a_lesion)
    folder = packs.write("anomaly", a_stage(arguments, score="max", error="squared"), network)
    squared = packs.run(folder, a_lesion)
    assert smooth.score < 0.2
    assert squared.score == pytest.approx((0.6 * 26 / 27) ** 2, abs=1e-3)


def test_tiles_of_a_turned_grid_give_the_same_map(packs, blurring, a_lesion):
    arguments, network = blurring
    plain = packs.run(packs.write("anomaly", a_stage(arguments), network), a_lesion)
    from dataclasses import replace

    turned = replace(a_stage(arguments), space=Space("RAS"), tiles=Tiles((20, 20, 20), step=0.5))
    other = packs.run(packs.write("anomaly", turned, network), a_lesion)
    # tiles differ near their own rims only, and little
    assert np.abs(plain.error.voxels - other.error.voxels)[LESION] < 1e-3
    assert np.unravel_index(other.error.voxels.argmax(), other.error.voxels.shape) == LESION


def test_it_becomes_a_layer_with_its_own_scale(packs, blurring, a_lesion):
    arguments, network = blurring
    folder = packs.write("anomaly", a_stage(arguments, full_scale=0.5), network)
    scene = Scene()
    layer = scene.add_result(packs.run(folder, a_lesion), scene.add_volume(a_lesion).id)
    assert isinstance(layer, AnomalyLayer)
    assert layer.anomaly.full_scale == 0.5


def test_a_copy_of_another_number_of_channels_is_told(packs, mixing, a_lesion):
    arguments, network = mixing([[1.0], [1.0]])
    folder = packs.write("anomaly", a_stage(arguments), network)
    with pytest.raises(ModelError, match="copies 2 channels and was given 1"):
        packs.run(folder, a_lesion)
