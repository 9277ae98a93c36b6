"""Two images in one 3D picture, and the colours of the greatest values with their legend."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.palette import palette_table
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.volume_renderer import VolumeRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import shift_link
from medviewer.scene.views.over_look import OverImage
from medviewer.scene.volume.plan_volume import plan_volume
from medviewer.ui.views.volume_legend import volume_legend

GRID = Geometry((40, 40, 40), (0.0, 0.0, 0.0), (2.0, 2.0, 2.0))
COARSE = Geometry((20, 20, 20), (100.0, 0.0, 0.0), (4.0, 4.0, 4.0))
SIZE = (100, 100)


@pytest.fixture
def a_scene() -> Scene:
    """A CT of air; a PET in a frame of its own, 100 mm to the left, hot at its left upper edge."""
    scene = Scene()
    hot = np.zeros(COARSE.shape_kji, np.float32)
    hot[13:17, 8:12, 13:17] = 8.0
    info = SeriesInfo("pet", modality="PT", series_uid="pet", frame_of_reference_uid="b")
    pet = scene.add_volume(Volume(hot, COARSE, "SUV", info), WindowLevel(8.0, 4.0))
    info = SeriesInfo("ct", modality="CT", series_uid="ct", frame_of_reference_uid="a")
    ct = scene.add_volume(Volume(np.full(GRID.shape_kji, -1000, np.int16), GRID, "HU", info))
    ct.over = OverImage(pet.id)
    scene.links = (shift_link("a", "b", (100.0, 0.0, 0.0)),)
    return scene


def a_plan(scene: Scene):
    return plan_volume(scene, scene.viewports["3d"], SIZE)


def test_a_hot_place_of_another_image_glows_where_it_lies_in_the_body(a_scene: Scene) -> None:
    plan = a_plan(a_scene)
    picture = VolumeRenderer().render(plan).astype(int)
    rows, columns = np.nonzero(picture.max(axis=2) > 60)
    assert (columns.mean(), rows.mean()) == pytest.approx((74.0, 26.0), abs=2.0)  # left and up
    red, green, blue = picture[26, 74]
    assert red > green > blue  # the colours of hot iron
    a_scene.links = ()
    assert not VolumeRenderer().render(a_plan(a_scene)).any()


def test_only_a_blend_is_seen_in_3d_and_the_more_the_higher_its_opacity(a_scene: Scene) -> None:
    image = a_scene.active
    bright = VolumeRenderer().render(a_plan(a_scene)).max()
    image.over = replace(image.over, opacity=0.1)
    assert 0 < VolumeRenderer().render(a_plan(a_scene)).max() < bright
    image.over = replace(image.over, way="checkerboard")
    assert a_plan(a_scene).fusion is None


def test_the_legend_says_what_the_colours_are(a_scene: Scene) -> None:
    legend = volume_legend(a_plan(a_scene))
    assert (legend.palette, legend.low, legend.high) == ("hot_iron", "0", "8 SUVbw")
    a_scene.active.over = None
    assert volume_legend(a_plan(a_scene)) is None
    a_scene.active.palette = "hot_iron"
    assert volume_legend(a_plan(a_scene)) is None  # bone is no palette
    a_scene.active.volume_look = replace(a_scene.active.volume_look, preset="ct-mip")
    legend = volume_legend(a_plan(a_scene))
    assert (legend.low, legend.high) == ("-100", "900 HU")


def test_the_greatest_values_are_painted_in_the_palette_of_the_image() -> None:
    voxels = np.zeros((20, 20, 20), np.int16)
    voxels[8:12, 8:12, 4:8], voxels[8:12, 8:12, 12:16] = 400, 2000
    scene = Scene()
    image = scene.add_volume(Volume(voxels, Geometry((20, 20, 20), (0.0, 0.0, 0.0), (4.0, 4.0, 4.0)), "HU"))
    image.volume_look = replace(image.volume_look, preset="ct-mip")
    image.palette = "hot_iron"
    picture = VolumeRenderer().render(a_plan(scene)).astype(int)
    np.testing.assert_allclose(picture[50, 30], palette_table("hot_iron")[127], atol=6)
    np.testing.assert_allclose(picture[50, 70], palette_table("hot_iron")[255], atol=3)
