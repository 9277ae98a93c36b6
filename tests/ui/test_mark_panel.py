"""The list of measurements in the real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.measure_text import figure_text
from medviewer.scene.marks.mark_figures import figures_in
from medviewer.ui.marks.mark_table import FIGURE, MARK_ID
from medviewer.ui.panels.segment_table import box_rect

PLACE = MarkPlace("series-1", study_uid="1.2.3")
Z = (0.0, 0.0, 1.0)


def a_mark(kind, points, **more):
    return Mark(kind, tuple(tuple(float(v) for v in p) for p in points), Z, more.pop("place", PLACE), **more)


@pytest.fixture
def a_panel(an_app_with_ct, qtbot):
    scene = an_app_with_ct.scene
    scene.marks.add(a_mark("length", [(-10, 0, -10), (10, 0, -10)]), "Draw measurement")
    scene.marks.add(a_mark("rectangle", [(-9, -9, 4), (9, -9, 4), (9, 9, 4), (-9, 9, 4)]), "Draw measurement")
    scene.marks.selected = frozenset()
    panel = an_app_with_ct.window.panels.marks
    panel.app = an_app_with_ct
    settle(panel)
    return panel


def settle(panel):
    panel.refresh()
    QApplication.processEvents()


def texts(panel):
    return [row.text for row in panel.table.rows]


def test_the_panel_is_made_with_the_first_mark(an_app_with_ct) -> None:
    panel = an_app_with_ct.window.panels.marks
    assert panel.rows is None
    assert "Nothing measured" in panel._nothing.text()


def test_each_mark_has_a_row_with_its_figure_and_place(a_panel) -> None:
    assert texts(a_panel) == ["Length", "Rectangle"]
    first = a_panel.table.rows[0]
    assert (first.figure, first.detail) == ("20.0 mm", "F 10.0 mm")
    assert a_panel.table.rows[1].figure == "324.0 mm²"
    figures = figures_in(a_panel.app.scene, a_panel.app.scene.marks.items[1])
    assert a_panel.table.rows[1].tip.endswith(figure_text(figures).replace("; ", "\n"))


def test_a_row_says_which_lesion_the_mark_is(a_panel) -> None:
    scene = a_panel.app.scene
    scene.marks.change(replace(scene.marks.items[0], role="target", lesion=2), "Role of lesion")
    settle(a_panel)
    assert a_panel.table.rows[0].detail == "Target 2  ·  F 10.0 mm"


def test_a_click_on_a_row_goes_there_and_selects(a_panel) -> None:
    scene = a_panel.app.scene
    rect = a_panel.rows.visualRect(a_panel.table.index(0))
    QTest.mouseClick(a_panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert scene.cursor_lps[2] == pytest.approx(-10.0)
    assert scene.marks.selected == {scene.marks.items[0].id}


def test_arrow_keys_go_through_the_marks_and_space_hides_one(a_panel) -> None:
    scene = a_panel.app.scene
    a_panel.rows.setCurrentIndex(a_panel.table.index(0))
    QTest.keyClick(a_panel.rows, Qt.Key.Key_Down)
    assert scene.cursor_lps[2] == pytest.approx(4.0)
    QTest.keyClick(a_panel.rows, Qt.Key.Key_Space)
    assert [one.visible for one in scene.marks.items] == [True, False]
    assert scene.undo.undo_name == "Hide measurement"


def test_the_box_of_a_row_hides_and_shows(a_panel) -> None:
    scene = a_panel.app.scene
    rect: QRect = a_panel.rows.visualRect(a_panel.table.index(1))
    at: QPoint = box_rect(rect).center()
    QTest.mouseClick(a_panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not scene.marks.items[1].visible


def test_a_name_is_written_into_the_row(a_panel) -> None:
    scene = a_panel.app.scene
    a_panel.rows.setCurrentIndex(a_panel.table.index(0))
    a_panel.rows.rename()
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "S6 nodule")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert scene.marks.items[0].label == "S6 nodule"
    assert scene.maximised == ""
    settle(a_panel)
    assert texts(a_panel)[0] == "S6 nodule"
    assert a_panel.table.rows[0].detail.startswith("Length")


def test_the_selected_roi_shows_its_figures_and_histogram(a_panel) -> None:
    scene = a_panel.app.scene
    scene.marks.selected = frozenset({scene.marks.items[1].id})
    settle(a_panel)
    assert "Mean" in a_panel.figures.text()
    assert a_panel.histogram.isVisible()
    scene.marks.selected = frozenset({scene.marks.items[0].id})
    settle(a_panel)
    assert not a_panel.histogram.isVisible()


def test_delete_removes_what_is_selected(a_panel) -> None:
    scene = a_panel.app.scene
    scene.marks.selected = frozenset({scene.marks.items[0].id})
    settle(a_panel)
    a_panel.buttons["delete"].click()
    settle(a_panel)
    assert texts(a_panel) == ["Rectangle"]
    scene.undo.undo()
    settle(a_panel)
    assert texts(a_panel) == ["Length", "Rectangle"]


def test_marks_are_grouped_by_series_and_patient(a_panel, a_ct_volume) -> None:
    scene = a_panel.app.scene
    study = replace(a_ct_volume.info.study, patient_name="Other", study_uid="7.7", study_date="20250103")
    info = replace(a_ct_volume.info, series_id="series-9", number="9", description="Later", study=study)
    scene.add_volume(replace(a_ct_volume, info=info))
    place = MarkPlace("series-9", study_uid="7.7")
    scene.marks.add(a_mark("point", [(0, 0, 0)], place=place), "Draw measurement")
    settle(a_panel)
    assert texts(a_panel) == [
        "王小东 (Wang Xiaodong)  #3 Thorax 5 mm", "Length", "Rectangle",
        "Other  #9 Later  2025-01-03", "Point",
    ]  # fmt: skip
    assert a_panel.table.index(0).data(MARK_ID) is None


def test_marks_of_a_series_that_is_closed_stay_in_the_list(a_panel) -> None:
    scene = a_panel.app.scene
    scene.remove_layer(scene.active.id)
    settle(a_panel)
    assert texts(a_panel) == ["Series that is not open", "Length", "Rectangle"]
    assert a_panel.table.index(1).data(FIGURE) == ""
    a_panel._go_to(scene.marks.items[0].id)
    assert scene.marks.selected == {scene.marks.items[0].id}
