"""Keys of the user's own: conflicts, files, and the page that shows them."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.core.errors import ReadError
from medviewer.ui.actions.actions import all_rows
from medviewer.ui.comfort.shortcut_keys import ShortcutKeys
from medviewer.ui.window_presets import read_presets

ROWS = all_rows(read_presets())


@pytest.fixture
def a_file(tmp_path):
    return tmp_path / "config" / "shortcuts.json"


@pytest.fixture
def keys(a_file):
    made = ShortcutKeys(a_file)
    made.with_keys(ROWS)
    return made


def _again(file):
    made = ShortcutKeys(file)
    return made, {row.id: row.shortcut for row in made.with_keys(ROWS)}


def test_a_key_of_the_users_own_survives_the_end_of_the_program(keys, a_file) -> None:
    assert keys.conflict("window.invert", "Ctrl+Alt+Shift+N") is None
    keys.give("window.invert", "Ctrl+Alt+Shift+N")
    again, table = _again(a_file)
    assert table["window.invert"] == again.key("window.invert") == "Ctrl+Alt+Shift+N"
    assert table["view.flip"] == "V"
    again.reset("window.invert")
    assert _again(a_file)[1]["window.invert"] == "N"


def test_a_key_that_belongs_to_another_command_is_named_before_it_is_taken(keys) -> None:
    taken = keys.conflict("window.invert", "v")
    assert (taken.action_id, taken.name) == ("view.flip", "Flip up and down")
    assert keys.conflict("view.flip", "V") is None
    keys.give("window.invert", "V")
    assert (keys.key("window.invert"), keys.key("view.flip")) == ("V", "")
    keys.reset("view.flip")
    assert (keys.key("window.invert"), keys.key("view.flip")) == ("", "V")


def test_keys_that_run_models_cannot_be_given_away(keys) -> None:
    assert keys.conflict("window.invert", "Ctrl+Alt+3").action_id == ""
    with pytest.raises(ValueError, match="Ctrl"):
        keys.give("window.invert", "Ctrl+Alt+3")


def test_keys_go_to_a_file_and_come_back_on_another_computer(keys, tmp_path) -> None:
    keys.give("window.invert", "V")
    assert keys.export_to(str(tmp_path / "mine.json"))
    other = ShortcutKeys(tmp_path / "other" / "shortcuts.json")
    other.with_keys(ROWS)
    assert other.import_from(str(tmp_path / "mine.json")) == 2
    assert (other.key("window.invert"), other.key("view.flip")) == ("V", "")
    other.reset_all()
    assert all(other.is_usual(row.id) for row in ROWS)


@pytest.mark.parametrize(
    "content",
    [
        "{", "[]", '{"format": "other"}', '{"keys": {"view.flip": "N"}}',
        json.dumps({"format": "medviewer keys 1", "keys": {"view.flip": "N"}}),
        json.dumps({"format": "medviewer keys 1", "keys": {"view.flip": "F12", "view.mirror": "F12"}}),
    ],
)  # fmt: skip
def test_a_file_that_is_none_or_gives_a_key_twice_changes_nothing(keys, tmp_path, content) -> None:
    (tmp_path / "foreign.json").write_text(content)
    with pytest.raises(ReadError, match=r"foreign\.json"):
        keys.import_from(str(tmp_path / "foreign.json"))
    assert all(keys.is_usual(row.id) for row in ROWS)


@pytest.mark.parametrize("broken", ["{", "[]", '{"format": 3}', "[" * 50_000])
def test_a_broken_file_is_one_sentence_and_the_usual_keys(a_file, broken) -> None:
    a_file.parent.mkdir()
    a_file.write_text(broken)
    keys, table = _again(a_file)
    assert table == {row.id: row.shortcut for row in ROWS}
    assert "usual" in keys.file.trouble
    assert a_file.with_name("shortcuts.json.broken").read_text() == broken


def test_foreign_entries_of_the_own_file_are_left_out(a_file) -> None:
    a_file.parent.mkdir()
    told = {"view.flip": 7, "no.such": "F", "view.mirror": "Nonsense+Key", "window.invert": "V"}
    a_file.write_text(json.dumps({"format": "medviewer keys 1", "keys": told}))
    _, table = _again(a_file)
    assert table["window.invert"] == "V"
    assert table["view.flip"] == ""  # two commands never share a key
    assert table["view.mirror"] == "H"


def test_a_new_key_acts_at_once_and_the_tooltip_tells_it(an_app_with_ct, qtbot) -> None:
    window = an_app_with_ct.window
    window.comfort._parts.keys.give("window.invert", "F8")
    assert "(F8)" in window.actions_by_id["window.invert"].toolTip()
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert an_app_with_ct.scene.active.inverted
    assert window.actions_by_id["window.invert"].shortcut().toString() == "F8"


def test_the_page_lists_every_command_and_changes_its_key(an_app, qtbot) -> None:
    window = an_app.window
    window.actions_by_id["comfort.keys"].trigger()
    page, editor = window.comfort.page, window.comfort.page.editor
    assert set(page._items) == set(window.actions_by_id.rows)
    page.choose("window.invert")
    editor.begin()
    qtbot.keyClick(editor.field, Qt.Key.Key_Shift)
    qtbot.keyClick(editor.field, Qt.Key.Key_V)
    assert "Flip up and down" in editor.message.text()
    assert window.comfort._parts.keys.key("window.invert") == "N"
    editor.take.click()
    assert window.comfort._parts.keys.key("window.invert") == "V"
    assert page._items["window.invert"].text(2) == "V"
    assert page._items["view.flip"].text(2) == ""
    editor.begin()
    qtbot.keyClick(editor.field, "?", Qt.KeyboardModifier.ShiftModifier)
    assert "“Keys and mouse”" in editor.message.text()
    editor.usual.click()
    assert window.comfort._parts.keys.key("window.invert") == "N"


def test_the_page_finds_commands_by_name_meaning_or_key(an_app, qtbot) -> None:
    window = an_app.window
    window.comfort.keys()
    page = window.comfort.page

    def shown():
        return {name for name, item in page._items.items() if not item.isHidden()}

    qtbot.keyClicks(page.search, "black and white")
    assert shown() == {"window.invert"}
    page.search.setText("ctrl+k")
    assert shown() == {"comfort.palette"}
    page.search.setText("no such words")
    assert shown() == set()


def test_the_page_says_what_became_of_a_file(an_app, questions, tmp_path) -> None:
    page_of = an_app.window.comfort
    page_of.keys()
    questions.target = str(tmp_path / "keys.json")
    page_of.page.export_keys()
    assert "Saved" in page_of.page.editor.message.text()
    (tmp_path / "none.json").write_text("3")
    questions.target = str(tmp_path / "none.json")
    page_of.page.import_keys()
    assert "nothing was changed" in page_of.page.editor.message.text()
    QApplication.processEvents()
