"""Volumes, stacks and their windows."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume, default_window, percentile_window
from medviewer.core.window_level import WindowLevel


@pytest.fixture
def a_volume() -> Volume:
    voxels = np.arange(2 * 3 * 4, dtype=np.int16).reshape(2, 3, 4)
    return Volume(voxels, Geometry((2, 3, 4), (10, 20, 30), (1, 2, 3)), unit="HU")


def test_value_is_that_of_the_nearest_voxel(a_volume: Volume) -> None:
    assert a_volume.value_at((10, 20, 30)) == 0
    assert a_volume.value_at((13.4, 23.1, 31.6)) == a_volume.voxels[1, 2, 3]
    assert a_volume.value_at((8, 20, 30)) is None


def test_voxels_must_fill_the_grid() -> None:
    with pytest.raises(GeometryError):
        Volume(np.zeros((2, 3, 4), np.int16), Geometry((4, 3, 2)))


def test_frame_of_a_stack_is_a_volume_that_shares_its_memory() -> None:
    planes = tuple(Geometry((1, 3, 4), (0, 0, 5.0 * n)) for n in range(2))
    stack = Stack(np.zeros((2, 3, 4), np.uint8), planes, instance_uids=("1.2", "1.3"))
    frame = stack.slice(1)
    assert len(stack) == 2
    assert frame.geometry == planes[1]
    assert frame.instance_uids == ("1.3",)
    assert np.shares_memory(frame.voxels, stack.frames)


def test_every_frame_of_a_stack_needs_its_plane() -> None:
    with pytest.raises(GeometryError):
        Stack(np.zeros((2, 3, 4), np.uint8), (Geometry((1, 3, 4)),))
    with pytest.raises(GeometryError):
        Stack(np.zeros((1, 3, 4), np.uint8), (Geometry((1, 4, 3)),))


def test_window_of_the_file_comes_first() -> None:
    lung = WindowLevel(1500, -600, name="lung")
    volume = Volume(np.zeros((1, 1, 2), np.int16), Geometry((1, 1, 2)), windows=(lung, WindowLevel(400, 40)))
    assert default_window(volume) is lung


def test_window_without_one_spans_what_is_not_padding() -> None:
    voxels = np.full((1, 100, 100), -2000, np.int16)
    voxels[0, 50:] = np.linspace(0, 1000, 5000).astype(np.int16).reshape(50, 100)
    volume = Volume(voxels, Geometry((1, 100, 100)), padding=(-2000, -2000))
    low, high = np.percentile(voxels[0, 50:], (0.1, 99.9))
    window = percentile_window(volume)
    assert window.level - window.width / 2 == pytest.approx(low)
    assert window.level + window.width / 2 == pytest.approx(high)


@pytest.mark.parametrize("voxels", [np.full((1, 2, 2), np.nan, np.float32), np.full((1, 2, 2), 5, np.int16)])
def test_picture_of_nothing_still_has_a_window(voxels: np.ndarray) -> None:
    assert default_window(Volume(voxels, Geometry((1, 2, 2)))).width > 0
