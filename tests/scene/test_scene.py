from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.classification import Classification, Finding
from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.layers.layers import FindingsLayer, LabelLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.layout import LAYOUTS

SHAPE = (10, 20, 30)


def make_volume(series_id: str = "one", frame_of_reference: str = "") -> Volume:
    grid = Geometry(SHAPE, origin_lps=(-10.0, -20.0, 100.0), spacing_ijk=(1.0, 1.0, 2.5))
    info = SeriesInfo(series_id, modality="CT", frame_of_reference_uid=frame_of_reference)
    return Volume(np.arange(6000, dtype=np.int16).reshape(SHAPE), grid, unit="HU", info=info)


@pytest.fixture
def a_volume() -> Volume:
    return make_volume()


@pytest.fixture
def a_segmentation(a_volume: Volume) -> Segmentation:
    labels = np.zeros(SHAPE, np.uint8)
    labels[2:4, 5:8, 5:8] = 1
    labels[6, 10:15, 10:15] = 2
    segments = (Segment(1, "one"), Segment(2, "two"), Segment(3, "nothing"))
    return Segmentation(labels, a_volume.geometry, segments)


@pytest.fixture
def a_stack() -> Stack:
    planes = tuple(Geometry((1, 8, 9), origin_lps=(0.0, 0.0, z)) for z in (0.0, 3.0, 10.0))
    return Stack(np.zeros((3, 8, 9), np.int16), planes)


def test_a_setter_fires_one_event_and_only_on_change(a_volume: Volume) -> None:
    scene = Scene()
    layer = scene.add_volume(a_volume)
    seen: list[object] = []
    layer.events.window.connect(lambda window: seen.append(window))
    scene.events.interpolation.connect(lambda value: seen.append(value))
    layer.window = WindowLevel(400, 40)
    layer.window = WindowLevel(400, 40)
    scene.interpolation = "nearest"
    scene.interpolation = "nearest"
    assert seen == [WindowLevel(400, 40), "nearest"]


def test_scene_changed_fires_for_layers_viewports_and_fields(a_volume: Volume) -> None:
    scene = Scene()
    layer = scene.add_volume(a_volume)
    count = []
    scene.changed.connect(lambda: count.append(1))
    layer.inverted = True
    scene.viewports["axial"].zoom = 2.0
    scene.crosshair_visible = False
    scene.set_cursor((0.0, -5.0, 105.0))
    assert len(count) == 4
    scene.set_cursor((0.0, -5.0, 105.0))
    assert len(count) == 4


def test_a_removed_layer_no_longer_changes_the_scene(a_volume: Volume) -> None:
    scene = Scene()
    layer = scene.add_volume(a_volume)
    scene.remove_layer(layer.id)
    count = []
    scene.changed.connect(lambda: count.append(1))
    layer.inverted = True
    assert count == []


def test_the_first_image_is_active_with_the_cursor_on_its_central_voxel(a_volume: Volume) -> None:
    scene = Scene()
    layer = scene.add_volume(a_volume)
    assert scene.active is layer
    assert a_volume.geometry.nearest_index(scene.cursor_lps) == (15, 10, 5)
    index = a_volume.geometry.lps_to_index(scene.cursor_lps)
    np.testing.assert_allclose(index, np.round(index))


def test_the_cursor_stays_inside_the_volume(a_volume: Volume) -> None:
    scene = Scene()
    scene.add_volume(a_volume)
    scene.set_cursor((1000.0, -1000.0, 110.0))
    np.testing.assert_allclose(scene.cursor_lps, (19.0, -20.0, 110.0))


def test_another_patient_starts_afresh_and_the_same_frame_of_reference_keeps_its_place() -> None:
    scene = Scene()
    scene.add_volume(make_volume("a", "1.2.3"))
    scene.set_cursor((0.0, -5.0, 105.0))
    scene.viewports["axial"].zoom = 3.0
    scene.add_volume(make_volume("b", "1.2.3"))
    assert scene.cursor_lps == (0.0, -5.0, 105.0)
    assert scene.viewports["axial"].zoom == 3.0
    scene.add_volume(make_volume("c", "9.9.9"))
    assert scene.cursor_lps != (0.0, -5.0, 105.0)
    assert scene.viewports["axial"].zoom == 1.0


def test_removing_an_image_removes_its_results_and_shows_another(
    a_volume: Volume, a_segmentation: Segmentation
) -> None:
    scene = Scene()
    first = scene.add_volume(a_volume)
    second = scene.add_volume(make_volume("two"))
    result = scene.add_result(a_segmentation, second.id)
    removed: list[object] = []
    scene.layer_removed.connect(removed.append)
    scene.remove_layer(second.id)
    assert removed == [result, second]
    assert scene.active is first
    scene.clear()
    assert scene.layers == ()
    assert scene.active is None


def test_results_become_layers_of_their_kind(a_volume: Volume, a_segmentation: Segmentation) -> None:
    scene = Scene()
    image = scene.add_volume(a_volume)
    heat = Volume(np.zeros(SHAPE, np.float32), a_volume.geometry)
    findings = Classification((Finding("opacity", 0.7, evidence=heat),))
    assert isinstance(scene.add_result(a_segmentation, image.id), LabelLayer)
    assert isinstance(scene.add_result(heat, image.id), ImageResultLayer)
    layer = scene.add_result(findings, image.id)
    assert isinstance(layer, FindingsLayer)
    assert layer.evidence is None
    layer.shown = "opacity"
    assert layer.evidence is heat
    assert len(scene.results_of(image.id)) == len(scene.unsaved) == 3
    layer.saved = True
    assert len(scene.unsaved) == 2


def test_a_result_of_another_series_or_place_is_refused(a_volume: Volume) -> None:
    scene = Scene()
    image = scene.add_volume(a_volume)
    far = Geometry(SHAPE, origin_lps=(5000.0, 0.0, 0.0))
    with pytest.raises(GeometryError, match="outside"):
        scene.add_result(Segmentation(np.zeros(SHAPE, np.uint8), far, ()), image.id)
    made_elsewhere = Segmentation(
        np.zeros(SHAPE, np.uint8), a_volume.geometry, (), provenance=Provenance(input_series_id="two")
    )
    with pytest.raises(GeometryError, match="another series"):
        scene.add_result(made_elsewhere, image.id)
    assert scene.results_of(image.id) == ()


def test_segments_change_alone_and_are_jumped_to(a_volume: Volume, a_segmentation: Segmentation) -> None:
    scene = Scene()
    layer = scene.add_result(a_segmentation, scene.add_volume(a_volume).id)
    assert isinstance(layer, LabelLayer)
    layer.set_segment_visible(1, False)
    layer.set_segment_opacity(2, 7.0)
    layer.set_segment_color(2, (1, 2, 3))
    assert [s.visible for s in layer.segments] == [False, True, True]
    assert layer.segment(2).opacity == 1.0
    assert layer.segment(2).color == (1, 2, 3)
    with pytest.raises(KeyError):
        layer.set_segment_visible(99, True)
    scene.set_cursor(layer.segmentation.centre_lps(2))
    assert a_volume.geometry.nearest_index(scene.cursor_lps) == (12, 12, 6)
    assert layer.segmentation.centre_lps(3) is None


def test_a_stack_and_a_radiograph_open_in_one_view(a_stack: Stack, a_volume: Volume) -> None:
    scene = Scene()
    scene.add_volume(a_stack)
    assert [cell.view for cell in scene.shown_layout.cells] == ["stack"]
    scene.add_volume(Volume(np.zeros((1, 9, 9), np.int16), Geometry((1, 9, 9))))
    assert [cell.view for cell in scene.shown_layout.cells] == ["stack"]
    scene.add_volume(a_volume)
    assert scene.shown_layout is LAYOUTS["mpr"]


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0)), "sagittal"),
        (((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0)), "coronal"),
        (((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)), "axial"),
    ],
)
def test_thick_slices_are_shown_large_as_they_were_acquired(axes, expected) -> None:
    scene = Scene()
    thick = Geometry(SHAPE, spacing_ijk=(0.5, 0.5, 4.0), axes_lps=axes)
    scene.add_volume(Volume(np.zeros(SHAPE, np.int16), thick))
    for name, layout in LAYOUTS.items():
        scene.layout = name
        assert scene.shown_layout.cells[0].view == expected
        before, after = [{cell.view for cell in each.cells} for each in (layout, scene.shown_layout)]
        assert after == before or len(layout.cells) == 1
    fine = Geometry(SHAPE, spacing_ijk=(1.0, 1.0, 1.0), axes_lps=axes)
    scene.add_volume(Volume(np.zeros(SHAPE, np.int16), fine))
    assert scene.shown_layout is LAYOUTS[scene.layout]
