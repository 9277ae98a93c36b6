"""Where marks are seen: on every plane they lie in, whatever the view, and never on another patient."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.measure import measure
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.scene.marks.mark_draft import Draft
from medviewer.scene.marks.mark_edit import moved_by, with_handle
from medviewer.scene.marks.mark_figures import calibration_by_hand, calibration_in, figures_in, figures_of
from medviewer.scene.marks.mark_place import belongs_to, image_of, place_of
from medviewer.scene.marks.mark_tools import jump_to_mark, pasted, snapped, straightened
from medviewer.scene.marks.mark_view import handle_at, mark_at, marks_in_view
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import view_plane

STUDY = StudyInfo("A", "1", study_uid="1.2.3")


def an_info(series_id="series-1", frame="9.9", study=STUDY):
    return SeriesInfo(series_id, modality="CT", frame_of_reference_uid=frame, study=study)


def turned_axes(degrees):
    turn = math.radians(degrees)
    return (
        (math.cos(turn), math.sin(turn), 0.0),
        (-math.sin(turn) * 0.8, math.cos(turn) * 0.8, 0.6),
        (math.sin(turn) * 0.6, -math.cos(turn) * 0.6, 0.8),
    )


@pytest.fixture
def a_ct():
    values = np.random.default_rng(5).integers(-1000, 1000, (30, 60, 80)).astype(np.int16)
    return Volume(values, Geometry((30, 60, 80), (-28.0, -27.0, -37.5), (0.7, 0.9, 2.5)), "HU", an_info())


@pytest.fixture
def an_oblique_ct(a_ct):
    return replace(a_ct, geometry=replace(a_ct.geometry, axes_lps=turned_axes(25.0)))


@pytest.fixture
def a_scene(a_ct):
    scene = Scene()
    scene.add_volume(a_ct)
    return scene


def plane_of(scene, kind="axial", size=(512, 512), ratio=1.0):
    return view_plane(scene, scene.viewports[kind], size, ratio)


def drawn(scene, kind, clicks_px, view="axial", size=(512, 512), ratio=1.0):
    """A mark from clicks in logical pixels of a view."""
    viewport = scene.viewports[view]
    plane = view_plane(scene, viewport, size, ratio)
    layer = scene.image_in(viewport)
    points = [plane.pixel_to_lps((x * ratio, y * ratio)) for x, y in clicks_px]
    draft = Draft(kind, plane, place_of(layer, viewport, plane), (), tuple(points[0]))
    for point in points:
        draft = draft.clicked(point)
    mark = draft.finished()
    scene.marks.add(mark, "Draw measurement")
    return mark


def drawn_at(scene, kind, points_lps, view="axial", **more):
    plane = view_plane(scene, scene.viewports[view], more.get("size", (512, 512)), more.get("ratio", 1.0))
    ratio = more.get("ratio", 1.0)
    pixels = [tuple((plane.lps_to_pixel(p) / ratio).tolist()) for p in points_lps]
    return drawn(scene, kind, pixels, view, **more)


def seen(scene, view="axial", ratio=1.0):
    viewport = scene.viewports[view]
    plane = view_plane(scene, viewport, (512, 512), ratio)
    return [one.mark.id for one in marks_in_view(scene, viewport, plane, ratio)]


# --- zoom, pan, turn, mirror, screen ---


@settings(max_examples=40, deadline=None)
@given(
    st.floats(0.3, 8.0),
    st.tuples(st.floats(-20, 20), st.floats(-20, 20)),
    st.integers(0, 3),
    st.booleans(),
    st.booleans(),
    st.sampled_from([1.0, 1.25, 2.0]),
    st.sampled_from(["axial", "sagittal", "coronal"]),
    st.sampled_from(["length", "rectangle", "ellipse", "polygon"]),
)
def test_no_figure_depends_on_how_the_picture_is_looked_at(
    zoom, pan, turns, mirrored, flipped, ratio, view, kind
) -> None:
    values = np.random.default_rng(5).integers(-1000, 1000, (30, 60, 80)).astype(np.int16)
    geometry = Geometry((30, 60, 80), (-28.0, -27.0, -37.5), (0.7, 0.9, 2.5), turned_axes(25.0))
    scene = Scene()
    image = scene.add_volume(Volume(values, geometry, "HU", an_info()))
    plane = plane_of(scene, view)
    corners = [
        plane.pixel_to_lps(p) for p in ((200.3, 210.4), (290.7, 214.2), (283.1, 300.6), (207.2, 296.8))
    ]
    wanted = {"length": 2, "rectangle": 4, "ellipse": 4, "polygon": 4}[kind]
    given_points = corners[:2] if wanted == 2 else corners
    reference = Mark(
        kind, tuple(tuple(p) for p in given_points), tuple(plane.normal_lps), MarkPlace("series-1")
    )
    before = measure(reference, image.image)
    viewport = scene.viewports[view]
    viewport.zoom, viewport.pan_mm, viewport.quarter_turns = zoom, pan, turns
    viewport.mirrored, viewport.flipped = mirrored, flipped
    now = view_plane(scene, viewport, (400, 300), ratio)
    through_screen = now.pixel_to_lps(now.lps_to_pixel(np.array(given_points)))
    again = replace(reference, points_lps=tuple(tuple(p) for p in through_screen.tolist()))
    after = measure(again, image.image)
    assert after.length == (None if before.length is None else pytest.approx(before.length, abs=1e-6))
    assert after.area == (None if before.area is None else pytest.approx(before.area, rel=1e-6))
    assert (after.count, after.mean, after.minimum) == (before.count, before.mean, before.minimum)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_a_drawing_gives_the_same_figures_on_every_screen(a_scene, ratio) -> None:
    z = a_scene.cursor_lps[2]
    mark = drawn_at(a_scene, "length", [(-10.0, -5.0, z), (11.0, 15.0, z)], ratio=ratio)
    assert figures_in(a_scene, mark).length == pytest.approx(29.0, abs=1e-6)


def test_a_stack_and_a_volume_measure_the_same(an_oblique_ct) -> None:
    volume = an_oblique_ct
    planes = tuple(
        replace(
            volume.geometry, shape_kji=(1, 60, 80), origin_lps=tuple(volume.geometry.index_to_lps((0, 0, k)))
        )
        for k in range(30)
    )
    stack = Stack(volume.voxels, planes, "HU", replace(volume.info, series_id="stack"))
    scene = Scene()
    scene.add_volume(volume)
    plane = plane_of(scene)
    clicks = [plane.pixel_to_lps(p) for p in ((220.0, 200.0), (300.0, 215.0), (280.0, 290.0))]
    in_volume = drawn_at(scene, "polygon", clicks)
    image = scene.add_volume(stack)
    frame = int(np.argmin([abs(plane.distance_mm(p.origin_lps)) for p in planes]))
    scene.viewports["stack"].frame = frame
    in_stack = drawn_at(scene, "polygon", clicks, view="stack")
    ours, theirs = figures_in(scene, in_volume), figures_in(scene, in_stack)
    assert ours == replace(theirs, area=ours.area)
    assert ours.area == pytest.approx(theirs.area, rel=1e-9)
    assert ours.count > 50
    assert image.image is stack


# --- which views show a mark ---


def test_a_roi_is_seen_on_its_slice_and_from_no_other_side(a_scene) -> None:
    mark = drawn(a_scene, "ellipse", [(200.0, 200.0), (300.0, 280.0)])
    assert [seen(a_scene, view) for view in ("axial", "sagittal", "coronal")] == [[mark.id], [], []]
    x, y, z = a_scene.cursor_lps
    a_scene.set_cursor((x, y, z + 2.5))
    assert seen(a_scene) == []
    a_scene.set_cursor((x, y, z + 1.2))
    assert seen(a_scene) == [mark.id]


def test_a_slab_shows_the_marks_inside_it(a_scene) -> None:
    mark = drawn(a_scene, "length", [(200.0, 200.0), (300.0, 280.0)])
    x, y, z = a_scene.cursor_lps
    a_scene.set_cursor((x, y, z + 5.0))
    assert seen(a_scene) == []
    a_scene.viewports["axial"].slab_mm = 12.0
    assert seen(a_scene) == [mark.id]


def test_marks_of_one_frame_of_reference_are_seen_on_its_other_series(a_scene, a_ct) -> None:
    mark = drawn(a_scene, "length", [(200.0, 200.0), (300.0, 280.0)])
    a_scene.add_volume(replace(a_ct, info=an_info("series-2")))
    assert seen(a_scene) == [mark.id]


@pytest.mark.parametrize(
    "info",
    [
        an_info("series-2", frame=""),
        an_info("series-2", frame="8.8"),
        an_info("series-2", study=StudyInfo("B", "2", study_uid="4.5.6")),
        an_info("series-2", study=StudyInfo("B", "2", study_uid="")),
    ],
)
def test_no_mark_is_seen_on_another_patient_study_or_frame(a_scene, a_ct, info) -> None:
    mark = drawn(a_scene, "length", [(200.0, 200.0), (300.0, 280.0)])
    layer = a_scene.add_volume(replace(a_ct, info=info))
    assert seen(a_scene) == []
    assert not belongs_to(mark.place, layer)
    assert not belongs_to(MarkPlace("series-1"), layer)


def test_a_mark_of_a_time_point_is_seen_on_that_one_only(a_ct) -> None:
    later = replace(a_ct, voxels=a_ct.voxels + 7)
    scene = Scene()
    image = scene.add_volume(TimeSeries((a_ct, later), (0.0, 1.0)))
    image.time_point = 1
    mark = drawn(scene, "rectangle", [(200.0, 200.0), (300.0, 280.0)])
    mean = figures_in(scene, mark).mean
    assert seen(scene) == [mark.id]
    image.time_point = 0
    assert seen(scene) == []
    assert figures_in(scene, mark).mean == mean
    assert jump_to_mark(scene, mark)
    assert image.time_point == 1


def test_a_grid_shows_each_series_its_own_marks(a_scene, a_ct) -> None:
    other = a_scene.add_volume(replace(a_ct, info=an_info("other", study=StudyInfo("B", "2", study_uid="7"))))
    a_scene.layout = "grid 1x2"
    first, second = (a_scene.viewport(cell.view) for cell in a_scene.shown_layout.cells)
    image = next(one for one in a_scene.images if one is not other)
    first.image_id, second.image_id = image.id, other.id
    for viewport, layer in ((first, image), (second, other)):
        plane = view_plane(a_scene, viewport, (512, 512))
        points = tuple(
            tuple(p) for p in plane.pixel_to_lps(np.array([(200.0, 200.0), (300.0, 250.0)])).tolist()
        )
        place = place_of(layer, viewport, plane)
        a_scene.marks.add(Mark("length", points, tuple(plane.normal_lps), place), "Draw measurement")
    for viewport, layer in ((first, image), (second, other)):
        plane = view_plane(a_scene, viewport, (512, 512))
        found = marks_in_view(a_scene, viewport, plane, 1.0)
        assert [one.mark.place.series_id for one in found] == [layer.image.info.series_id]


def test_a_hidden_mark_is_not_seen_and_jumping_shows_it(a_scene) -> None:
    mark = drawn(a_scene, "length", [(200.0, 200.0), (300.0, 280.0)])
    a_scene.marks.change(replace(mark, visible=False), "Hide measurement")
    assert seen(a_scene) == []
    assert jump_to_mark(a_scene, a_scene.marks.items[0])
    assert seen(a_scene) == [mark.id]
    a_scene.clear()
    assert not jump_to_mark(a_scene, mark)


def test_true_slices_of_a_resampled_volume_show_its_marks(a_ct) -> None:
    planes = tuple(
        replace(a_ct.geometry, shape_kji=(1, 60, 80), origin_lps=(-28.0, -27.0, z)) for z in (-5.0, 0.0, 6.0)
    )
    stack = Stack(a_ct.voxels[:3], planes, "HU", a_ct.info)
    scene = Scene()
    image = scene.add_volume(replace(a_ct, acquired=stack))
    scene.set_cursor((0.0, 0.0, 0.0))
    mark = drawn(scene, "rectangle", [(200.0, 200.0), (300.0, 280.0)])
    assert mark.place.slice_number is None
    image.shows_acquired = True
    frames = [frame.geometry.origin_lps[2] for frame in image.frames]
    for number, z in enumerate(frames):
        scene.viewports["stack"].frame = number
        assert seen(scene, "stack") == ([mark.id] if z == 0.0 else [])
    inside = figures_of(mark, image, scene.marks.items)
    assert inside == measure(mark, stack.slice(1))


# --- under the mouse ---


def test_handles_and_lines_are_found_within_their_reach(a_scene) -> None:
    mark = drawn(a_scene, "length", [(200.0, 200.0), (300.0, 200.0)])
    shown = marks_in_view(a_scene, a_scene.viewports["axial"], plane_of(a_scene), 1.0)
    assert handle_at(shown, (303.0, 204.0), frozenset())[1] == 1
    assert handle_at(shown, (307.0, 200.0), frozenset()) is None
    assert mark_at(shown, (250.0, 203.5)).mark.id == mark.id
    assert mark_at(shown, (250.0, 205.0)) is None
    assert snapped((297.0, 203.0), shown) == pytest.approx((300.0, 200.0))
    assert snapped((297.0, 203.0), shown, without=mark.id) == (297.0, 203.0)


def test_lines_are_made_level_upright_or_diagonal() -> None:
    assert straightened((50.0, 13.0), (0.0, 10.0)) == pytest.approx((50.0, 10.0))
    assert straightened((3.0, -40.0), (0.0, 0.0)) == pytest.approx((0.0, -40.0))
    assert straightened((20.0, 24.0), (0.0, 0.0)) == pytest.approx((22.0, 22.0))
    assert straightened((20.0, -31.0), (0.0, 0.0), boxed=True) == pytest.approx((31.0, -31.0))


# --- editing ---


def a_flat(kind, points):
    return Mark(kind, tuple((float(x), float(y), 0.0) for x, y in points), (0.0, 0.0, 1.0), MarkPlace("s"))


def test_a_rectangle_stays_one_and_keeps_its_opposite_corner() -> None:
    mark = a_flat("rectangle", [(0, 0), (4, 0), (4, 3), (0, 3)])
    moved = with_handle(mark, 2, (6.0, 7.0, 0.0))
    assert np.array(moved.points_lps)[:, :2] == pytest.approx(np.array([(0, 0), (6, 0), (6, 7), (0, 7)]))


def test_the_axes_of_an_ellipse_stay_at_right_angles() -> None:
    mark = a_flat("ellipse", [(-5, 0), (5, 0), (0, -3), (0, 3)])
    a, b, c, d = np.array(with_handle(mark, 1, (5.0, 4.0, 0.0)).points_lps)
    assert (b - a) @ (d - c) == pytest.approx(0.0, abs=1e-9)
    assert np.linalg.norm(d - c) == pytest.approx(6.0)
    assert tuple(a) == (-5.0, 0.0, 0.0)


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_two_diameters_stay_at_right_angles(number) -> None:
    mark = a_flat("bidirectional", [(-10, 0), (10, 0), (2, -4), (2, 5)])
    a, b, c, d = np.array(with_handle(mark, number, (7.0, 6.5, 0.0)).points_lps)
    assert (b - a) @ (d - c) == pytest.approx(0.0, abs=1e-9)
    assert not np.allclose([a, b, c, d], mark.points_lps)


def test_a_ball_is_moved_by_its_centre_and_sized_by_its_surface() -> None:
    ball = Mark("ball", ((0.0, 0.0, 0.0), (5.0, 0.0, 0.0)), (0.0, 0.0, 1.0), MarkPlace("s"))
    assert with_handle(ball, 0, (1.0, 2.0, 3.0)).points_lps == ((1.0, 2.0, 3.0), (6.0, 2.0, 3.0))
    assert with_handle(ball, 1, (0.0, 8.0, 0.0)).points_lps[0] == (0.0, 0.0, 0.0)


def test_pulling_a_freehand_outline_moves_its_neighbours_less() -> None:
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    mark = a_flat("freehand", np.stack([10 * np.cos(turn), 10 * np.sin(turn)], axis=1))
    moved = np.array(with_handle(mark, 0, (13.0, 0.0, 0.0)).points_lps)
    away = np.linalg.norm(moved - np.array(mark.points_lps), axis=1)
    assert away[0] == pytest.approx(3.0)
    assert 0 < away[1] < 3.0
    assert away[30] == 0.0


@settings(max_examples=30, deadline=None)
@given(st.tuples(*[st.floats(-100, 100)] * 3))
def test_moving_a_mark_changes_no_length_or_area(shift) -> None:
    volume = Volume(np.zeros((2, 2, 2), np.int16), Geometry((2, 2, 2)))
    mark = a_flat("polygon", [(0, 0), (7, 1), (5, 9), (-2, 4)])
    moved = moved_by(mark, shift)
    assert measure(moved, volume).area == pytest.approx(measure(mark, volume).area, rel=1e-9)


# --- copies ---


def test_a_copy_goes_straight_to_the_slice_on_screen(a_scene) -> None:
    mark = drawn(a_scene, "ellipse", [(200.0, 200.0), (300.0, 280.0)])
    x, y, z = a_scene.cursor_lps
    a_scene.set_cursor((x, y, z + 5.0))
    copy = pasted(mark, a_scene, a_scene.viewports["axial"], plane_of(a_scene))
    assert np.array(copy.points_lps) == pytest.approx(np.array(mark.points_lps) + np.array([0, 0, 5.0]))
    aside = pasted(copy, a_scene, a_scene.viewports["axial"], plane_of(a_scene))
    assert not np.allclose(aside.points_lps, copy.points_lps)
    assert len({mark.id, copy.id, aside.id}) == 3


def test_a_copy_into_another_plane_keeps_its_size(a_scene) -> None:
    mark = drawn(a_scene, "rectangle", [(200.0, 200.0), (300.0, 280.0)])
    copy = pasted(mark, a_scene, a_scene.viewports["coronal"], plane_of(a_scene, "coronal"))
    a_scene.marks.add(copy, "Paste measurement")
    assert figures_in(a_scene, copy).area == pytest.approx(figures_in(a_scene, mark).area)
    assert seen(a_scene, "coronal") == [copy.id]


# --- calibration ---


def test_a_known_length_holds_for_its_image_only() -> None:
    line = Mark(
        "length", ((0.0, 0.0, 0.0), (0.0, 50.0, 0.0)), (0.0, 0.0, 1.0), MarkPlace("x", slice_number=0)
    )
    known = replace(line, known_mm=25.0)
    assert calibration_by_hand(MarkPlace("x", slice_number=0), [line]) is None
    assert calibration_by_hand(MarkPlace("x", slice_number=0), [line, known]) == pytest.approx(0.5)
    assert calibration_by_hand(MarkPlace("x", slice_number=1), [known]) is None
    assert calibration_by_hand(MarkPlace("y", slice_number=0), [known]) is None
    film = replace(known, place=MarkPlace("x", slice_number=0, instance_uid="1.1"))
    assert calibration_by_hand(MarkPlace("x", slice_number=7, instance_uid="1.1"), [film]) == pytest.approx(
        0.5
    )


def test_the_view_of_a_calibrated_image_knows_it() -> None:
    image = Volume(
        np.zeros((1, 20, 20), np.uint8), Geometry((1, 20, 20)), info=SeriesInfo("x"), spacing_source="unknown"
    )
    scene = Scene()
    layer = scene.add_volume(image)
    assert calibration_in(scene, scene.viewports["stack"]) is None
    mark = drawn(scene, "length", [(100.0, 100.0), (300.0, 100.0)], view="stack")
    assert figures_of(mark, layer, scene.marks.items).length_unit == "px"
    scene.marks.change(replace(mark, known_mm=30.0), "Calibrate by hand")
    assert figures_in(scene, scene.marks.items[0]).length_mm == pytest.approx(30.0)
    assert calibration_in(scene, scene.viewports["stack"]) == pytest.approx(
        30.0 / figures_of(mark, layer, ()).length
    )


def test_figures_are_kept_until_something_changes(a_scene, a_ct) -> None:
    mark = drawn(a_scene, "ellipse", [(200.0, 200.0), (300.0, 280.0)])
    first = figures_in(a_scene, mark)
    assert figures_in(a_scene, mark) is first
    image = image_of(a_scene, mark.place)
    image.image = replace(a_ct, voxels=a_ct.voxels + 1)
    assert figures_in(a_scene, mark).mean == pytest.approx(first.mean + 1)
