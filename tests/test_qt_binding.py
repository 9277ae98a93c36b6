"""The Qt binding that is pinned does not lose references: some releases do, and the process dies later."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPen

CALLS = 500


def references_to_none_after(call: Callable[[QPainter], object]) -> int:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call(painter)
    lost = before - sys.getrefcount(None)
    painter.end()
    return lost


@pytest.mark.parametrize(
    "call",
    [
        lambda painter: painter.fillRect(QRect(0, 0, 4, 4), QColor(0, 0, 0)),
        lambda painter: painter.setPen(QPen(QColor(1, 2, 3), 1)),
        lambda painter: painter.drawRect(QRect(0, 0, 4, 4)),
    ],
    ids=["fillRect", "setPen", "drawRect"],
)
def test_call_that_returns_nothing_does_not_use_up_none(call: Callable[[QPainter], object]) -> None:
    assert abs(references_to_none_after(call)) < CALLS // 2
