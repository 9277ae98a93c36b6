"""Reference lines, views that go together, positions in a row of slices, true size, the magnifying glass."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.detections import Box, Detections
from medviewer.core.geometry import Geometry
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import shift_link
from medviewer.scene.views.grid_views import put_in_view, use_view
from medviewer.scene.views.layout import grid_name
from medviewer.scene.views.navigate import go_to_slice, slice_number
from medviewer.scene.views.oblique_views import plane_lines
from medviewer.scene.views.plan_slice import plan_slice, view_plane
from medviewer.scene.views.position_marks import PositionMark, position_marks
from medviewer.scene.views.reference_lines import reference_lines
from medviewer.scene.views.sync_views import ViewSync, hand_links, link_here, unlink
from medviewer.scene.views.true_size import is_true_size, show_true_size
from medviewer.scene.volume.segment_boxes import MOST_SEGMENTS, segment_boxes
from medviewer.ui.views.magnifier import lens_plan

SIZE = (200, 160)
SAGITTAL_AXES = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0))


def a_volume(name: str, frame: str, grid: Geometry, unit: str = "HU") -> Volume:
    info = SeriesInfo(name, modality="CT", series_uid=name, frame_of_reference_uid=frame)
    return Volume(np.zeros(grid.shape_kji, np.int16), grid, unit, info)


@pytest.fixture
def a_grid() -> Scene:
    """Axial slices left, sagittal ones of the same frame right; the left view is in use."""
    scene = Scene()
    scene.layout = grid_name(1, 2)
    axial = scene.add_volume(
        a_volume("ax", "f", Geometry((20, 50, 60), (-30.0, -25.0, -20.0), (1.0, 1.0, 2.0)))
    )
    sagittal = scene.add_volume(
        a_volume("sag", "f", Geometry((11, 40, 80), (-20.0, -40.0, 20.0), (1.0, 1.0, 4.0), SAGITTAL_AXES))
    )
    left, right = scene.viewport("view 1"), scene.viewport("view 2")
    put_in_view(left, axial)
    put_in_view(right, sagittal)
    use_view(scene, left, picks=True)
    return scene


def plane_in(scene: Scene, number: int):
    return view_plane(scene, scene.viewport(f"view {number}"), SIZE)


# --- reference lines ---


def test_the_slice_in_use_is_a_line_exactly_where_it_cuts(a_grid) -> None:
    go_to_slice(a_grid, a_grid.viewport("view 1"), 7)
    plane = plane_in(a_grid, 2)
    lines = reference_lines(a_grid, a_grid.viewport("view 2"), plane)
    present = next(line for line in lines if line.is_present)
    assert present.number == 7
    ends = plane.pixel_to_lps([present.start_px, present.end_px])
    z = 18.0 - 2.0 * 6  # counted from the head
    np.testing.assert_allclose(ends[:, 2], z, atol=1e-9)
    np.testing.assert_allclose(sorted(ends[:, 1]), (-25.5, 24.5), atol=1e-9)  # its outer edges
    np.testing.assert_allclose(ends @ (1.0, 0.0, 0.0), np.array(plane.centre_lps)[0], atol=1e-9)


def test_the_first_and_the_last_slice_tell_how_far_the_series_reaches(a_grid) -> None:
    plane = plane_in(a_grid, 2)
    lines = reference_lines(a_grid, a_grid.viewport("view 2"), plane)
    heights = {line.number: float(plane.pixel_to_lps(line.start_px)[2]) for line in lines}
    assert heights[1] == pytest.approx(18.0)
    assert heights[20] == pytest.approx(-20.0)
    assert [line.is_present for line in lines].count(True) == 1


def test_there_are_no_lines_in_the_view_in_use_in_parallel_ones_and_when_switched_off(a_grid) -> None:
    left, right = a_grid.viewport("view 1"), a_grid.viewport("view 2")
    assert reference_lines(a_grid, left, plane_in(a_grid, 1)) == ()
    right.kind = "axial"
    assert reference_lines(a_grid, right, plane_in(a_grid, 2)) == ()
    right.kind = "sagittal"
    assert reference_lines(a_grid, right, plane_in(a_grid, 2))
    a_grid.aids.reference_lines = False
    assert reference_lines(a_grid, right, plane_in(a_grid, 2)) == ()


def test_another_frame_gets_lines_only_through_a_link_and_moved_by_it(a_grid) -> None:
    right = a_grid.viewport("view 2")
    grid = Geometry((11, 40, 80), (-20.0, -40.0, 20.0), (1.0, 1.0, 4.0), SAGITTAL_AXES)
    other = a_grid.add_volume(a_volume("prior", "g", grid), activate=False)
    put_in_view(right, other)
    assert reference_lines(a_grid, right, plane_in(a_grid, 2)) == ()
    a_grid.links = (shift_link("f", "g", (0.0, 0.0, 5.0)),)
    plane = plane_in(a_grid, 2)
    first = next(line for line in reference_lines(a_grid, right, plane) if line.number == 1)
    assert plane.pixel_to_lps(first.start_px)[2] == pytest.approx(18.0 + 5.0)


def test_frames_of_a_stack_are_lines_too(a_grid) -> None:
    planes = tuple(Geometry((1, 50, 60), (-30.0, -25.0, z), (1.0, 1.0, 1.0)) for z in (0.0, 3.0, 4.0, 11.0))
    info = SeriesInfo("st", modality="CT", series_uid="st", frame_of_reference_uid="f")
    stack = a_grid.add_volume(Stack(np.zeros((4, 50, 60), np.int16), planes, "HU", info=info), activate=False)
    left = a_grid.viewport("view 1")
    put_in_view(left, stack)
    use_view(a_grid, left, picks=True)
    left.frame = 2
    plane = plane_in(a_grid, 2)
    lines = reference_lines(a_grid, a_grid.viewport("view 2"), plane)
    present = next(line for line in lines if line.is_present)
    assert plane.pixel_to_lps(present.start_px)[2] == pytest.approx(stack.frame(2).geometry.origin_lps[2])


def test_the_crosshair_of_an_image_in_a_grid_follows_its_own_axes_not_those_of_the_active_one(a_grid) -> None:
    c, s = np.cos(0.4), np.sin(0.4)
    axes = ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))
    oblique = a_grid.add_volume(a_volume("ob", "f", Geometry((20, 50, 60), (-30, -25, -20), (1, 1, 2), axes)))
    left, right = a_grid.viewport("view 1"), a_grid.viewport("view 2")
    put_in_view(left, oblique)
    right.kind = "sagittal"
    use_view(a_grid, left, picks=True)
    directions = [line.direction_px for line in plane_lines(a_grid, right, plane_in(a_grid, 2))]
    assert sorted(tuple(abs(round(v, 6)) for v in one) for one in directions) == [(0.0, 1.0), (1.0, 0.0)]


# --- views that go together ---


def test_zoom_and_place_go_over_in_millimetres_to_series_of_another_size(a_grid) -> None:
    left, right = a_grid.viewport("view 1"), a_grid.viewport("view 2")
    right.kind = "axial"
    sync = ViewSync(a_grid, {"view 1": SIZE, "view 2": (120, 220)}.get)
    a_grid.aids.views_linked = True
    left.zoom, left.pan_mm = 2.5, (4.0, -3.0)
    mine, others = plane_in(a_grid, 1), view_plane(a_grid, right, (120, 220))
    assert others.mm_per_pixel == pytest.approx(mine.mm_per_pixel)
    np.testing.assert_allclose(np.array(others.centre_lps)[:2], np.array(mine.centre_lps)[:2], atol=1e-9)
    a_grid.aids.views_linked = False
    left.zoom = 1.0
    assert view_plane(a_grid, right, (120, 220)).mm_per_pixel == pytest.approx(mine.mm_per_pixel)
    assert sync is not None


def test_a_view_from_another_side_keeps_its_zoom(a_grid) -> None:
    sync = ViewSync(a_grid, lambda _view: SIZE)
    a_grid.aids.views_linked = True
    a_grid.viewport("view 1").zoom = 3.0
    assert a_grid.viewport("view 2").zoom == 1.0
    assert sync is not None


def test_the_window_goes_over_where_values_mean_the_same_and_back_is_left_alone(a_grid) -> None:
    sync = ViewSync(a_grid, lambda _view: SIZE)
    a_grid.aids.views_linked = True
    ax, sag = a_grid.images[:2]
    before = sag.window
    assert sag.window == before, "linking alone changes no window"
    ax.window = WindowLevel(80, 40)
    assert sag.window == WindowLevel(80, 40)
    other = a_grid.add_volume(a_volume("pt", "f", Geometry((9, 9, 9)), unit="SUV"), activate=False)
    put_in_view(a_grid.viewport("view 2"), other)
    kept = other.window
    ax.window = WindowLevel(1500, -600)
    assert other.window == kept
    assert sync is not None


def test_an_unlinked_frame_does_not_go_along_and_a_linked_one_is_moved_by_its_link(a_grid) -> None:
    sync = ViewSync(a_grid, lambda _view: SIZE)
    right = a_grid.viewport("view 2")
    grid = Geometry((20, 50, 60), (-30.0, -25.0, -20.0), (1.0, 1.0, 2.0))
    put_in_view(right, a_grid.add_volume(a_volume("prior", "g", grid), activate=False))
    a_grid.aids.views_linked = True
    a_grid.viewport("view 1").zoom = 2.0
    assert right.zoom == 1.0
    a_grid.links = (shift_link("f", "g", (7.0, -2.0, 0.0)),)
    a_grid.viewport("view 1").pan_mm = (1.0, 1.0)
    assert right.zoom == pytest.approx(2.0)
    moved = np.array(plane_in(a_grid, 2).centre_lps) - np.array(plane_in(a_grid, 1).centre_lps)
    np.testing.assert_allclose(moved[:2], (7.0, -2.0), atol=1e-9)
    assert sync is not None


def test_series_are_linked_by_hand_at_what_they_show_and_the_link_can_be_taken_back(a_grid) -> None:
    left, right = a_grid.viewport("view 1"), a_grid.viewport("view 2")
    grid = Geometry((30, 50, 60), (-30.0, -25.0, 100.0), (1.0, 1.0, 2.0))
    prior = a_grid.add_volume(a_volume("prior", "g", grid), activate=False)
    put_in_view(right, prior)
    go_to_slice(a_grid, left, 5)
    go_to_slice(a_grid, right, 12)
    assert link_here(a_grid) == 1
    assert slice_number(a_grid, right)[0] == 12, "nothing jumps"
    go_to_slice(a_grid, left, 8)
    assert slice_number(a_grid, right)[0] == 15
    assert hand_links(a_grid, prior) == 1
    go_to_slice(a_grid, right, 20)
    assert slice_number(a_grid, left)[0] == 13
    assert a_grid.undo.undo_name == "Link at these slices"
    unlink(a_grid)
    go_to_slice(a_grid, left, 3)
    assert slice_number(a_grid, right)[0] == 20
    a_grid.undo.undo()
    assert hand_links(a_grid, prior) == 1
    link_here(a_grid)
    assert len(a_grid.links) == 1, "a new link takes the place of the old one"


# --- positions ---


@pytest.fixture
def a_scene() -> Scene:
    scene = Scene()
    scene.add_volume(a_volume("ax", "f", Geometry((20, 50, 60), (-30.0, -25.0, -20.0), (1.0, 1.0, 2.0))))
    return scene


def test_marks_findings_and_key_images_stand_at_their_slices(a_scene) -> None:
    image, axial = a_scene.active, a_scene.viewports["axial"]
    place = MarkPlace("ax", series_uid="ax", frame_of_reference_uid="f")
    ends = ((0.0, 0.0, -20.0), (5.0, 0.0, -14.0))  # slices 20 to 17, counted from the head
    a_scene.marks.add(Mark("length", ends, (0.0, 1.0, 0.0), place), "length")
    a_scene.marks.add_key_image(
        KeyImage(place, (0.0, 0.0, 18.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400, 40), "key image"
    )
    boxes = (Box("nodule", 0.9, (0.0, 0.0, 0.0), (6.0, 6.0, 4.0)), Box("weak", 0.1, (0, 0, 8.0), (6, 6, 4.0)))
    a_scene.add_result(Detections(boxes), image.id, saved=True)
    assert set(position_marks(a_scene, axial)) == {
        PositionMark("measurement", 17, 20),
        PositionMark("key_image", 1, 1),
        PositionMark("finding", 9, 11),
    }
    assert PositionMark("measurement", 31, 36) in position_marks(a_scene, a_scene.viewports["sagittal"])


def test_marks_of_another_patient_stand_nowhere(a_scene) -> None:
    place = MarkPlace("other", series_uid="other", frame_of_reference_uid="g")
    a_scene.marks.add(Mark("point", ((0.0, 0.0, 0.0),), (0.0, 0.0, 1.0), place), "point")
    assert position_marks(a_scene, a_scene.viewports["axial"]) == ()


def test_a_mark_on_a_frame_of_a_stack_stands_at_that_frame() -> None:
    planes = tuple(Geometry((1, 50, 60), (-30.0, -25.0, z), (1.0, 1.0, 1.0)) for z in (0.0, 3.0, 4.0, 11.0))
    scene = Scene()
    scene.add_volume(Stack(np.zeros((4, 50, 60), np.int16), planes, "HU", info=SeriesInfo("st")))
    place = MarkPlace("st", slice_number=2)
    scene.marks.add(Mark("point", ((0.0, 0.0, 4.0),), (0.0, 0.0, 1.0), place), "point")
    assert position_marks(scene, scene.viewports["stack"]) == (PositionMark("measurement", 3, 3),)


def test_segments_reach_over_their_slices_in_their_own_colours_once_they_were_looked_up(a_scene) -> None:
    image, axial = a_scene.active, a_scene.viewports["axial"]
    labels = np.zeros(image.geometry.shape_kji, np.uint8)
    labels[4:7, 10:20, 30:40] = 2
    segments = (Segment(1, "empty"), Segment(2, "mass", (230, 159, 0)))
    layer = a_scene.add_result(Segmentation(labels, image.geometry, segments), image.id, saved=True)
    assert position_marks(a_scene, axial) == ()
    a_scene.aids.segment_boxes = {layer.id: segment_boxes(layer.segmentation)}
    assert position_marks(a_scene, axial) == (PositionMark("segment", 14, 16, (230, 159, 0)),)
    assert position_marks(a_scene, a_scene.viewports["coronal"]) == (
        PositionMark("segment", 11, 20, (230, 159, 0)),
    )
    layer.set_segment_visible(2, False)
    assert position_marks(a_scene, axial) == ()


def test_a_single_voxel_has_a_place_and_a_hundred_segments_have_none() -> None:
    grid = Geometry((40, 60, 70))
    labels = np.zeros(grid.shape_kji, np.uint8)
    labels[39, 0, 69] = 1
    found = segment_boxes(Segmentation(labels, grid, (Segment(1, "dot"),)))
    assert set(found.corners_lps[0][1]) == {(69.0, 0.0, 39.0)}
    many = tuple(Segment(n, str(n)) for n in range(1, MOST_SEGMENTS + 2))
    assert segment_boxes(Segmentation(labels, grid, many)).corners_lps == ()


# --- true size, glass ---


@pytest.mark.parametrize("screen_mm", [0.08, 0.1245, 0.2646])
def test_true_size_makes_a_millimetre_a_millimetre_on_the_screen(a_scene, screen_mm) -> None:
    viewport = a_scene.viewports["coronal"]
    plane = view_plane(a_scene, viewport, SIZE)
    assert not is_true_size(plane, screen_mm)
    assert show_true_size(a_scene, viewport, plane, screen_mm)
    plane = view_plane(a_scene, viewport, SIZE)
    assert plane.mm_per_pixel == pytest.approx(screen_mm, rel=1e-12)
    assert is_true_size(plane, screen_mm)
    ends = plane.lps_to_pixel([(-10.0, 0.0, 0.0), (30.0, 0.0, 0.0)])
    assert np.linalg.norm(ends[1] - ends[0]) * screen_mm == pytest.approx(40.0)


def test_true_size_needs_a_known_screen_and_a_known_pixel(a_scene) -> None:
    viewport = a_scene.viewports["axial"]
    plane = view_plane(a_scene, viewport, SIZE)
    assert not show_true_size(a_scene, viewport, plane, 0.0)
    assert not is_true_size(plane, 0.0)
    scene = Scene()
    volume = a_volume("x", "f", Geometry((4, 50, 60)))
    scene.add_volume(Volume(volume.voxels, volume.geometry, "", volume.info, spacing_source="unknown"))
    plane = view_plane(scene, scene.viewports["axial"], SIZE)
    assert not show_true_size(scene, scene.viewports["axial"], plane, 0.25)
    assert scene.viewports["axial"].zoom == 1.0


@pytest.mark.parametrize("factor", [2.0, 4.0])
def test_the_glass_shows_the_place_under_the_mouse_in_its_middle_and_so_many_times_as_large(
    a_scene, factor
) -> None:
    plan = plan_slice(a_scene, a_scene.viewports["axial"], SIZE)
    glass = lens_plan(plan, (37.0, 81.0), 90, factor)
    np.testing.assert_allclose(glass.plane.pixel_to_lps((45.0, 45.0)), plan.plane.pixel_to_lps((37.0, 81.0)))
    assert glass.plane.mm_per_pixel * factor == pytest.approx(plan.plane.mm_per_pixel)
    assert (glass.window, glass.image) == (plan.window, plan.image)
