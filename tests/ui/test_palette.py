"""The palette of commands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.ui.comfort.fuzzy import fuzzy_match
from medviewer.ui.comfort.palette_entry import PaletteEntry, fitting


def _entry(title, english="", path="", meaning="", reason="", key=""):
    return PaletteEntry(title, title, english or title, path, key, meaning, reason, lambda: None)


def _titles(wanted, entries, used=()):
    return [hit.entry.title for hit in fitting(wanted, entries, used)]


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("lun", "Lung"), ("fs", "Full screen"), ("opfo", "Open folder…"), ("screen full", "Full screen"),
        ("肺", "肺窗"), ("", "anything"), ("turn l", "Turn left"),
    ],
)  # fmt: skip
def test_some_letters_in_their_order_are_enough(wanted, text) -> None:
    assert fuzzy_match(wanted, text) is not None


@pytest.mark.parametrize(
    ("wanted", "text"), [("gnul", "Lung"), ("lx", "Lung"), ("oe", "Show crosshair in views")]
)
def test_letters_that_are_not_there_or_strewn_do_not_fit(wanted, text) -> None:
    assert fuzzy_match(wanted, text) is None


def test_a_words_beginning_comes_before_letters_inside_and_those_before_other_fields() -> None:
    entries = [
        _entry("Close plunger"), _entry("Lung"), _entry("Full", meaning="shows the lung"),
        _entry("Preset", path="Window › Lung"),
    ]  # fmt: skip
    assert _titles("lung", entries) == ["Lung", "Close plunger", "Preset", "Full"]


def test_english_words_work_in_another_language() -> None:
    assert _titles("invert", [_entry("黑白反转", english="Invert")]) == ["黑白反转"]


def test_what_was_used_lately_comes_first() -> None:
    entries = [_entry("Alpha"), _entry("Beta"), _entry("Gamma")]
    assert _titles("", entries, ("Gamma", "Beta")) == ["Gamma", "Beta", "Alpha"]
    pair = [_entry("Zoom in"), _entry("Zoom out")]
    assert _titles("zoom", pair, ("Zoom out",)) == ["Zoom out", "Zoom in"]


@pytest.fixture
def a_palette(an_app_with_ct):
    desk = an_app_with_ct.window.comfort
    an_app_with_ct.window.activateWindow()
    an_app_with_ct.window.actions_by_id["comfort.palette"].trigger()
    return desk._palette


def test_a_command_is_found_and_carried_out_by_the_keyboard_alone(an_app_with_ct, a_palette, qtbot) -> None:
    qtbot.keyClicks(a_palette.field, "invert")
    qtbot.keyClick(a_palette.field, Qt.Key.Key_Return)
    assert an_app_with_ct.scene.active.inverted
    assert not a_palette.isVisible()
    assert an_app_with_ct.settings.words("advanced.palette_used") == ("window.invert",)
    an_app_with_ct.window.comfort.palette()
    assert a_palette.model.hits[0].entry.id == "window.invert"


def test_it_offers_commands_series_settings_and_help(an_app_with_ct, a_palette) -> None:
    ids = {hit.entry.id for hit in a_palette.model.hits}
    assert set(an_app_with_ct.window.actions_by_id.rows) <= ids
    assert {"setting:view.layout", "help:views"} <= ids


def test_a_series_of_the_open_study_is_chosen_but_its_name_is_not_remembered(an_app, qtbot, tmp_path) -> None:
    from medviewer.core.series import SeriesEntry, SeriesInfo
    from medviewer.ui.comfort.palette_sources import series_entries

    chosen = []
    info = SeriesInfo("uid-1", "CT", "Wang^Xiaodong thorax", "4")
    entry = SeriesEntry(info=info, kind="dicom", files=(), shape_kji=(1, 1, 1))
    an_app.studies.entries["uid-1"] = entry
    (offered,) = series_entries(an_app.studies, chosen.append)
    assert (offered.id, offered.title) == ("", "4  Wang^Xiaodong thorax")
    offered.choose()
    assert chosen == ["uid-1"]


def test_what_is_not_possible_is_grey_and_says_why(an_app, qtbot) -> None:
    an_app.window.comfort.palette()
    palette = an_app.window.comfort._palette
    qtbot.keyClicks(palette.field, "save segmentation")
    entry = palette.model.hits[0].entry
    assert (entry.id, entry.reason) == ("file.save_segmentation", "needs a segmentation")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_it_blocks_nothing_and_gives_the_focus_back(an_app_with_ct, a_palette, qtbot) -> None:
    assert not a_palette.isWindow()
    assert QApplication.activeModalWidget() is None
    assert a_palette.nothing.isHidden()
    qtbot.keyClicks(a_palette.field, "qqqq")
    assert not a_palette.nothing.isHidden()
    qtbot.keyClick(a_palette.field, Qt.Key.Key_Escape)
    assert not a_palette.isVisible()


def test_up_and_down_go_round(a_palette, qtbot) -> None:
    count = len(a_palette.model.hits)
    qtbot.keyClick(a_palette.field, Qt.Key.Key_Up)
    assert a_palette.list.currentIndex().row() == count - 1
    qtbot.keyClick(a_palette.field, Qt.Key.Key_Down)
    assert a_palette.list.currentIndex().row() == 0


def test_a_setting_is_shown_where_it_is(an_app_with_ct, a_palette, qtbot) -> None:
    qtbot.keyClicks(a_palette.field, "cine speed")
    qtbot.keyClick(a_palette.field, Qt.Key.Key_Return)
    page = an_app_with_ct.window.comfort.page
    assert "color" in page.rows["view.cine_speed"].title.styleSheet()
