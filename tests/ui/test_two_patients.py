"""Two patients open at once, or one after the other: no number, mark or place of one comes to the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.mark import Mark, MarkPlace
from medviewer.report.gather import images_of_study, material_of
from medviewer.scene.marks.mark_view import marks_in_view
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.over_image import fusion_plan, matrix_between
from medviewer.scene.views.over_look import OverImage


def another_patient(volume, series_id: str = "of-another", **changes):
    """The same pixels, UIDs and place, as copies without true UIDs have them; only the person differs."""
    study = replace(volume.info.study, **({"patient_id": "OTHER", "patient_name": "Other^One"} | changes))
    return replace(volume, info=replace(volume.info, series_id=series_id, study=study))


def a_target(volume, label: str, length: float = 10.0) -> Mark:
    info = volume.info
    place = MarkPlace(info.series_id, info.study.study_uid, info.series_uid, info.frame_of_reference_uid)
    points = ((-20.0, -20.0, 0.0), (-20.0 + length, -20.0, 0.0))
    return Mark("length", points, (0.0, 0.0, 1.0), place, label, "", "target", 1)


@pytest.fixture
def two_patients(an_app_with_ct, a_ct_volume):
    """Both with one frame of reference; the second one is active."""
    scene = an_app_with_ct.scene
    scene.clear()
    one = replace(a_ct_volume, info=replace(a_ct_volume.info, frame_of_reference_uid="1.2.9"))
    other = another_patient(one, study_uid="1.2.99", study_date="20210301")
    first, second = scene.add_volume(one), scene.add_volume(other)
    scene.marks.items = (a_target(one, "first"), a_target(other, "second", 30.0))
    QApplication.processEvents()
    return an_app_with_ct, first, second


def test_two_patients_never_lie_in_one_frame(two_patients) -> None:
    app, first, second = two_patients
    assert first.image.info.frame_of_reference_uid == second.image.info.frame_of_reference_uid != ""
    assert frame_of(first) != frame_of(second)
    assert matrix_between(app.scene, first, second) is None
    second.over = OverImage(first.id)
    assert fusion_plan(app.scene, second) is None
    second.over = None
    before = app.scene.cursor_of(first)
    app.scene.set_cursor((-15.0, -15.0, 5.0))
    assert app.scene.cursor_of(first) == before


def test_lesions_of_two_patients_are_never_summed_together(two_patients) -> None:
    app, first, _second = two_patients
    app.window.actions_by_id["recist.show"].trigger()
    text = app.window.wings["recist"].page.table.text_of_table()
    assert "30" in text
    assert "10" not in text.replace("2021", "")
    app.window.actions_by_id["recist.show"].trigger()
    app.scene.activate(first.id)
    app.window.actions_by_id["recist.show"].trigger()
    assert "30" not in app.window.wings["recist"].page.table.text_of_table()
    app.window.actions_by_id["recist.show"].trigger()


def test_a_table_of_changes_goes_with_its_patients(two_patients, a_ct_volume, qtbot) -> None:
    app, first, second = two_patients
    panel = app.window.wings["compare"].panel
    panel.choose_other(first.id)
    app.window.actions_by_id["compare.changes"].trigger()
    qtbot.waitUntil(lambda: panel.changes.rowCount() > 0)
    app.scene.clear()
    third = app.scene.add_volume(another_patient(a_ct_volume, "third", patient_id="THIRD"))
    app.scene.add_volume(another_patient(a_ct_volume, "fourth", patient_id="THIRD"))
    QApplication.processEvents()
    panel.refresh()
    assert third.id != second.id
    assert panel.changes.rowCount() == 0


def test_numbers_that_come_late_are_not_shown_beside_another_patient(two_patients, a_ct_volume) -> None:
    app, first, second = two_patients
    panel = app.window.wings["compare"].panel
    panel.choose_other(first.id)
    app.scene.clear()
    app.scene.add_volume(another_patient(a_ct_volume, "third", patient_id="THIRD"))
    assert not panel.show_changes(second.id, first.id, ())
    assert panel.changes.rowCount() == 0


@pytest.mark.parametrize(
    "changes", [{"birth_date": "19991231", "patient_id": None, "patient_name": None}, {"patient_id": "X"}]
)
def test_a_report_holds_one_person_even_where_the_study_has_one_uid(
    an_app_with_ct, a_ct_volume, changes
) -> None:
    known = a_ct_volume.info.study
    told = {name: getattr(known, name) if value is None else value for name, value in changes.items()}
    scene, first = an_app_with_ct.scene, an_app_with_ct.scene.active
    other = another_patient(a_ct_volume, **told)
    second = scene.add_volume(other)
    scene.marks.items = (a_target(a_ct_volume, "first"), a_target(other, "second"))
    assert images_of_study(scene, first) == (first,)
    assert [mark.label for mark, *_ in material_of(scene, first).marks] == ["first"]
    assert [mark.label for mark, *_ in material_of(scene, second).marks] == ["second"]
    for layer, label in ((first, "first"), (second, "second")):
        scene.activate(layer.id)
        plane = an_app_with_ct.window.grid.slice_views["axial"].plane()
        seen = marks_in_view(scene, scene.viewports["axial"], plane, 1e9)
        assert {one.mark.label for one in seen} <= {label}
