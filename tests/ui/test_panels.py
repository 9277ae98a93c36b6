"""The panels show what is there and write what is changed."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from medviewer.core.dicom_text import date_text, time_text
from medviewer.core.segmentation import Segment, Segmentation
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
from medviewer.scene.layers.segment_groups import segment_groups
from medviewer.scene.layers.segment_looks import recolour
from medviewer.ui.on_main_thread import Background, MainThread
from medviewer.ui.panels.segment_table import COLOR, VOLUME_TEXT, box_rect, swatch_rect
from medviewer.ui.recent_studies import RecentStudies
from medviewer.ui.views.badges import report_badges
from medviewer.ui.views.scale_bar import scale_bar_length_mm


@pytest.fixture
def a_label_layer(an_app_with_ct, a_segmentation):
    layer = an_app_with_ct.scene.add_result(a_segmentation, an_app_with_ct.scene.active.id)
    QApplication.processEvents()
    return layer


def _list(app, layer):
    return app.window.panels.segments.lists[layer.id]


def test_segments_show_their_volume_in_ml(an_app_with_ct, a_label_layer, qtbot) -> None:
    table = _list(an_app_with_ct, a_label_layer).table
    qtbot.waitUntil(lambda: table.index(0).data(VOLUME_TEXT) == "0.20 ml")
    assert table.index(1).data(VOLUME_TEXT) == "0.00 ml"


def test_hiding_a_segment_changes_the_picture_and_the_other_way_round(
    an_app_with_ct, a_label_layer, qtbot
) -> None:
    an_app_with_ct.scene.set_cursor(a_label_layer.segmentation.centre_lps(1))
    view = an_app_with_ct.window.grid.slice_views["axial"]
    shown = view.picture().copy()
    rows = _list(an_app_with_ct, a_label_layer)
    row = rows.view.visualRect(rows.table.index(0))
    qtbot.mouseClick(rows.view.viewport(), Qt.MouseButton.LeftButton, pos=box_rect(row).center())
    assert not a_label_layer.segment(1).visible
    assert view.picture() != shown
    a_label_layer.show_all()
    assert rows.table.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert view.picture() == shown
    rows.choose(1)
    qtbot.keyClick(rows.view, Qt.Key.Key_Space)
    assert not a_label_layer.segment(1).visible


def test_opacity_of_the_chosen_segment_is_written_and_shown(an_app_with_ct, a_label_layer) -> None:
    rows = _list(an_app_with_ct, a_label_layer)
    assert not rows.opacity.isVisible()
    rows.choose(1)
    rows.opacity.setValue(40)
    assert a_label_layer.segment(1).opacity == pytest.approx(0.4)
    a_label_layer.set_segment_opacity(1, 0.75)
    assert rows.opacity.value() == 75


def test_a_click_on_a_segments_name_jumps_to_it(an_app_with_ct, a_label_layer, qtbot) -> None:
    rows = _list(an_app_with_ct, a_label_layer)
    row = rows.view.visualRect(rows.table.index(0))
    at = swatch_rect(row).center() + QPoint(40, 0)
    qtbot.mouseClick(rows.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    geometry = a_label_layer.segmentation.geometry
    qtbot.waitUntil(lambda: geometry.nearest_index(an_app_with_ct.scene.cursor_lps)[2] == 5)
    i, j, _ = geometry.nearest_index(an_app_with_ct.scene.cursor_lps)
    assert a_label_layer.segmentation.labels[5, j, i] == 1


@pytest.fixture
def a_layer_of_104(an_app_with_ct):
    volume = an_app_with_ct.scene.active.image
    sides = ("ctx-lh-", "ctx-rh-")
    segments = tuple(
        Segment(n, f"{sides[n % 2]}area{n}" if n <= 60 else f"Left-part_{n}" if n % 2 else f"Right-part_{n}")
        for n in range(1, 105)
    )
    labels = (np.arange(volume.voxels.size).reshape(volume.voxels.shape) % 105).astype(np.uint8)
    result = Segmentation(labels, volume.geometry, segments, "Brain")
    layer = an_app_with_ct.scene.add_result(result, an_app_with_ct.scene.active.id)
    QApplication.processEvents()
    return layer


def test_a_hundred_segments_are_rows_and_no_widgets(an_app_with_ct, a_layer_of_104) -> None:
    rows = _list(an_app_with_ct, a_layer_of_104)
    assert rows.table.rowCount() == 104
    assert len(rows.findChildren(QWidget)) < 30
    assert rows.view.height() <= 14 * 24 + 2


def test_many_segments_are_searched_and_shown_by_group(an_app_with_ct, a_layer_of_104) -> None:
    rows = _list(an_app_with_ct, a_layer_of_104)
    rows.search.setText("lh area")
    assert {state.name[:7] for state in rows.table.rows} == {"ctx-rh-", "ctx-lh-"} - {"ctx-rh-"}
    rows.fill_menu()
    actions = {action.text(): action for action in rows.menu_button.menu().actions()}
    actions["Show only the 30 found"].trigger()
    assert sum(state.visible for state in a_layer_of_104.segments) == 30
    actions["Show all"].trigger()
    rows.search.clear()
    groups = segment_groups(a_layer_of_104.segments)
    assert {name: len(numbers) for name, numbers in groups.items()} == {
        "left": 52, "right": 52, "ctx": 60, "part": 44,
    }  # fmt: skip


def test_colours_that_differ_are_given_to_all_segments(an_app_with_ct, a_layer_of_104) -> None:
    recolour(a_layer_of_104)
    colours = [state.color for state in a_layer_of_104.segments]
    assert len(set(colours)) == 104
    index = _list(an_app_with_ct, a_layer_of_104).table.index(40)
    assert index.data(COLOR) == colours[40]


def test_a_models_result_carries_the_badge_until_it_is_reviewed(an_app_with_ct, a_label_layer) -> None:
    from medviewer.ui.views.badges import result_badges

    scene = an_app_with_ct.scene
    row = an_app_with_ct.window.panels.layers.rows[0]
    assert row.layer is a_label_layer
    assert _texts(result_badges(scene, scene.active)) == ("AI (Lungs, not yet reviewed)",)
    row.review_bar.edit_button.click()
    assert _texts(result_badges(scene, scene.active)) == ("AI (Lungs, to be edited)",)
    row.review_bar.accept_button.click()
    assert a_label_layer.review.state == "accepted"
    assert result_badges(scene, scene.active) == ()
    assert not row.review_bar.accept_button.isVisible()


def test_rejecting_a_result_asks_why_hides_it_and_makes_it_unsaved(
    an_app_with_ct, a_label_layer, qtbot
) -> None:
    a_label_layer.saved = True
    bar = an_app_with_ct.window.panels.layers.rows[0].review_bar
    bar.reject_button.click()
    assert a_label_layer.review.state == "unreviewed"
    qtbot.keyClicks(bar.reason, "Left and right exchanged")
    qtbot.keyClick(bar.reason, Qt.Key.Key_Return)
    assert (a_label_layer.review.state, a_label_layer.review.reason) == (
        "rejected",
        "Left and right exchanged",
    )
    assert a_label_layer.review.when
    assert not a_label_layer.visible
    assert an_app_with_ct.scene.unsaved == (a_label_layer,)
    assert "Left and right exchanged" in an_app_with_ct.window.panels.layers.rows[0]._state.text()
    bar.undo_button.click()
    assert a_label_layer.review.state == "unreviewed"
    assert a_label_layer.visible


def test_findings_show_probability_threshold_and_evidence(an_app_with_ct, a_classification) -> None:
    scene = an_app_with_ct.scene
    layer = scene.add_result(a_classification, scene.active.id)
    QApplication.processEvents()
    view = an_app_with_ct.window.grid.slice_views["axial"]
    plain = view.picture().copy()
    buttons = an_app_with_ct.window.panels.findings.evidence_buttons
    buttons[f"{layer.id}/opacity"].click()
    assert layer.shown == "opacity"
    assert view.picture() != plain
    buttons[f"{layer.id}/effusion"].click()
    assert layer.shown == "effusion"
    assert not buttons[f"{layer.id}/opacity"].isChecked()
    buttons[f"{layer.id}/effusion"].click()
    assert layer.shown == ""
    assert view.picture() == plain


def test_closing_an_unsaved_result_asks_nothing_for_undo_brings_it_back(
    an_app_with_ct, a_label_layer, questions
) -> None:
    scene, window = an_app_with_ct.scene, an_app_with_ct.window
    window.panels.layers.rows[0].close_button.click()
    assert questions.asked == []
    assert a_label_layer not in scene.layers
    window.actions_by_id["edit.undo"].trigger()
    assert a_label_layer in scene.layers
    assert window.panels.layers.rows[0].layer is a_label_layer


def test_closing_the_window_asks_about_unsaved_results(an_app_with_ct, a_label_layer, questions) -> None:
    questions.unsaved = "cancel"
    an_app_with_ct.window.close()
    QApplication.processEvents()
    assert an_app_with_ct.window.isVisible()
    a_label_layer.saved = True
    an_app_with_ct.window.close()
    QApplication.processEvents()
    assert len(questions.asked) == 1
    assert not an_app_with_ct.window.isVisible()


def test_closing_the_study_asks_too(an_app_with_ct, a_label_layer, questions) -> None:
    questions.unsaved = "cancel"
    an_app_with_ct.window.actions_by_id["file.close_study"].trigger()
    assert an_app_with_ct.scene.active is not None
    questions.unsaved = "discard"
    an_app_with_ct.window.actions_by_id["file.close_study"].trigger()
    assert an_app_with_ct.scene.layers == ()


def test_the_picture_of_a_view_is_saved_whole(an_app_with_ct, questions, tmp_path) -> None:
    from PySide6.QtGui import QImage

    questions.target = str(tmp_path / "图 片.png")
    an_app_with_ct.window.actions_by_id["file.save_view_picture"].trigger()
    view = an_app_with_ct.window.grid.slice_views["axial"]
    assert QImage(questions.target).width() == view.width()
    view.viewport.slab_mm = 10.0
    view.repaint()
    assert not view.is_settled
    an_app_with_ct.window.actions_by_id["file.save_window_picture"].trigger()
    assert view.is_settled, "no draft is saved"
    questions.target = str(tmp_path / "nowhere" / "picture.png")
    an_app_with_ct.window.actions_by_id["file.save_window_picture"].trigger()
    assert "was not saved" in an_app_with_ct.window.messages.texts[0]


def test_a_question_stays_while_notes_come_and_go(an_app) -> None:
    bar = an_app.window.messages
    answers = []
    bar.ask_among("Restore?", (("Yes", lambda: answers.append("yes")),))
    for number in range(6):
        bar.show_message(f"Note {number}", "note")
    assert bar.texts == ("Restore?", "Note 3", "Note 4", "Note 5")
    bar._messages[0].buttons[0].click()
    assert answers == ["yes"]


def test_a_message_is_plain_text_is_not_repeated_and_can_be_closed(an_app) -> None:
    bar = an_app.window.messages
    bar.show_message("<b>x</b>")
    bar.show_message("<b>x</b>")
    assert bar.texts == ("<b>x</b>",)
    assert bar._messages[0].label.textFormat() == Qt.TextFormat.PlainText
    bar._messages[0].close_button.click()
    assert bar.texts == ()
    assert not bar.isVisible()


def test_no_picture_moves_when_messages_come_and_go(an_app_with_ct, qtbot) -> None:
    window, bar = an_app_with_ct.window, an_app_with_ct.window.messages
    QApplication.processEvents()
    before = [one.geometry() for one in (window.grid, window.panels.left, *window.grid.slice_views.values())]
    for number in range(2):
        bar.show_message("A sentence that is long enough for more than one line. " * (1 + 8 * number))
    QApplication.processEvents()
    after = [one.geometry() for one in (window.grid, window.panels.left, *window.grid.slice_views.values())]
    assert after == before
    assert bar.geometry().topLeft() == window.grid.pos()
    assert bar.width() == window.grid.width()
    labels = [one.label for one in bar._messages]
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels))
    window.resize(1000, 700)
    QApplication.processEvents()
    assert bar.width() == window.grid.width()
    bar.clear()
    assert not bar.isVisible()


def _texts(badges) -> tuple[str, ...]:
    return tuple(badge.text for badge in badges)


def test_series_are_listed_with_badges_and_files_left_out_with_reasons(an_app) -> None:
    positions = SlicePositions((0.0, 5.0, 10.0), 5.0, tilt_degrees=18.5)
    tilt = Problem(
        "TILT", "Gantry tilt of 18.5 degrees: shown as true slices; MPR and volume models are off."
    )
    info = SeriesInfo("s", modality="CT", description="Head & <neck>")
    entry = SeriesEntry(
        info, "dicom-seg", ("a",), (10, 512, 512), LoadReport(Verdict.SHEARED, (tilt,), (), positions)
    )
    an_app.studies.add(Catalog("x", (entry,), (RejectedFile("/x/notes.dcm", "It is not an image."),)))
    card = an_app.window.panels.series.cards["s"]
    assert card.title.text() == "Head & <neck>"
    assert _texts(report_badges(entry.report, is_stack=True)) == ("TILT 18.5°", "STACK ONLY")
    assert _texts(report_badges(entry.report, is_stack=False)) == ("TILT 18.5° corrected",)


def test_what_is_dropped_is_opened(an_app, monkeypatch, qtbot) -> None:
    opened = []
    monkeypatch.setattr(an_app.window.flow, "open_paths", opened.extend)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/data/胸部 CT"), QUrl("https://example.org/x")])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    an_app.window.dropEvent(drop)
    qtbot.waitUntil(lambda: opened == ["/data/胸部 CT"])


def test_a_recent_study_that_is_gone_turns_grey_without_a_look_on_the_main_thread(
    an_app, tmp_path, qtbot
) -> None:
    here, gone = tmp_path / "here", tmp_path / "gone"
    here.mkdir()
    recent = an_app.window._recent_menu
    for path in (here, gone):
        an_app.window._parts.recent.add(str(path))
    recent.fill()
    assert recent._actions[str(gone)].isEnabled()
    qtbot.waitUntil(lambda: not recent._actions[str(gone)].isEnabled())
    assert recent._actions[str(here)].isEnabled()


def test_recent_studies_survive_and_a_damaged_list_counts_as_empty(tmp_path, qapp) -> None:
    file = tmp_path / "config" / "recent.json"
    background = Background(MainThread().post)
    first = RecentStudies(file, background)
    first.add("/a")
    first.add("/胸部")
    first.add("/a")
    assert RecentStudies(file, background).paths == ("/a", "/胸部")
    assert json.loads(file.read_text("utf-8")) == ["/a", "/胸部"]
    file.write_text("{not json")
    assert RecentStudies(file, background).paths == ()


def test_dates_and_times_are_written_for_people() -> None:
    assert date_text("20200131") == "2020-01-31"
    assert date_text("1900") == "1900"
    assert time_text("093415.5") == "09:34"


@pytest.mark.parametrize(("most", "length"), [(9.9, 5), (10, 10), (49, 20), (50, 50), (0.3, 0.2)])
def test_the_scale_bar_has_a_length_that_is_easy_to_read(most, length) -> None:
    assert scale_bar_length_mm(most) == pytest.approx(length)


def test_help_windows_are_not_modal_and_say_what_this_is(an_app, qtbot) -> None:
    actions, help_commands = an_app.window.actions_by_id, an_app.window.help
    actions["help.about"].trigger()
    assert not help_commands.opened.isModal()
    text = help_commands.opened.text.toPlainText()
    assert "Research use only" in text
    assert "Apache-2.0" in text
    help_commands.opened.close()


def test_an_empty_window_says_what_is_being_done(an_app) -> None:
    grid = an_app.window.grid
    assert "Drop a folder" in grid._title.text()
    an_app.window._indicator.said.emit("Preparing the sample study  20%")
    assert grid._title.text() == "Preparing the sample study  20%"
    an_app.window._indicator.refresh()
    assert "Drop a folder" in grid._title.text()


def test_a_dialog_begins_where_the_last_one_ended(qtbot, monkeypatch, tmp_path) -> None:
    from PySide6.QtWidgets import QFileDialog, QWidget

    from medviewer.ui.questions import Questions

    begun = []

    def save(_window, _title, suggestion, _kinds):
        begun.append(suggestion)
        return str(tmp_path / "result"), "NRRD (*.nrrd)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    window = QWidget()
    qtbot.addWidget(window)
    questions = Questions(window)
    assert questions.segmentation_target("Lungs.nii.gz") == str(tmp_path / "result.nrrd")
    questions.segmentation_target("Lungs.nii.gz")
    assert begun[1] == str(tmp_path / "Lungs.nii.gz")


def test_the_list_of_series_hides_names_when_the_views_do(an_app_with_ct) -> None:
    from PySide6.QtWidgets import QLabel

    info = an_app_with_ct.scene.active.image.info
    an_app_with_ct.studies.add(Catalog("x", (SeriesEntry(info, "dicom-seg", ("a",), (20, 50, 60)),)))
    window = an_app_with_ct.window

    def words() -> str:
        return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())

    assert "王小东" in words()
    window.tools.information = "minimal"
    window.tools.next_information()
    QApplication.processEvents()
    assert "王小东" not in words()
    assert "MV7351846" not in words()
