"""Everything that can be pressed, typed into or dragged says what it does."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

_OF_OTHERS = (QAbstractSpinBox, QLineEdit, QComboBox)
_OF_QT = ("qt_menubar_ext_button", "qt_toolbar_ext_button")


def _silent(root: QWidget) -> list[str]:
    silent = []
    for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QAbstractSpinBox):
        for control in root.findChildren(kind):
            is_part = isinstance(control.parentWidget(), _OF_OTHERS) or isinstance(control, QScrollBar)
            says = control.toolTip() or (isinstance(control, QAbstractButton) and control.text())
            if not is_part and not says and control.objectName() not in _OF_QT:
                silent.append(f"{type(control).__name__} in {type(control.parentWidget()).__name__}")
    return silent


def test_controls_of_the_window_have_tooltips(an_app_with_ct, a_segmentation) -> None:
    app = an_app_with_ct
    app.scene.add_result(a_segmentation, app.scene.active.id)
    app.window.actions_by_id["time.cine"].trigger()
    QApplication.processEvents()
    app.window.player.stop()
    assert _silent(app.window) == []


@pytest.mark.parametrize("name", ["settings", "keys", "help", "palette", "tour"])
def test_controls_of_the_pages_have_tooltips(an_app, name) -> None:
    getattr(an_app.window.comfort, name)()
    assert _silent(an_app.window) == []
    for action in an_app.window.actions_by_id.actions.values():
        assert action.toolTip(), action.objectName()
