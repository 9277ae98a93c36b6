"""Checklist of work that is kept, reports and comfort, in the real window. One promise, one test."""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from window_hands import press

from medviewer.core.mark import Mark, MarkPlace

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def an_app_with_a_mark(an_app_with_ct):
    x, y, z = an_app_with_ct.scene.cursor_lps
    mark = Mark(
        "length",
        ((x, y, z), (x + 10, y, z)),
        (0, 0, 1),
        MarkPlace("series-1", study_uid="1.2.3"),
        label="结节",
    )
    an_app_with_ct.scene.marks.add(mark, "Length")
    QApplication.processEvents()
    return an_app_with_ct


# --- never lose work ---


def test_closing_with_unsaved_work_asks_once(an_app_with_a_mark, questions) -> None:
    questions.unsaved = "cancel"
    an_app_with_a_mark.window.close()
    QApplication.processEvents()
    assert len(questions.asked) == 1
    assert an_app_with_a_mark.window.isVisible()
    assert len(an_app_with_a_mark.scene.marks.items) == 1


def test_a_journal_is_written_beside_the_work_and_not_by_the_window_s_thread(
    an_app_with_a_mark, tmp_path, qtbot
) -> None:
    def journals():
        return [file for file in tmp_path.rglob("*.journal") if file.stat().st_size > 0]

    qtbot.waitUntil(lambda: bool(journals()), timeout=5000)
    qtbot.waitUntil(lambda: "结节" in journals()[0].read_text("utf-8", "replace"), timeout=5000)
    assert "王" not in journals()[0].name
    assert "P-1" not in journals()[0].name


def test_names_of_steps_stand_in_the_menu(an_app_with_a_mark) -> None:
    actions = an_app_with_a_mark.window.actions_by_id
    assert actions["edit.undo"].text() == "Undo: Length"
    press(an_app_with_a_mark, K.Key_F4)
    assert actions["edit.undo"].text() == "Undo: Layout"


def test_nothing_of_the_last_patient_is_left_when_another_comes(an_app_with_a_mark, a_ct_volume) -> None:
    app = an_app_with_a_mark
    app.window.guard._questions.unsaved = "discard"
    app.window.flow.close()
    study = replace(a_ct_volume.info.study, patient_name="Someone Else", patient_id="E-9", study_uid="9.9")
    info = replace(a_ct_volume.info, series_id="other", study=study)
    app.scene.add_volume(replace(a_ct_volume, info=info))
    QApplication.processEvents()
    assert app.scene.marks.items == ()
    assert app.window.actions_by_id["edit.undo"].text() == "Undo"
    assert app.window.banner.name_label.text() == "Someone Else"
    written = [label.text() for label in app.window.findChildren(type(app.window.banner.name_label))]
    assert not any("王小东" in text for text in written)


# --- report ---


@pytest.fixture
def a_report(an_app_with_a_mark, questions, qtbot, tmp_path):
    questions.report_file_target = lambda suggestion, suffix: str(tmp_path / f"report{suffix}")
    questions.snippets_to_import = questions.snippets_target = lambda *_: ""
    press(an_app_with_a_mark, K.Key_K)
    press(an_app_with_a_mark, K.Key_R, CONTROL | SHIFT)
    desk = an_app_with_a_mark.window.wings["report"]
    qtbot.waitUntil(lambda: desk.ready is not None, timeout=20_000)
    return desk


def test_one_click_gathers_patient_key_images_and_measurements(a_report) -> None:
    text = a_report.ready.page.text
    assert "王小东" in text
    assert "结节: 10.0 mm" in text
    (picture,) = a_report.ready.report.pictures
    assert picture.is_key_image


def test_what_is_typed_is_in_the_preview_and_ctrl_z_takes_it_back(a_report, qtbot) -> None:
    field = a_report.page.editor.fields["findings"].edit
    qtbot.keyClicks(field, "Clear lungs.")
    qtbot.waitUntil(lambda: "Clear lungs." in a_report.ready.page.text, timeout=10_000)
    QTest.keyClick(field, K.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "Clear lungs." not in a_report.ready.page.text, timeout=10_000)


def test_a_report_speaks_chinese_and_leaves_data_as_they_are(a_report, an_app, qtbot) -> None:
    box = a_report.page.language
    while box.currentData() != "zh":
        before = box.currentIndex()
        QTest.keyClick(box, K.Key_Down)
        assert box.currentIndex() != before, "there is no Chinese to choose"
    qtbot.waitUntil(lambda: "测量" in a_report.ready.page.text, timeout=10_000)
    assert "Thorax 5 mm" in a_report.ready.page.text


# --- comfort ---


def test_the_language_is_switched_without_a_restart_and_data_are_not_translated(an_app_with_ct) -> None:
    app = an_app_with_ct
    app.settings.set("look.language", "zh_CN")
    try:
        QApplication.processEvents()
        titles = [action.text() for action in app.window.menuBar().actions()]
        assert all(any("\u4e00" <= letter <= "\u9fff" for letter in title) for title in titles if title), (
            titles
        )
        assert "Wang Xiaodong" in app.window.banner.name_label.text()
        view = app.window.grid.slice_views["axial"]
        view.grab()
        assert "#3 Thorax 5 mm" in view._overlay.corners.bottom_right
    finally:
        app.settings.set("look.language", "en")
    assert app.window.menus["File"].title() == "File"


def test_settings_are_searched(an_app, qtbot) -> None:
    press(an_app, K.Key_Comma, CONTROL)
    page = an_app.window.comfort.page
    qtbot.keyClicks(page.search, "neurological")
    shown = [row.setting.key for row in page.rows.values() if row.isVisible()]
    assert shown == ["view.neurological"]


def test_f1_opens_the_offline_help_of_what_is_under_the_mouse(an_app) -> None:
    press(an_app, K.Key_F1)
    page = an_app.window.comfort.page
    assert page.isVisible()
    assert len(page.text.toPlainText()) > 100


def test_every_button_has_words_for_a_screen_reader_and_a_tip(an_app_with_ct) -> None:
    for button in an_app_with_ct.window.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName() != "qt_toolbar_ext_button":
            assert button.text() or button.accessibleName() or button.toolTip(), button


def test_keyboard_alone_opens_the_palette_runs_a_command_and_measures_nothing_else(an_app_with_ct) -> None:
    press(an_app_with_ct, K.Key_K, CONTROL)
    field = an_app_with_ct.window.comfort.search_field()
    QTest.keyClicks(field, "invert")
    QTest.keyClick(field, K.Key_Return)
    QApplication.processEvents()
    assert an_app_with_ct.scene.active.inverted


def test_font_scale_makes_text_larger(an_app) -> None:
    before = an_app.window.banner.name_label.fontMetrics().height()
    an_app.settings.set("look.font_scale", 150)
    try:
        QApplication.processEvents()
        assert an_app.window.banner.name_label.fontMetrics().height() > 1.3 * before
    finally:
        an_app.settings.set("look.font_scale", 100)


def test_the_python_console_is_off_by_default(an_app) -> None:
    assert an_app.settings.flag("advanced.console") is False
    assert "medviewer.ui.comfort.console_panel" not in {
        type(child).__module__
        for child in an_app.window.findChildren(type(an_app.window.panels.left).__base__)
    }


def test_the_doctor_is_a_page_and_blocks_nothing(an_app, qtbot) -> None:
    an_app.window.actions_by_id["comfort.doctor"].trigger()
    QApplication.processEvents()
    assert an_app.window.comfort.page.isVisible()
    assert QApplication.activeModalWidget() is None


def test_no_patient_data_gets_into_the_log_of_a_reading(an_app_with_a_mark, tmp_path) -> None:
    app = an_app_with_a_mark
    for key in (K.Key_Down, K.Key_5, K.Key_D, K.Key_K, K.Key_R, K.Key_F4):
        press(app, key)
    app.window.say("The file could not be read.", "error")
    logging.shutdown()
    for file in (tmp_path / "log").rglob("*"):
        text = file.read_bytes() if file.is_file() else b""
        assert "王小东".encode() not in text
        assert b"Xiaodong" not in text


def test_sample_studies_are_in_the_open_menu(an_app) -> None:
    actions = [action.objectName() for action in an_app.window.menus["File"].actions()]
    assert "file.open_sample" in actions
    assert an_app.window.actions_by_id["file.open_sample"].isEnabled()


def test_numbers_on_screen_are_never_garbage_when_nothing_is_open(an_app) -> None:
    for key in (K.Key_Down, K.Key_5, K.Key_R, K.Key_N, K.Key_Backspace, K.Key_C, K.Key_K):
        press(an_app, key)
    assert an_app.window.isVisible()
    assert an_app.window.messages.texts == ()
    assert np.isfinite(an_app.scene.cursor_lps).all()
