"""Hanging rules in the real window: made by example, edited in the panel, applied when a study is opened."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.core.errors import ReadError
from medviewer.core.hanging import HangingRule, HangingView, SeriesWish
from medviewer.core.series import Catalog, SeriesEntry, StudyInfo
from medviewer.library.study import FoundStudies, StudyRow
from medviewer.scene.views.grid_views import grid_viewports
from medviewer.ui.hanging.library_prior import find_prior, newest_before
from medviewer.ui.hanging.rule_list import RuleList


def an_entry(volume, name, description, day="20260901", modality="CT", patient="P-1"):
    study = StudyInfo(patient_id=patient, study_uid=f"{patient}.{day}", study_date=day)
    info = replace(
        volume.info, series_id=name, series_uid=name, modality=modality, description=description,
        body_part="CHEST", study=study,
    )  # fmt: skip
    return SeriesEntry(info, "dicom", (f"/nowhere/{name}",), (20, 50, 60))


@pytest.fixture
def a_window(an_app, monkeypatch):
    """The window; nothing is read from files, but what would be is written down in order."""
    an_app.window.panels.series.thumbnail_wanted.disconnect()
    an_app.read = []
    monkeypatch.setattr(an_app.window.flow, "read", an_app.read.append)
    return an_app


@pytest.fixture
def a_chest(a_ct_volume):
    """Two series of a study and one of a prior."""
    return (
        an_entry(a_ct_volume, "soft", "Thorax 5.0 B30f"),
        an_entry(a_ct_volume, "lung", "Thorax 1.0 B70f"),
        an_entry(a_ct_volume, "old", "Thorax 5.0 B30f", day="20250101"),
    )


def a_rule(layout="grid 1x2", **fields):
    views = (
        HangingView(SeriesWish(("b70f",), "CT"), "coronal", "lung"),
        HangingView(SeriesWish(("b30f",), "CT", "prior")),
    )
    return HangingRule("Chest with prior", layout, ("CT",), "CHEST", **{"views": views, **fields})


def _open(app, entries, wanted=""):
    app.window.flow._opened(Catalog("/nowhere", tuple(entries)), ["/nowhere"], wanted, False)
    QApplication.processEvents()


def _come(app, volume, *entries):
    """The series arrive."""
    for entry in entries:
        app.scene.add_volume(replace(volume, info=entry.info))
    QApplication.processEvents()


def _desk(app):
    return app.window.wings["layout"].desk.hanging


def _shown(app):
    images = [app.scene.image_in(one) for one in grid_viewports(app.scene)]
    return ["" if image is None else image.image.info.series_id for image in images]


def test_a_rule_arranges_a_study_when_it_is_opened(a_window, a_chest, a_ct_volume) -> None:
    _desk(a_window).rules.add(a_rule())
    _open(a_window, a_chest)
    assert a_window.scene.layout == "grid 1x2"
    assert [one.awaits for one in grid_viewports(a_window.scene)] == ["lung", "old"]
    assert list(dict.fromkeys(a_window.read)) == ["lung", "old"], "the first view's first, and no other"
    assert "“Chest with prior”" in a_window.window.status.currentMessage()
    _come(a_window, a_ct_volume, a_chest[2], a_chest[1])
    assert _shown(a_window) == ["lung", "old"]
    left, right = grid_viewports(a_window.scene)
    assert (left.kind, right.kind) == ("coronal", "axial")
    lung = a_window.scene.image_in(left)
    assert (lung.window.width, lung.window.level) == (1500, -600)
    assert a_window.scene.image_in(right).window.width == 400


def test_undo_takes_the_arrangement_back(a_window, a_chest, a_ct_volume) -> None:
    _desk(a_window).rules.add(a_rule())
    _open(a_window, a_chest)
    _come(a_window, a_ct_volume, a_chest[1])
    a_window.scene.undo.undo()
    assert a_window.scene.layout == "mpr"
    assert a_window.scene.active.image.info.series_id == "lung"
    a_window.window.flow.close()
    _open(a_window, a_chest)
    assert a_window.scene.layout == "mpr", "a choice for this study"


def test_a_layout_that_the_reader_chose_for_a_study_is_kept_for_it(a_window, a_chest, a_ct_volume) -> None:
    _desk(a_window).rules.add(a_rule())
    _open(a_window, a_chest)
    _come(a_window, a_ct_volume, a_chest[1])
    a_window.window.wings["layout"].pick("1x3")
    a_window.window.flow.close()
    _open(a_window, a_chest)
    assert a_window.scene.layout == "1x3", "not arranged again in this session"
    a_window.window.flow.close()
    _open(a_window, [an_entry(a_ct_volume, "x", "Thorax B70f", patient="P-2")])
    assert a_window.scene.layout == "grid 1x2", "another study of this kind is"


def test_more_of_the_study_on_screen_changes_no_layout(a_window, a_chest, a_ct_volume) -> None:
    _open(a_window, a_chest[:1])
    _come(a_window, a_ct_volume, a_chest[0])
    _desk(a_window).rules.add(a_rule())
    _open(a_window, a_chest[1:2])
    assert a_window.scene.layout == "mpr"


def test_a_series_that_was_asked_for_is_shown_whatever_the_rules_say(a_window, a_chest) -> None:
    _desk(a_window).rules.add(a_rule())
    _open(a_window, a_chest, wanted="soft")
    assert a_window.scene.layout == "mpr"
    assert a_window.read == ["soft"]


def test_a_grid_of_another_study_is_left_when_no_rule_fits(a_window, a_chest, a_ct_volume) -> None:
    a_window.scene.layout = "grid 3x3"
    _open(a_window, a_chest)
    assert a_window.scene.layout == "mpr"


def test_what_is_on_screen_becomes_a_rule_that_arranges_the_next_study_so(
    a_window, a_chest, a_ct_volume, qtbot
) -> None:
    _open(a_window, a_chest)
    for entry in a_chest:
        layer = a_window.scene.add_volume(replace(a_ct_volume, info=entry.info))
        a_window.studies.set_layer(entry.series_id, layer.id)
    a_window.scene.layout = "grid 1x3"
    for view_id, series_id in (("view 1", "lung"), ("view 2", "old"), ("view 3", "")):
        a_window.scene.view_in_use = view_id
        a_window.window.flow.choose(series_id, view_id)
    QApplication.processEvents()
    a_window.scene.view_in_use = "view 2"
    a_window.window.actions_by_id["layout.sagittal"].trigger()
    a_window.window.actions_by_id["layout.example"].trigger()
    QApplication.processEvents()
    (rule,) = _desk(a_window).rules.rules
    assert (rule.layout, rule.modalities, rule.body_part, rule.prior) == (
        "grid 1x3",
        ("CT",),
        "CHEST",
        "with",
    )
    assert rule.views[0].series == SeriesWish(("thorax", "b70f"), "CT")
    assert rule.views[1] == HangingView(SeriesWish(("thorax", "b30f"), "CT", "prior"), "sagittal")
    panel = a_window.window.wings["layout"].desk.panel
    assert panel.cards[0].form.isVisible()
    assert panel.cards[0].name.text() == "CT Chest"
    next_one = [
        an_entry(a_ct_volume, f"new {n}", text, day, patient="P-9")
        for n, (text, day) in enumerate([("THORAX B70f 1mm", "20260902"), ("Thorax B30f", "20260101")])
    ]
    a_window.window.flow.close()
    _open(a_window, next_one)
    assert [one.awaits for one in grid_viewports(a_window.scene)] == ["new 0", "new 1", ""]


def test_rules_are_edited_in_the_panel_and_kept_in_the_file(a_window, qtbot, tmp_path) -> None:
    rules = _desk(a_window).rules
    rules.add(a_rule())
    rules.add(a_rule("mpr", views=()))
    a_window.window.actions_by_id["layout.rules"].trigger()
    QApplication.processEvents()
    panel = a_window.window.wings["layout"].desk.panel
    assert panel.isVisible()
    card = panel.cards[1]
    card.edit.click()
    for line, text in (
        (card.name, "Lungs"), (card.form.modalities, "ct, pt"), (card.form.body_part, "THORAX"),
        (card.form.series_words, "b70f lung"), (card.form.count, "2-6"),
        (card.form.views[1].words, "MR t2 tra"),
    ):  # fmt: skip
        line.setText(text)
        line.editingFinished.emit()
    for box, value in (
        (card.form.prior, "with"), (card.form.views[0].study, ""), (card.form.views[1].plane, "3d"),
        (card.form.views[1].window_choice, "bone"),
    ):  # fmt: skip
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    qtbot.mouseClick(card.is_on, Qt.MouseButton.LeftButton, pos=card.is_on.rect().center())
    rule = RuleList(tmp_path / "config" / "hanging.json").rules[1]
    assert (rule.name, rule.modalities, rule.body_part) == ("Lungs", ("CT", "PT"), "THORAX")
    assert (rule.series_words, rule.least_series, rule.most_series) == (("b70f", "lung"), 2, 6)
    assert (rule.prior, rule.is_on, rule.views[0].series) == ("with", False, None)
    assert rule.views[1] == HangingView(SeriesWish(("t2", "tra"), "MR", "prior"), "3d", "bone")
    assert "CT + PT" in card.conditions.text()


def test_rules_are_moved_deleted_and_used_by_hand(a_window, a_chest, a_ct_volume) -> None:
    rules = _desk(a_window).rules
    rules.add(a_rule("mpr", views=(), is_on=False))
    rules.add(a_rule())
    a_window.window.actions_by_id["layout.rules"].trigger()
    panel = a_window.window.wings["layout"].desk.panel
    assert not panel.cards[0].up.isEnabled()
    panel.cards[1].up.click()
    assert [rule.layout for rule in rules.rules] == ["mpr", "grid 1x2"]
    _open(a_window, a_chest, wanted="soft")
    _come(a_window, a_ct_volume, a_chest[0])
    panel.cards[1].use.click()
    assert a_window.scene.layout == "grid 1x2"
    assert a_window.read[1:] == ["lung", "old"]
    panel.cards[0].delete.click()
    assert [rule.layout for rule in rules.rules] == ["grid 1x2"]


def test_rules_go_to_a_file_and_come_from_one(a_window, tmp_path, questions) -> None:
    rules = _desk(a_window).rules
    rules.add(a_rule())
    a_window.window.actions_by_id["layout.rules"].trigger()
    panel = a_window.window.wings["layout"].desk.panel
    file = tmp_path / "rules.json"
    questions.rules_target = lambda _suggestion: str(file)
    questions.rules_to_import = lambda: str(file)
    panel.export_button.click()
    panel.cards[0].delete.click()
    assert rules.rules == ()
    panel.import_button.click()
    assert rules.rules == (a_rule(),)
    file.write_text(json.dumps({"format": "medviewer hanging rules 1", "rules": [{"layout": "grid 9x9"}]}))
    panel.import_button.click()
    assert rules.rules == (a_rule(),)
    assert "Hanging rule 1" in a_window.window.messages.texts[-1]


def test_a_damaged_file_of_rules_is_kept_and_told(tmp_path) -> None:
    file = tmp_path / "hanging.json"
    file.write_text("[" * 100_000)
    rules = RuleList(file)
    assert rules.rules == ()
    assert "hanging.json.broken" in rules.file.trouble
    assert (tmp_path / "hanging.json.broken").exists()
    with pytest.raises(ReadError, match=r"no file gone\.json"):
        rules.import_from(str(tmp_path / "gone.json"))


# --- priors ---


def test_a_prior_that_is_not_open_is_asked_for_and_put_where_the_rule_says(
    a_window, a_chest, a_ct_volume, qtbot
) -> None:
    desk = _desk(a_window)
    desk.rules.add(a_rule(prior="with"))
    asked = []
    desk.prior_wanted.disconnect()
    desk.prior_wanted.connect(asked.append)
    _open(a_window, a_chest[:2])
    assert a_window.scene.layout == "mpr", "no prior yet"
    assert asked == []
    _come(a_window, a_ct_volume, a_chest[0])
    qtbot.waitUntil(lambda: [one.series_id for one in asked] == ["soft"], timeout=2000)
    _open(a_window, a_chest[2:])
    assert a_window.scene.layout == "grid 1x2"
    assert [one.awaits for one in grid_viewports(a_window.scene)] == ["lung", "old"]
    assert {"lung", "old"} <= set(a_window.read)


def test_a_prior_is_asked_for_once_and_not_for_a_patient_who_is_gone(
    a_window, a_chest, a_ct_volume, qtbot, monkeypatch
) -> None:
    answers = []
    monkeypatch.setattr(
        "medviewer.ui.layouts.layout_desk.find_prior", lambda _link, _entry, done: answers.append(done)
    )
    opened = []
    _desk(a_window).rules.add(a_rule(prior="with"))
    _open(a_window, a_chest[:2])
    _come(a_window, a_ct_volume, *a_chest[:2])
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=2000)
    for image in a_window.scene.images:
        a_window.scene.activate(image.id)
        QApplication.processEvents()
    assert len(answers) == 1
    monkeypatch.setattr(a_window.window.flow, "open_paths", lambda paths, **_: opened.append(paths))
    a_window.window.flow._clear()
    _open(a_window, [an_entry(a_ct_volume, "other", "Thorax 5.0 B30f", patient="P-2")])
    _come(a_window, a_ct_volume, an_entry(a_ct_volume, "other", "Thorax 5.0 B30f", patient="P-2"))
    answers[0](["/nowhere/old"])
    assert opened == []


def test_a_prior_changes_nothing_once_the_reader_chose_a_layout(
    a_window, a_chest, a_ct_volume, qtbot
) -> None:
    _desk(a_window).rules.add(a_rule(prior="with"))
    _open(a_window, a_chest[:2])
    _come(a_window, a_ct_volume, a_chest[0])
    a_window.window.wings["layout"].pick("2x2")
    _open(a_window, a_chest[2:])
    assert a_window.scene.layout == "2x2"


def test_the_library_opens_the_newest_study_of_the_patient_before_this_one(a_chest) -> None:
    def a_row(number, day, patient="P-1"):
        return StudyRow(
            number, "", patient, "", "", day, "", ("CT",), "", "", "", 1, 1, 0, False, "/x", "/x", 0.0
        )

    rows = (a_row(1, "20200101"), a_row(2, "20250101"), a_row(3, "20990101"), a_row(4, "20260831", "P-10"))
    study = a_chest[0].info.study
    assert newest_before(rows, study).id == 2
    assert newest_before(rows[2:], study) is None
    asked = []

    class Link:
        def find(self, query, done):
            asked.append(query.words)
            done((FoundStudies(rows, 4, 4, 4), ()))

        def paths(self, ids, done):
            done([f"/study {ids[0]}"])

    opened = []
    find_prior(Link(), a_chest[0], opened.append)
    assert (asked, opened) == (["P-1"], [["/study 2"]])
    nobody = replace(a_chest[0], info=replace(a_chest[0].info, study=StudyInfo(study_uid="1")))
    find_prior(Link(), nobody, opened.append)
    assert len(asked) == 1, "nobody's study has no prior"


def test_of_two_studies_in_a_folder_the_newest_is_read(a_window, a_chest) -> None:
    _open(a_window, (a_chest[2], a_chest[0]))
    assert a_window.read == ["soft"]
