"""How a series was read, where people look: in the view, in the list, in the panel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from medviewer.core.geometry import Geometry
from medviewer.core.series import (
    Catalog,
    LoadReport,
    Problem,
    RejectedFile,
    SeriesEntry,
    SeriesInfo,
    SlicePositions,
    Verdict,
)
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.slice_places import is_in_gap
from medviewer.scene.views.navigate import probe
from medviewer.ui.panels.positions_plot import PositionsPlot
from medviewer.ui.panels.report_text import found_text
from medviewer.ui.parts.colours import USUAL
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.parts.theme import ACCENT
from medviewer.ui.views.badges import image_badges, report_badges
from medviewer.ui.views.corner_text import value_text
from medviewer.ui.views.slice_overlay import badge_boxes, overlay_font

GAP = Problem("GAP", "2 slices are missing: the gap is left empty.")
RESAMPLED = Problem("RESAMPLED", "The volume was resampled.")
DISTANCES = (0.0, 5.0, 10.0, 10.0, 25.0, 30.0)
GAPPED = LoadReport(
    Verdict.GAPPED,
    (GAP, RESAMPLED),
    positions=SlicePositions(DISTANCES, 5.0, missing=2, repeated=1, gaps_mm=((10.0, 25.0),)),
)


@pytest.fixture
def a_gapped_volume() -> Volume:
    planes = tuple(Geometry((1, 50, 60), (0.0, 0.0, z)) for z in (0.0, 5.0, 10.0, 25.0, 30.0))
    acquired = Stack(np.arange(5 * 3000, dtype=np.int16).reshape(5, 50, 60), planes)
    grid = Geometry((7, 50, 60), spacing_ijk=(1.0, 1.0, 5.0))
    voxels = np.arange(7 * 3000, dtype=np.int16).reshape(7, 50, 60)
    voxels[3:5] = -2000
    info = SeriesInfo("gapped")
    return Volume(voxels, grid, "HU", info=info, report=GAPPED, padding=(-2000.0, -2000.0), acquired=acquired)


@pytest.fixture
def a_gapped_app(an_app, a_gapped_volume):
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(a_gapped_volume)
    QApplication.processEvents()
    return an_app


def _texts(badges) -> tuple[str, ...]:
    return tuple(badge.text for badge in badges)


def test_badges_say_how_much(a_gapped_app) -> None:
    layer = a_gapped_app.scene.active
    assert _texts(image_badges(layer)) == ("GAP 2 slices", "REPEATED 1 slice", "RESAMPLED")
    one = replace(GAPPED, positions=SlicePositions((0.0, 5.0, 15.0), 5.0, missing=1))
    assert _texts(report_badges(one, False))[0] == "GAP 1 slice"
    uneven = LoadReport(Verdict.GAPPED, positions=SlicePositions((0.0, 5.0, 11.0), 5.0))
    assert _texts(report_badges(uneven, False)) == ("UNEVEN SLICES",)
    assert report_badges(LoadReport(positions=SlicePositions((0.0, 5.0), 5.0)), False) == ()


def test_spacing_and_compression_are_marked(an_app, a_ct_volume) -> None:
    info = replace(a_ct_volume.info, lossy="LOSSY 8:1")
    layer = an_app.scene.add_volume(replace(a_ct_volume, info=info, spacing_source="detector"))
    assert _texts(image_badges(layer)) == ("LOSSY 8:1", "DETECTOR SPACING")
    layer = an_app.scene.add_volume(replace(a_ct_volume, spacing_source="unknown"))
    assert _texts(image_badges(layer)) == ("SPACING UNKNOWN",)


def test_a_film_is_no_broken_volume(an_app, a_stack) -> None:
    layer = an_app.scene.add_volume(replace(a_stack, frame_time_ms=40.0))
    assert image_badges(layer) == ()


def _place_of(view, text: str) -> QPoint:
    overlay = view._overlay
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(overlay_font(view.font(), view.width(), view.height()))
    boxes = {badge.text: box for badge, box in badge_boxes(overlay, metrics, view.width())}
    return boxes[text].center().toPoint()


def test_a_click_on_the_badge_shows_the_true_slices_and_the_volume_again(a_gapped_app) -> None:
    window, layer = a_gapped_app.window, a_gapped_app.scene.active
    view = window.grid.slice_views["axial"]
    view.repaint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=_place_of(view, "RESAMPLED"))
    QApplication.processEvents()
    assert layer.shows_acquired
    stack = window.grid.slice_views["stack"]
    assert stack.isVisible()
    stack.repaint()
    assert _texts(image_badges(layer))[-1] == "ACQUIRED SLICES"
    assert window.actions_by_id["view.acquired"].isChecked()
    QTest.mouseClick(stack, Qt.MouseButton.LeftButton, pos=_place_of(stack, "ACQUIRED SLICES"))
    assert not layer.shows_acquired


def test_the_key_switches_too_and_only_where_there_is_something_to_switch(a_gapped_app, a_ct_volume) -> None:
    window = a_gapped_app.window
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert a_gapped_app.scene.active.shows_acquired
    a_gapped_app.scene.add_volume(a_ct_volume)
    QApplication.processEvents()
    assert not window.actions_by_id["view.acquired"].isEnabled()


def test_true_slices_play_on_where_the_volume_played(a_gapped_app) -> None:
    window, scene = a_gapped_app.window, a_gapped_app.scene
    window.session.scene.view_in_use = "axial"
    QTest.keyClick(window, Qt.Key.Key_C)
    assert window.player.axis.count == 7
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert window.player.axis.count == 5
    window.player.go_to(3)
    assert scene.viewports["stack"].frame == 3
    window.player.stop()


def test_any_other_badge_leads_to_the_report_and_starts_no_drag(a_gapped_app) -> None:
    window = a_gapped_app.window
    window.panels.right.set_folded(True)
    before = a_gapped_app.scene.active.window
    view = window.grid.slice_views["axial"]
    view.repaint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=_place_of(view, "GAP 2 slices"))
    assert not window.panels.right.folded
    assert window.panels.load_report.isVisible()
    assert a_gapped_app.scene.active.window == before


def test_a_badge_under_the_mouse_says_what_it_means(a_gapped_app, mouse_on) -> None:
    view = a_gapped_app.window.grid.slice_views["axial"]
    view.repaint()
    at = _place_of(view, "GAP 2 slices")
    mouse_on(view).move((at.x(), at.y()))
    assert GAP.message in view.toolTip()
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    mouse_on(view).move((view.width() / 2, view.height() / 2))
    assert view.toolTip() == ""
    assert plain_tip("a < b") == '<p style="white-space: pre-wrap">a &lt; b</p>'


def test_the_panel_tells_everything_and_marks_the_slice_on_screen(a_gapped_app) -> None:
    scene, panel = a_gapped_app.scene, a_gapped_app.window.panels.load_report
    plot = panel.plot
    assert plot.positions.gaps_mm == ((10.0, 25.0),)
    assert plot.repeats_mm == (10.0,)
    scene.set_cursor((30.0, 25.0, 25.0))
    assert plot._present_mm == pytest.approx(25.0)
    labels = [panel._column.itemAt(n).widget() for n in range(panel._column.count())]
    texts = [label.text() for label in labels if hasattr(label, "text") and callable(label.text)]
    assert "6 slices found, 2 missing, 1 repeated" in texts
    assert GAP.message in texts


def test_an_empty_picture_says_that_its_slice_is_missing(a_gapped_app) -> None:
    scene, layer = a_gapped_app.scene, a_gapped_app.scene.active
    view = a_gapped_app.window.grid.slice_views["axial"]
    middle = QRect(view.width() // 4, view.height() // 4, view.width() // 2, view.height() // 3)
    is_told = {}
    for z in (10.0, 15.0, 20.0, 25.0):
        scene.set_cursor((30.0, 25.0, z))
        is_told[z] = USUAL.warning in _colours(view, middle)
        assert is_in_gap(layer, view.plane()) == is_told[z]
    assert value_text(probe(scene, (30.0, 25.0, 15.0))) == "(no image here)"
    assert is_told == {10.0: False, 15.0: True, 20.0: True, 25.0: False}
    assert not is_in_gap(layer, a_gapped_app.window.grid.slice_views["coronal"].plane())


def test_a_click_in_the_plot_jumps_to_that_slice(a_gapped_app) -> None:
    scene, panel = a_gapped_app.scene, a_gapped_app.window.panels.load_report
    plot = panel.plot
    _click(plot, plot.x_of(25.0) + 2)
    assert scene.cursor_lps[2] == pytest.approx(25.0)
    QTest.keyClick(a_gapped_app.window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    _click(plot, plot.x_of(5.0))
    assert scene.active.frame(scene.viewports["stack"].frame).geometry.origin_lps[2] == 5.0
    assert plot._present_mm == pytest.approx(5.0)


def _click(plot: PositionsPlot, x: float) -> None:
    at = QPointF(x, plot.height() / 2).toPoint()
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=at)


def test_the_plot_shows_gaps_repeats_and_the_present_slice_in_colour(qtbot) -> None:
    plot = PositionsPlot(GAPPED.positions)
    qtbot.addWidget(plot)
    plot.resize(240, 66)
    plot.set_present(30.0)
    colours = _colours(plot)
    assert ACCENT in colours
    assert USUAL.error in colours
    regular = PositionsPlot(SlicePositions((0.0, 5.0, 10.0), 5.0))
    qtbot.addWidget(regular)
    regular.resize(240, 66)
    assert not {USUAL.warning, USUAL.error, ACCENT} & _colours(regular)
    assert plot.grab().toImage() != regular.grab().toImage()


def _colours(widget, area: QRect | None = None) -> set[str]:
    image = (widget.grab() if area is None else widget.grab(area)).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_every_file_left_out_is_listed_and_can_be_copied(an_app, a_ct_volume) -> None:
    rejected = tuple(RejectedFile(f"/x/<b>{n}.dcm", f"Reason {n}.") for n in range(40))
    report = LoadReport(rejected=rejected)
    an_app.scene.add_volume(replace(a_ct_volume, report=report))
    shown = an_app.window.panels.load_report.rejected
    assert shown.text.toPlainText().count("\n") == 39
    assert "<b>39.dcm: Reason 39." in shown.text.toPlainText()
    assert shown.text.isReadOnly()
    shown.copy_button.click()
    assert QApplication.clipboard().text().splitlines()[39] == "/x/<b>39.dcm\tReason 39."
    assert found_text(report) == "40 files left out"
    labels = an_app.window.panels.load_report.findChildren(QLabel)
    assert [label.text() for label in labels].count("40 files left out") == 1
    assert found_text(LoadReport(rejected=rejected[:1])) == "1 file left out"


def test_the_list_of_series_says_what_was_found_and_missing(an_app) -> None:
    entry = SeriesEntry(SeriesInfo("s", modality="MR"), "file", ("a",), (6, 8, 9), GAPPED, time_points=24)
    an_app.studies.add(Catalog("x", (entry,)))
    card = an_app.window.panels.series.cards["s"]
    assert card.found.text() == "6 slices found, 2 missing, 1 repeated"
    assert "24 time points" in card._size_text(entry)


def test_nothing_is_said_of_a_regular_series(an_app, a_ct_volume) -> None:
    positions = SlicePositions(tuple(n * 2.0 for n in range(20)), 2.0)
    layer = an_app.scene.add_volume(replace(a_ct_volume, report=LoadReport(positions=positions)))
    assert image_badges(layer) == ()
    assert found_text(layer.image.report) == ""
    assert an_app.window.panels.load_report.plot.positions.gaps_mm == ()
