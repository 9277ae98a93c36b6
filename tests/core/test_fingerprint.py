"""A fingerprint changes when anything changes that a result depends on, and only then."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.fingerprint import fingerprint
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel

SHAPE_KJI = (2, 3, 4)
LUNG = WindowLevel(1500, -600)


@pytest.fixture
def a_volume() -> Volume:
    voxels = np.arange(24, dtype=np.int16).reshape(SHAPE_KJI)
    return Volume(voxels, Geometry(SHAPE_KJI, spacing_ijk=(1, 2, 3)), instance_uids=("1.2", "1.3"))


def test_same_image_has_the_same_fingerprint(a_volume: Volume) -> None:
    other = replace(a_volume, voxels=a_volume.voxels.copy(), info=SeriesInfo("x"), windows=(LUNG,))
    assert fingerprint(other) == fingerprint(a_volume)


def test_layout_in_memory_does_not_matter(a_volume: Volume) -> None:
    other = replace(a_volume, voxels=np.asfortranarray(a_volume.voxels))
    assert fingerprint(other) == fingerprint(a_volume)


def test_sign_of_a_zero_does_not_matter(a_volume: Volume) -> None:
    moved = replace(a_volume.geometry, origin_lps=(-1e-12, -0.0, 0.0))
    assert fingerprint(replace(a_volume, geometry=moved)) == fingerprint(a_volume)


@pytest.mark.parametrize(
    "change",
    [
        {"instance_uids": ("1.3", "1.2")},
        {"instance_uids": ()},
        {"geometry": Geometry(SHAPE_KJI, (0.001, 0, 0), (1, 2, 3))},
        {"geometry": Geometry(SHAPE_KJI, (0, 0, 0), (1, 2, 3.0001))},
        {"geometry": Geometry(SHAPE_KJI, (0, 0, 0), (1, 2, 3), ((1, 0, 0), (0, -1, 0), (0, 0, -1)))},
        {"voxels": np.arange(24, dtype=np.int32).reshape(SHAPE_KJI)},
        {"voxels": np.arange(24, dtype=np.uint16).reshape(SHAPE_KJI)},
        {"voxels": np.arange(24, dtype=np.int16)[::-1].reshape(SHAPE_KJI)},
    ],
)
def test_any_change_shows(a_volume: Volume, change: dict[str, object]) -> None:
    assert fingerprint(replace(a_volume, **change)) != fingerprint(a_volume)  # type: ignore[arg-type]


def test_one_pixel_shows(a_volume: Volume) -> None:
    voxels = a_volume.voxels.copy()
    voxels[1, 2, 3] += 1
    assert fingerprint(replace(a_volume, voxels=voxels)) != fingerprint(a_volume)


def test_other_shape_of_the_same_bytes_shows() -> None:
    one, two = np.zeros((2, 3, 4), np.int16), np.zeros((2, 4, 3), np.int16)
    assert fingerprint(Volume(one, Geometry(one.shape))) != fingerprint(Volume(two, Geometry(two.shape)))


def test_place_of_one_frame_of_a_stack_shows() -> None:
    planes = [Geometry((1, 3, 4), (0, 0, 5.0 * n)) for n in range(2)]
    stack = Stack(np.zeros((2, 3, 4), np.int16), tuple(planes))
    planes[1] = Geometry((1, 3, 4), (0, 0, 5.5))
    assert fingerprint(replace(stack, planes=tuple(planes))) != fingerprint(stack)
