"""Settings: one table, one file, one page; a change counts at once."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.app import App, Folders
from medviewer.ui.comfort.setting import Setting
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.comfort.settings_table import SECTIONS, SETTINGS


@pytest.fixture
def a_file(tmp_path):
    return tmp_path / "config" / "settings.json"


def test_every_setting_has_a_section_words_and_a_default_that_it_accepts() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.section in SECTIONS, setting.key
        assert setting.title, setting.key
        assert setting.help or not setting.shown, setting.key
        assert setting.kind == "note" or setting.accepts(setting.default), setting.key


def test_a_choice_survives_the_end_of_the_program(a_file) -> None:
    Settings(a_file).set("mouse.window_gain", 0.5)
    Settings(a_file).set("view.layout", "2x2")
    again = Settings(a_file)
    assert again.number("mouse.window_gain") == 0.5
    assert again.text("view.layout") == "2x2"
    again.reset("view.layout")
    assert "view.layout" not in json.loads(a_file.read_text("utf-8"))


@pytest.mark.parametrize("broken", [b"{", b"\xff\xfe", b"[1, 2]", b"", b"[" * 100_000, b'"words"'])
def test_a_broken_file_is_one_sentence_and_nothing_is_lost(a_file, broken) -> None:
    a_file.parent.mkdir()
    a_file.write_bytes(broken)
    settings = Settings(a_file)
    assert settings.number("mouse.window_gain") == 1.0
    assert settings.file.trouble.count(".json") == 2
    assert a_file.with_name("settings.json.broken").read_bytes() == broken
    settings.set("mouse.window_gain", 2.0)
    assert Settings(a_file).number("mouse.window_gain") == 2.0


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mouse.window_gain", 99), ("mouse.window_gain", "fast"), ("mouse.window_gain", float("nan")),
        ("mouse.window_gain", True), ("view.layout", "9x9"), ("view.crosshair", 1),
        ("look.font_scale", 100.5), ("files.recent_count", -1), ("files.startup_folder", 7),
    ],
)  # fmt: skip
def test_a_value_that_is_none_of_its_setting_is_refused_and_ignored_in_a_file(a_file, key, value) -> None:
    settings = Settings(a_file)
    with pytest.raises(ValueError, match=key):
        settings.set(key, value)
    a_file.parent.mkdir(exist_ok=True)
    a_file.write_text(json.dumps({key: value}), "utf-8")
    again = Settings(a_file)
    assert again.value(key) == again.table[key].default
    assert again.file.trouble == ""


def test_what_a_later_version_wrote_is_kept(a_file) -> None:
    a_file.parent.mkdir()
    a_file.write_text('{"future.thing": [1]}', "utf-8")
    Settings(a_file).set("view.crosshair", False)
    assert json.loads(a_file.read_text("utf-8")) == {"future.thing": [1], "view.crosshair": False}


def test_two_windows_do_not_undo_each_other(a_file) -> None:
    one, other = Settings(a_file), Settings(a_file)
    assert one.flag("view.crosshair")
    assert other.flag("view.crosshair")
    one.set("view.crosshair", False)
    other.set("view.cine_speed", 20)
    assert Settings(a_file).value("view.crosshair") is False
    assert Settings(a_file).count("view.cine_speed") == 20


def test_the_librarys_older_file_is_taken_over_once(a_file) -> None:
    a_file.parent.mkdir()
    a_file.with_name("library.json").write_text('{"adds_opened": false, "watches": true, "x": 1}', "utf-8")
    settings = Settings(a_file)
    assert (settings.flag("library.adds_opened"), settings.flag("library.watches")) == (False, True)


def test_where_nothing_can_be_written_a_choice_counts_until_the_end(tmp_path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    settings = Settings(tmp_path / "config" / "settings.json", (Setting("a.b", "B", "", "flag", False),))
    settings.set("a.b", True)
    assert settings.flag("a.b")


def test_a_change_counts_at_once(an_app_with_ct) -> None:
    app, settings = an_app_with_ct, an_app_with_ct.settings
    settings.set("view.layout", "2x2")
    assert app.scene.layout == "2x2"
    settings.set("view.crosshair", False)
    assert not app.scene.crosshair_visible
    settings.set("view.interpolation", "cubic")
    assert app.scene.interpolation == "cubic"
    settings.set("view.information", "anonymous")
    assert app.window.tools.information == "anonymous"
    settings.set("view.cine_speed", 33)
    assert app.window.player.per_second == 33


@pytest.mark.parametrize(("direction", "sign"), [("brighter", -1), ("darker", 1)])
def test_dragging_up_goes_the_way_and_as_far_as_chosen(an_app_with_ct, mouse_on, direction, sign) -> None:
    app = an_app_with_ct
    view = app.window.grid.slice_views["axial"]
    view.repaint()
    app.window.tools.pick("window")
    middle = (view.width() / 2, view.height() / 2)
    moved = []
    for gain in (1.0, 0.5):
        app.settings.set("mouse.window_gain", gain)
        app.settings.set("mouse.level_direction", direction)
        before = app.scene.active.window.level
        mouse_on(view).drag(middle, (middle[0], middle[1] - 60), Qt.MouseButton.LeftButton)
        moved.append(app.scene.active.window.level - before)
    assert moved[0] * sign > 0
    assert moved[1] == pytest.approx(moved[0] / 2, rel=0.01)


def test_the_next_start_has_the_layout_that_was_chosen(qapp, qtbot, tmp_path, questions) -> None:
    folders = Folders(tmp_path / "config", tmp_path / "cache", tmp_path / "log")
    Settings(folders.config / "settings.json").set("view.layout", "1x3")
    app = App(folders, [], questions, warms_up=False)
    assert app.scene.layout == "1x3"
    app.window.close()
    app.close()
    app.window.deleteLater()


def test_a_broken_file_is_told_in_the_window(qapp, qtbot, tmp_path, questions) -> None:
    folders = Folders(tmp_path / "config", tmp_path / "cache", tmp_path / "log")
    folders.config.mkdir()
    (folders.config / "settings.json").write_text("{")
    (folders.config / "shortcuts.json").write_text("{")
    app = App(folders, [], questions, warms_up=False)
    app.window.show()
    qtbot.waitUntil(lambda: len(app.window.messages.texts) == 2, timeout=5000)
    assert all("could not be read" in text for text in app.window.messages.texts)
    app.window.close()
    app.close()
    app.window.deleteLater()


def test_text_grows_with_its_setting(an_app, qapp) -> None:
    label = an_app.window.status.tool_label
    before = label.fontMetrics().height()
    an_app.settings.set("look.font_scale", 200)
    try:
        QApplication.processEvents()
        assert label.fontMetrics().height() >= 1.8 * before
    finally:
        an_app.settings.set("look.font_scale", 100)
    QApplication.processEvents()
    assert label.fontMetrics().height() == before


def test_settings_are_found_by_a_word_and_changed_on_the_page(an_app, qtbot) -> None:
    window = an_app.window
    window.actions_by_id["comfort.settings"].trigger()
    page = window.comfort.page
    qtbot.keyClicks(page.search, "watch")
    assert [key for key, row in page.rows.items() if not row.isHidden()] == ["library.watches"]
    page.rows["library.watches"].control.click()
    assert an_app.settings.flag("library.watches")
    assert not page.rows["library.watches"].usual.isHidden()
    page.rows["library.watches"].usual.click()
    assert not an_app.settings.flag("library.watches")
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert window.comfort.page is None


def test_the_language_of_the_window_is_chosen_on_the_page() -> None:
    (language,) = (setting for setting in SETTINGS if setting.key == "look.language")
    assert language.shown
    assert [value for value, _name in language.choices] == ["en", "zh_CN"]


def test_every_kind_of_control_writes_its_setting(an_app, questions, tmp_path) -> None:
    window, settings = an_app.window, an_app.settings
    window.comfort.settings()
    rows = window.comfort.page.rows
    rows["view.layout"].control.setCurrentIndex(2)
    assert settings.text("view.layout") == "2x2"
    rows["mouse.window_gain"].control.setValue(0.5)
    assert settings.number("mouse.window_gain") == 0.5
    rows["view.cine_speed"].control.setValue(25)
    assert settings.count("view.cine_speed") == 25
    questions.folder = str(tmp_path)
    rows["files.startup_folder"].control.click()
    assert settings.text("files.startup_folder") == str(tmp_path)
    assert set(rows) == {setting.key for setting in SETTINGS if setting.shown}


def test_a_page_keeps_the_keys_of_the_views_to_itself_and_leaves_the_patient_in_sight(an_app_with_ct, qtbot):
    window = an_app_with_ct.window
    window.activateWindow()
    window.tools.pick("window")
    window.comfort.settings()
    page = window.comfort.page
    page.rows["view.crosshair"].control.setFocus()
    qtbot.keyClick(page.rows["view.crosshair"].control, Qt.Key.Key_Z)
    assert window.tools.tool == "window"
    assert page.geometry().top() > window.banner.geometry().bottom()
    assert page.geometry().bottom() == window.centralWidget().height() - 1
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is None or page.isAncestorOf(focused)
    page.close_button.click()
    assert window.comfort.page is None


def test_recent_studies_are_as_many_as_are_wanted(an_app) -> None:
    recent = an_app.window._recent_menu._recent
    for number in range(9):
        recent.add(f"/study {number}")
    an_app.settings.set("files.recent_count", 3)
    assert recent.paths == ("/study 8", "/study 7", "/study 6")
    an_app.settings.set("files.recent_count", 0)
    recent.add("/study 10")
    assert recent.paths == ()
