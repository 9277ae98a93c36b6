"""Oblique and double oblique planes: pure geometry."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import FrameLink, frame_of
from medviewer.scene.views.grid_views import put_in_view
from medviewer.scene.views.layout import grid_name
from medviewer.scene.views.navigate import go_to_slice, pan_by, probe, scroll, slice_number, zoom_about
from medviewer.scene.views.oblique import Tilt, snapped, tilted_plane, turned_about
from medviewer.scene.views.oblique_views import (
    PLANES,
    drag_slab,
    handle_at,
    handles,
    plane_lines,
    straighten,
    turn_planes,
)
from medviewer.scene.views.plan_slice import is_tilted, plan_slice, view_plane
from medviewer.scene.views.planes import standard_plane

angles = st.floats(-179.0, 179.0).map(lambda a: round(a, 3))
axes = st.tuples(*[st.floats(-1, 1).map(lambda v: round(v, 3))] * 3).filter(
    lambda a: np.linalg.norm(a) > 0.05
)
SIZE = (300, 240)


@pytest.fixture
def a_volume() -> Volume:
    grid = Geometry((30, 60, 50), (-40.0, 12.0, 100.0), (0.8, 0.7, 2.5))
    rng = np.random.default_rng(3)
    info = SeriesInfo("a", frame_of_reference_uid="frame a")
    return Volume(rng.integers(0, 1000, grid.shape_kji).astype(np.int16), grid, "HU", info)


@pytest.fixture
def a_scene(a_volume) -> Scene:
    scene = Scene()
    scene.add_volume(a_volume)
    scene.set_cursor(a_volume.geometry.index_to_lps((22.3, 31.7, 14.2)))
    return scene


def plane_of(scene: Scene, kind: str):
    return view_plane(scene, scene.viewports[kind], SIZE)


def tilt_of(scene: Scene) -> Tilt | None:
    return scene.aids.tilts.get("frame a")


def turn(scene: Scene, kind: str, degrees: float, snaps: bool = False) -> None:
    """As a hand would: from the right of the crosshair, about it."""
    plane = plane_of(scene, kind)
    centre = plane.lps_to_pixel(scene.cursor_lps)
    end = centre + 80.0 * np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    turn_planes(scene, scene.active, plane, tilt_of(scene), (centre[0] + 80.0, centre[1]), tuple(end), snaps)
    scene.undo.seal()


# --- the rotation ---


@settings(deadline=None)
@given(st.lists(st.tuples(axes, angles), min_size=1, max_size=60))
def test_however_often_it_is_turned_it_stays_a_rotation(turns) -> None:
    tilt = Tilt()
    for axis, degrees in turns:
        tilt = Tilt.about(axis, degrees).after(tilt)
    matrix = tilt.matrix
    assert np.abs(matrix @ matrix.T - np.eye(3)).max() < 1e-12
    assert np.linalg.det(matrix) == pytest.approx(1.0, abs=1e-12)


def test_a_turn_goes_by_the_right_hand() -> None:
    np.testing.assert_allclose(Tilt.about((0, 0, 2), 90.0).matrix @ (1, 0, 0), (0, 1, 0), atol=1e-15)
    assert Tilt.about((0, 1, 0), -40.0).degrees == pytest.approx(40.0)


def test_turning_back_is_straight() -> None:
    tilt = turned_about(None, (0, 0, 1), 33.0)
    assert tilt is not None
    assert turned_about(tilt, (0, 0, 1), -33.0) is None


@given(axes, angles)
def test_right_and_down_stay_at_right_angles_and_the_normal_is_turned(axis, degrees) -> None:
    tilt = Tilt.about(axis, degrees)
    grid = Geometry((3, 4, 5))
    for kind in PLANES:
        before = standard_plane(grid, kind)
        right, down = (np.array(v) for v in tilted_plane(*before, tilt))
        frame = np.array([right, down, np.cross(right, down)])
        assert np.abs(frame @ frame.T - np.eye(3)).max() < 1e-12
        np.testing.assert_allclose(np.cross(right, down), tilt.matrix @ np.cross(*before), atol=1e-9)


def test_half_a_turn_about_an_axis_in_the_plane_shows_its_back() -> None:
    right, down = tilted_plane((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), Tilt.about((1, 0, 0), 180.0))
    np.testing.assert_allclose(np.cross(right, down), (0, 0, -1), atol=1e-9)


@pytest.mark.parametrize(("degrees", "shown"), [(2.4, 0.0), (2.6, 5.0), (-7.6, -10.0), (92.0, 90.0)])
def test_snapping_takes_the_nearest_five_degrees(degrees: float, shown: float) -> None:
    assert snapped(degrees) == shown


# --- the views ---


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(PLANES), angles, st.sampled_from(PLANES), angles)
def test_the_view_under_the_mouse_does_not_change_whatever_came_before(first, one, second, two) -> None:
    grid = Geometry((30, 60, 50), (-40.0, 12.0, 100.0), (0.8, 0.7, 2.5))
    scene = Scene()
    info = SeriesInfo("a", frame_of_reference_uid="frame a")
    scene.add_volume(Volume(np.zeros(grid.shape_kji, np.int16), grid, "HU", info))
    scene.set_cursor(grid.index_to_lps((22.3, 31.7, 14.2)))
    turn(scene, first, one)
    before = plane_of(scene, second)
    turn(scene, second, two)
    after = plane_of(scene, second)
    np.testing.assert_allclose(after.right_lps, before.right_lps, atol=1e-9)
    np.testing.assert_allclose(after.down_lps, before.down_lps, atol=1e-9)
    assert after.mm_per_pixel == before.mm_per_pixel
    normals = np.array([plane_of(scene, kind).normal_lps for kind in PLANES])
    assert np.abs(normals @ normals.T - np.eye(3)).max() < 1e-9, "the three planes stay at right angles"


@pytest.mark.parametrize("turns", [(), (23.0,), (23.0, -37.0)], ids=["straight", "oblique", "double oblique"])
@pytest.mark.parametrize("kind", PLANES)
def test_a_line_is_exactly_where_the_other_plane_cuts(a_scene, kind, turns) -> None:
    for view, degrees in zip(("axial", "sagittal"), turns, strict=False):
        turn(a_scene, view, degrees)
    plane = plane_of(a_scene, kind)
    lines = plane_lines(a_scene, a_scene.viewports[kind], plane)
    assert {line.kind for line in lines} == set(PLANES) - {kind}
    for line in lines:
        other = plane_of(a_scene, line.kind)
        for far in (-150.0, 0.0, 90.0):
            at = np.array(line.through_px) + far * np.array(line.direction_px)
            assert abs(other.distance_mm(plane.pixel_to_lps(at))) < 1e-9


def test_the_hand_leads_the_lines(a_scene) -> None:
    before = {line.kind: line.direction_px for line in plane_lines_of(a_scene, "axial")}
    turn(a_scene, "axial", 30.0)
    after = {line.kind: line.direction_px for line in plane_lines_of(a_scene, "axial")}
    c, s = np.cos(np.radians(30.0)), np.sin(np.radians(30.0))
    for kind, (x, y) in before.items():
        turned = np.array([c * x - s * y, s * x + c * y])
        assert abs(turned @ after[kind]) == pytest.approx(1.0)


def plane_lines_of(scene: Scene, kind: str):
    return plane_lines(scene, scene.viewports[kind], plane_of(scene, kind))


@pytest.mark.parametrize("turned", [False, True])
def test_the_hand_leads_the_lines_in_a_mirrored_view_too(a_scene, turned) -> None:
    viewport = a_scene.viewports["coronal"]
    viewport.mirrored, viewport.quarter_turns = True, int(turned)
    before = {line.kind: line.direction_px for line in plane_lines_of(a_scene, "coronal")}
    turn(a_scene, "coronal", 20.0)
    after = {line.kind: line.direction_px for line in plane_lines_of(a_scene, "coronal")}
    c, s = np.cos(np.radians(20.0)), np.sin(np.radians(20.0))
    for kind, (x, y) in before.items():
        assert abs(np.array([c * x - s * y, s * x + c * y]) @ after[kind]) == pytest.approx(1.0)


def test_shift_turns_in_steps_of_five_degrees(a_scene) -> None:
    turn(a_scene, "axial", 33.0, snaps=True)
    assert tilt_of(a_scene).degrees == pytest.approx(35.0)


def test_turning_changes_no_scale(a_scene) -> None:
    before = {kind: plane_of(a_scene, kind).mm_per_pixel for kind in PLANES}
    turn(a_scene, "axial", 45.0)
    assert {kind: plane_of(a_scene, kind).mm_per_pixel for kind in PLANES} == before


def test_letters_of_an_oblique_plane_name_both_sides(a_scene) -> None:
    turn(a_scene, "axial", 30.0)  # seen from the feet, clockwise: the coronal plane's left goes backwards
    assert plane_of(a_scene, "axial").letters() == ("R", "L", "A", "P")
    assert plane_of(a_scene, "coronal").letters() == ("RA", "LP", "H", "F")


def test_patient_alignment_still_turns_the_base(a_volume) -> None:
    c, s = np.cos(np.radians(18.5)), np.sin(np.radians(18.5))
    grid = Geometry((11, 20, 30), (0, 0, 0), (0.7, 0.8, 3.0), ((1, 0, 0), (0, c, s), (0, -s, c)))
    scene = Scene()
    info = SeriesInfo("a", frame_of_reference_uid="frame a")
    scene.add_volume(Volume(np.zeros(grid.shape_kji, np.int16), grid, "HU", info))
    scene.aligned = "patient"
    turn(scene, "axial", 30.0)
    np.testing.assert_allclose(plane_of(scene, "axial").normal_lps, (0, 0, 1), atol=1e-12)
    np.testing.assert_allclose(
        plane_of(scene, "coronal").right_lps, (np.cos(np.pi / 6), 0.5, 0.0), atol=1e-12
    )


# --- slices of an oblique plane ---


def test_straight_slices_are_those_of_the_grid(a_scene) -> None:
    counts = {kind: slice_number(a_scene, a_scene.viewports[kind])[1] for kind in PLANES}
    assert counts == {"axial": 30, "sagittal": 50, "coronal": 60}


def test_oblique_slices_are_as_fine_as_the_voxels_along_the_normal(a_scene) -> None:
    turn(a_scene, "sagittal", 30.0)
    viewport = a_scene.viewports["axial"]
    before = np.array(a_scene.cursor_lps)
    scroll(a_scene, viewport, 1)
    scroll(a_scene, viewport, 1)
    first = np.array(a_scene.cursor_lps)
    scroll(a_scene, viewport, 1)
    step = np.array(a_scene.cursor_lps) - first
    # Along the normal a voxel is left after 2.5 mm / cos 30 on the one axis, 0.7 mm / sin 30 on the other.
    assert np.linalg.norm(step) == pytest.approx(
        min(2.5 / np.cos(np.radians(30)), 0.7 / np.sin(np.radians(30)))
    )
    normal = plane_of(a_scene, "axial").normal_lps
    np.testing.assert_allclose(np.abs(step @ normal), np.linalg.norm(step))
    assert (np.array(a_scene.cursor_lps) - before)[2] < 0, "from head to feet"


def test_going_through_oblique_slices_counts_up_and_stops_at_the_ends(a_scene) -> None:
    turn(a_scene, "sagittal", 30.0)
    viewport = a_scene.viewports["axial"]
    go_to_slice(a_scene, viewport, 1)
    number, count = slice_number(a_scene, viewport)
    assert number == 1
    scroll(a_scene, viewport, 1)
    assert slice_number(a_scene, viewport) == (2, count)
    scroll(a_scene, viewport, 10_000)
    assert slice_number(a_scene, viewport) == (count, count)


def test_an_oblique_plane_goes_exactly_through_the_crosshair(a_scene) -> None:
    turn(a_scene, "axial", 12.0)
    for kind in ("sagittal", "coronal"):
        assert abs(plane_of(a_scene, kind).distance_mm(a_scene.cursor_lps)) < 1e-9


def test_zoom_and_pan_hold_what_is_under_the_hand_in_an_oblique_plane(a_scene) -> None:
    turn(a_scene, "axial", 25.0)
    viewport = a_scene.viewports["coronal"]
    plane = plane_of(a_scene, "coronal")
    held = plane.pixel_to_lps((40.0, 60.0))
    zoom_about(a_scene, viewport, plane, (40.0, 60.0), 2.0)
    np.testing.assert_allclose(plane_of(a_scene, "coronal").lps_to_pixel(held), (40.0, 60.0), atol=1e-9)
    pan_by(a_scene, viewport, plane_of(a_scene, "coronal"), (11.0, -7.0))
    np.testing.assert_allclose(plane_of(a_scene, "coronal").lps_to_pixel(held), (51.0, 53.0), atol=1e-9)


def test_the_view_about_whose_normal_was_turned_keeps_to_its_slices(a_scene) -> None:
    turn(a_scene, "axial", 12.0)
    grid = a_scene.active.geometry
    assert not is_tilted(a_scene, a_scene.viewports["axial"])
    assert is_tilted(a_scene, a_scene.viewports["coronal"])
    assert grid.lps_to_index(plane_of(a_scene, "axial").centre_lps)[2] == pytest.approx(14.0)


# --- what is turned, and what is not ---


def test_another_frame_of_reference_is_straight_and_the_first_keeps_its_turn(a_scene, a_volume) -> None:
    first = a_scene.active
    turn(a_scene, "axial", 25.0)
    grid = Geometry((9, 9, 9))
    info = SeriesInfo("b", frame_of_reference_uid="frame b")
    a_scene.add_volume(Volume(np.zeros(grid.shape_kji, np.int16), grid, "HU", info))
    assert plane_of(a_scene, "coronal").right_lps == (1.0, 0.0, 0.0)
    a_scene.activate(first.id)
    assert plane_of(a_scene, "coronal").right_lps != (1.0, 0.0, 0.0)
    a_scene.clear()
    assert not a_scene.aids.tilts


def beside(centre: np.ndarray, right: float, down: float) -> tuple[float, float]:
    return float(centre[0] + right), float(centre[1] + down)


def in_a_grid(scene: Scene, *images: tuple[ImageLayer, str]) -> None:
    scene.layout = grid_name(1, len(images))
    for number, (image, kind) in enumerate(images, start=1):
        put_in_view(scene.viewport(f"view {number}"), image, kind)


def test_views_of_a_grid_follow_the_tilt_as_the_three_planes_do(a_scene) -> None:
    turn(a_scene, "axial", 25.0)
    image = a_scene.active
    in_a_grid(a_scene, (image, "axial"), (image, "sagittal"), (image, "coronal"))
    for number, kind in enumerate(PLANES, start=1):
        own, usual = a_scene.viewport(f"view {number}"), a_scene.viewport(kind)
        assert is_tilted(a_scene, own) == (kind != "axial")
        assert view_plane(a_scene, own, SIZE) == view_plane(a_scene, usual, SIZE)
        plane = view_plane(a_scene, own, SIZE)
        for mine, theirs in zip(*(plane_lines(a_scene, one, plane) for one in (own, usual)), strict=True):
            assert mine.kind == theirs.kind
            np.testing.assert_allclose(mine.through_px, theirs.through_px)
            np.testing.assert_allclose(mine.direction_px, theirs.direction_px)


def test_in_a_grid_planes_are_turned_by_the_handles_of_the_image_in_the_view(a_scene) -> None:
    first = a_scene.active
    other = a_scene.add_volume(
        replace(first.image, info=replace(first.image.info, frame_of_reference_uid="g"))
    )
    in_a_grid(a_scene, (first, "axial"), (other, "sagittal"), (other, "coronal"))
    view = a_scene.viewport("view 2")
    plane = view_plane(a_scene, view, SIZE)
    found = handles(a_scene, view, plane, 1.0)
    assert {(one.grip, one.kind) for one in found} == {
        ("turn", "axial"), ("turn", "coronal"), ("slab", "coronal"),
    }, "no view shows the axial plane of that image: it cannot be made thick"  # fmt: skip
    centre = plane.lps_to_pixel(a_scene.cursor_of(other))
    turn_planes(a_scene, other, plane, None, beside(centre, 60.0, 0.0), beside(centre, 60.0, 20.0))
    assert is_tilted(a_scene, a_scene.viewport("view 3"))
    assert not is_tilted(a_scene, a_scene.viewport("view 1"))
    drag_slab(a_scene, view, plane, "coronal", beside(centre, 0.0, 30.0))
    assert a_scene.viewport("view 3").slab_mm > 0
    assert a_scene.viewport("coronal").slab_mm == 0


def test_frames_that_are_joined_are_turned_together_each_about_its_own_axes(a_scene) -> None:
    first = a_scene.active
    other = a_scene.add_volume(
        replace(first.image, info=replace(first.image.info, frame_of_reference_uid="g")), activate=False
    )
    matrix = np.eye(4)
    matrix[:3, :3] = Tilt.about((0.2, -0.3, 1.0), 20.0).matrix
    a_scene.links = (FrameLink(frame_of(first), frame_of(other), tuple(map(tuple, matrix.tolist()))),)
    turn(a_scene, "axial", 25.0)
    tilts = a_scene.aids.tilts
    assert set(tilts) == {frame_of(first), frame_of(other)}
    axis = np.array([1.0, 2.0, 3.0])
    carried = matrix[:3, :3] @ (tilts[frame_of(first)].matrix @ axis)
    np.testing.assert_allclose(tilts[frame_of(other)].matrix @ (matrix[:3, :3] @ axis), carried, atol=1e-12)
    straighten(a_scene)
    assert a_scene.aids.tilts == {}


def test_one_movement_is_one_step_and_can_be_taken_back(a_scene) -> None:
    plane = plane_of(a_scene, "axial")
    centre = plane.lps_to_pixel(a_scene.cursor_lps)
    for degrees in (5, 10, 20):
        to = centre + 60.0 * np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        turn_planes(a_scene, a_scene.active, plane, None, (centre[0] + 60.0, centre[1]), tuple(to))
    assert tilt_of(a_scene).degrees == pytest.approx(20.0)
    assert a_scene.undo.undo_name == "Oblique planes"
    a_scene.undo.undo()
    assert tilt_of(a_scene) is None
    a_scene.undo.redo()
    assert tilt_of(a_scene).degrees == pytest.approx(20.0)
    straighten(a_scene)
    assert tilt_of(a_scene) is None
    a_scene.undo.undo()
    assert tilt_of(a_scene).degrees == pytest.approx(20.0)


# --- handles ---


def test_handles_lie_on_the_lines_and_inside_the_view(a_scene) -> None:
    turn(a_scene, "axial", 25.0)
    plane = plane_of(a_scene, "axial")
    found = handles(a_scene, a_scene.viewports["axial"], plane, 1.0)
    assert len([one for one in found if one.grip == "turn"]) == 4
    for one in found:
        assert 0 < one.at_px[0] < SIZE[0]
        assert 0 < one.at_px[1] < SIZE[1]
        assert abs(plane_of(a_scene, one.kind).distance_mm(plane.pixel_to_lps(one.at_px))) < 1e-9
    assert handle_at(found, found[0].at_px, 8.0) == found[0]
    assert handle_at(found, (2.0, 2.0), 8.0) is None


def test_a_slab_handle_sets_how_thick_the_plane_of_its_line_is(a_scene) -> None:
    a_scene.set_cursor(a_scene.active.geometry.index_to_lps((22, 31, 14)))
    plane = plane_of(a_scene, "axial")
    viewport = a_scene.viewports["axial"]
    line = next(one for one in plane_lines(a_scene, viewport, plane) if one.kind == "coronal")
    across = np.array([-line.direction_px[1], line.direction_px[0]])
    to = np.array(line.through_px) + 30.0 * np.array(line.direction_px) + across * 6.0 / plane.mm_per_pixel
    drag_slab(a_scene, viewport, plane, "coronal", tuple(to))
    assert a_scene.viewports["coronal"].slab_mm == 12.0
    assert plan_slice(a_scene, a_scene.viewports["coronal"], SIZE).slab_mm == 12.0
    edges = [
        one for one in handles(a_scene, viewport, plane, 1.0) if one.grip == "slab" and one.kind == "coronal"
    ]
    for one in edges:
        away = abs(plane_of(a_scene, "coronal").distance_mm(plane.pixel_to_lps(one.at_px)))
        assert away == pytest.approx(6.0)
    drag_slab(a_scene, viewport, plane, "coronal", (to[0], to[1] + 10_000.0))
    assert a_scene.viewports["coronal"].slab_mm == 100.0


# --- values of slabs ---


@pytest.mark.parametrize("mode", ["max", "min", "mean"])
def test_the_value_under_the_mouse_is_that_of_the_slab_on_screen(a_scene, mode) -> None:
    viewport, image = a_scene.viewports["axial"], a_scene.active.image
    viewport.slab_mm, viewport.slab_mode = 10.0, mode
    point = image.geometry.index_to_lps((20, 30, 14))
    column = image.voxels[12:17, 30, 20]
    assert probe(a_scene, point, viewport).value == {"max": np.max, "min": np.min, "mean": np.mean}[mode](
        column
    )
    viewport.slab_mm = 0.0
    assert probe(a_scene, point, viewport).value == image.voxels[14, 30, 20]
