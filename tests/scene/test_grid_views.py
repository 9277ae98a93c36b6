"""Grids: each view shows a series of its own; crosshairs belong to frames of reference."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import FrameLink, frame_of, joined, moved_by, shift_link
from medviewer.scene.views.grid_views import flat_viewport, put_in_view, use_view
from medviewer.scene.views.layout import grid_name, is_layout, layout_named
from medviewer.scene.views.navigate import go_to_slice, probe, scroll, slice_number
from medviewer.scene.views.plan_slice import plan_slice

GRID = Geometry((10, 20, 30), (0.0, 0.0, 0.0), (1.0, 1.0, 2.0))


def a_volume(name, frame, value=0, geometry=GRID):
    info = SeriesInfo(name, modality="CT", series_uid=name, frame_of_reference_uid=frame)
    return Volume(np.full(geometry.shape_kji, value, np.int16), geometry, "HU", info)


@pytest.fixture
def two_frames():
    """A scene in a grid of two views: A in one frame of reference, B in another."""
    scene = Scene()
    scene.layout = grid_name(1, 2)
    first = scene.add_volume(a_volume("a", "frame a", 1))
    second = scene.add_volume(a_volume("b", "frame b", 2))
    return scene, first, second


def views(scene):
    return scene.viewport("view 1"), scene.viewport("view 2")


def test_each_view_shows_the_series_that_was_put_into_it(two_frames):
    scene, first, second = two_frames
    left, right = views(scene)
    assert (scene.image_in(left), scene.image_in(right)) == (first, second)
    plans = [plan_slice(scene, one, (64, 64)) for one in (left, right)]
    assert [int(plan.image.voxels[0, 0, 0]) for plan in plans] == [1, 2]
    assert probe(scene, (1.0, 1.0, 2.0), left).value == 1
    assert probe(scene, (1.0, 1.0, 2.0), right).value == 2


def test_opening_a_third_series_takes_the_view_in_use(two_frames):
    scene, _, second = two_frames
    left, right = views(scene)
    use_view(scene, left, picks=True)
    third = scene.add_volume(a_volume("c", "frame c", 3))
    assert (scene.image_in(left), scene.image_in(right)) == (third, second)


def test_a_click_makes_the_image_of_a_view_active_and_the_mouse_alone_does_not(two_frames):
    scene, first, second = two_frames
    left, _ = views(scene)
    use_view(scene, left, picks=False)
    assert scene.active is second
    use_view(scene, left, picks=True)
    assert scene.active is first
    assert scene.viewport_in_use is left


def test_scrolling_moves_no_series_of_another_frame_of_reference(two_frames):
    scene, first, second = two_frames
    left, right = views(scene)
    before = slice_number(scene, right)
    go_to_slice(scene, left, 2)
    assert slice_number(scene, left) == (2, 10)
    assert slice_number(scene, right) == before
    scene.activate(first.id)
    assert slice_number(scene, left) == (2, 10)
    assert slice_number(scene, right) == before, "the other one keeps its place"
    assert scene.cursor_of(second) != scene.cursor_of(first)


def test_series_of_one_frame_of_reference_scroll_together():
    scene = Scene()
    scene.layout = grid_name(1, 2)
    scene.add_volume(a_volume("a", "one frame"))
    scene.add_volume(
        a_volume("b", "one frame", geometry=replace(GRID, shape_kji=(20, 20, 30), spacing_ijk=(1, 1, 1)))
    )
    left, right = views(scene)
    go_to_slice(scene, left, 1)
    assert slice_number(scene, left) == (1, 10)
    assert slice_number(scene, right)[0] == 2, "18 mm is slice 18 of 0..19, the second from the head"


@pytest.mark.parametrize("active_first", [True, False])
def test_linked_frames_scroll_together_both_ways(two_frames, active_first):
    scene, first, second = two_frames
    left, right = views(scene)
    scene.activate(first.id if active_first else second.id)
    scene.links = (shift_link(frame_of(first), frame_of(second), (0.0, 0.0, 4.0)),)
    go_to_slice(scene, left, 6)
    assert slice_number(scene, right)[0] == 4, "4 mm further to the head"
    go_to_slice(scene, right, 7)
    assert slice_number(scene, left)[0] == 9
    assert np.allclose(np.subtract(scene.cursor_of(second), scene.cursor_of(first)), (0, 0, 4))


def test_a_link_carries_points_both_ways_through_a_rotation():
    turn = ((0.0, -1.0, 0.0, 5.0), (1.0, 0.0, 0.0, 6.0), (0.0, 0.0, 1.0, 7.0), (0.0, 0.0, 0.0, 1.0))
    link = FrameLink("a", "b", turn)
    assert moved_by(joined((link,), "a")["b"], (1.0, 2.0, 3.0)) == (3.0, 7.0, 10.0)
    assert np.allclose(moved_by(joined((link,), "b")["a"], (3.0, 7.0, 10.0)), (1.0, 2.0, 3.0))
    assert (link.other("a"), link.other("b"), link.other("c")) == ("b", "a", "")


def test_a_closed_series_leaves_an_empty_view(two_frames):
    scene, first, _ = two_frames
    left, _ = views(scene)
    scene.remove_layer(first.id)
    assert scene.image_in(left) is None
    assert plan_slice(scene, left, (64, 64)) is None
    assert slice_number(scene, left) is None


def test_stacks_in_a_grid_count_their_own_frames():
    planes = tuple(replace(GRID, shape_kji=(1, 20, 30), origin_lps=(0.0, 0.0, 9.0 * n)) for n in range(5))
    scene = Scene()
    scene.layout = grid_name(1, 2)
    for name in "ab":
        scene.add_volume(Stack(np.zeros((5, 20, 30), np.int16), planes, info=SeriesInfo(name)))
    left, right = views(scene)
    scroll(scene, left, 3)
    assert (slice_number(scene, left), slice_number(scene, right)) == ((4, 5), (1, 5))
    assert flat_viewport(scene, scene.image_in(left)) is left


def test_leaving_a_grid_shows_the_active_image_in_its_planes(two_frames):
    scene, first, _ = two_frames
    scene.activate(first.id)
    scene.layout = "mpr"
    assert scene.image_in(scene.viewports["axial"]) is first
    scene.layout = grid_name(2, 2)
    assert scene.image_in(scene.viewport("view 1")) is first


def test_another_series_goes_into_a_view_whole(two_frames):
    scene, first, second = two_frames
    left, _ = views(scene)
    left.zoom, left.mirrored = 3.0, True
    put_in_view(left, second)
    assert (left.zoom, left.mirrored) == (1.0, False)
    put_in_view(left, None)
    assert scene.image_in(left) is None
    assert first in scene.images


def test_grids_have_names_and_no_other_words_are_layouts():
    assert layout_named("grid 2x3").cells[4].view == "view 5"
    assert is_layout("mpr")
    assert not any(is_layout(name) for name in ("grid 9x9", "grid 0x1", "grid 2x", "x"))
    with pytest.raises(KeyError):
        layout_named("grid 5x1")
