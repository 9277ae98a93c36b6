"""The one table of commands."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from window_hands import close_app

from medviewer.app import App, Folders
from medviewer.ui.actions.actions import TOOL_BAR, all_rows
from medviewer.ui.window_presets import read_presets

ROWS = all_rows(read_presets())

WITHOUT_A_KEY = (
    "text.character_set", "volume.", "mark_files.", "compare.", "mark.give_role", "mark.take_role",
    "mark.colour", "mark.usual_colour",
)  # fmt: skip
"""Handlers of commands that are seldom used: the palette of commands finds them, and keys can be given."""


def _actions_in(menu):
    for action in menu.actions():
        if action.menu() is not None:
            yield from _actions_in(action.menu())
        else:
            yield action


def test_every_command_has_a_text_a_tooltip_a_menu_and_a_shortcut_of_its_own() -> None:
    for row in ROWS:
        assert all((row.text, row.tooltip, row.menu)), row.id
        assert row.shortcut or row.handler.startswith(WITHOUT_A_KEY), row.id
    assert [
        key
        for key, count in Counter(QKeySequence(row.shortcut) for row in ROWS if row.shortcut).items()
        if count > 1
    ] == []
    assert [key for key, count in Counter(row.id for row in ROWS).items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("0", "window.auto"), ("1", "window.file_1"), ("2", "window.file_2"), ("3", "window.soft_tissue"),
        ("W", "tool.window"), ("T", "tool.pan"), ("Z", "tool.zoom"), ("S", "tool.scroll"),
        ("X", "tool.crosshair"), ("N", "window.invert"), ("V", "view.flip"), ("H", "view.mirror"),
        ("L", "view.turn_left"), ("R", "view.turn_right"), ("I", "view.information"),
        ("Backspace", "view.reset"), ("F11", "view.full_screen"), ("Esc", "view.escape"),
        ("?", "comfort.keys"), ("Up", "image.previous"), ("Shift+Down", "image.on_ten"),
        ("Home", "image.first"), ("PgDown", "image.next_series"),
    ],
)  # fmt: skip
def test_keys_are_those_that_a_radiologist_expects(key, command) -> None:
    assert {row.shortcut: row.id for row in ROWS}[key] == command


def test_every_command_is_in_the_menu_bar_and_can_be_carried_out(an_app) -> None:
    window = an_app.window
    in_menus = {action.objectName() for action in _actions_in(window.menuBar())}
    for row in ROWS:
        assert row.id in in_menus
        action = window.actions_by_id[row.id]
        assert action.toolTip().startswith(row.tooltip)
        owner, method = row.handler.split(".")
        assert callable(getattr(window.actions_by_id._commands[owner], method)), row.handler


def test_quit_is_the_last_line_of_the_file_menu_below_sessions_and_the_report(an_app) -> None:
    lines = [action.objectName() for action in an_app.window.menus["File"].actions()]
    assert lines[-2:] == ["comfort.settings", "file.quit"]


def test_the_tool_bar_names_only_commands_that_exist() -> None:
    ids = {row.id for row in ROWS}
    assert [name for name in TOOL_BAR if name[0] not in "|@" and name not in ids] == []


def test_commands_without_a_study_are_disabled(an_app, a_ct_volume) -> None:
    actions = an_app.window.actions_by_id
    for row in ROWS:
        assert actions[row.id].isEnabled() == (row.needs == ""), row.id
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(a_ct_volume)
    QApplication.processEvents()
    assert actions["window.lung"].isEnabled()
    assert actions["view.layout_2x2"].isEnabled()
    assert not actions["file.save_segmentation"].isEnabled()
    assert not actions["model.cancel"].isEnabled()


def test_planes_are_no_choice_for_a_stack(an_app, a_stack) -> None:
    an_app.scene.add_volume(a_stack)
    QApplication.processEvents()
    actions = an_app.window.actions_by_id
    assert not actions["view.layout_2x2"].isEnabled()
    assert actions["image.next"].isEnabled()


def test_the_presets_are_those_of_the_table_of_ct_windows() -> None:
    known = {preset.id: (preset.width, preset.level) for preset in read_presets() if preset.modality == "CT"}
    assert known == {
        "soft_tissue": (400, 40), "mediastinum": (350, 50), "lung": (1500, -600), "bone": (2000, 350),
        "brain": (80, 40), "stroke": (40, 40), "subdural": (200, 75), "posterior_fossa": (120, 40),
        "liver": (150, 90), "vessels": (600, 300),
    }  # fmt: skip


def test_icons_come_after_the_first_paint_and_nothing_jumps_then(an_app, questions, qtbot, tmp_path) -> None:
    never_painted = App(
        Folders(tmp_path / "a", tmp_path / "b", tmp_path / "c"), [], questions, warms_up=False
    )
    try:
        before = never_painted.window.tool_bar.sizeHint()
        assert never_painted.window.actions_by_id["view.flip"].icon().isNull()
    finally:
        close_app(never_painted, questions)
    window = an_app.window
    qtbot.waitUntil(lambda: not window.actions_by_id["view.flip"].icon().isNull(), timeout=5000)
    assert all(not window.actions_by_id[row.id].icon().isNull() for row in ROWS if row.icon)
    QApplication.processEvents()
    assert window.tool_bar.sizeHint() == before
