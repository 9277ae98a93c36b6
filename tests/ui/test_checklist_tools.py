"""Checklist of the reading notes: the keys of the tools, and what each tool does with the left button."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(
    ("key", "tool", "says"),
    [
        (K.Key_W, "window", "width"), (K.Key_T, "pan", "moves the picture"), (K.Key_Z, "zoom", "zooms"),
        (K.Key_S, "scroll", "through the images"), (K.Key_X, "crosshair", "crosshair"),
    ],
)  # fmt: skip
def test_w_t_z_s_and_x_give_the_left_button_a_tool_and_the_status_line_says_which(
    the_reader, key, tool, says
) -> None:
    the_reader.press(K.Key_D)
    the_reader.press(key)
    assert the_reader.window.tools.tool == tool
    assert says in the_reader.window.status.tool_label.text()
    state = (the_reader.grey, the_reader.view.plane(), the_reader.scene.cursor_lps)
    the_reader.mouse.drag((60, 200), (110, 260), LEFT)
    after = (the_reader.grey, the_reader.view.plane(), the_reader.scene.cursor_lps)
    assert [one != other for one, other in zip(state, after, strict=True)] == {
        "window": [True, False, False],
        "pan": [False, True, False],
        "zoom": [False, True, False],
        "scroll": [False, True, True],
        "crosshair": [False, False, True],
    }[tool]


@pytest.mark.parametrize(
    ("key", "kind", "places"),
    [
        (K.Key_D, "length", ((-20, -10), (10, 6))),
        (K.Key_A, "angle", ((-20, -10), (0, 0), (10, -10))),
        (K.Key_B, "arrow", ((-20, -10), (10, 6))),
        (K.Key_O, "ellipse", ((-20, -10), (10, 6))),
        (K.Key_Y, "polygon", ((-20, -10), (-20, -10), (10, -10), (10, 6))),
    ],
)
def test_d_a_b_o_and_y_draw_length_angle_text_arrow_ellipse_and_polygon(
    the_reader, key, kind, places
) -> None:
    the_reader.press(key)
    the_reader.draw(*places)
    if kind == "polygon":
        the_reader.press(K.Key_Return)
    if kind == "arrow":
        entry = the_reader.view.marks.pen.entry
        entry.setText("结节")
        QTest.keyClick(entry, K.Key_Return)
    (mark,) = the_reader.scene.marks.items
    assert mark.kind == kind
    middle = sum(np.array(point) for point in mark.points_lps) / len(mark.points_lps)
    ends = places if kind != "polygon" else places[1:]
    assert middle[:2] == pytest.approx(np.mean(ends, axis=0), abs=0.2)
