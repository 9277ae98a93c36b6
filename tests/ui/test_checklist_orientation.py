"""Checklist of the reading notes: which side is which, in the real window. One line, one test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume
from medviewer.ui.views.overlay_facts import overlay_of
from medviewer.ui.views.slice_overlay import badge_boxes, overlay_font

BRIGHT = 1000


def overlay_in(app, kind):
    view = app.window.grid.slice_views[kind]
    return overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)


def letters_in(app, kind):
    letters = overlay_in(app, kind).letters
    return None if letters is None else "".join(letters)


def do(app, command, kind="axial"):
    app.scene.view_in_use = kind
    app.window.actions_by_id[command].trigger()
    QApplication.processEvents()


def side_of(app, kind, horizontal=True):
    """Where the bright half of the picture is: -1 left (top), 1 right (bottom)."""
    picture = app.window.grid.slice_views[kind].picture()
    width, height = picture.width(), picture.height()
    if horizontal:
        one, other = (picture.pixelColor(int(width * part), height // 2).red() for part in (0.35, 0.65))
    else:
        one, other = (picture.pixelColor(width // 2, int(height * part)).red() for part in (0.45, 0.55))
    assert one != other
    return -1 if one > other else 1


@pytest.fixture
def a_patient_with_sides(a_ct_volume) -> Volume:
    """Bright where a side of the patient is: an axis of LPS, by name; stored in any order of axes."""

    def make(toward_lps, axes=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))):
        grid = Geometry((40, 40, 40), spacing_ijk=(1.0, 1.0, 1.0), axes_lps=axes)
        middle = grid.index_to_lps((19.5, 19.5, 19.5))
        k, j, i = np.meshgrid(*[np.arange(40)] * 3, indexing="ij")
        point = grid.index_to_lps(np.stack([i, j, k], axis=-1)) - middle
        voxels = np.where(point @ np.array(toward_lps) > 0, BRIGHT, 0).astype(np.int16)
        return replace(a_ct_volume, voxels=voxels, geometry=grid, windows=())

    return make


def show(app, volume):
    app.scene.layout = "1x3"
    app.scene.add_volume(volume)
    QApplication.processEvents()


STORED = {
    "as DICOM": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "as NIfTI": ((-1.0, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "sagittal": ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0)),
    "coronal": ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0)),
}


@pytest.mark.parametrize("stored", STORED)
def test_the_patients_left_is_on_the_right_of_the_picture_however_it_is_stored(
    an_app, a_patient_with_sides, stored
) -> None:
    show(an_app, a_patient_with_sides((1, 0, 0), STORED[stored]))
    assert (side_of(an_app, "axial"), side_of(an_app, "coronal")) == (1, 1)
    assert (letters_in(an_app, "axial"), letters_in(an_app, "coronal")) == ("RLAP", "RLHF")


@pytest.mark.parametrize("stored", STORED)
def test_axial_is_seen_from_the_feet_and_sagittal_has_anterior_on_the_left(
    an_app, a_patient_with_sides, stored
) -> None:
    show(an_app, a_patient_with_sides((0, -1, 0), STORED[stored]))
    assert side_of(an_app, "axial", horizontal=False) == -1, "the front is on top"
    assert side_of(an_app, "sagittal") == -1
    assert letters_in(an_app, "sagittal") == "APHF"


@pytest.mark.parametrize("stored", STORED)
def test_coronal_is_seen_from_the_front_with_the_head_on_top(an_app, a_patient_with_sides, stored) -> None:
    show(an_app, a_patient_with_sides((0, 0, 1), STORED[stored]))
    assert side_of(an_app, "coronal", horizontal=False) == -1
    assert side_of(an_app, "sagittal", horizontal=False) == -1


@pytest.mark.parametrize(
    ("command", "letters"),
    [
        ("view.mirror", "LRAP"), ("view.flip", "RLPA"), ("view.turn_right", "PARL"),
        ("view.turn_left", "APLR"),
    ],
)  # fmt: skip
def test_letters_turn_and_flip_with_the_picture(an_app, a_patient_with_sides, command, letters) -> None:
    show(an_app, a_patient_with_sides((1, 0, 0)))
    do(an_app, command)
    assert letters_in(an_app, "axial") == letters
    left, right, _top, bottom = letters
    if "L" in (left, right):
        assert side_of(an_app, "axial") == (1 if right == "L" else -1)
    else:
        assert side_of(an_app, "axial", horizontal=False) == (1 if bottom == "L" else -1)


def test_letters_are_two_by_weight_when_oblique(an_app, a_ct_volume) -> None:
    c, s = np.cos(np.radians(30.0)), np.sin(np.radians(30.0))
    axes = ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))
    show(an_app, replace(a_ct_volume, geometry=replace(a_ct_volume.geometry, axes_lps=axes)))
    left, right, top, bottom = overlay_in(an_app, "axial").letters
    assert (left, right) == ("R", "L")
    assert (top, bottom) == ("AF", "PH"), "more to the back than to the head"


def test_an_oblique_acquisition_opens_aligned_to_the_volume_and_one_key_aligns_to_the_patient(
    an_app, a_ct_volume, qtbot
) -> None:
    c, s = np.cos(np.radians(30.0)), np.sin(np.radians(30.0))
    axes = ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))
    show(an_app, replace(a_ct_volume, geometry=replace(a_ct_volume.geometry, axes_lps=axes)))
    down = an_app.window.grid.slice_views["axial"].plane().down_lps
    assert down == pytest.approx((0.0, c, s))
    an_app.window.activateWindow()
    qtbot.keyClick(an_app.window, Qt.Key.Key_P)
    assert an_app.window.grid.slice_views["axial"].plane().down_lps == pytest.approx((0.0, 1.0, 0.0))
    assert letters_in(an_app, "axial") == "RLAP"
    qtbot.keyClick(an_app.window, Qt.Key.Key_P)
    assert an_app.window.grid.slice_views["axial"].plane().down_lps == pytest.approx((0.0, c, s))


def test_letters_turn_with_planes_that_the_reader_turned(an_app_with_ct, mouse_on) -> None:
    from medviewer.scene.views.oblique_views import handles

    app = an_app_with_ct
    view = app.window.grid.slice_views["axial"]
    grip = next(one for one in handles(app.scene, view.viewport, view.plane(), 1.0) if one.grip == "turn")
    centre = view.plane().lps_to_pixel(app.scene.cursor_lps)
    away = np.array(grip.at_px) - centre
    c, s = np.cos(np.radians(35.0)), np.sin(np.radians(35.0))
    end = centre + np.array([[c, -s], [s, c]]) @ away
    mouse_on(view).drag(tuple(grip.at_px), tuple(end.tolist()), Qt.MouseButton.LeftButton)
    left, right = overlay_in(app, "coronal").letters[:2]
    assert {left[0], right[0]} == {"R", "L"}
    assert len(left) == len(right) == 2
    assert set(left[1] + right[1]) == {"A", "P"}


def test_where_geometry_does_not_say_there_are_no_letters_but_orientation_unknown(
    an_app, a_ct_volume, monkeypatch
) -> None:
    from medviewer.ui.views import slice_overlay

    drawn = []
    draw = slice_overlay.write_rimmed
    monkeypatch.setattr(
        slice_overlay, "write_rimmed", lambda painter, *rest: (drawn.append(rest[2]), draw(painter, *rest))
    )
    show(an_app, replace(a_ct_volume, has_orientation=False))
    an_app.window.grid.slice_views["axial"].grab()
    assert "orientation unknown" in drawn
    assert not {"L", "R", "A", "P", "H", "F"} & set(drawn)


def test_a_neurological_flip_is_a_setting_and_marked_in_every_view_that_it_turns(
    an_app, a_patient_with_sides
) -> None:
    app = an_app
    show(app, a_patient_with_sides((1, 0, 0)))
    app.settings.set("view.neurological", True)
    QApplication.processEvents()
    assert (side_of(app, "axial"), side_of(app, "coronal")) == (-1, -1)
    assert [letters_in(app, kind) for kind in ("axial", "coronal", "sagittal")] == ["LRAP", "LRHF", "APHF"]
    marked = ["NEUROLOGICAL, LEFT IS LEFT" in [one.text for one in overlay_in(app, kind).badges]
              for kind in ("axial", "coronal", "sagittal")]  # fmt: skip
    assert marked == [True, True, False]
    view, overlay = app.window.grid.slice_views["axial"], overlay_in(app, "axial")
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(overlay_font(view.font(), view.width(), view.height()))
    boxes = {badge.text: box for badge, box in badge_boxes(overlay, metrics, view.width())}
    box = boxes["NEUROLOGICAL, LEFT IS LEFT"]
    assert view.grab().toImage().pixelColor(int(box.left()) + 3, int(box.center().y())).name() == "#dba74a"
    app.settings.set("view.neurological", False)
    QApplication.processEvents()
    assert (side_of(app, "axial"), letters_in(app, "axial")) == (1, "RLAP")


def test_a_neurological_view_is_still_panned_measured_and_turned_with_the_hand(
    an_app_with_ct, mouse_on
) -> None:
    app = an_app_with_ct
    app.settings.set("view.neurological", True)
    view = app.window.grid.slice_views["axial"]
    held = view.plane().pixel_to_lps((60, 200))
    mouse_on(view).drag((60, 200), (95, 160), Qt.MouseButton.MiddleButton)
    assert view.plane().pixel_to_lps((95, 160)) == pytest.approx(held)
    app.window.actions_by_id["view.reset"].trigger()
    app.window.actions_by_id["tool.length"].trigger()
    z = app.scene.cursor_lps[2]
    start, end = (tuple(view.plane().lps_to_pixel((x, 4.0, z)).tolist()) for x in (-20.0, 10.0))
    assert start[0] > end[0], "the patient's right is on the right"
    mouse_on(view).drag(start, end, Qt.MouseButton.LeftButton)
    assert app.scene.marks.items[0].points_lps[0][0] == pytest.approx(-20.0)
    do(app, "view.turn_right")
    assert letters_in(app, "axial") == "PALR"


def test_a_neurological_flip_leaves_x_rays_and_what_has_no_orientation_alone(an_app, a_ct_volume) -> None:
    app = an_app
    app.settings.set("view.neurological", True)
    plane = Geometry((1, 50, 60), spacing_ijk=(1.0, 1.0, 1.0))
    info = replace(a_ct_volume.info, modality="DX", series_id="dx")
    app.scene.add_volume(Stack(a_ct_volume.voxels[:1].copy(), (plane,), info=info))
    QApplication.processEvents()
    assert letters_in(app, "stack") == "RLAP"
    show(app, replace(a_ct_volume, has_orientation=False))
    assert "NEUROLOGICAL, LEFT IS LEFT" not in [one.text for one in overlay_in(app, "axial").badges]
