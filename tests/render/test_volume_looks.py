"""Light, crop box, cut by segments and the brightest value, in 3D."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.render.volume_cut import lungs_alone
from medviewer.render.volume_renderer import VolumeRenderer, _Pace
from medviewer.scene.views.slice_plan import Camera, CutPlan, VolumePlan
from medviewer.scene.volume.volume_look import CropBox, Lighting

SIZE = (80, 60)


@pytest.fixture
def a_ball_of_bone() -> Volume:
    k, j, i = np.ogrid[:40, :44, :48]
    inside = (k - 20) ** 2 + (j - 22) ** 2 + (i - 24) ** 2 < 16**2
    voxels = np.where(inside, 1200, -1000).astype(np.int16)
    return Volume(voxels, Geometry(voxels.shape, (-30.0, 10.0, -70.0), (1.0, 1.1, 1.3)), unit="HU")


@pytest.fixture
def a_plan(a_ball_of_bone: Volume) -> VolumePlan:
    return VolumePlan(a_ball_of_bone, Camera(), SIZE, "ct-bone")


def seen(picture: np.ndarray) -> np.ndarray:
    return picture.max(axis=2) > 50


def test_light_makes_a_ball_round_and_without_it_it_is_a_disc(a_plan: VolumePlan) -> None:
    renderer = VolumeRenderer()
    lit = renderer.render(a_plan)[..., 0].astype(int)
    flat = renderer.render(replace(a_plan, lighting=Lighting(shaded=False)))[..., 0].astype(int)
    assert lit[30, 40] > lit[30, 24] + 60  # the rim of the ball turns away
    assert abs(flat[30, 40] - flat[30, 24]) < 15
    dim = renderer.render(replace(a_plan, lighting=Lighting(ambient=0.1, diffuse=0.3)))[..., 0]
    assert dim[30, 40] < lit[30, 40] - 60
    glint = renderer.render(replace(a_plan, lighting=Lighting(diffuse=0.4, specular=0.6, power=40.0)))[..., 0]
    assert int(glint[30, 40]) - glint[30, 30] > lit[30, 40] - lit[30, 30] + 40
    np.testing.assert_array_equal(renderer.render(replace(a_plan)), renderer.render(a_plan))


@pytest.mark.parametrize("orientation", ["LPS", "RAS", "ASR", "PIR"])
@pytest.mark.parametrize("draft", [False, True])
def test_the_crop_box_speaks_of_the_images_own_indices(
    a_plan: VolumePlan, orientation: str, draft: bool
) -> None:
    """The patient's left half goes, in whatever order the voxels are stored."""
    voxels, grid = reorient(a_plan.image.voxels, a_plan.image.geometry, orientation)
    image = Volume(voxels, grid, unit="HU")
    middle = a_plan.image.geometry.index_to_lps((24.0, 22.0, 20.0))
    far = a_plan.image.geometry.index_to_lps(np.array([(-0.5, -0.5, -0.5), (47.5, 43.5, 39.5)]))
    far[1][0] = middle[0]
    ends = grid.lps_to_index(far)
    box = CropBox(tuple(ends.min(axis=0)), tuple(ends.max(axis=0)))
    renderer = VolumeRenderer()
    whole = seen(renderer.render(replace(a_plan, image=image, draft=draft)))
    cut = seen(renderer.render(replace(a_plan, image=image, crop=box, draft=draft)))
    assert 0.4 * whole.sum() < cut.sum() < 0.6 * whole.sum()
    assert np.argwhere(cut)[:, 1].max() <= 41  # left is on the right of the picture, and it is gone
    again = seen(renderer.render(replace(a_plan, image=image, draft=draft)))
    np.testing.assert_array_equal(again, whole)


@pytest.mark.parametrize("keep", ["inside", "outside"])
def test_segments_cut_the_body(a_plan: VolumePlan, keep: str) -> None:
    labels = np.zeros(a_plan.image.voxels.shape, np.uint8)
    labels[20:] = 1  # the upper half of the body
    labels[:, :, :10] = 2
    segmentation = Segmentation(labels, a_plan.image.geometry, (Segment(1, "up"), Segment(2, "right")))
    cut = CutPlan(segmentation, (1,), keep)
    rows = np.argwhere(seen(VolumeRenderer().render(replace(a_plan, cut=cut))))[:, 0]
    assert len(rows) > 300
    assert rows.max() <= 33 if keep == "inside" else rows.min() >= 27


def test_the_brightest_value_of_each_ray_is_shown_whatever_lies_before_it() -> None:
    voxels = np.full((20, 20, 20), 0, np.int16)
    voxels[:, 5:8] = 300  # a wall before it
    voxels[7:13, 12:18, 7:13] = 800
    plan = VolumePlan(Volume(voxels, Geometry(voxels.shape), unit="HU"), Camera(), (60, 60), "ct-mip")
    picture = VolumeRenderer().render(plan)
    assert (np.ptp(picture.astype(int), axis=2) <= 1).all()
    assert picture[30, 30, 0] > 180 > 130 > picture[30, 15, 0] > 80


def test_drafts_have_fewer_pixels_where_the_machine_is_slow() -> None:
    pace = _Pace()
    assert pace.pixels(60_000) == 60_000
    pace.took(0.020)
    assert pace.pixels(60_000) == 60_000
    pace.took(0.050)
    assert 40_000 < pace.pixels(60_000) < 45_000
    for _ in range(6):
        pace.took(3.0)
        assert 12_000 <= pace.pixels(60_000) < 45_000
    assert pace.pixels(60_000) == 12_000
    for _ in range(12):
        pace.took(0.010)
        pace.pixels(60_000)
    assert pace.pixels(60_000) == 60_000


def test_of_a_chest_the_lungs_and_what_is_in_them_are_left_and_nothing_else() -> None:
    _, j, i = np.ogrid[:40, :80, :100]
    body = ((j - 40) / 36.0) ** 2 + ((i - 50) / 70.0) ** 2 < 1
    lung = ((j - 40) / 24.0) ** 2 + ((i - 30) / 16.0) ** 2 < 1
    cut_lung = (i > 66) & (((j - 40) / 26.0) ** 2 + ((i - 50) / 60.0) ** 2 < 1)
    voxels = np.full((40, 80, 100), -1000, np.int16)
    voxels[np.broadcast_to(body, voxels.shape)] = 40
    voxels[np.broadcast_to(lung | cut_lung, voxels.shape)] = -850
    voxels[:, 39:42, 20:40] = 30  # a vessel
    voxels[18:22, 40:44, 76:80] = 60  # a nodule
    voxels = voxels[:, :, :90]  # the edge cuts the second lung
    before = voxels.copy()
    alone = result_of(lungs_alone(voxels, Geometry(voxels.shape, (0.0, 0.0, 0.0), (3.0, 3.0, 3.0))))
    inner = np.broadcast_to(((j - 40) / 18.0) ** 2 + ((i - 30) / 10.0) ** 2 < 1, (40, 80, 100))[:, :, :90]
    np.testing.assert_array_equal(alone[inner], voxels[inner])
    assert (alone[18:22, 40:44, 76:80] == 60).all()
    assert (alone[:, 34:46, 80:88] == -850).mean() > 0.9
    assert (alone[:, :6] == -1000).all()
    assert (alone[:, 36:44, 48:60] == -1000).all()  # what lies between the lungs
    assert (
        alone[np.broadcast_to(body & ~lung & ~cut_lung, (40, 80, 100))[:, :, :90] & (before == 40)] == -1000
    ).all()
    np.testing.assert_array_equal(voxels, before)


def result_of(steps):
    """What steps return when they have all been taken."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
