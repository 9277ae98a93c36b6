"""An arrow has its head wherever it is drawn: in views, in pictures of reports and in key images."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.scene.marks.mark_view import seen_marks
from medviewer.scene.views.plane_view import PlaneView
from medviewer.ui.keys.key_picture import _paint_marks
from medviewer.ui.marks.mark_shapes import head_lines
from medviewer.ui.report.pictures import _paint_mark

PLANE = PlaneView((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, (200, 200))
AN_ARROW = Mark("arrow", ((-60.0, 0.0, 0.0), (60.0, 0.0, 0.0)), (0.0, 0.0, 1.0), MarkPlace("s"))
TIP = (40, 100)


def in_report(painter: QPainter) -> None:
    (seen,) = seen_marks([AN_ARROW], PLANE, 1.0, 1.0)
    _paint_mark(painter, seen, 1)


def in_key_image(painter: QPainter) -> None:
    plan = SimpleNamespace(image=SimpleNamespace(geometry=Geometry((9, 9, 9))), plane=PLANE, slab_mm=0.0)
    _paint_marks(painter, [AN_ARROW], plan, 1.0)


@pytest.mark.parametrize("paint", [in_report, in_key_image])
def test_the_head_of_an_arrow_is_at_its_tip(qapp, paint) -> None:
    picture = QImage(200, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor(0, 0, 0))
    painter = QPainter(picture)
    paint(painter)
    painter.end()
    lit = np.array([[picture.pixelColor(x, y).lightness() > 90 for x in range(200)] for y in range(200)])
    beside_tip = lit[[*range(84, 98), *range(103, 117)], TIP[0] : TIP[0] + 30]
    beside_middle = lit[[*range(84, 98), *range(103, 117)], 90:130]
    assert lit[100, 60:140].all()
    assert beside_tip.sum() > 5
    assert not beside_middle.any()


def test_the_strokes_of_a_head_begin_at_the_tip_and_lead_back() -> None:
    for stroke in head_lines(np.array([(40.0, 100.0), (160.0, 100.0)]), 10.0):
        assert (stroke.x1(), stroke.y1()) == (40.0, 100.0)
        assert stroke.x2() > 40.0
        assert stroke.length() == pytest.approx(10.0)


@pytest.mark.parametrize("paint", [in_report, in_key_image])
def test_what_lies_off_the_slice_is_dashed(qapp, paint, monkeypatch) -> None:
    slanted = Mark("length", ((-60.0, 0.0, 0.0), (60.0, 0.0, 4.0)), (0.0, 0.0, 1.0), MarkPlace("s"))
    monkeypatch.setattr(f"{__name__}.AN_ARROW", slanted)
    picture = QImage(200, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor(0, 0, 0))
    painter = QPainter(picture)
    paint(painter)
    painter.end()
    lit = np.array([picture.pixelColor(x, 100).lightness() > 90 for x in range(200)])
    assert lit[42:52].all()
    assert 0.3 < lit[80:158].mean() < 0.95
