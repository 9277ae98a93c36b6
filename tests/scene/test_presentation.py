"""Presentation states on an image: the picture as the state says, and as before when it is taken off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.graphics import Annotation, GraphicLayer, GraphicObject, TextObject
from medviewer.core.image_reference import ImageReference
from medviewer.core.overlay_plane import OverlayPlane
from medviewer.core.presentation_state import DisplayedArea, GreyWish, ModalityStep, PresentationState
from medviewer.core.shutter import Shutter
from medviewer.core.voi_lut import VoiLut
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.layers.annotation_shapes import annotations_in_view
from medviewer.scene.layers.presentation import apply_state, withdraw_state
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice, view_plane

ABOUT = (ImageReference("1.1", "1"),)
GREEN = GraphicLayer("A", 1, (0, 255, 0))


@pytest.fixture
def a_radiograph() -> Volume:
    """One picture of 20 rows and 40 columns whose values are the columns."""
    values = np.broadcast_to(np.arange(40, dtype=np.int16), (1, 20, 40)).copy()
    return Volume(values, Geometry((1, 20, 40)), instance_uids=("1.1",), windows=(WindowLevel(40, 20),))


@pytest.fixture
def a_stack() -> Stack:
    """Three frames of instances 1.0, 1.1 and 1.2."""
    frames = np.zeros((3, 20, 40), np.int16)
    planes = (Geometry((1, 20, 40)),) * 3
    return Stack(frames, planes, instance_uids=("1.0", "1.1", "1.2"))


@pytest.fixture
def applied():
    """A scene with an image and a state applied to it."""

    def build(image, **fields):
        scene = Scene()
        shown = scene.add_volume(image)
        layer = scene.add_result(PresentationState("S", ABOUT, **fields), shown.id)
        apply_state(scene, layer)
        return scene, shown, layer

    return build


def picture(scene, size=(40, 20)):
    return SliceRenderer().render(plan_slice(scene, scene.viewports["stack"], size))[..., 0]


def test_window_and_inversion_are_those_of_the_state_until_it_is_taken_off(a_radiograph, applied):
    scene, shown, layer = applied(a_radiograph, greys=(GreyWish(WindowLevel(10, 30)),), inverted=True)
    assert shown.window == WindowLevel(10, 30)
    assert picture(scene)[0, [0, 39]].tolist() == [255, 0]
    layer.visible = False
    withdraw_state(scene, layer)
    assert shown.window == WindowLevel(40, 20)
    assert picture(scene)[0, [0, 39]].tolist() == [0, 255]


def test_overlay_planes_that_a_state_withholds_are_drawn_again_when_it_is_taken_off(a_radiograph, applied):
    planes = tuple(OverlayPlane(group, 1, 8, row, 0, b"\xff") for row, group in ((2, 0x6000), (5, 0x6002)))
    image = replace(a_radiograph, overlays=(planes,))
    scene, _, layer = applied(image, withheld_overlays=(0x6000,))
    assert picture(scene)[[2, 5], 0].tolist() == [0, 240]
    layer.visible = False
    assert picture(scene)[[2, 5], 0].tolist() == [240, 240]


def test_the_three_tables_are_applied_in_their_order(a_radiograph, applied):
    modality = ModalityStep(table=np.arange(40)[::-1] + 100, first=0)
    voi = VoiLut(100, np.arange(40, dtype=np.uint16), 6)
    presentation = VoiLut(0, np.arange(64, dtype=np.uint16)[::-1].copy(), 6)
    scene, _, _ = applied(
        a_radiograph,
        modality=modality,
        greys=(GreyWish(voi_lut=voi),),
        presentation_lut=presentation,
    )
    expected = np.floor((63 - np.arange(40)[::-1]) / 63 * 255 + 0.5)
    assert picture(scene)[7].tolist() == expected.tolist()


def test_turning_and_flipping_follow_the_standard(a_radiograph, applied):
    scene, _, _ = applied(
        a_radiograph, quarter_turns=1, mirrored=True, greys=(GreyWish(WindowLevel(40, 20)),)
    )
    shown = picture(scene, (20, 40)).astype(int)
    # Turned clockwise the first column lies on top, before and after exchanging left and right.
    assert (np.diff(shown[:, 10]) > 0).all()
    assert (shown[20] == shown[20, 0]).all()


def test_the_displayed_area_fills_the_view(a_radiograph, applied):
    scene, _, _ = applied(a_radiograph, areas=(DisplayedArea(10, 5, 30, 15),))
    plane = view_plane(scene, scene.viewports["stack"], (200, 100))
    grid = a_radiograph.geometry
    top_left = grid.lps_to_index(plane.pixel_to_lps((0, 0)))[:2] + 0.5
    bottom_right = grid.lps_to_index(plane.pixel_to_lps((200, 100)))[:2] + 0.5
    assert top_left == pytest.approx([10, 5])
    assert bottom_right == pytest.approx([30, 15])


def test_what_the_shutter_hides_has_its_grey(a_radiograph, applied):
    scene, _, _ = applied(a_radiograph, shutter=Shutter(rectangle=(11, 20, 1, 20), grey=1.0))
    row = picture(scene)[10]
    assert (row[:10] == 255).all()
    assert (row[20:] == 255).all()
    assert (row[10:20] < 200).all()


def test_graphics_lie_on_the_pixels_that_the_state_names(a_radiograph, applied):
    line = GraphicObject("POLYLINE", np.array(((0.0, 0.0), (40.0, 20.0))))
    circle = GraphicObject("CIRCLE", np.array(((20.0, 10.0), (25.0, 10.0))))
    corner = TextObject("R", box=((0.5, 0.0), (1.0, 0.5)), box_units="DISPLAY")
    annotation = Annotation(GREEN, (line, circle), (corner,))
    scene, _, _ = applied(a_radiograph, annotations=(annotation,))
    viewport = scene.viewports["stack"]
    plane = view_plane(scene, viewport, (400, 200))
    (drawn, ring), (text,) = annotations_in_view(scene, viewport, plane)
    assert drawn.points_px == pytest.approx(np.array([[0, 0], [400, 200]]))
    assert drawn.color == (0, 255, 0)
    assert np.linalg.norm(ring.points_px - [200, 100], axis=1) == pytest.approx(50)
    assert text.box_px == pytest.approx((200, 0, 400, 100))


def test_a_state_speaks_of_its_own_frame_only(a_stack, applied):
    annotation = Annotation(GREEN, (GraphicObject("POINT", np.array(((1.0, 1.0),))),))
    scene, _, _ = applied(
        a_stack, annotations=(annotation,), shutter=Shutter(rectangle=(1, 2, 1, 2), grey=1.0)
    )
    viewport = scene.viewports["stack"]
    marks = []
    for frame in range(3):
        viewport.frame = frame
        plane = view_plane(scene, viewport, (40, 20))
        marks.append(len(annotations_in_view(scene, viewport, plane)[0]))
    assert marks == [0, 1, 0]
    viewport.frame = 1
    assert picture(scene)[10, 30] == 255
    viewport.frame = 0
    assert picture(scene)[10, 30] != 255


def test_across_the_slices_of_a_volume_nothing_is_drawn(applied):
    volume = Volume(
        np.zeros((3, 20, 40), np.int16), Geometry((3, 20, 40)), instance_uids=("1.0", "1.1", "1.2")
    )
    annotation = Annotation(GREEN, (GraphicObject("POINT", np.array(((1.0, 1.0),))),))
    scene, _, _ = applied(volume, annotations=(annotation,))
    scene.set_cursor((5, 5, 1))
    for kind, count in (("axial", 1), ("sagittal", 0), ("coronal", 0)):
        viewport = scene.viewports[kind]
        plane = view_plane(scene, viewport, (40, 20))
        assert len(annotations_in_view(scene, viewport, plane)[0]) == count


def test_a_second_state_takes_the_place_of_the_first(a_radiograph, applied):
    scene, shown, first = applied(a_radiograph, greys=(GreyWish(WindowLevel(10, 30)),))
    second = scene.add_result(PresentationState("T", ABOUT, greys=(GreyWish(WindowLevel(4, 5)),)), shown.id)
    apply_state(scene, second)
    assert not first.visible
    assert shown.window == WindowLevel(4, 5)


@pytest.mark.real_data
def test_the_expected_picture_of_the_three_tables_comes_out_to_the_pixel(data_dir):
    from PIL import Image

    from medviewer.core.study_object import beside_images, home_of
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    folder = data_dir / "dicom" / "gsps-luts"
    catalog = scan_path(str(folder), report=LocalReport())
    entry = next(one for one in catalog.series if one.kind == "dicom-gsps")
    home = home_of(entry, catalog.series)
    scene = Scene()
    shown = scene.add_volume(load_series(home, report=LocalReport()))
    state = load_series(beside_images(entry, home), report=LocalReport())
    apply_state(scene, scene.add_result(state, shown.id))
    plan = plan_slice(scene, scene.viewports["stack"], (512, 512))
    rendered = SliceRenderer().render(plan)
    expected = np.asarray(Image.open(folder / "expected_imgForPrLUT.png"))
    assert np.array_equal(rendered, np.repeat(expected[..., None], 3, axis=2))
