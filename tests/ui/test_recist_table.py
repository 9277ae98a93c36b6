"""The RECIST table in the real window: two visits, their sums, and the way back to a measurement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from medviewer.core.mark import Mark, MarkPlace
from medviewer.scene.marks.lesion_points import lesion_points
from medviewer.scene.marks.lesion_roles import give_role
from medviewer.scene.views.frame_link import frame_of, shift_link


def a_place(image) -> MarkPlace:
    info = image.info
    return MarkPlace(info.series_id, info.study.study_uid, "", info.frame_of_reference_uid)


def a_target(image, lesion: int, length: float, label: str = "", **changes) -> Mark:
    start = (-20.0, -20.0, 0.0)
    points = (start, (-20.0 + length, -20.0, 0.0))
    mark = Mark("length", points, (0.0, 0.0, 1.0), a_place(image), label, "", "target", lesion)
    return replace(mark, **changes)


@pytest.fixture
def two_visits(an_app_with_ct, a_ct_volume):
    """A CT of 2020 and one of 2021: liver 40 -> 20, node 18 short -> 12 short."""
    app = an_app_with_ct
    study = replace(a_ct_volume.info.study, study_uid="1.2.4", study_date="20210301")
    info = replace(a_ct_volume.info, series_id="series-later", study=study)
    later = replace(a_ct_volume, info=info)
    app.scene.add_volume(later)
    node = {"kind": "bidirectional"}
    axes = ((0, 0, 0), (30, 0, 0), (0, 0, 0), (0, 18, 0))
    small = ((0, 0, 0), (29, 0, 0), (0, 0, 0), (0, 12, 0))
    app.scene.marks.items = (
        a_target(a_ct_volume, 1, 40.0, "Liver"),
        a_target(a_ct_volume, 2, 1.0, "Lymph node", **node, points_lps=axes),
        a_target(later, 1, 20.0),
        a_target(later, 2, 1.0, **node, points_lps=small),
    )
    app.dates = {"1.2.3": "20200301", "1.2.4": "20210301"}
    return app


def the_cells(app) -> list[list[str]]:
    table = app.window.wings["recist"].page.table
    return [line.split("\t") for line in table.text_of_table().splitlines()]


def test_lesions_are_gathered_by_visit_with_the_axis_that_counts(two_visits) -> None:
    one, two = lesion_points(two_visits.scene, two_visits.dates)
    assert [lesion.diameter_mm for lesion in one.lesions] == pytest.approx([40.0, 18.0])
    assert [lesion.diameter_mm for lesion in two.lesions] == pytest.approx([20.0, 12.0])
    assert two.lesions[1].is_node  # named at the first visit only


def test_a_point_with_a_role_says_that_the_lesion_is_gone(two_visits) -> None:
    app = two_visits
    gone = replace(app.scene.marks.items[2], kind="point", points_lps=((0.0, 0.0, 0.0),))
    app.scene.marks.items = (*app.scene.marks.items[:2], gone, app.scene.marks.items[3])
    assert lesion_points(app.scene, app.dates)[1].lesions[0].is_gone


def test_the_table_has_sums_changes_and_responses(two_visits) -> None:
    app = two_visits
    app.window.actions_by_id["recist.show"].setEnabled(True)
    app.window.wings["recist"]._dates = lambda: app.dates
    app.window.actions_by_id["recist.show"].trigger()
    cells = the_cells(app)
    assert cells[0] == ["Lesion", "2020-03-01", "2021-03-01"]
    assert cells[1] == ["Target 1 Liver", "40.0 mm", "20.0 mm"]
    assert cells[2] == ["Target 2 Lymph node", "18.0 mm (short axis)", "12.0 mm (short axis)"]
    assert cells[3] == ["Sum of target diameters", "58.0 mm", "32.0 mm"]
    assert cells[4] == ["Change from baseline", "–", "-44.8 %"]
    assert cells[6] == ["Response", "Baseline", "Partial response (PR)"]


def test_the_table_follows_the_marks_and_tells_what_is_missing(two_visits) -> None:
    app = two_visits
    app.window.wings["recist"]._dates = lambda: app.dates
    app.window.wings["recist"].show()
    app.scene.marks.remove(frozenset({app.scene.marks.items[2].id}), "Delete")
    page = app.window.wings["recist"].page
    assert "Lesion 1 was not measured" in page.notices.text()
    assert the_cells(app)[6][2] == "Not evaluable (NE)"


def test_a_cell_leads_to_its_measurement(two_visits) -> None:
    app = two_visits
    desk = app.window.wings["recist"]
    desk._dates = lambda: app.dates
    desk.show()
    table = desk.page.table
    index = table.model().index(0, 1)
    table.setCurrentIndex(index)
    table._choose(index)
    QApplication.processEvents()
    assert desk.page is None
    assert app.scene.marks.selected == frozenset({app.scene.marks.items[0].id})
    assert app.scene.active.image.info.series_id == "series-1"


def test_escape_leads_back_to_the_views(qtbot, two_visits) -> None:
    desk = two_visits.window.wings["recist"]
    desk.show()
    qtbot.keyClick(desk.page, Qt.Key.Key_Escape)
    assert desk.page is None


def test_the_table_goes_with_its_patient_and_another_page_takes_its_place(two_visits, qtbot) -> None:
    app = two_visits
    desk = app.window.wings["recist"]
    desk.show()
    app.window.comfort.settings()
    assert desk.page is None
    desk.show()
    page = desk.page
    app.scene.clear()
    assert desk.page is None
    qtbot.waitUntil(lambda: not isValid(page), timeout=2000)
    desk.show()
    assert desk.page.isVisible()


def test_the_dates_of_studies_that_are_opened_later_count(two_visits) -> None:
    app = two_visits
    desk = app.window.wings["recist"]
    desk._dates = lambda: app.dates
    desk.show()
    app.dates = {**app.dates, "1.2.4": "20190301"}
    app.scene.marks.items = app.scene.marks.items[::-1]
    assert the_cells(app)[0] == ["Lesion", "2019-03-01", "2020-03-01"]


def test_a_measurement_becomes_a_lesion_on_the_page(two_visits) -> None:
    app = two_visits
    marks = app.scene.marks
    extra = replace(marks.items[0], id="extra", role="", lesion=0, label="Bone")
    marks.items = (*marks.items, extra)
    desk = app.window.wings["recist"]
    desk._dates = lambda: app.dates
    desk.show()
    editor = desk.page.editor
    editor.choose("extra")
    editor.roles.setCurrentIndex(1)
    editor.roles.activated.emit(1)
    assert (marks.mark("extra").role, marks.mark("extra").lesion) == ("target", 3)
    editor.number.setValue(7)
    assert marks.mark("extra").lesion == 7
    assert the_cells(app)[3][0] == "Target 7 Bone"
    app.scene.undo.undo()
    app.scene.undo.undo()
    assert marks.mark("extra").role == ""


def test_the_lesion_of_the_same_name_lends_its_number(two_visits, a_ct_volume) -> None:
    app = two_visits
    marks = app.scene.marks
    later = replace(marks.items[2], id="later", role="", lesion=0, label="liver")
    marks.items = (*marks.items, later)
    give_role(app.scene, {"later"}, "target", "Role of lesion")
    assert marks.mark("later").lesion == 1


def test_organ_and_lymph_node_are_said_above_the_table(two_visits, qtbot) -> None:
    app = two_visits
    desk = app.window.wings["recist"]
    desk._dates = lambda: app.dates
    desk.show()
    marks = app.scene.marks
    editor = desk.page.editor
    editor.choose(marks.items[2].id)
    assert (editor.facts.organ.currentText(), editor.facts.node.isChecked()) == ("", False)
    editor.facts.organ.setEditText("brain")
    qtbot.keyClick(editor.facts.organ.lineEdit(), Qt.Key.Key_Return)
    assert [one.organ for one in marks.items] == ["brain", "", "brain", ""]
    assert the_cells(app)[1][0] == "Target 1 Liver (brain)"
    # The name says node; the reader knows better.
    editor.choose(marks.items[1].id)
    assert editor.facts.node.isChecked()
    editor.facts.node.click()
    assert [one.node for one in marks.items] == [None, False, None, False]
    assert the_cells(app)[2][1] == "30.0 mm"
    app.scene.undo.undo()
    app.scene.undo.undo()
    assert [(one.organ, one.node) for one in marks.items] == [("", None)] * 4
    assert editor.facts.node.isChecked()


def test_a_lesion_near_one_of_the_prior_is_proposed_to_be_the_same(two_visits) -> None:
    app = two_visits
    desk, marks = app.window.wings["recist"], app.scene.marks
    images = [layer.image for layer in app.scene.images]
    place = MarkPlace("series-later", "1.2.4")
    frames = [frame_of(layer) for layer in app.scene.images]
    app.scene.links = (shift_link(frames[0], frames[1], (0.0, 0.0, 0.0)),)
    marks.items = (a_target(images[0], 1, 20.0, "Liver"), a_target(images[1], 0, 12.0, role="", place=place))
    marks.selected = frozenset({marks.items[1].id})
    # By the menu of the mark: one question, one answer.
    QApplication.processEvents()
    app.window.actions_by_id["mark.target"].trigger()
    assert marks.items[1].lesion == 2
    (message,) = app.window.messages._messages
    assert message.label.text() == (
        "This may be lesion 1 (Liver) of another visit: it lies 4.0 mm from there."
    )
    message.more_button.click()
    assert marks.items[1].lesion == 1
    app.scene.undo.undo()
    # In the table it stands until it is answered.
    desk._dates = lambda: app.dates
    desk.show()
    facts = desk.page.editor.facts
    desk.page.editor.choose(marks.items[1].id)
    assert "2020-03-01" in facts.proposal.text()
    facts.same_button.click()
    assert marks.items[1].lesion == 1
    assert facts.same_button.isHidden()
