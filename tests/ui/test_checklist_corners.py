"""Checklist of the reading notes: text in the corners and badges, as painted. One line, one test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import LoadReport, Problem, SeriesInfo, SlicePositions, StudyInfo, Verdict
from medviewer.core.volume import Stack
from medviewer.ui.views import slice_overlay
from medviewer.ui.views.overlay_facts import overlay_of


@dataclass(frozen=True)
class Written:
    """A text as it was painted: its left edge and its baseline, logical pixels."""

    text: str
    x: float
    baseline: float
    height: float
    width: float


@pytest.fixture
def painted(monkeypatch):
    """What is written into a view when it is painted."""
    draw, found = slice_overlay.write_rimmed, []

    def spy(painter, x, baseline, text, *colour):
        metrics = painter.fontMetrics()
        found.append(Written(text, x, baseline, metrics.height(), metrics.horizontalAdvance(text)))
        draw(painter, x, baseline, text, *colour)

    monkeypatch.setattr(slice_overlay, "write_rimmed", spy)

    def paint(app, kind="axial"):
        QApplication.processEvents()
        found.clear()
        app.window.grid.slice_views[kind].grab()
        return list(found)

    return paint


@pytest.fixture
def a_full_header(a_ct_volume):
    study = StudyInfo(
        "欧阳 娜娜", "ID-77", "19700102", "F", "人民医院", "Chest with contrast", "20260321", "134501",
        "ACC-9", "1.2",
    )  # fmt: skip
    info = SeriesInfo(
        "s", "CT", "Lung 1.25", "4", slice_thickness_mm=1.25, lossy="LOSSY 8:1", study=study
    )  # fmt: skip
    return replace(a_ct_volume, info=info)


@pytest.fixture
def an_app_with_header(an_app, a_full_header):
    an_app.window.resize(1600, 1000)
    an_app.scene.layout = "1x1"
    an_app.scene.add_volume(a_full_header)
    QApplication.processEvents()
    return an_app


def corner(app, written, at_right, at_bottom):
    """The texts of one corner from top to bottom."""
    view = app.window.grid.slice_views["axial"]
    here = [
        one for one in written
        if (one.baseline > view.height() * 0.7) == at_bottom and one.baseline < view.height()
        and ((one.x + one.width > view.width() - 12) if at_right else one.x < 12)
        and not view.height() * 0.45 < one.baseline < view.height() * 0.55
    ]  # fmt: skip
    return [one.text for one in sorted(here, key=lambda one: one.baseline)]


def test_top_left_is_name_id_birth_date_and_sex(an_app_with_header, painted) -> None:
    lines = corner(an_app_with_header, painted(an_app_with_header), False, False)
    assert lines == ["欧阳 娜娜", "ID-77", "1970-01-02 F"]


def test_top_right_is_institution_study_date_time_and_accession(an_app_with_header, painted) -> None:
    lines = corner(an_app_with_header, painted(an_app_with_header), True, False)
    assert lines == ["人民医院", "Chest with contrast", "2026-03-21 13:45", "ACC-9"]


def test_bottom_right_is_series_number_description_thickness_and_location(
    an_app_with_header, painted
) -> None:
    lines = corner(an_app_with_header, painted(an_app_with_header), True, True)
    z = an_app_with_header.window.grid.slice_views["axial"].plane().centre_lps[2]
    assert lines == ["#4 Lung 1.25", "Thickness 1.25 mm", f"{'H' if z >= 0 else 'F'} {abs(z):.1f} mm"]


def test_bottom_left_is_window_zoom_image_and_the_value_under_the_cursor_with_its_unit(
    an_app_with_header, painted, mouse_on
) -> None:
    app = an_app_with_header
    view = app.window.grid.slice_views["axial"]
    point = (5.0, -7.0, view.plane().centre_lps[2])
    mouse_on(view).move(tuple(view.plane().lps_to_pixel(point).tolist()))
    lines = corner(app, painted(app), False, True)
    assert f"{app.scene.active.image.value_at(point):g} HU" in lines
    assert any(line.startswith("W 400  L 40") for line in lines)
    number = lines[[line.startswith("Image") for line in lines].index(True)]
    assert number == "Image 10 / 20"
    assert any(line.startswith("Zoom ") and line.endswith(" %") for line in lines)


def test_corner_text_shrinks_with_the_view_and_never_runs_into_the_other_side(
    an_app_with_header, painted
) -> None:
    app, heights = an_app_with_header, []
    view = app.window.grid.slice_views["axial"]
    app.window.panels.left.set_folded(True)
    app.window.panels.right.set_folded(True)
    for layout in ("1x1", "grid 2x2", "grid 4x6"):
        app.scene.layout = layout
        QApplication.processEvents()
        view = app.window.grid.view_in_use
        written = painted(app, app.scene.view_in_use)
        heights.append(next(one.height for one in written if one.text.startswith("W 4")))
        rows = {}
        for one in written:
            rows.setdefault(round(one.baseline), []).append((one.x, one.x + one.width, one.text))
        for row in rows.values():
            row.sort()
            assert all(a[1] <= b[0] for a, b in pairwise(row)), row
        assert all(one.x >= -1 and one.x + one.width <= view.width() + 1 for one in written)
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < heights[0]


@pytest.mark.parametrize("name", ["王小东", "歐陽娜娜", "山田 太郎", "Ångström^Émilie", "Иванов"])
def test_names_of_any_script_have_letters_that_show(an_app_with_header, name) -> None:
    view = an_app_with_header.window.grid.slice_views["axial"]
    layout = QTextLayout(name, slice_overlay.overlay_font(view.font(), 600, 600))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    assert len(glyphs) >= len(name.replace(" ", "")) - 1
    assert 0 not in glyphs, "a box stands for a letter that no font has"


# --- badges ---


def badges_of(app, kind="axial"):
    view = app.window.grid.slice_views[kind]
    overlay = overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)
    return [badge.text for badge in (*overlay.ai_badges, *overlay.badges)]


def show(app, volume):
    app.scene.layout = "1x1"
    app.scene.add_volume(volume)
    QApplication.processEvents()


def test_badge_lossy_with_its_ratio(an_app_with_header) -> None:
    assert "LOSSY 8:1" in badges_of(an_app_with_header)


def test_badge_tilt_with_its_degrees_corrected(an_app, a_ct_volume) -> None:
    positions = SlicePositions((0.0, 2.0, 4.0), 2.0, tilt_degrees=18.5)
    report = LoadReport(Verdict.SHEARED, (Problem("TILT", "Tilted."),), positions=positions)
    show(an_app, replace(a_ct_volume, report=report))
    assert any(text.startswith("TILT 18.5") and text.endswith("corrected") for text in badges_of(an_app))


def test_badge_gap_with_how_many_slices(an_app, a_ct_volume) -> None:
    positions = SlicePositions((0.0, 2.0, 8.0), 2.0, missing=2, gaps_mm=((2.0, 8.0),))
    report = LoadReport(Verdict.GAPPED, (Problem("GAP", "Two are missing."),), positions=positions)
    show(an_app, replace(a_ct_volume, report=report))
    assert "GAP 2 slices" in badges_of(an_app)


def test_badge_stack_only(an_app, a_stack) -> None:
    an_app.scene.add_volume(a_stack)
    QApplication.processEvents()
    assert "STACK ONLY" in badges_of(an_app, "stack")


def test_badge_resampled(an_app, a_ct_volume) -> None:
    planes = tuple(Geometry((1, 50, 60), (0.0, 0.0, z)) for z in (0.0, 5.0, 11.0))
    acquired = Stack(np.zeros((3, 50, 60), np.int16), planes)
    show(an_app, replace(a_ct_volume, acquired=acquired))
    assert "RESAMPLED" in badges_of(an_app)


def test_badge_ai_with_its_model_until_it_is_reviewed(an_app_with_ct) -> None:
    app = an_app_with_ct
    image = app.scene.active
    labels = np.zeros(image.geometry.shape_kji, np.uint8)
    labels[8:12, 10:30, 10:30] = 1
    made = Provenance(model_id="lung", model_name="Lungs", model_version="1.0.0")
    result = Segmentation(labels, image.geometry, (Segment(1, "Left lung"),), "Lungs", made)
    layer = app.scene.add_result(result, image.id)
    QApplication.processEvents()
    assert "AI (Lungs, not yet reviewed)" in badges_of(app)
    app.window.actions_by_id["review.accept"].trigger()
    QApplication.processEvents()
    assert layer.review.state == "accepted"
    assert badges_of(app) == []


def test_badges_stay_when_the_text_is_off_where_they_warn_of_a_model(an_app_with_ct) -> None:
    app = an_app_with_ct
    image = app.scene.active
    labels = np.ones(image.geometry.shape_kji, np.uint8)
    made = Provenance(model_id="lung", model_name="Lungs", model_version="1.0.0")
    app.scene.add_result(Segmentation(labels, image.geometry, (Segment(1, "x"),), "Lungs", made), image.id)
    app.window.tools.show_information("off")
    assert badges_of(app) == ["AI (Lungs, not yet reviewed)"]


def test_the_patient_banner_always_says_who_is_on_screen(an_app_with_header) -> None:
    app = an_app_with_header
    banner = app.window.banner
    for layout in ("mpr", "1x3", "grid 2x2"):
        app.scene.layout = layout
        QApplication.processEvents()
        assert banner.isVisible()
        assert banner.name_label.text() == "欧阳 娜娜"
        assert "ID-77" in banner.identity_label.text()
