"""The file's own tables and windows, by their names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.file_looks import file_looks
from medviewer.ui.actions.file_looks_menu import FileLooksMenu
from medviewer.ui.views.overlay_facts import overlay_of


@pytest.fixture
def a_table() -> VoiLut:
    return VoiLut(-800.0, np.linspace(0, 4095, 2000).astype(np.uint16), 12, "BONE & SOFT")


@pytest.fixture
def an_app_with_table(an_app, a_ct_volume, a_table):
    an_app.scene.layout = "1x3"
    windows = (WindowLevel(400, 40, name="WINDOW1"), WindowLevel(1500, -600))
    an_app.scene.add_volume(replace(a_ct_volume, voi_luts=(a_table,), windows=windows))
    QApplication.processEvents()
    return an_app


def _menu(app) -> FileLooksMenu:
    found = app.window.menus["Window"].findChild(FileLooksMenu)
    found.fill()
    return found


def _corner(app) -> str:
    view = app.window.grid.slice_views["axial"]
    overlay = overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)
    return overlay.corners.bottom_left[0]


def test_the_menu_names_the_files_tables_and_windows_and_marks_the_one_shown(an_app_with_table) -> None:
    actions = _menu(an_app_with_table).menu.actions()
    assert [action.text() for action in actions] == [
        "Lookup table BONE && SOFT\t1", "WINDOW1   W 400  L 40\t2", "W 1500  L -600",
    ]  # fmt: skip
    assert [action.isChecked() for action in actions] == [True, False, False]
    actions[2].trigger()
    layer = an_app_with_table.scene.active
    assert (layer.voi_lut, layer.window.level) == (None, -600)
    assert [action.isChecked() for action in _menu(an_app_with_table).menu.actions()] == [False, False, True]


def test_keys_take_the_first_and_the_second(an_app_with_table, a_table) -> None:
    window, layer = an_app_with_table.window, an_app_with_table.scene.active
    QTest.keyClick(window, "2")
    assert layer.voi_lut is None
    assert _corner(an_app_with_table) == "W 400  L 40   WINDOW1"
    QTest.keyClick(window, "1")
    assert layer.voi_lut is a_table
    assert _corner(an_app_with_table) == "Lookup table BONE & SOFT"


def test_a_preset_and_the_automatic_window_leave_the_table(an_app_with_table, a_table) -> None:
    layer = an_app_with_table.scene.active
    for command in ("window.auto", "window.soft_tissue"):
        layer.voi_lut = a_table
        an_app_with_table.window.actions_by_id[command].trigger()
        assert layer.voi_lut is None, command
    an_app_with_table.window.actions_by_id["view.reset"].trigger()
    assert layer.voi_lut is a_table


def test_a_file_that_asks_for_nothing_has_no_such_menu(an_app, a_ct_volume) -> None:
    layer = an_app.scene.add_volume(replace(a_ct_volume, windows=()))
    assert file_looks(layer) == ()
    assert not _menu(an_app).menu.menuAction().isVisible()


def test_the_size_of_a_pixel_says_where_it_comes_from(an_app, a_ct_volume) -> None:
    an_app.scene.layout = "1x3"
    an_app.scene.add_volume(replace(a_ct_volume, spacing_source="region"))
    QApplication.processEvents()
    view = an_app.window.grid.slice_views["axial"]
    overlay = overlay_of(an_app.scene, view.viewport, an_app.window.tools, view.plane(), 1.0, None, None)
    assert "Pixel 1 mm (region)" in overlay.corners.bottom_right
