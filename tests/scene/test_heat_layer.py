"""Heat maps as layers: where they come from, how they are shown, in two and three dimensions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from medviewer.core.classification import Classification, Finding
from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.uncertainty import Uncertainty
from medviewer.core.volume import Stack, Volume
from medviewer.render.colormap import heat_colors
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.render.volume_renderer import VolumeRenderer
from medviewer.scene.layers.heat_layer import HEAT_COLORS, HeatLayer, show_only
from medviewer.scene.layers.layers import FindingsLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.volume.plan_volume import plan_volume

GRID = Geometry((12, 40, 40), (0.0, 0.0, 0.0), (2.0, 2.0, 5.0))


@pytest.fixture
def a_scene() -> Scene:
    """A volume is on screen."""
    scene = Scene()
    voxels = np.random.default_rng(0).integers(-50, 50, GRID.shape_kji).astype(np.int16)
    scene.add_volume(Volume(voxels, GRID, "HU", SeriesInfo("s1", modality="CT")))
    return scene


def a_heat_map(series_id: str = "s1", label: str = "Nodule", method: str = "occlusion") -> HeatMap:
    coarse = Geometry((6, 10, 10), (3.0, 3.0, 2.5), (8.0, 8.0, 10.0))
    values = np.zeros(coarse.shape_kji, np.float32)
    values[3, 5, 7] = 1.0
    values[3, 5, 6] = 0.5
    made = Provenance("m", input_series_id=series_id)
    x, y, z = coarse.index_to_lps((7, 5, 3))
    return HeatMap(label, method, Volume(values, coarse, provenance=made), (x, y, z))  # type: ignore[arg-type]


def test_an_explanation_becomes_a_layer_that_is_drawn_in_slices_and_in_3d(a_scene: Scene) -> None:
    image = a_scene.active
    assert image is not None
    layer = a_scene.add_result(a_heat_map(), image.id)
    assert isinstance(layer, HeatLayer)
    assert (layer.name, layer.caption) == ("Nodule: Occlusion", "Occlusion")
    assert layer.peak_lps == a_heat_map().peak_lps
    layer.opacity, layer.full_scale = 0.7, 0.8
    plan = plan_slice(a_scene, a_scene.viewports["axial"], (64, 64))
    assert plan is not None
    assert [(heat.opacity, heat.threshold, heat.full_scale) for heat in plan.heats] == [(0.7, 0.2, 0.8)]
    in_3d = plan_volume(a_scene, a_scene.viewports["3d"], (64, 64))
    assert in_3d is not None
    assert in_3d.heats == plan.heats
    layer.visible = False
    hidden = plan_volume(a_scene, a_scene.viewports["3d"], (64, 64))
    assert hidden is not None
    assert hidden.heats == ()


def test_the_hottest_place_glows_in_the_3d_picture(a_scene: Scene) -> None:
    image = a_scene.active
    assert image is not None
    renderer = VolumeRenderer()
    size = (120, 120)
    plain = plan_volume(a_scene, a_scene.viewports["3d"], size)
    a_scene.add_result(a_heat_map(), image.id)
    with_heat = plan_volume(a_scene, a_scene.viewports["3d"], size)
    assert plain is not None
    assert with_heat is not None
    before = renderer.render(plain).astype(int)
    after = renderer.render(with_heat).astype(int)
    warm = after[..., 0] - after[..., 2] > 40
    assert not (before[..., 0] - before[..., 2] > 40).any()
    rows, columns = np.nonzero(warm)
    assert 0 < len(rows) < 0.1 * warm.size
    # seen from the front: left of the patient is right, head is up
    extent = 80.0
    left, up = 3.0 + 7 * 8.0 - 39.0, 2.5 + 3 * 10.0 - 27.5
    assert columns.mean() == pytest.approx(60 + left / extent * 120, abs=8)
    assert rows.mean() == pytest.approx(60 - up / extent * 120, abs=8)


def test_an_explanation_of_another_series_is_refused(a_scene: Scene) -> None:
    image = a_scene.active
    assert image is not None
    with pytest.raises(GeometryError, match="another series"):
        a_scene.add_result(a_heat_map("s2"), image.id)


def test_an_explanation_lies_over_a_single_picture(a_scene: Scene) -> None:
    plane = Geometry((1, 40, 40), (0.0, 0.0, 30.0), (2.0, 2.0, 1.0))
    info = SeriesInfo("s3", modality="DX")
    picture = a_scene.add_volume(Stack(np.zeros((1, 40, 40), np.uint8), (plane,), info=info))
    grid = Geometry((1, 10, 10), (3.0, 3.0, 30.0), (8.0, 8.0, 1.0))
    values = Volume(np.ones((1, 10, 10), np.float32), grid)
    layer = a_scene.add_result(HeatMap("Nodule", "gradcam", values, (3.0, 3.0, 30.0)), picture.id)
    assert isinstance(layer, HeatLayer)
    plan = plan_slice(a_scene, a_scene.viewports["stack"], (64, 64))
    assert plan is not None
    assert len(plan.heats) == 1
    elsewhere = replace(values, geometry=replace(grid, origin_lps=(500.0, 0.0, 0.0)))
    with pytest.raises(GeometryError, match="outside the picture"):
        a_scene.add_result(HeatMap("Nodule", "gradcam", elsewhere, (0.0, 0.0, 0.0)), picture.id)


def test_a_segmentation_brings_its_uncertainty_hidden(a_scene: Scene) -> None:
    image = a_scene.active
    assert image is not None
    entropy = Volume(np.zeros(GRID.shape_kji, np.float32), GRID)
    segmentation = Segmentation(
        np.zeros(GRID.shape_kji, np.uint8), GRID, (Segment(1, "Lung"),),
        uncertainty=Uncertainty(entropy, "tta", 8, ((1, 0.07),)),
    )  # fmt: skip
    a_scene.add_result(segmentation, image.id)
    heats = [layer for layer in a_scene.layers if isinstance(layer, HeatLayer)]
    assert [(heat.name, heat.visible) for heat in heats] == [
        ("Uncertainty (8 predictions, test-time augmentation)", False)
    ]


def test_one_heat_map_is_shown_at_a_time(a_scene: Scene) -> None:
    image = a_scene.active
    assert image is not None
    evidence = Volume(np.ones((1, 4, 4), np.float32), Geometry((1, 4, 4)))
    stated = a_scene.add_result(Classification((Finding("Nodule", 0.9, evidence=evidence),)), image.id)
    assert isinstance(stated, FindingsLayer)
    first = a_scene.add_result(a_heat_map(method="occlusion"), image.id)
    second = a_scene.add_result(a_heat_map(method="lime"), image.id)
    stated.shown = "Nodule"
    assert isinstance(second, HeatLayer)
    show_only(second, a_scene.results_of(image.id))
    assert (first.visible, second.visible, stated.shown) == (False, True, "")
    assert second.explains(stated, "Nodule")
    assert not second.explains(stated, "Effusion")


def test_lines_of_equal_heat_leave_the_picture_between_them(a_scene: Scene) -> None:
    image = a_scene.active
    assert image is not None
    heat = a_scene.add_result(a_heat_map(), image.id)
    assert isinstance(heat, HeatLayer)
    heat.threshold = 0.01
    assert heat.peak_lps is not None
    a_scene.set_cursor(heat.peak_lps)

    def changed(lines: bool) -> int:
        heat.lines, heat.visible = lines, True
        covered = _drawn(a_scene)
        heat.visible = False
        return int((covered != _drawn(a_scene)).any(axis=-1).sum())

    assert 0 < changed(True) < 0.6 * changed(False)


def test_every_table_of_colours_is_there_and_grows_lighter() -> None:
    tables = [heat_colors(name).astype(float) for name in HEAT_COLORS]
    assert len({table.tobytes() for table in tables}) == len(HEAT_COLORS)
    for table in tables:
        assert (np.diff(table @ (0.2126, 0.7152, 0.0722)) > -1.0).all()


def _drawn(scene: Scene) -> npt.NDArray[np.uint8]:
    plan = plan_slice(scene, scene.viewports["axial"], (120, 120))
    assert plan is not None
    return np.array(SliceRenderer().render(plan))
