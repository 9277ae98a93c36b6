"""Checklist of the reading notes: the keys, pressed in the real window. One line, one test.

``[``, ``]`` and ``E`` (size of the brush, eraser) come with the tools for editing segments; nothing stands
in for them here.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.core.series import Catalog, SeriesEntry
from medviewer.ui.views.overlay_facts import overlay_of

K = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


# --- images and series ---


def test_up_and_down_go_one_image(the_reader) -> None:
    at = the_reader.image
    the_reader.press(K.Key_Down)
    assert the_reader.image == at + 1
    the_reader.press(K.Key_Up)
    the_reader.press(K.Key_Up)
    assert the_reader.image == at - 1


def test_shift_up_and_down_go_ten_images(the_reader) -> None:
    the_reader.press(K.Key_Home)
    the_reader.press(K.Key_Down, SHIFT)
    assert the_reader.image == 11
    the_reader.press(K.Key_Up, SHIFT)
    assert the_reader.image == 1


def test_home_and_end_go_to_the_first_and_last_image(the_reader) -> None:
    the_reader.press(K.Key_End)
    assert the_reader.image == 20
    the_reader.press(K.Key_Home)
    assert the_reader.image == 1


def test_page_up_and_down_change_the_series(the_reader, a_ct_volume) -> None:
    app = the_reader.app
    app.window.panels.series.thumbnail_wanted.disconnect()  # the files are not there
    infos = [replace(a_ct_volume.info, series_id=name, series_uid=name) for name in ("a", "b")]
    app.studies.add(
        Catalog("/nowhere", tuple(SeriesEntry(one, "dicom", ("/nowhere/x",), (20, 50, 60)) for one in infos))
    )
    for info in infos:
        layer = app.scene.add_volume(replace(a_ct_volume, info=info), activate=info.series_id == "a")
        app.studies.set_layer(info.series_id, layer.id)
    QApplication.processEvents()
    the_reader.press(K.Key_PageDown)
    assert app.scene.active.image.info.series_id == "b"
    the_reader.press(K.Key_PageUp)
    assert app.scene.active.image.info.series_id == "a"


# --- windows ---


def test_0_chooses_the_window_from_the_values(the_reader, a_ct_volume) -> None:
    the_reader.press(K.Key_0)
    window = the_reader.scene.active.window
    low, high = window.level - window.width / 2, window.level + window.width / 2
    outside = (a_ct_volume.voxels < low - 1) | (a_ct_volume.voxels > high + 1)
    assert 0 < outside.mean() < 0.003


def test_1_and_2_are_the_files_own_windows(the_reader) -> None:
    the_reader.press(K.Key_2)
    assert the_reader.grey == (1500, -600)
    the_reader.press(K.Key_1)
    assert the_reader.grey == (400, 40)


def test_3_to_9_are_presets(the_reader) -> None:
    presets = {
        K.Key_3: (400, 40), K.Key_4: (350, 50), K.Key_5: (1500, -600), K.Key_6: (2000, 350),
        K.Key_7: (80, 40), K.Key_8: (40, 40), K.Key_9: (200, 75),
    }  # fmt: skip
    for key, window in presets.items():
        the_reader.press(key)
        assert the_reader.grey == window


# --- playing, keeping, information ---


def test_c_plays_and_stops(the_reader) -> None:
    the_reader.press(K.Key_C)
    assert the_reader.window.player.is_playing
    the_reader.press(K.Key_C)
    assert not the_reader.window.player.is_playing


def test_space_plays_and_pauses(the_reader) -> None:
    the_reader.press(K.Key_Space)
    assert the_reader.window.player.is_playing
    the_reader.press(K.Key_Space)
    assert not the_reader.window.player.is_playing


def test_k_keeps_the_slice_as_a_key_image(the_reader) -> None:
    the_reader.press(K.Key_K)
    (key,) = the_reader.scene.marks.key_images
    assert key.point_lps[2] == pytest.approx(the_reader.view.plane().centre_lps[2])


def test_i_goes_through_off_minimal_anonymous_and_full(the_reader) -> None:
    seen = []
    for _ in range(4):
        the_reader.press(K.Key_I)
        view, tools = the_reader.view, the_reader.window.tools
        corners = overlay_of(the_reader.scene, view.viewport, tools, view.plane(), 1.0, None, None).corners
        seen.append((tools.information, len(corners.top_left), bool(corners.bottom_left)))
    assert seen == [("off", 0, False), ("minimal", 0, True), ("anonymous", 0, True), ("full", 3, True)]


# --- turning ---


def test_v_flips_upside_down(the_reader) -> None:
    the_reader.press(K.Key_V)
    assert the_reader.letters == "RLPA"


def test_h_mirrors_left_and_right(the_reader) -> None:
    the_reader.press(K.Key_H)
    assert the_reader.letters == "LRAP"


def test_l_turns_left_and_r_turns_right(the_reader) -> None:
    the_reader.press(K.Key_L)
    assert the_reader.letters == "APLR", "what was on the right is on top"
    the_reader.press(K.Key_R)
    the_reader.press(K.Key_R)
    assert the_reader.letters == "PARL", "what was on the left is on top"


def test_n_inverts(the_reader) -> None:
    before = the_reader.view.picture().copy()
    the_reader.press(K.Key_N)
    after = the_reader.view.picture()
    at = (before.width() // 2, before.height() // 2)
    assert after.pixelColor(*at).red() == 255 - before.pixelColor(*at).red()


# --- back ---


def test_escape_goes_back_to_the_crosshair(the_reader) -> None:
    the_reader.press(K.Key_D)
    the_reader.press(K.Key_Escape)
    assert the_reader.window.tools.tool == "crosshair"


def test_backspace_resets_the_view(the_reader) -> None:
    whole, grey = the_reader.view.plane(), the_reader.grey
    the_reader.press(K.Key_R)
    the_reader.press(K.Key_8)
    the_reader.mouse.drag((60, 200), (60, 140), Qt.MouseButton.RightButton)
    the_reader.mouse.drag((60, 200), (90, 140), Qt.MouseButton.MiddleButton)
    assert the_reader.view.plane() != whole
    the_reader.press(K.Key_Backspace)
    assert (the_reader.view.plane(), the_reader.grey) == (whole, grey)


def test_f11_uses_the_whole_screen_and_gives_it_back(the_reader) -> None:
    the_reader.press(K.Key_F11)
    assert the_reader.window.isFullScreen()
    the_reader.press(K.Key_F11)
    assert not the_reader.window.isFullScreen()


def test_control_z_takes_back_and_control_shift_z_does_again(the_reader) -> None:
    the_reader.press(K.Key_D)
    the_reader.draw((-20, -10), (10, 6))
    the_reader.press(K.Key_Z, CONTROL)
    assert the_reader.scene.marks.items == ()
    the_reader.press(K.Key_Z, CONTROL | SHIFT)
    assert len(the_reader.scene.marks.items) == 1


def test_delete_removes_what_is_selected_alone(the_reader) -> None:
    the_reader.press(K.Key_D)
    the_reader.draw((-20, -10), (10, 6))
    the_reader.draw((-20, 15), (10, 20))
    first, second = the_reader.scene.marks.items
    assert the_reader.scene.marks.selected == {second.id}
    the_reader.press(K.Key_Delete)
    assert the_reader.scene.marks.items == (first,)


def test_control_k_opens_the_command_palette_over_all_actions(the_reader) -> None:
    the_reader.press(K.Key_K, CONTROL)
    field = the_reader.window.comfort.search_field()
    QTest.keyClicks(field, "posterior fo")
    QTest.keyClick(field, K.Key_Return)
    assert the_reader.grey == (120, 40)


def test_all_keys_are_listed_under_the_question_mark(the_reader) -> None:
    the_reader.press(K.Key_Question)
    page = the_reader.window.comfort.page
    assert page.isVisible()
    listed = {name: item.text(2) for name, item in page._items.items()}
    for action_id, action in the_reader.window.actions_by_id.actions.items():
        assert listed[action_id] == action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)


def test_every_key_can_be_another(the_reader) -> None:
    keys = the_reader.window.comfort._parts.keys
    keys.give("tool.length", "F8")
    the_reader.press(K.Key_D)
    assert the_reader.window.tools.tool == "window"
    the_reader.press(K.Key_F8)
    assert the_reader.window.tools.tool == "length"
