"""An outline that is drawn for minutes on end stays small enough to be measured and kept."""

from __future__ import annotations

import numpy as np

from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.mark_json import MOST_POINTS
from medviewer.scene.marks.mark_view import seen_marks
from medviewer.scene.views.plane_view import PlaneView
from medviewer.ui.marks.mark_pen import freehand_step_px


def test_the_step_between_its_points_grows() -> None:
    assert freehand_step_px(0) == freehand_step_px(3_999) == 2.0
    assert freehand_step_px(4_000) == 4.0
    # With a hand that goes the whole screen up and down, 100,000 times.
    assert freehand_step_px(MOST_POINTS // 2) > 3_840


def test_a_picture_leaves_out_points_that_lie_on_the_same_place() -> None:
    turn = np.linspace(0.0, 2.0 * np.pi, 50_000, endpoint=False)
    points = tuple(
        (float(x), float(y), 0.0) for x, y in zip(50 * np.cos(turn), 50 * np.sin(turn), strict=True)
    )
    mark = Mark("freehand", points, (0.0, 0.0, 1.0), MarkPlace("s"))
    plane = PlaneView((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, (200, 200))
    (seen,) = seen_marks([mark], plane, 1.0, 1.0)
    drawn = seen.lines[0]
    assert len(drawn) < 1_500
    assert np.hypot(*np.diff(drawn, axis=0).T).max() < 1.5
    assert (drawn[0] == drawn[-1]).all()
