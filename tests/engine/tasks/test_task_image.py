"""Images that a pack makes: in the right unit, in the right place, shown in the place of their input."""

import numpy as np
import pytest
import torch
from scipy import ndimage

from medviewer.core.errors import ModelError
from medviewer.engine.networks.table import build_network
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.scene import Scene

TO_UNIT = (Normalise("range", low=-1000, high=1000),)


@pytest.fixture
def a_noisy_ct(an_oblique_grid, a_volume_of):
    noise = np.random.default_rng(3).normal(0.0, 60.0, an_oblique_grid.shape_kji)
    return a_volume_of((noise + 40.0).astype(np.int16), an_oblique_grid)


def a_stage(arguments, options, **changes) -> Stage:
    given = {"normalise": (TO_UNIT,), "output": Output("image", options=options)} | changes
    return Stage("image", "medviewer.MeshNet", arguments, **given)


def test_a_denoised_image_is_in_the_unit_of_its_input(packs, blurring, a_noisy_ct):
    arguments, network = blurring
    folder = packs.write("image", a_stage(arguments, {"denormalise": "input"}), network)
    result = packs.run(folder, a_noisy_ct)
    expected = ndimage.uniform_filter(a_noisy_ct.voxels.astype(np.float32), 3)
    inner = (slice(1, -1),) * 3
    assert np.abs(result.voxels[inner] - expected[inner]).max() < 0.05
    assert result.unit == "HU"
    assert result.geometry.matches(a_noisy_ct.geometry)
    assert result.voxels[inner].std() < 0.3 * a_noisy_ct.voxels.std()


def test_it_becomes_an_image_layer_that_shares_the_window_of_its_input(packs, blurring, a_noisy_ct):
    arguments, network = blurring
    folder = packs.write("image", a_stage(arguments, {"denormalise": "input"}), network)
    scene = Scene()
    image = scene.add_volume(a_noisy_ct)
    layer = scene.add_result(packs.run(folder, a_noisy_ct), image.id)
    assert isinstance(layer, ImageResultLayer)
    assert layer.window is None


def test_a_synthesised_image_has_a_unit_and_a_window_of_its_own(packs, mixing, a_noisy_ct):
    arguments, network = mixing([[-1.0]])
    options = {"scale": 200.0, "shift": 300.0, "unit": "ms"}
    folder = packs.write("image", a_stage(arguments, options), network)
    result = packs.run(folder, a_noisy_ct)
    expected = 300.0 - 200.0 * (a_noisy_ct.voxels.astype(np.float32) + 1000.0) / 2000.0
    assert np.allclose(result.voxels, expected, atol=1e-3)
    assert result.unit == "ms"
    assert result.windows
    scene = Scene()
    layer = scene.add_result(result, scene.add_volume(a_noisy_ct).id)
    assert layer.window == result.windows[0]


@pytest.mark.parametrize(("residual", "sign"), [("subtract", -1.0), ("add", 1.0)])
def test_a_network_may_give_the_noise_instead(packs, mixing, a_noisy_ct, residual, sign):
    arguments, network = mixing([[0.25]])
    folder = packs.write("image", a_stage(arguments, {"residual": residual}), network)
    result = packs.run(folder, a_noisy_ct)
    unit = (a_noisy_ct.voxels.astype(np.float32) + 1000.0) / 2000.0
    expected = unit * (1.0 + sign * 0.25) * 2000.0 - 1000.0
    assert np.allclose(result.voxels, expected, atol=0.01)
    assert result.unit == "HU"


def test_tiles_turns_and_another_spacing_change_little(packs, mixing, an_oblique_grid, a_volume_of):
    k, j, i = np.meshgrid(*(np.arange(n) for n in an_oblique_grid.shape_kji), indexing="ij")
    smooth = a_volume_of((10 * k - 3 * j + 5 * i).astype(np.int16), an_oblique_grid)
    arguments, network = mixing([[1.0]])
    for changes, most in (
        ({"tiles": Tiles((16, 16, 16), mirror_axes=(0, 2)), "space": Space("LAI")}, 0.01),
        ({"space": Space("SPL", spacing_mm=(1.0, 1.0, 1.0))}, 8.0),
    ):
        folder = packs.write("image", a_stage(arguments, {"denormalise": "input"}, **changes), network)
        result = packs.run(folder, smooth)
        assert np.abs(result.voxels - smooth.voxels).max() < most


def test_what_the_network_has_not_seen_stays_as_it_was(packs, mixing, a_volume_of):
    voxels = np.zeros((10, 12, 14), np.int16)
    voxels[3:7, 4:9, 5:10] = 500
    arguments, network = mixing([[1.0]], [0.1])
    stage = a_stage(arguments, {"denormalise": "input", "whole_numbers": True}, space=Space(crop="nonzero"))
    result = packs.run(packs.write("image", stage, network), a_volume_of(voxels))
    assert result.voxels.dtype == np.int16
    assert (result.voxels[3:7, 4:9, 5:10] == 700).all()  # a tenth of 2000 more
    assert result.voxels[0, 0, 0] == 0


def test_slices_are_made_one_by_one(packs, a_noisy_ct):
    arguments = {"channels": (2, 2, 2, 2)}
    network = build_network("medviewer.SmallUNet", arguments)
    stage = Stage(
        "image", "medviewer.SmallUNet", arguments, normalise=(TO_UNIT,), space=Space(slices=True),
        tiles=Tiles(multiple_of=8), output=Output("image"),
    )  # fmt: skip
    result = packs.run(packs.write("image", stage, network), a_noisy_ct)
    k = 11
    given = torch.from_numpy((a_noisy_ct.voxels[k].astype(np.float32) + 1000.0) / 2000.0)
    with torch.inference_mode():  # 36 columns are filled up to 40
        expected = network(torch.nn.functional.pad(given, (2, 2))[None, None])[0, 0, :, 2:-2].numpy()
    assert np.allclose(result.voxels[k], expected, atol=2e-2)


def test_an_option_that_is_wrong_is_a_sentence(packs, mixing, a_noisy_ct):
    arguments, network = mixing([[1.0]])
    folder = packs.write("image", a_stage(arguments, {"denormalise": "yes"}), network)
    with pytest.raises(ModelError, match="denormalise of the network image must be one of none, input"):
        packs.run(folder, a_noisy_ct)


def test_folds_are_averaged_and_may_be_fewer(packs, mixing, a_noisy_ct):
    arguments, half = mixing([[0.5]])
    more = mixing([[1.5]])[1]
    stage = a_stage(arguments, {"denormalise": "input"}, weights=("a.safetensors", "b.safetensors"))
    folder = packs.write("image", stage, (half, more))
    both = packs.run(folder, a_noisy_ct)
    assert np.allclose(both.voxels, a_noisy_ct.voxels, atol=0.02)
    assert dict(both.provenance.parameters)["folds"] == "2"
    one = packs.run(folder, a_noisy_ct, {"folds": "1"})
    assert np.allclose(one.voxels, 0.5 * (a_noisy_ct.voxels + 1000.0) - 1000.0, atol=0.02)
    assert dict(one.provenance.parameters)["folds"] == "1"
