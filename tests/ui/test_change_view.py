"""The numbers of two studies in a panel as narrow as the one on the right."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from medviewer.core.change_table import Change
from medviewer.ui.compare.change_view import ChangeView

PANEL_PX = 256


@pytest.fixture
def a_table(an_app, qtbot):
    panel = QWidget()
    qtbot.addWidget(panel)
    QVBoxLayout(panel).addWidget(table := ChangeView())
    panel.resize(PANEL_PX, 400)
    panel.show()
    table.show_changes((
        Change("a name that is much longer than its column", "mm", None, 12.0),
        Change("Left lung", "ml", 2301.4, 2297.0),
    ))  # fmt: skip
    QApplication.processEvents()
    yield table
    panel.hide()


def test_all_numbers_are_seen_without_scrolling(a_table) -> None:
    assert a_table.horizontalHeader().length() <= a_table.viewport().width()
    for column in range(1, 4):
        assert a_table.columnWidth(column) >= a_table.sizeHintForColumn(column)


def test_what_both_studies_have_stands_first(a_table) -> None:
    said = [a_table.item(0, column).text() for column in range(4)]
    assert said == ["Left lung\nml", "2301", "2297", "-4.4\n-0.2 %"]
    assert [a_table.item(1, column).text() for column in (1, 3)] == ["–", "–"]
