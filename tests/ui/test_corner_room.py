"""Numbers of the corners are as long as they need to be, and texts at the top do not run into each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QImage, QPainter

from medviewer.core.series import SeriesInfo
from medviewer.core.window_level import WindowLevel
from medviewer.ui.views import slice_overlay
from medviewer.ui.views.corner_text import Corners, ViewFacts, corners


@pytest.mark.parametrize(
    ("width", "level", "said"),
    [
        (558.2, -13.33, "W 558  L -13"), (141.4, -0.2, "W 141  L 0"), (5.0, 2.5, "W 5  L 2.5"),
        (12.5, 6.25, "W 12.5  L 6.25"), (2000.0, -450.0, "W 2000  L -450"),
    ],
)  # fmt: skip
def test_a_wide_window_is_told_in_whole_numbers(qapp, width, level, said) -> None:
    facts = ViewFacts(SeriesInfo("s"), WindowLevel(width, level), "HU", 100.0, None, None, None)
    assert corners(facts, "full").bottom_left[0] == said


def test_a_thickness_has_four_digits(qapp) -> None:
    info = SeriesInfo("s", slice_thickness_mm=6.23167)
    facts = ViewFacts(info, WindowLevel(400, 40), "", 100.0, None, None, None)
    assert corners(facts, "full").bottom_right[0] == "Thickness 6.232 mm"


def test_a_notice_at_the_top_is_not_overwritten_by_the_corners(qapp, monkeypatch) -> None:
    written = []

    def note(painter, x, baseline, text, *_colour):
        written.append((x, x + painter.fontMetrics().horizontalAdvance(text), baseline, text))

    monkeypatch.setattr(slice_overlay, "write_rimmed", note)
    names = Corners(("A patient with a long name", "ID"), ("A hospital with a long name", "2026-01-01"))
    image = QImage(480, 480, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    slice_overlay.paint_overlay(
        painter, slice_overlay.Overlay("axial", None, names), 480, 480, "orientation unknown"
    )
    painter.end()
    top = sorted(one for one in written if one[2] < 24)
    assert [text for *_where, text in top][1] == "orientation unknown"
    assert all(left[1] < right[0] for left, right in pairwise(top))
