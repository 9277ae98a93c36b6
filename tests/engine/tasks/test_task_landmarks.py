"""Landmarks lie in the world where their heat is, finer than a voxel."""

import numpy as np
import pytest

from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.engine.outputs.landmark_peak import find_peak
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.scene.scene import Scene

WARM, COLD = (22.3, -11.7, 71.4), (33.1, 2.2, 88.8)


@pytest.fixture
def a_warm_and_a_cold_spot(an_oblique_grid, a_volume_of, blobs):
    values = 1000.0 * (blobs(an_oblique_grid, WARM) - blobs(an_oblique_grid, COLD))
    return a_volume_of(values.astype(np.int16), an_oblique_grid)


def a_stage(arguments, **changes) -> Stage:
    given = {
        "normalise": ((Normalise("linear", scale=0.001),),),
        "output": Output("heat_maps", (1, 2), threshold=0.3),
    } | changes
    return Stage("points", "medviewer.MeshNet", arguments, **given)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"space": Space("RAS")},
        {"space": Space("SPL", spacing_mm=(1.5, 1.5, 1.5))},
        {"tiles": Tiles((16, 16, 16), step=0.5)},
        {"tiles": Tiles((16, 16, 16), mirror_axes=(0, 1, 2))},
    ],
    ids=["as it is", "turned", "resampled", "tiled", "mirrored"],
)
def test_landmarks_of_an_oblique_volume_are_found_within_half_a_voxel(
    packs, mixing, a_warm_and_a_cold_spot, changes
):
    arguments, network = mixing([[1.0], [-1.0]])
    folder = packs.write("landmarks", a_stage(arguments, **changes), network, ("warm", "cold"))
    result = packs.run(folder, a_warm_and_a_cold_spot)
    assert [point.label for point in result.points] == ["warm", "cold"]
    spacing = np.array(a_warm_and_a_cold_spot.geometry.spacing_ijk)
    for point, truth in zip(result.points, (WARM, COLD), strict=True):
        index = a_warm_and_a_cold_spot.geometry.lps_to_index
        off = np.abs(index(point.point_lps) - index(truth))
        assert off.max() < 0.5, off
        assert (off * spacing).max() < 0.4
        assert 0.85 < point.score <= 1.0
        assert point.spread_mm == pytest.approx(4.0, abs=0.9)


def test_a_landmark_that_is_not_there_is_not_told(packs, mixing, an_oblique_grid, a_volume_of, blobs):
    arguments, network = mixing([[1.0], [-1.0]])
    folder = packs.write("landmarks", a_stage(arguments), network, ("warm", "cold"))
    only_warm = a_volume_of((1000 * blobs(an_oblique_grid, WARM)).astype(np.int16), an_oblique_grid)
    (point,) = packs.run(folder, only_warm).points
    assert point.label == "warm"


def test_landmarks_become_a_layer_of_the_scene(packs, mixing, a_warm_and_a_cold_spot):
    arguments, network = mixing([[1.0], [-1.0]])
    folder = packs.write("landmarks", a_stage(arguments), network, ("warm", "cold"))
    result = packs.run(folder, a_warm_and_a_cold_spot)
    scene = Scene()
    image = scene.add_volume(a_warm_and_a_cold_spot)
    layer = scene.add_result(result, image.id)
    assert isinstance(layer, LandmarksLayer)
    assert layer.is_from_model
    assert layer.file_form == "findings"


def test_logits_become_heat_and_channels_may_be_no_landmark(
    packs, mixing, an_oblique_grid, a_volume_of, blobs
):
    arguments, network = mixing([[0.0], [8.0]], [0.0, -4.0])
    output = Output("heat_maps", (0, 1), threshold=0.3, options={"activation": "sigmoid"})
    folder = packs.write("landmarks", a_stage(arguments, output=output), network, ("warm",))
    volume = a_volume_of((1000 * blobs(an_oblique_grid, WARM)).astype(np.int16), an_oblique_grid)
    (point,) = packs.run(folder, volume).points
    assert point.label == "warm"
    assert point.score == pytest.approx(1 / (1 + np.exp(-4.0)), abs=0.02)


def test_a_second_weaker_peak_does_not_pull_the_first(blobs):
    grid = Geometry((30, 40, 50), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    heat = blobs(grid, (12.4, 20.6, 14.5), 2.0) + 0.8 * blobs(grid, (36.0, 20.0, 15.0), 2.0)
    peak = find_peak(heat, (1.0, 1.0, 1.0), 50.0)
    assert peak.place == pytest.approx((14.5, 20.6, 12.4), abs=0.1)
    assert find_peak(np.zeros((3, 3, 3), np.float32), (1, 1, 1), 5.0) is None


def test_too_few_maps_are_told_in_a_sentence(packs, mixing, a_warm_and_a_cold_spot):
    arguments, network = mixing([[1.0]])
    folder = packs.write("landmarks", a_stage(arguments), network, ("warm", "cold"))
    with pytest.raises(ModelError, match="gives 1 maps"):
        packs.run(folder, a_warm_and_a_cold_spot)


def test_numbers_that_are_not_finite_are_told_and_are_no_missing_landmark(
    packs, mixing, a_warm_and_a_cold_spot
):
    arguments, network = mixing([[1e38], [1.0]])
    stage = a_stage(arguments, normalise=((Normalise("linear", scale=1e5),),))
    folder = packs.write("landmarks", stage, network, ("warm", "cold"))
    with pytest.raises(ModelError, match="not finite"):
        packs.run(folder, a_warm_and_a_cold_spot)


def test_maps_that_do_not_fit_into_memory_are_told_before_anything_runs(
    packs, mixing, a_warm_and_a_cold_spot, monkeypatch
):
    monkeypatch.setattr("medviewer.engine.tiling.whole_maps.free_ram_bytes", lambda: 200_000)
    arguments, network = mixing([[1.0], [-1.0]])
    folder = packs.write("landmarks", a_stage(arguments), network, ("warm", "cold"))
    with pytest.raises(ModelError, match="2 maps of the network points need"):
        packs.run(folder, a_warm_and_a_cold_spot)
