"""A model sees the same patient, however the volume lies in its file."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import numpy.typing as npt
import pytest
import torch
from engine_cases import FunctionBackend, a_run, a_volume, convolution, noise
from monai.inferers import sliding_window_inference

from medviewer.api import Geometry, Volume, reorient
from medviewer.engine.grid.model_space import to_model_space
from medviewer.engine.tasks.segmentation import run
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles

ORIENTATIONS = [
    "".join(letters[axis] for axis in order)
    for order in permutations(range(3))
    for letters in product("LR", "PA", "SI")
]
CLASSES = 4
TILES = Tiles((10, 10, 10), 0.5)
OUTPUT = Output("softmax", tuple(range(CLASSES)))


def a_patient(tilt_degrees: float = 0.0) -> Volume:
    """An asymmetric volume of unequal voxels, if wanted tilted about two axes."""
    angle = np.radians(tilt_degrees)
    turn_x = np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]])
    turn_z = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    axes = (turn_x @ turn_z).T
    voxels = noise((13, 17, 11), 5)
    geometry = Geometry(
        (13, 17, 11), (-7.0, 30.0, 100.0), (1.5, 1.0, 2.0), tuple(tuple(axis) for axis in axes)
    )
    return Volume(voxels, geometry)


def segmented(volume: Volume, space: Space, resample: str = "logits") -> npt.NDArray[np.uint8]:
    stage = Stage("main", space=space, tiles=TILES, output=replace(OUTPUT, resample=resample))  # type: ignore[arg-type]
    network = FunctionBackend(convolution(CLASSES, seed=1))
    result = run(a_run([stage], {"main": (network,)}, [volume], CLASSES - 1))
    assert result.geometry.matches(volume.geometry)
    return result.labels


@pytest.mark.parametrize(
    ("space", "tilt", "orientations"),
    [
        (Space("RAS"), 0.0, ORIENTATIONS),
        (Space(), 20.0, ORIENTATIONS[::5]),
        (Space(spacing_mm=(1.5, 1.3, 1.7)), 20.0, ORIENTATIONS[1::5]),
        (Space(spacing_mm=(1.5, 1.3, 1.7), resampling="nnunet"), 0.0, ORIENTATIONS[2::5]),
    ],
    ids=["all 48", "tilted", "tilted and resampled", "as nnU-Net"],
)
def test_every_order_of_the_axes_gives_the_same_in_the_world(
    space: Space, tilt: float, orientations: list[str]
) -> None:
    patient = a_patient(tilt)
    expected = segmented(patient, space)
    assert len(np.unique(expected)) == CLASSES
    for orientation in orientations:
        voxels, geometry = reorient(patient.voxels, patient.geometry, orientation)
        turned = segmented(Volume(np.ascontiguousarray(voxels), geometry), space)
        back, _ = reorient(turned, geometry, patient.geometry.orientation)
        np.testing.assert_array_equal(back, expected, orientation)


def test_an_oblique_volume_is_turned_and_not_resampled() -> None:
    image = to_model_space([a_patient(20.0)], Stage("main"))
    assert image.grid.is_same
    assert np.shares_memory(image.channels[0].values, image.channels[0].values.base)
    point = image.grid.to_lps((3, 2, 1))
    np.testing.assert_allclose(point, a_patient(20.0).geometry.index_to_lps((1, 2, 3)))
    np.testing.assert_allclose(image.grid.from_lps(point), (3, 2, 1), atol=1e-9)


@pytest.mark.parametrize("resampling", ["linear", "nnunet", "cubic", "nearest"])
def test_what_lies_at_a_point_stays_at_that_point(resampling: str) -> None:
    shape = (30, 40, 34)
    geometry = Geometry(shape, (5.0, -20.0, 7.0), (1.0, 1.2, 0.9))
    centre = geometry.index_to_lps((20, 11, 14))
    indices = np.stack(np.meshgrid(*(np.arange(n) for n in shape), indexing="ij"), -1)[..., ::-1]
    distance = np.linalg.norm(geometry.index_to_lps(indices) - centre, axis=-1)
    volume = Volume(np.exp(-((distance / 4.0) ** 2)).astype(np.float32), geometry)
    space = Space("RAS", spacing_mm=(1.7, 1.5, 2.1), resampling=resampling)  # type: ignore[arg-type]
    image = to_model_space([volume], Stage("main", space=space))
    weights = image.tensor()[0].numpy().astype(np.float64)
    places = np.stack(np.meshgrid(*(np.arange(n) for n in image.shape), indexing="ij"), -1)
    found = (image.grid.to_lps(places) * weights[..., None]).sum((0, 1, 2)) / weights.sum()
    np.testing.assert_allclose(found, centre, atol=0.15)
    back = image.grid.values_to_volume(weights)
    assert np.abs(back - volume.voxels).max() < 0.25
    peak = np.unravel_index(back.argmax(), shape)
    assert np.linalg.norm(geometry.index_to_lps(peak[::-1]) - centre) < 2.2


@pytest.mark.parametrize("resampling", ["linear", "nnunet"])
@pytest.mark.parametrize("mm", [(0.7, 1.9, 1.4), (2.3, 2.1, 1.8), (4.0, 1.0, 1.0)])
def test_labels_come_back_as_from_a_whole_volume_of_logits(resampling: str, mm: tuple[float, ...]) -> None:
    volume = a_volume(noise((21, 18, 25), 2), (1.1, 1.3, 1.2))
    space = Space(spacing_mm=mm, resampling=resampling)  # type: ignore[arg-type]
    network = convolution(CLASSES, seed=1)
    image = to_model_space([volume], Stage("main", space=space))
    with torch.inference_mode():
        logits = sliding_window_inference(
            image.tensor()[None], TILES.size, 1, network, overlap=0.5, mode="gaussian"
        )[0].numpy()
    whole = np.stack([image.grid.values_to_volume(channel) for channel in logits])
    expected = whole.argmax(0)
    found = segmented(volume, space)
    top = np.sort(whole, axis=0)
    is_tie = top[-1] - top[-2] < 1e-5
    assert is_tie.mean() < 0.01
    np.testing.assert_array_equal(found[~is_tie], expected[~is_tie])


def test_labels_may_come_back_from_the_nearest_voxel() -> None:
    volume = a_volume(noise((21, 18, 25), 2), (1.1, 1.3, 1.2))
    space = Space(spacing_mm=(2.0, 2.0, 2.0))
    coarse = to_model_space([volume], Stage("main", space=space))
    on_grid = Volume(coarse.tensor()[0].numpy(), coarse.grid.geometry)
    expected = np.zeros(volume.geometry.shape_kji, np.uint8)
    coarse.grid.write_nearest(segmented(on_grid, Space()), coarse.grid.turned(expected))
    np.testing.assert_array_equal(segmented(volume, space, "labels"), expected)


@pytest.mark.parametrize("resample", ["logits", "labels", "probabilities"])
@pytest.mark.parametrize("conform", [(20, 20, 20), (8, 20, 8), (8, 8, 8)], ids=str)
def test_labels_of_a_conformed_grid_lie_where_its_voxels_lie(
    conform: tuple[int, int, int], resample: str
) -> None:
    shape = (13, 17, 11)
    volume = Volume(noise(shape, 5), Geometry(shape, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)))
    network = FunctionBackend(lambda batch: torch.cat([batch * 0.0, batch], dim=1))
    output = Output("softmax", (0, 1), resample=resample)  # type: ignore[arg-type]
    stage = Stage("main", space=Space(conform=conform), tiles=TILES, output=output)
    found = run(a_run([stage], {"main": (network,)}, [volume], 1)).labels
    expected = np.zeros(shape, np.uint8)
    box = tuple(
        slice(max(0, (n - m) // 2), max(0, (n - m) // 2) + min(n, m))
        for n, m in zip(shape, conform, strict=True)
    )
    # Space() runs a and c against k and i here, so the box is turned with the voxels.
    turned, _ = reorient(expected, volume.geometry, Space().axes[::-1])
    values, _ = reorient(volume.voxels, volume.geometry, Space().axes[::-1])
    turned[box] = values[box] > 0
    np.testing.assert_array_equal(found, expected)


def test_conforming_centres_and_fills_with_the_least_value() -> None:
    volume = a_volume(noise((10, 30, 16)))
    image = to_model_space([volume], Stage("main", space=Space(conform=(20, 20, 20))))
    tensor = image.tensor()[0].numpy()
    assert tensor.shape == (20, 20, 20)
    np.testing.assert_array_equal(tensor[5:15, :, 2:18], volume.voxels[:, 5:25])
    assert (tensor[:5] == volume.voxels.min()).all()
    back = image.grid.values_to_volume(tensor, outside=99.0)
    np.testing.assert_array_equal(back[:, 5:25], volume.voxels[:, 5:25])
    assert (back[:, :5] == 99.0).all()
    assert (back[:, 25:] == 99.0).all()


def test_other_channels_come_onto_the_grid_of_the_first() -> None:
    first = a_patient()
    voxels, geometry = reorient(first.voxels, first.geometry, "RIP")
    moved = replace(geometry, origin_lps=tuple(geometry.index_to_lps((1, 0, 0))))
    image = to_model_space([first, Volume(voxels, geometry), Volume(voxels, moved)], Stage("main"))
    same, shifted = image.tensor()[1].numpy(), image.tensor()[2].numpy()
    np.testing.assert_allclose(same, first.voxels, atol=1e-5)
    # The third one's first voxel lies where the second one's next does, which is further to the right.
    np.testing.assert_allclose(shifted[:, :, :-1], first.voxels[:, :, 1:], atol=1e-5)


def test_a_picture_is_resized_and_normalised() -> None:
    picture = Volume(np.arange(64.0, dtype=np.float32).reshape(1, 8, 8), Geometry((1, 8, 8)))
    space = Space(axes="", resize=(4, 4))
    image = to_model_space(
        [picture], Stage("main", space=space, normalise=((Normalise("minmax"),), (), (Normalise("zscore"),)))
    )
    tensor = image.tensor().numpy()
    assert tensor.shape == (3, 1, 4, 4)
    assert (tensor[0].min(), tensor[0].max()) == (0.0, 1.0)
    np.testing.assert_allclose((tensor[2].mean(), tensor[2].std()), (0, 1), atol=1e-5)
    np.testing.assert_allclose(image.grid.geometry.spacing_ijk, (2.0, 2.0, 1.0))
    np.testing.assert_allclose(image.grid.geometry.origin_lps, (0.5, 0.5, 0.0))
