"""Layers of landmarks, anomaly maps and images that a model made."""

import numpy as np
import pytest

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.landmarks import Landmark, Landmarks
from medviewer.core.provenance import Provenance
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.image_result_layer import ImageResultLayer, windowed
from medviewer.scene.layers.landmarks_layer import LandmarksLayer, landmark_marks
from medviewer.scene.layers.review_walk import review_items
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice, view_plane
from medviewer.scene.views.slice_plan import Camera
from medviewer.scene.volume.plan_volume import plan_volume
from medviewer.scene.volume.volume_frame import points_in_volume_picture

SHAPE = (8, 10, 12)


@pytest.fixture
def a_ct() -> Volume:
    voxels = np.full(SHAPE, 0, np.int16)
    grid = Geometry(SHAPE, (0.0, 0.0, 0.0), (1.0, 1.0, 2.0))
    return Volume(voxels, grid, "HU", SeriesInfo("ct", modality="CT"), windows=(WindowLevel(400, 0),))


@pytest.fixture
def a_scene(a_ct) -> Scene:
    scene = Scene()
    scene.add_volume(a_ct)
    return scene


def axial_picture(scene: Scene):
    return SliceRenderer().render(plan_slice(scene, scene.viewports["axial"], (24, 20)))


def test_an_image_of_a_model_stands_in_the_place_of_its_input_until_it_is_hidden(a_scene, a_ct):
    before = axial_picture(a_scene)
    made = Volume(np.full(SHAPE, 200.0, np.float32), a_ct.geometry, "HU")
    layer = a_scene.add_result(made, a_scene.active.id)
    assert isinstance(layer, ImageResultLayer)
    assert (axial_picture(a_scene) == 255).all()
    layer.opacity = 0.5
    half = axial_picture(a_scene)[10, 12, 0]
    assert half == pytest.approx((int(before[10, 12, 0]) + 255) / 2, abs=1)
    layer.visible = False
    assert np.array_equal(axial_picture(a_scene), before)


def test_the_same_quantity_is_seen_through_the_same_window_and_another_one_through_its_own(a_scene, a_ct):
    values = np.linspace(0.0, 1.0, a_ct.voxels.size, dtype=np.float32).reshape(SHAPE)
    denoised = a_scene.add_result(Volume(values, a_ct.geometry, "HU"), a_scene.active.id)
    assert windowed(a_scene) is a_scene.active
    synthesised = a_scene.add_result(Volume(values, a_ct.geometry, ""), a_scene.active.id)
    assert windowed(a_scene) is synthesised
    assert 0.9 < synthesised.window.width < 1.1
    windowed(a_scene).show_window(WindowLevel(2.0, 1.0))
    assert plan_slice(a_scene, a_scene.viewports["axial"], (8, 8)).over.window == WindowLevel(2.0, 1.0)
    assert a_scene.active.window == WindowLevel(400, 0)
    synthesised.visible = False
    plan = plan_slice(a_scene, a_scene.viewports["axial"], (8, 8))
    assert plan.over.volume is denoised.volume
    assert plan.over.window == a_scene.active.window


def test_an_anomaly_is_coloured_by_its_own_scale_from_its_threshold_up(a_scene, a_ct):
    error = np.zeros(SHAPE, np.float32)
    error[:, 2, 3], error[:, 5, 6] = 8.0, 1.0
    result = AnomalyMap(Volume(error, a_ct.geometry), score=8.0, full_scale=8.0, threshold=5.0)
    layer = a_scene.add_result(result, a_scene.active.id)
    assert isinstance(layer, AnomalyLayer)
    a_scene.interpolation = "nearest"
    picture = axial_picture(a_scene).astype(int)
    plane = view_plane(a_scene, a_scene.viewports["axial"], (24, 20))
    there, weak = (plane.lps_to_pixel((i, j, 0.0)).astype(int) for i, j in ((3, 2), (6, 5)))
    hot = picture[there[1], there[0]]
    assert np.ptp(hot) > 30  # coloured
    assert np.ptp(picture[weak[1], weak[0]]) == 0  # an eighth of the scale stays grey
    layer.threshold = 0.05
    assert np.ptp(axial_picture(a_scene)[weak[1], weak[0]].astype(int)) > 0


def test_an_anomaly_that_lies_elsewhere_is_refused(a_scene):
    far = Volume(np.zeros(SHAPE, np.float32), Geometry(SHAPE, (900.0, 0.0, 0.0)))
    with pytest.raises(GeometryError, match="outside"):
        a_scene.add_result(AnomalyMap(far, 0.0, 1.0), a_scene.active.id)


def test_landmarks_are_marked_in_their_slice_and_fainter_in_those_beside_it(a_scene):
    points = (Landmark("a", 0.9, (3.0, 4.0, 8.0)), Landmark("b", 0.2, (5.0, 5.0, 8.0)))
    made = Landmarks(points, provenance=Provenance(model_id="m", input_series_id="ct"))
    layer = a_scene.add_result(made, a_scene.active.id)
    assert isinstance(layer, LandmarksLayer)
    layer.threshold = 0.5
    viewport = a_scene.viewports["axial"]

    def marks(z: float):
        a_scene.set_cursor((0.0, 0.0, z))
        return landmark_marks(layer, view_plane(a_scene, viewport, (24, 20)), 2.0)

    (mark,) = marks(8.0)
    assert (mark.label, mark.is_in_slice) == ("a", True)
    plane = view_plane(a_scene, viewport, (24, 20))
    assert plane.pixel_to_lps(mark.point_px)[:2] == pytest.approx((3.0, 4.0))
    (beside,) = marks(4.0)
    assert not beside.is_in_slice
    assert abs(beside.off_mm) == pytest.approx(4.0)
    layer.visible = False
    assert marks(8.0) == ()


def test_the_3d_view_shows_the_image_that_is_on_screen(a_scene, a_ct):
    made = Volume(np.full(SHAPE, 200.0, np.float32), a_ct.geometry, "s")
    layer = a_scene.add_result(made, a_scene.active.id)
    plan = plan_volume(a_scene, a_scene.viewports["3d"], (40, 30))
    assert plan.image is layer.volume
    assert plan.preset == "mr"
    layer.visible = False
    plan = plan_volume(a_scene, a_scene.viewports["3d"], (40, 30))
    assert plan.image is a_ct
    assert plan.preset == "ct-bone"


def test_points_lie_in_the_3d_picture_where_the_camera_sees_them(a_ct):
    grid = a_ct.geometry
    middle, (x, y, z) = grid.centre_lps, grid.centre_lps
    points = [middle, (x + 2.0, y, z), (x, y, z + 2.0), (x, y - 5.0, z)]
    front = points_in_volume_picture(points, grid, Camera(), (60, 40))
    assert front[0] == pytest.approx((30.0, 20.0))
    # from the front the patient's left is on the right, the head above, and depth is not seen
    assert front[1][0] > 30.0
    assert front[1][1] == pytest.approx(20.0)
    assert front[2][1] < 20.0
    assert front[3] == pytest.approx((30.0, 20.0))
    twice = points_in_volume_picture(points, grid, Camera(zoom=2.0), (60, 40))
    assert twice[1][0] - 30.0 == pytest.approx(2.0 * (front[1][0] - 30.0))


def test_landmarks_that_are_not_drawn_are_not_gone_to(a_scene):
    points = (Landmark("a", 0.9, (3.0, 4.0, 8.0)), Landmark("b", 0.2, (5.0, 5.0, 8.0)))
    made = Landmarks(points, provenance=Provenance(model_id="m", input_series_id="ct"))
    layer = a_scene.add_result(made, a_scene.active.id)
    assert [item.title for item in review_items(a_scene)] == ["a", "b"]
    layer.threshold = 0.5
    assert [item.title for item in review_items(a_scene)] == ["a"]
