"""Fusion of random grids, left-handed and oblique ones, through a random rigid link: against scipy alone."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial.transform import Rotation

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import FrameLink
from medviewer.scene.views.over_look import OverImage
from medviewer.scene.views.plan_slice import plan_slice

WINDOW = WindowLevel(256.0, 127.5, "LINEAR_EXACT")
SIZE = (64, 64)


def a_volume(chance: np.random.Generator, frame: str, is_left_handed: bool) -> Volume:
    axes = Rotation.from_quat(chance.normal(size=4)).as_matrix()
    axes[2] *= -1 if is_left_handed else 1
    shape = tuple(int(n) for n in chance.integers(20, 30, 3))
    spacing, vectors = tuple(chance.uniform(0.8, 2, 3).tolist()), tuple(map(tuple, axes.tolist()))
    middle = Geometry(shape, (0, 0, 0), spacing, vectors).index_to_lps((np.array(shape[::-1]) - 1) / 2)
    smooth = gaussian_filter(chance.normal(0, 1, shape), 2)
    values = (smooth - smooth.min()) / np.ptp(smooth) * 200 + 20
    info = SeriesInfo(frame, modality="CT", series_uid=frame, frame_of_reference_uid=frame)
    return Volume(
        values.astype(np.float32), Geometry(shape, tuple((-middle).tolist()), spacing, vectors), "", info
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_other_image_lies_where_scipy_says(seed) -> None:
    chance, scene = np.random.default_rng(seed), Scene()
    above = scene.add_volume(a_volume(chance, "b", bool(seed & 2)), WINDOW)
    image = scene.add_volume(a_volume(chance, "a", bool(seed & 1)), WINDOW)
    matrix = np.eye(4)
    matrix[:3, :3] = Rotation.from_euler("xyz", chance.uniform(-20, 20, 3), degrees=True).as_matrix()
    matrix[:3, 3] = chance.uniform(-4, 4, 3)
    ways = {"a": ("b", matrix), "b": ("a", np.linalg.inv(matrix))}
    first = "a" if seed % 3 else "b"
    second, carried = ways[first]
    scene.links = (FrameLink(first, second, tuple(map(tuple, carried.tolist()))),)
    image.over = OverImage(above.id, "swipe", 1.0, 0.0)  # all of the picture is the other image
    for kind in ("axial", "sagittal", "coronal"):
        plan = plan_slice(scene, scene.viewports[kind], SIZE)
        picture = SliceRenderer().render(plan)[..., :3].astype(float).mean(axis=-1)
        y, x = np.mgrid[: SIZE[1], : SIZE[0]] + 0.5
        there = plan.plane.pixel_to_lps(np.stack([x, y], axis=-1)) @ matrix[:3, :3].T + matrix[:3, 3]
        index = above.image.geometry.lps_to_index(there.reshape(-1, 3))[:, ::-1].T
        values = map_coordinates(above.image.voxels, index, order=1, mode="constant", cval=np.nan)
        wanted = np.clip((values.reshape(SIZE) - 127.5) / 256 + 0.5, 0, 1) * 255
        is_inside = np.isfinite(wanted)
        assert is_inside.sum() > 200
        assert np.percentile(np.abs(picture - wanted)[is_inside], 99) < 1.0
