"""How an image is shown in 3D: what can be changed and taken back, and what the plan says of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.core.volume import Volume
from medviewer.scene.scene import Scene
from medviewer.scene.views.slice_plan import CutPlan
from medviewer.scene.volume.known_table import WithoutTable
from medviewer.scene.volume.plan_volume import plan_volume
from medviewer.scene.volume.volume_change import (
    box_of,
    change_look,
    cut_by,
    look_from,
    set_box,
    toggle_segment,
    visible_segments,
)
from medviewer.scene.volume.volume_look import CropBox, VolumeCut, whole_box
from medviewer.scene.volume.volume_plan import surfaces_wanted
from medviewer.scene.volume.volume_surfaces import LayerSurfaces
from medviewer.scene.volume.volume_table import table_wanted

GRID = Geometry((10, 12, 14), (1.0, 2.0, 3.0), (1.0, 1.5, 2.0))


def a_volume(modality: str = "CT", unit: str = "HU") -> Volume:
    return Volume(
        np.zeros(GRID.shape_kji, np.int16), GRID, unit=unit, info=SeriesInfo("s", modality=modality)
    )


@pytest.fixture
def a_scene() -> Scene:
    scene = Scene()
    image = scene.add_volume(a_volume())
    labels = np.zeros(GRID.shape_kji, np.uint8)
    labels[2:5, 2:5, 2:5], labels[6:8, 6:8, 6:8] = 1, 2
    scene.add_result(Segmentation(labels, GRID, (Segment(1, "one"), Segment(2, "two"))), image.id, saved=True)
    return scene


def plan_of(scene: Scene):
    return plan_volume(scene, scene.viewports["3d"], (40, 30))


def a_mesh(number: int) -> SurfaceMesh:
    return SurfaceMesh(np.zeros((3, 3), np.float32), np.array([[0, 1, 2]], np.int32), number, "x", (1, 2, 3))


@pytest.mark.parametrize(
    ("modality", "unit", "preset"),
    [
        ("CT", "HU", "ct-bone"),
        ("", "HU", "ct-bone"),
        ("MR", "", "mr"),
        ("PT", "SUV", "mip"),
        ("NM", "", "mip"),
    ],
)
def test_the_automatic_preset_is_by_what_was_measured(modality: str, unit: str, preset: str) -> None:
    scene = Scene()
    scene.add_volume(a_volume(modality, unit))
    assert plan_of(scene).preset == preset


def test_each_image_keeps_its_own_look(a_scene: Scene) -> None:
    ct = a_scene.active
    change_look(a_scene, ct, "3D preset", preset="ct-lung")
    mr = a_scene.add_volume(a_volume("MR", ""))
    assert plan_of(a_scene).preset == "mr"
    a_scene.activate(ct.id)
    assert plan_of(a_scene).preset == "ct-lung"
    assert mr.volume_look.preset == "auto"


def test_a_dragged_crop_box_is_one_step_back(a_scene: Scene) -> None:
    layer = a_scene.active
    for edge in (9.0, 8.0, 7.25):
        set_box(a_scene, layer, box_of(layer).moved(GRID, 0, 1, edge), merge="3d crop")
    a_scene.undo.seal()
    assert plan_of(a_scene).crop == CropBox((-0.5, -0.5, -0.5), (7.25, 11.5, 9.5))
    a_scene.undo.undo()
    assert plan_of(a_scene).crop is None
    a_scene.undo.redo()
    assert plan_of(a_scene).crop.high_ijk[0] == 7.25
    set_box(a_scene, layer, whole_box(GRID))
    assert layer.volume_look.crop is None


@pytest.mark.parametrize("end", [0, 1])
def test_a_face_stays_in_the_volume_and_off_the_opposite_face(end: int) -> None:
    box = CropBox((2.0, 2.0, 2.0), (6.0, 6.0, 6.0))
    far = box.moved(GRID, 1, end, -99.0 if end == 0 else 99.0)
    assert (far.low_ijk[1], far.high_ijk[1]) == ((-0.5, 6.0) if end == 0 else (2.0, 11.5))
    near = box.moved(GRID, 1, end, 99.0 if end == 0 else -99.0)
    assert (near.low_ijk[1], near.high_ijk[1]) == ((5.0, 6.0) if end == 0 else (2.0, 3.0))


def test_corners_and_faces_of_a_box_lie_where_its_indices_are() -> None:
    box = CropBox((1.0, 2.0, 3.0), (5.0, 6.0, 8.0))
    np.testing.assert_allclose(box.corners_lps(GRID)[1, 0, 1], GRID.index_to_lps((5.0, 2.0, 8.0)))
    np.testing.assert_allclose(box.face_lps(GRID, 2, 1), GRID.index_to_lps((3.0, 4.0, 8.0)))


def test_a_cut_is_by_the_visible_segments_and_can_be_changed_one_by_one(a_scene: Scene) -> None:
    image, labels = a_scene.layers
    labels.set_segment_visible(2, False)
    assert visible_segments(a_scene, image) == VolumeCut(labels.id, (1,))
    assert cut_by(a_scene, image, "outside")
    assert (plan_of(a_scene).cut.numbers, plan_of(a_scene).cut.keep) == ((1,), "outside")
    toggle_segment(a_scene, image, labels.id, 2)
    assert plan_of(a_scene).cut.numbers == (1, 2)
    for number in (1, 2):
        toggle_segment(a_scene, image, labels.id, number)
    assert plan_of(a_scene).cut is None
    a_scene.undo.undo()
    assert plan_of(a_scene).cut.numbers == (2,)
    a_scene.remove_layer(labels.id)
    assert plan_of(a_scene).cut is None
    assert not cut_by(a_scene, image, "inside")


def test_segments_glow_until_their_surfaces_are_there_and_not_those_of_another_state(a_scene: Scene) -> None:
    image, labels = a_scene.layers
    assert surfaces_wanted(a_scene, image) == ()
    change_look(a_scene, image, "Segments in 3D", segments_as="surfaces_alone")
    assert surfaces_wanted(a_scene, image) == (labels,)
    assert len(plan_of(a_scene).labels) == 1
    assert plan_of(a_scene).has_body
    pairs = tuple((a_mesh(number), a_mesh(number)) for number in (1, 2))
    labels.surfaces = LayerSurfaces(labels.segmentation, pairs)
    labels.set_segment_visible(2, False)
    labels.set_segment_color(1, (9, 8, 7))
    plan = plan_of(a_scene)
    assert plan.labels == ()
    assert not plan.has_body
    assert [(one.fine, one.color, one.opacity) for one in plan.surfaces] == [(pairs[0][0], (9, 8, 7), 1.0)]
    labels.segmentation = replace(labels.segmentation, labels=labels.segmentation.labels.copy())
    assert plan_of(a_scene).surfaces == ()
    assert surfaces_wanted(a_scene, image) == (labels,)


def test_the_patient_can_be_seen_from_every_side(a_scene: Scene) -> None:
    from medviewer.scene.volume.camera_axes import camera_letters

    seen = {}
    for side in ("front", "back", "left", "right", "head", "feet"):
        look_from(a_scene.viewports["3d"], side)
        seen[side] = camera_letters(a_scene.viewports["3d"].camera)[:2]
    assert seen == {
        "front": ("R", "L"), "back": ("L", "R"), "left": ("A", "P"), "right": ("P", "A"),
        "head": ("R", "L"), "feet": ("R", "L"),
    }  # fmt: skip


def test_the_table_of_a_large_ct_is_looked_for_once_and_hidden_until_it_is_wanted(
    a_scene: Scene,
) -> None:
    large = Geometry((4, 50, 50), (0.0, 0.0, 0.0), (5.0, 5.0, 2.0))
    image = a_scene.add_volume(Volume(np.zeros((4, 50, 50), np.int16), large, unit="HU"))
    assert table_wanted(image) is image.image
    plan = plan_volume(a_scene, a_scene.viewports["3d"], (64, 48))
    assert plan.table is None
    shown = Segmentation(np.ones((4, 50, 50), np.uint8), large, (Segment(1, "Body"),))
    image.without_table = WithoutTable(large, shown)
    assert table_wanted(image) is None
    assert plan_volume(a_scene, a_scene.viewports["3d"], (64, 48)).table == CutPlan(shown, (1,))
    change_look(a_scene, image, "Table in 3D", hides_table=False)
    assert plan_volume(a_scene, a_scene.viewports["3d"], (64, 48)) == plan
    a_scene.undo.undo()
    assert image.volume_look.hides_table
    image.image = replace(image.image, geometry=replace(large, spacing_ijk=(6.0, 5.0, 2.0)))
    assert table_wanted(image) is image.image  # what was found is of another grid
    assert plan_volume(a_scene, a_scene.viewports["3d"], (64, 48)).table is None


def test_no_table_is_looked_for_in_an_mr_or_a_small_field(a_scene: Scene) -> None:
    assert table_wanted(a_scene.active) is None
    grid = Geometry((4, 50, 50), (0.0, 0.0, 0.0), (5.0, 5.0, 2.0))
    mr = a_scene.add_volume(Volume(np.zeros((4, 50, 50), np.int16), grid))
    assert table_wanted(mr) is None
