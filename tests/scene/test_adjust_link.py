"""A registration is moved by hand: the point held stays, matrices stay rigid, there is a way back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.registration import motion_between, moved_over, turn_about
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.scene.scene import Scene
from medviewer.scene.views.adjust_link import (
    moved_by_hand,
    reset_link,
    shift_over,
    turn_over,
    turning_axis,
)
from medviewer.scene.views.frame_link import BY_HAND, UNTURNED, FrameLink, shift_link
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.views.over_image import matrix_between
from medviewer.session.plain_values import from_plain, to_plain

mm = st.floats(-300.0, 300.0, allow_nan=False)
points = st.tuples(mm, mm, mm)
axes = st.tuples(*[st.floats(-1.0, 1.0)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1)
angles = st.floats(-180.0, 180.0)


def at(matrix, point) -> np.ndarray:
    return (np.array(matrix) @ (*point, 1.0))[:3]


def is_rigid(matrix) -> bool:
    rotation = np.array(matrix)[:3, :3]
    return bool(np.allclose(rotation @ rotation.T, np.eye(3), atol=1e-12) and np.linalg.det(rotation) > 0)


@settings(deadline=None, max_examples=60)
@given(axes, angles, points)
def test_a_turn_is_that_of_a_quaternion_and_holds_its_point(axis, degrees, point) -> None:
    motion = turn_about(axis, degrees, point)
    np.testing.assert_allclose(motion[:3, :3], Tilt.about(axis, degrees).matrix, atol=1e-12)
    np.testing.assert_allclose(at(motion, point), point, atol=1e-9)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(axes, angles), min_size=1, max_size=30), points, points)
def test_however_often_it_is_turned_the_point_stays_and_the_matrix_is_rigid(turns, point, offset) -> None:
    start = np.array(UNTURNED)
    start[:3, 3] = offset
    matrix = start
    for axis, degrees in turns:
        matrix = moved_over(matrix, turn_about(axis, degrees, point))
    assert is_rigid(matrix)
    np.testing.assert_allclose(at(matrix, point), at(start, point), atol=1e-9)


@settings(deadline=None, max_examples=40)
@given(axes, st.floats(0.01, 179.0), points, points)
def test_how_far_it_was_moved_is_told(axis, degrees, point, by) -> None:
    turned = moved_over(UNTURNED, turn_about(axis, degrees, point))
    assert motion_between(UNTURNED, turned, point) == pytest.approx((degrees, 0.0), abs=1e-6)
    shift = np.eye(4)
    shift[:3, 3] = by
    told = motion_between(UNTURNED, moved_over(UNTURNED, shift), point)
    assert told == pytest.approx((0.0, float(np.linalg.norm(by))), abs=1e-6)


# --- in the scene ---


@pytest.fixture
def a_pair():
    grid = Geometry((20, 30, 30))
    scene = Scene()
    made = (
        Volume(np.zeros(grid.shape_kji, np.int16), grid, "", SeriesInfo(name, frame_of_reference_uid=name))
        for name in ("prior", "now")
    )
    prior, now = (scene.add_volume(volume) for volume in made)
    scene.links = (shift_link("now", "prior", (3.0, 2.0, 1.0), "registered"),)
    scene.set_cursor((12.0, 9.0, 7.0))
    return scene, now, prior


@pytest.mark.parametrize("told_from", ["now", "prior"])
def test_a_turn_holds_the_crosshair_and_turns_the_picture_clockwise(a_pair, told_from) -> None:
    scene, now, prior = a_pair
    if told_from == "prior":
        scene.links = (scene.links[0].turned_round(),)
    before = scene.cursor_of(prior)
    scene.view_in_use = "axial"
    axis = turning_axis(scene, now)
    turn_over(scene, now, prior, axis, 10.0)
    np.testing.assert_allclose(scene.cursor_of(prior), before, atol=1e-12)
    matrix = matrix_between(scene, now, prior)
    # What lay to the right of the crosshair in the picture lies below that now.
    c, s = np.cos(np.radians(10.0)), np.sin(np.radians(10.0))
    np.testing.assert_allclose(
        at(matrix, (12.0 + 5 * c, 9.0 + 5 * s, 7.0)), np.add(before, (5.0, 0.0, 0.0)), atol=1e-9
    )
    away = np.linalg.norm(np.subtract(now.geometry.centre_lps, (12.0, 9.0, 7.0))[:2])
    told = moved_by_hand(scene, now, prior)
    assert told == pytest.approx((10.0, 2 * away * np.sin(np.radians(5.0))), abs=1e-6)


def test_moving_on_is_one_step_and_reset_leads_back_to_what_was_reckoned(a_pair) -> None:
    scene, now, prior = a_pair
    reckoned = scene.links
    for _ in range(4):
        turn_over(scene, now, prior, (0, 0, 1), 0.5)
        shift_over(scene, now, prior, (1.0, 0.0, 0.0))
    assert scene.links[0].name == BY_HAND
    moved = scene.links
    reset_link(scene, now, prior)
    assert scene.links == reckoned
    assert moved_by_hand(scene, now, prior) is None
    scene.undo.undo()
    assert scene.links == moved
    scene.undo.undo()
    assert scene.links == reckoned
    assert scene.undo.undo_name == ""


def test_a_link_made_by_hand_has_nothing_to_go_back_to(a_pair) -> None:
    scene, now, prior = a_pair
    scene.links = (shift_link("now", "prior", (3.0, 2.0, 1.0), BY_HAND),)
    turn_over(scene, now, prior, (0, 0, 1), 5.0)
    before = scene.links
    reset_link(scene, now, prior)
    assert scene.links == before
    assert moved_by_hand(scene, now, prior) is None


def test_what_was_reckoned_is_kept_with_the_session(a_pair) -> None:
    scene, now, prior = a_pair
    turn_over(scene, now, prior, (0, 0, 1), 5.0)
    assert from_plain(tuple[FrameLink, ...], to_plain(scene.links)) == scene.links
