"""What a model is given where a volume has padding."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.api.contract import InputContract
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.inference.model_input import without_padding


def a_volume(padding):
    voxels = np.full((3, 4, 5), 40, np.int16)
    voxels[1] = -2000
    voxels[0, 0, 0] = -1005
    return Volume(voxels, Geometry(voxels.shape), unit="HU", padding=padding)


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        (InputContract(), -1005),
        (InputContract(value_range=(-1000.0, 1000.0)), -1000),
        (InputContract(value_range=(-3000.0, 1000.0)), -1005),
        (InputContract(dimensions=2), -2000),
    ],
    ids=["lowest of the image", "lowest of the contract", "contract below the image", "single pictures"],
)
def test_padding_is_no_wild_number(contract, expected):
    volume = a_volume((-2000, -2000))
    given = without_padding(volume, contract)
    assert set(np.unique(given.voxels[1])) == {expected}
    assert np.array_equal(given.voxels[[0, 2]], volume.voxels[[0, 2]])
    assert (volume.voxels[1] == -2000).all()
    assert not given.voxels.flags.writeable


def test_a_volume_without_padding_is_given_as_it_is():
    for padding in (None, (-32768, -32768)):
        volume = a_volume(padding)
        assert np.shares_memory(without_padding(volume, InputContract()).voxels, volume.voxels)
    only = Volume(np.full((2, 2, 2), -2000, np.int16), Geometry((2, 2, 2)), padding=(-2000, -2000))
    assert without_padding(only, InputContract()).voxels.max() == -2000


@pytest.mark.parametrize("padding", [None, (-2000.0, -2000.0)])
@pytest.mark.parametrize("dimensions", [2, 3])
def test_what_is_no_number_is_given_as_the_lowest_of_the_image(padding, dimensions):
    voxels = np.linspace(-1.0, 2.0, 60, dtype=np.float32).reshape(3, 4, 5)
    voxels[0, 0, :2] = np.nan, np.inf
    voxels[1] = -np.inf
    volume = Volume(voxels, Geometry(voxels.shape), padding=padding)
    given = without_padding(volume, InputContract(dimensions=dimensions)).voxels
    is_number = np.isfinite(voxels)
    assert np.array_equal(given[is_number], voxels[is_number])
    assert (given[~is_number] == voxels[is_number].min()).all()
    assert np.isnan(volume.voxels[0, 0, 0])
