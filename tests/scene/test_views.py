from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.windowing import dragged_window, region_window
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import (
    go_to_slice,
    pan_by,
    probe,
    scroll,
    set_cursor_at,
    slice_number,
    zoom_about,
)
from medviewer.scene.views.plan_slice import plan_slice, view_plane
from medviewer.scene.views.planes import standard_plane
from medviewer.scene.views.slice_plan import Camera
from medviewer.scene.volume.camera_axes import camera_letters
from medviewer.scene.volume.plan_volume import plan_volume

KINDS = ("axial", "coronal", "sagittal")
ALL_ORDERS = [
    "".join(pair[side] for pair, side in zip(order, sides, strict=True))
    for order in permutations(("LR", "PA", "SI"))
    for sides in product((0, 1), repeat=3)
]
AXES = {
    "L": (1, 0, 0), "R": (-1, 0, 0), "P": (0, 1, 0), "A": (0, -1, 0), "S": (0, 0, 1), "I": (0, 0, -1)
}  # fmt: skip


def rotation(degrees: float, axis: int) -> np.ndarray:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    matrix = np.eye(3)
    a, b = [n for n in range(3) if n != axis]
    matrix[a, a] = matrix[b, b] = c
    matrix[a, b], matrix[b, a] = -s, s
    return matrix


@pytest.fixture
def an_oblique_volume() -> Volume:
    axes = tuple(tuple(row) for row in rotation(18.5, 0))
    grid = Geometry((11, 20, 30), (5.0, 6.0, 7.0), (0.7, 0.8, 3.0), axes)
    return Volume(np.arange(6600, dtype=np.int16).reshape(11, 20, 30), grid)


@pytest.fixture
def a_scene(an_oblique_volume: Volume) -> Scene:
    scene = Scene()
    scene.add_volume(an_oblique_volume)
    return scene


@pytest.mark.parametrize("orientation", ALL_ORDERS)
def test_planes_are_radiological_for_every_order_of_axes(orientation: str) -> None:
    grid = Geometry((3, 4, 5), axes_lps=tuple(AXES[letter] for letter in orientation))
    assert standard_plane(grid, "axial") == ((1, 0, 0), (0, 1, 0))
    assert standard_plane(grid, "coronal") == ((1, 0, 0), (0, 0, -1))
    assert standard_plane(grid, "sagittal") == ((0, 1, 0), (0, 0, -1))


def test_an_oblique_volume_opens_along_its_own_axes(a_scene: Scene) -> None:
    viewport = a_scene.viewports["axial"]
    own = view_plane(a_scene, viewport, (100, 100))
    a_scene.aligned = "patient"
    patient = view_plane(a_scene, viewport, (100, 100))
    assert own is not None
    assert patient is not None
    np.testing.assert_allclose(own.down_lps, rotation(18.5, 0)[1])
    assert patient.down_lps == (0, 1, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_scrolling_moves_the_cursor_by_exactly_one_voxel_along_the_normal(a_scene: Scene, kind: str) -> None:
    viewport = a_scene.viewports[kind]
    grid = a_scene.active.geometry
    axis = {"axial": 2, "coronal": 1, "sagittal": 0}[kind]
    before = grid.lps_to_index(a_scene.cursor_lps)
    number, count = slice_number(a_scene, viewport)
    scroll(a_scene, viewport, 1)
    moved = grid.lps_to_index(a_scene.cursor_lps) - before
    assert count == grid.shape_ijk[axis]
    assert slice_number(a_scene, viewport) == (number + 1, count)
    np.testing.assert_allclose(np.abs(moved), np.eye(3)[axis], atol=1e-9)


@pytest.mark.parametrize(("kind", "axis", "sign"), [("axial", 2, -1), ("coronal", 1, 1), ("sagittal", 0, 1)])
def test_images_are_read_from_head_to_feet_front_to_back_right_to_left(
    kind: str, axis: int, sign: int
) -> None:
    scene = Scene()
    scene.add_volume(Volume(np.zeros((9, 9, 9), np.int16), Geometry((9, 9, 9))))
    before = np.array(scene.cursor_lps)
    scroll(scene, scene.viewports[kind], 1)
    np.testing.assert_allclose(np.array(scene.cursor_lps) - before, sign * np.eye(3)[axis])


@pytest.mark.parametrize("aligned", ["volume", "patient"])
def test_scrolling_stops_at_the_ends(a_scene: Scene, aligned: str) -> None:
    a_scene.aligned = aligned
    viewport = a_scene.viewports["axial"]
    scroll(a_scene, viewport, 1000)
    number, count = slice_number(a_scene, viewport)
    assert number == count
    go_to_slice(a_scene, viewport, -5)
    assert slice_number(a_scene, viewport) == (1, count)


def test_a_plane_lies_on_the_voxel_centres_whatever_the_cursor(a_scene: Scene) -> None:
    grid = a_scene.active.geometry
    a_scene.set_cursor(grid.index_to_lps((3.3, 4.4, 5.4)))
    plane = view_plane(a_scene, a_scene.viewports["axial"], (64, 64))
    assert grid.lps_to_index(plane.centre_lps)[2] == pytest.approx(5.0, abs=1e-9)


@pytest.mark.parametrize("size", [(300, 200), (200, 300), (1, 1)])
def test_the_whole_slice_fits_with_square_pixels(a_scene: Scene, size: tuple[int, int]) -> None:
    grid = a_scene.active.geometry
    plane = view_plane(a_scene, a_scene.viewports["axial"], size)
    corners = plane.lps_to_pixel(grid.index_to_lps([(-0.5, -0.5, 0), (29.5, 19.5, 0)]))
    assert corners.min() > -1e-6
    assert (corners.max(axis=0) < np.array(size) + 1e-6).all()
    assert np.isclose(np.ptp(corners, axis=0), size).any()


def test_zoom_holds_the_point_under_the_mouse_even_when_turned(a_scene: Scene) -> None:
    viewport = a_scene.viewports["coronal"]
    viewport.quarter_turns, viewport.mirrored = 1, True
    plane = view_plane(a_scene, viewport, (200, 150))
    held = plane.pixel_to_lps((30.0, 40.0))
    zoom_about(a_scene, viewport, plane, (30.0, 40.0), 2.5)
    after = view_plane(a_scene, viewport, (200, 150))
    np.testing.assert_allclose(after.lps_to_pixel(held), (30.0, 40.0), atol=1e-6)
    assert after.mm_per_pixel == pytest.approx(plane.mm_per_pixel / 2.5)


def test_pan_moves_the_picture_with_the_mouse(a_scene: Scene) -> None:
    viewport = a_scene.viewports["sagittal"]
    viewport.flipped = True
    plane = view_plane(a_scene, viewport, (200, 150))
    point = plane.pixel_to_lps((50.0, 50.0))
    pan_by(a_scene, viewport, plane, (7.0, -3.0))
    after = view_plane(a_scene, viewport, (200, 150))
    np.testing.assert_allclose(after.lps_to_pixel(point), (57.0, 47.0), atol=1e-6)


def test_letters_turn_and_flip_with_the_picture(a_scene: Scene) -> None:
    viewport = a_scene.viewports["axial"]
    a_scene.aligned = "patient"
    assert view_plane(a_scene, viewport, (9, 9)).letters() == ("R", "L", "A", "P")
    viewport.quarter_turns = 1
    assert view_plane(a_scene, viewport, (9, 9)).letters() == ("P", "A", "R", "L")
    viewport.quarter_turns, viewport.mirrored = 0, True
    assert view_plane(a_scene, viewport, (9, 9)).letters() == ("L", "R", "A", "P")


def test_crosshair_and_probe_agree_with_the_pixel(a_scene: Scene) -> None:
    plane = view_plane(a_scene, a_scene.viewports["axial"], (200, 150))
    set_cursor_at(a_scene, a_scene.viewports["axial"], plane, (120.2, 77.7))
    np.testing.assert_allclose(plane.lps_to_pixel(a_scene.cursor_lps), (120.2, 77.7), atol=1e-6)
    found = probe(a_scene, a_scene.cursor_lps)
    i, j, k = found.index_ijk
    assert found.value == a_scene.active.image.voxels[k, j, i]
    assert probe(a_scene, (1e6, 0, 0)) is None


def test_equal_scenes_give_equal_plans(a_scene: Scene) -> None:
    viewport = a_scene.viewports["axial"]
    first = plan_slice(a_scene, viewport, (100, 80))
    assert first == plan_slice(a_scene, viewport, (100, 80))
    assert first.plane.size_px == (100, 80)
    assert plan_slice(a_scene, viewport, (100, 80), 1.5).plane.size_px == (150, 120)
    a_scene.active.window = WindowLevel(5, 5)
    assert first != plan_slice(a_scene, viewport, (100, 80))
    a_scene.active.visible = False
    assert plan_slice(a_scene, viewport, (100, 80)) is None


def test_a_stack_scrolls_through_its_own_planes() -> None:
    planes = tuple(
        Geometry((1, 8, 9), (0, 0, z), (1, 1, 1), ((0, 1, 0), (0, 0, -1), (-1, 0, 0))) for z in (0, 9)
    )
    scene = Scene()
    scene.add_volume(Stack(np.arange(144, dtype=np.int16).reshape(2, 8, 9), planes))
    viewport = scene.viewports["stack"]
    assert slice_number(scene, viewport) == (1, 2)
    scroll(scene, viewport, 5)
    assert slice_number(scene, viewport) == (2, 2)
    plan = plan_slice(scene, viewport, (90, 80))
    assert plan == plan_slice(scene, viewport, (90, 80))
    assert plan.plane.right_lps == (0, 1, 0)
    assert plan.plane.down_lps == (0, 0, -1)
    assert plan.image.geometry == planes[1]
    assert probe(scene, plan.plane.pixel_to_lps((0.5, 0.5))).value == 72
    assert plan_volume(scene, scene.viewports["3d"], (90, 80)) is None


def test_a_radiograph_without_orientation_is_shown_as_stored() -> None:
    volume = Volume(np.zeros((1, 8, 9), np.uint8), Geometry((1, 8, 9)), has_orientation=False)
    scene = Scene()
    scene.add_volume(volume)
    plane = view_plane(scene, scene.viewports["stack"], (90, 80))
    assert (plane.right_lps, plane.down_lps) == ((1, 0, 0), (0, 1, 0))


def test_nothing_to_show_gives_no_plan() -> None:
    scene = Scene()
    for viewport in scene.viewports.values():
        assert plan_slice(scene, viewport, (10, 10)) is None
        assert plan_volume(scene, viewport, (10, 10)) is None
        scroll(scene, viewport, 1)
    assert probe(scene, (0, 0, 0)) is None


def test_dragging_right_widens_and_down_raises_the_level() -> None:
    window = WindowLevel(400, 40)
    wider, darker = dragged_window(window, (300, 0)), dragged_window(window, (0, 300))
    assert wider.width == pytest.approx(400 * np.e)
    assert wider.level == 40
    assert darker.level == pytest.approx(440)
    assert dragged_window(window, (-1e4, 0)).width == 1.0


def test_window_from_a_region_spans_its_values(a_scene: Scene) -> None:
    volume = a_scene.active.image
    plane = view_plane(a_scene, a_scene.viewports["axial"], (300, 200))
    window = region_window(volume, plane, (250, 150), (50, 60))
    i, j, k = np.round(volume.geometry.lps_to_index(plane.pixel_to_lps([(50, 60), (250, 150)]))).astype(int).T
    assert window.level - window.width / 2 == pytest.approx(volume.voxels[k[0], j[0], i[0]], abs=40)
    assert window.level + window.width / 2 == pytest.approx(volume.voxels[k[1], j[1], i[1]], abs=40)
    assert region_window(volume, plane, (-500, -500), (-400, -400)) is None


def test_3d_letters_follow_the_camera() -> None:
    assert camera_letters(Camera(0, 0)) == ("R", "L", "H", "F")
    assert camera_letters(Camera(180, 0)) == ("L", "R", "H", "F")
    assert camera_letters(Camera(90, 0)) == ("A", "P", "H", "F")
    assert camera_letters(Camera(0, 89)) == ("R", "L", "P", "A")
