"""Two images in one picture: what is where, and how it is mixed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.palette import palette_table
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import FrameLink, frame_of, shift_link
from medviewer.scene.views.over_image import matrix_between
from medviewer.scene.views.over_look import OverImage
from medviewer.scene.views.plan_slice import plan_slice

GRID = Geometry((8, 40, 40), (0.0, 0.0, 0.0), (1.0, 1.0, 2.0))
WINDOW = WindowLevel(256.0, 127.5, "LINEAR_EXACT")
SIZE = (80, 80)


def a_volume(voxels, frame, geometry=GRID):
    info = SeriesInfo(frame, modality="CT", series_uid=frame, frame_of_reference_uid=frame)
    return Volume(voxels, geometry, "HU", info)


@pytest.fixture
def two_images():
    """Below 100 everywhere; above a square of 200 in 50, both in frames of their own that are linked."""
    scene = Scene()
    below = np.full(GRID.shape_kji, 100, np.int16)
    above = np.full(GRID.shape_kji, 50, np.int16)
    above[:, 10:20, 20:30] = 200
    other = scene.add_volume(a_volume(above, "b"), WINDOW)
    image = scene.add_volume(a_volume(below, "a"), WINDOW)
    scene.links = (shift_link("a", "b", (0.0, 0.0, 0.0)),)
    return scene, image, other


def a_picture(scene):
    return SliceRenderer().render(plan_slice(scene, scene.viewports["axial"], SIZE)).astype(int)


def test_nothing_lies_over_an_image_whose_frame_is_not_joined_with_the_other(two_images):
    scene, image, other = two_images
    before = a_picture(scene)
    image.over = OverImage(other.id, "difference")
    assert (a_picture(scene) != before).any()
    scene.links = ()
    assert (a_picture(scene) == before).all()


def test_a_blend_mixes_by_opacity_and_what_is_dark_shines_through(two_images):
    scene, image, other = two_images
    other.window = WindowLevel(200.0, 150.0, "LINEAR_EXACT")  # 50 is black, 200 three quarters
    image.over = OverImage(other.id, "blend", opacity=0.6)
    picture = a_picture(scene)
    assert (picture[10, 10] == 100).all(), "black of the other one hides nothing"
    for chosen, palette in (("grey", "hot_iron"), ("pet", "pet")):
        other.palette = chosen
        expected = 0.4 * 100 + 0.6 * palette_table(palette)[191].astype(float)
        assert np.abs(a_picture(scene)[30, 50] - expected).max() <= 2


def test_an_edge_parts_both_images_where_the_reader_puts_it(two_images):
    scene, image, other = two_images
    image.over = OverImage(other.id, "swipe", split=0.75)
    picture = a_picture(scene)[..., 0]
    assert (picture[30, :60] == 100).all()
    assert set(np.unique(picture[60:, 60:])) == {50}


def test_squares_alternate(two_images):
    scene, image, other = two_images
    image.over = OverImage(other.id, "checkerboard")
    picture = a_picture(scene)[..., 0]
    assert [int(picture[70, x]) for x in (5, 15, 25, 35)] == [50, 100, 50, 100]


def test_a_difference_is_middle_grey_where_both_are_equal_and_signed_elsewhere(two_images):
    scene, image, other = two_images
    image.over = OverImage(other.id, "difference")
    picture = a_picture(scene)[..., 0]
    assert picture[30, 50] == round(128 + 100 * 127 / 256)
    assert picture[70, 10] == round(128 - 50 * 127 / 256)


def test_the_other_image_is_taken_from_where_the_link_says(two_images):
    scene, image, other = two_images
    image.over = OverImage(other.id, "swipe", split=0.0)
    before = a_picture(scene)[..., 0]
    scene.links = (shift_link("a", "b", (5.0, 0.0, 0.0)),)
    after = a_picture(scene)[..., 0]
    assert (after[:, :60] == before[:, 10:70]).all(), "5 mm are 10 pixels"


def test_a_turned_frame_is_cut_along_the_picture(two_images):
    scene, image, other = two_images
    centre = 19.5
    turn = ((0.0, -1.0, 0.0, 2 * centre), (1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0))
    scene.links = (FrameLink("a", "b", turn),)
    image.over = OverImage(other.id, "swipe", split=0.0)
    picture = a_picture(scene)[..., 0]
    # (x, y) of the picture shows (39 - y, x) of the other: its square lies at x 10..19, y 10..19.
    assert picture[30, 30] == 200
    assert picture[30, 50] == 50


def test_a_link_is_used_in_both_directions(two_images):
    scene, image, other = two_images
    scene.links = (shift_link("a", "b", (5.0, -3.0, 1.0)),)
    there = np.array(matrix_between(scene, image, other))
    back = np.array(matrix_between(scene, other, image))
    assert np.allclose(there @ back, np.eye(4))
    assert frame_of(image) == "a"


def test_grids_of_other_spacing_meet_in_the_world():
    scene = Scene()
    fine = Geometry((8, 80, 80), (-0.25, -0.25, 0.0), (0.5, 0.5, 2.0))
    ramp = np.broadcast_to(np.arange(80, dtype=np.int16), fine.shape_kji).copy()
    other = scene.add_volume(a_volume(ramp, "one", fine), WINDOW)
    coarse = np.broadcast_to(np.arange(40, dtype=np.int16) * 2, GRID.shape_kji) + np.int16(1)
    image = scene.add_volume(a_volume(np.ascontiguousarray(coarse, dtype=np.int16), "one"), WINDOW)
    image.over = OverImage(other.id, "difference")
    picture = a_picture(scene)[..., 0]
    assert np.abs(picture[20:60, 4:76] - 128).max() <= 1, "0.5 mm shifted, as the origins say"


def test_the_other_image_that_was_closed_lies_over_nothing(two_images):
    scene, image, other = two_images
    before = a_picture(scene)
    image.over = OverImage(other.id, "difference")
    scene.remove_layer(other.id)
    assert (a_picture(scene) == before).all()


def test_colour_images_keep_their_colours_below(two_images):
    scene, image, other = two_images
    rgb = np.zeros((*GRID.shape_kji, 3), np.uint8)
    rgb[..., 0] = 200
    image.image = replace(image.image, rgb=rgb)
    image.over = OverImage(other.id, "swipe", split=0.5)
    picture = a_picture(scene)
    assert picture[60, 10].tolist() == picture[60, 30].tolist()
    assert picture[60, 10][0] > picture[60, 10][1]
    assert len(set(picture[60, 70].tolist())) == 1
