"""Checklist of the reading notes: colours and layouts, in the real window. One line, one test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import Catalog, SeriesEntry
from medviewer.core.volume import Stack
from medviewer.scene.layers.segment_looks import recolour
from medviewer.ui.parts.colours import PALETTES, colours
from medviewer.ui.parts.theme import ACCENT, BACKGROUND, PLANE_DASHES
from medviewer.ui.views.overlay_facts import overlay_of

DRAWN = {"axial": "red", "sagittal": "yellow", "coronal": "green"}


def shown(app):
    return {kind: view for kind, view in app.window.grid.views.items() if view.isVisible()}


def show(app, *volumes):
    for volume in volumes:
        app.scene.add_volume(volume)
    QApplication.processEvents()


def hue(colour):
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    if blue > max(red, green) * 0.9:
        return "blue"
    if red > 1.6 * green:
        return "red"
    return "yellow" if red > green * 0.9 else "green"


def line_in(app, kind, plane):
    """The pixels along the arm with which another plane crosses a view."""
    view = app.window.grid.slice_views[kind]
    overlay = overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)
    arm = next(one for one in overlay.crosshair if one.plane == plane)
    image = view.grab().toImage()
    (x0, y0), (x1, y1) = arm.start, arm.end
    length = float(np.hypot(x1 - x0, y1 - y0))
    steps = np.arange(0.0, length)
    points = [(int(x0 + (x1 - x0) * t / length), int(y0 + (y1 - y0) * t / length)) for t in steps]
    inside = [at for at in points if 32 < at[0] < view.width() - 32 and 32 < at[1] < view.height() - 32]
    return [image.pixelColor(*at).name() for at in inside]


@pytest.mark.parametrize(
    ("kind", "plane"), [("sagittal", "axial"), ("axial", "sagittal"), ("axial", "coronal")]
)
def test_planes_are_red_yellow_and_green_and_told_apart_by_their_dashes(
    an_app, a_ct_volume, kind, plane
) -> None:
    an_app.scene.layout = "1x3"
    show(an_app, replace(a_ct_volume, voxels=np.full_like(a_ct_volume.voxels, -1000)))
    assert hue(colours().planes[plane]) == DRAWN[plane]
    pixels = line_in(an_app, kind, plane)
    is_on = [name == colours().planes[plane] for name in pixels]
    dash, gap = PLANE_DASHES[plane][:2]
    share = sum(PLANE_DASHES[plane][::2]) / sum(PLANE_DASHES[plane])
    assert 0.4 * share < np.mean(is_on) < min(1.0, 1.6 * share), "dashes with gaps between them"
    runs = "".join("#" if one else " " for one in is_on).split()
    longest = max(map(len, runs))
    assert longest == pytest.approx(dash, abs=2), (dash, gap, runs[:6])


def test_dashes_of_the_planes_differ_from_each_other() -> None:
    assert len(set(PLANE_DASHES.values())) == 3


def test_colours_of_planes_have_a_palette_safe_for_the_colour_blind(an_app, a_ct_volume) -> None:
    an_app.scene.layout = "1x3"
    show(an_app, replace(a_ct_volume, voxels=np.full_like(a_ct_volume.voxels, -1000)))
    usual = set(line_in(an_app, "axial", "coronal"))
    an_app.settings.set("look.palette", "safe")
    try:
        QApplication.processEvents()
        safe = set(line_in(an_app, "axial", "coronal"))
        assert PALETTES["safe"].planes["coronal"] in safe - usual
    finally:
        an_app.settings.set("look.palette", "usual")


def test_default_layout_of_a_volume_is_axial_large_and_sagittal_coronal_and_3d_beside_it(
    an_app, a_ct_volume
) -> None:
    show(an_app, a_ct_volume)
    views = shown(an_app)
    assert set(views) == {"axial", "sagittal", "coronal", "3d"}
    others = [views[kind] for kind in ("sagittal", "coronal", "3d")]
    assert all(views["axial"].width() > 1.5 * one.width() for one in others)
    assert all(views["axial"].height() > 2.5 * one.height() for one in others)
    assert all(one.x() > views["axial"].geometry().right() for one in others)


@pytest.mark.parametrize(
    ("key", "rows", "columns", "kinds"),
    [
        (Qt.Key.Key_F3, 1, 1, ["axial"]),
        (Qt.Key.Key_F4, 2, 2, ["axial", "sagittal", "coronal", "3d"]),
        (Qt.Key.Key_F5, 1, 3, ["axial", "sagittal", "coronal"]),
        (Qt.Key.Key_F6, 3, 1, ["axial", "sagittal", "coronal"]),
    ],
)
def test_layouts_1x1_2x2_1x3_and_3x1_have_their_keys(an_app, a_ct_volume, key, rows, columns, kinds) -> None:
    show(an_app, a_ct_volume)
    an_app.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(an_app.window, key)
    QApplication.processEvents()
    views = shown(an_app)
    assert sorted(views) == sorted(kinds)
    assert len({view.y() for view in views.values()}) == rows
    assert len({view.x() for view in views.values()}) == columns
    assert len({(view.width() // 4, view.height() // 4) for view in views.values()}) <= 2, "equal parts"


@pytest.mark.parametrize(("command", "rows", "columns"), [("grid_1x2", 1, 2), ("grid_2x2", 2, 2)])
def test_layouts_compare_1x2_and_2x2_show_series_side_by_side(
    an_app, a_ct_volume, command, rows, columns
) -> None:
    infos = [replace(a_ct_volume.info, series_id=name, series_uid=name) for name in "abcd"]
    an_app.window.panels.series.thumbnail_wanted.disconnect()  # the files are not there
    an_app.studies.add(
        Catalog("/nowhere", tuple(SeriesEntry(one, "dicom", ("/nowhere/x",), (20, 50, 60)) for one in infos))
    )
    for info in infos:
        layer = an_app.scene.add_volume(replace(a_ct_volume, info=info), activate=info.series_id == "a")
        an_app.studies.set_layer(info.series_id, layer.id)
    QApplication.processEvents()
    an_app.window.actions_by_id[f"layout.{command}"].trigger()
    QApplication.processEvents()
    views = shown(an_app)
    assert (len({one.y() for one in views.values()}), len({one.x() for one in views.values()})) == (
        rows,
        columns,
    )
    images = [an_app.scene.image_in(view.viewport).image.info.series_id for view in views.values()]
    assert sorted(images) == list("abcd")[: rows * columns]


def test_a_stack_opens_1x1(an_app, a_stack) -> None:
    show(an_app, a_stack)
    assert list(shown(an_app)) == ["stack"]


def test_an_x_ray_opens_1x1(an_app, a_ct_volume) -> None:
    info = replace(a_ct_volume.info, modality="DX")
    show(an_app, Stack(a_ct_volume.voxels[:1].copy(), (Geometry((1, 50, 60)),), info=info))
    assert list(shown(an_app)) == ["stack"]


def test_thumbnails_of_series_are_on_the_left(an_app, a_ct_volume) -> None:
    an_app.window.panels.series.thumbnail_wanted.disconnect()
    an_app.studies.add(
        Catalog("/nowhere", (SeriesEntry(a_ct_volume.info, "dicom", ("/nowhere/x",), (20, 50, 60)),))
    )
    layer = an_app.scene.add_volume(a_ct_volume)
    an_app.studies.set_layer("series-1", layer.id)
    an_app.window.panels.series.set_thumbnail("series-1", np.full((64, 64), 200, np.uint8))
    QApplication.processEvents()
    card = an_app.window.panels.series.cards["series-1"]
    assert not card.picture.pixmap().isNull()
    at = card.picture.mapTo(an_app.window, card.picture.rect().center())
    assert at.x() < an_app.window.grid.x() + an_app.window.panels.left.width()
    assert an_app.window.panels.left.geometry().right() < an_app.window.grid.geometry().left()


def test_panels_on_the_right_are_folded_and_the_views_take_their_room(an_app, a_ct_volume) -> None:
    show(an_app, a_ct_volume)
    window = an_app.window
    wide, views = window.panels.right.width(), window.grid.width()
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_F10)
    QApplication.processEvents()
    strip = window.panels.right.width()
    assert 0 < strip <= 24, "a strip with the button that unfolds it"
    assert window.grid.width() == views + wide - strip
    QTest.mouseClick(window.panels.right.button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert (window.panels.right.width(), window.grid.width()) == (wide, views)


def test_dark_by_default(an_app) -> None:
    image = an_app.window.grab().toImage()
    lightness = [image.pixelColor(x, y).lightness() for x in range(0, image.width(), 17)
                 for y in range(0, image.height(), 17)]  # fmt: skip
    assert np.median(lightness) < 50
    assert np.mean(np.array(lightness) > 150) < 0.05
    assert image.pixelColor(an_app.window.grid.geometry().center()).lightness() < 60
    assert BACKGROUND != ACCENT


def test_segment_colours_are_distinguishable_for_the_colour_blind(an_app_with_ct) -> None:
    app = an_app_with_ct
    image = app.scene.active
    labels = np.zeros(image.geometry.shape_kji, np.uint8)
    for number in range(1, 9):
        labels[:, number * 5, :] = number
    segments = tuple(Segment(number, f"Segment {number}") for number in range(1, 9))
    layer = app.scene.add_result(Segmentation(labels, image.geometry, segments, "S"), image.id)
    QApplication.processEvents()
    recolour(layer)  # "Colours that differ" in the menu of the segments
    seen = [np.array(one.color, float) / 255 for one in layer.segments]
    # Without red cones (Vienot, Brettel, Mollon 1999): red is seen by the other two.
    protanope = np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]])
    blind = [protanope @ (one**2.2) for one in seen]
    apart = [np.linalg.norm(blind[a] - blind[b]) for a in range(8) for b in range(a)]
    assert min(apart) > 0.04


def test_what_the_tool_does_the_position_and_the_value_stand_in_the_status_line(
    an_app_with_ct, mouse_on
) -> None:
    app, status = an_app_with_ct, an_app_with_ct.window.status
    app.window.actions_by_id["tool.length"].trigger()
    view = app.window.grid.slice_views["axial"]
    point = (5.0, -7.0, view.plane().centre_lps[2])
    mouse_on(view).move(tuple(view.plane().lps_to_pixel(point).tolist()))
    assert "Length" in status.tool_label.text()
    assert "LPS 5.0, -7.0" in status.position_label.text()
    assert f"{app.scene.active.image.value_at(point):g} HU" in status.position_label.text()
    assert status.zoom_label.text().startswith("Zoom")


def test_nothing_is_modal_where_a_panel_or_an_inline_message_does(an_app_with_ct) -> None:
    app = an_app_with_ct
    for command in (
        "comfort.settings",
        "comfort.keys",
        "layout.rules",
        "comfort.help",
        "comfort.doctor",
    ):
        app.window.actions_by_id[command].trigger()
        QApplication.processEvents()
        assert QApplication.activeModalWidget() is None, command
    app.window.say("Something went wrong.", "error")
    assert "Something went wrong." in app.window.messages.texts
    assert QApplication.activeModalWidget() is None
