"""What a screen reader is told: every control has a role and a name, every view says what it shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QWidget,
)

from medviewer.scene.views.navigate import go_to_slice
from medviewer.ui.views.view_access import ViewAccess

_CONTROLS = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)
_WHOLE = (QAbstractSpinBox, QComboBox, QAbstractScrollArea, QLineEdit)
_OF_QT = ("qt_menubar_ext_button", "qt_toolbar_ext_button", "qt_spinbox_lineedit", "qt_scrollarea_viewport")


def _name_of(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return "" if told is None else told.text(QAccessible.Text.Name).strip()


def _is_part(widget: QWidget) -> bool:
    above = widget.parentWidget()
    of_combo = above is not None and above.inherits("QComboBoxPrivateContainer")
    return of_combo or isinstance(above, _WHOLE) or isinstance(widget, QScrollBar)


def _nameless(root: QWidget) -> list[str]:
    """Controls, and whatever else can have the focus, that a screen reader could not name."""
    found = []
    for widget in root.findChildren(QWidget):
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        matters = takes_focus or isinstance(widget, _CONTROLS)
        is_ours = widget.objectName() not in _OF_QT and not isinstance(widget, QMenu | QMenuBar | QTabBar)
        if matters and is_ours and not _is_part(widget) and len(_name_of(widget)) < 2:
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return sorted(set(found))


@pytest.fixture
def a_full_window(qtbot, an_app_with_ct, a_segmentation, a_classification, questions):
    app = an_app_with_ct
    questions.snippets_to_import = questions.snippets_target = lambda *_: ""
    app.scene.add_result(a_segmentation, app.scene.active.id)
    app.scene.add_result(a_classification, app.scene.active.id)
    qtbot.waitUntil(lambda: app.window.grid.slice_views["axial"].findChild(ViewAccess) is not None)
    QApplication.processEvents()
    return app


def test_every_control_of_the_window_has_a_name(a_full_window) -> None:
    a_full_window.window.actions_by_id["time.cine"].trigger()
    a_full_window.window.say("Something is amiss.", "warning")
    QApplication.processEvents()
    a_full_window.window.player.stop()
    assert _nameless(a_full_window.window) == []


PAGES = ("settings", "keys", "help", "palette", "tour", "doctor")


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_has_a_name(an_app, page) -> None:
    getattr(an_app.window.comfort, page)()
    QApplication.processEvents()
    assert _nameless(an_app.window) == []


@pytest.mark.parametrize(
    "command", ["report.show", "recist.show", "layout.rules", "model.browse", "file.library", "tool.curve"]
)
def test_every_control_that_a_command_shows_has_a_name(a_full_window, command) -> None:
    app = a_full_window
    before = set(QApplication.topLevelWidgets())
    app.window.actions_by_id[command].trigger()
    QApplication.processEvents()
    new = [one for one in QApplication.topLevelWidgets() if one not in before and one.isVisible()]
    assert [line for one in (app.window, *new) for line in _nameless(one)] == []
    for one in new:
        one.close()


def test_every_menu_and_command_has_words(a_full_window) -> None:
    for action in a_full_window.window.actions_by_id.actions.values():
        assert action.text().strip(), action.objectName()
    for menu in a_full_window.window.findChildren(QMenu):
        if menu in a_full_window.window.menus.values():
            assert menu.title().strip()


def _told(view) -> tuple[str, str]:
    view.findChild(ViewAccess).say()
    told = QAccessible.queryAccessibleInterface(view)
    return told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Description)


def test_a_view_says_its_plane_series_image_and_window(a_full_window) -> None:
    view = a_full_window.window.grid.slice_views["axial"]
    go_to_slice(a_full_window.scene, view.viewport, 7)
    name, description = _told(view)
    assert name == "Axial view"
    assert description == "CT, Thorax 5 mm, Image 7 of 20, Window width 400, level 40"
    assert "王" not in name + description  # the banner says whose


def test_the_description_follows_by_itself(qtbot, a_full_window) -> None:
    view = a_full_window.window.grid.slice_views["sagittal"]
    go_to_slice(a_full_window.scene, view.viewport, 11)
    qtbot.waitUntil(lambda: "Image 11 of 60" in view.accessibleDescription(), timeout=2000)
    assert view.accessibleName() == "Sagittal view"


def test_an_empty_view_and_a_3d_view_say_so(a_full_window) -> None:
    window, scene = a_full_window.window, a_full_window.scene
    assert _told(window.grid.volume_view)[0] == "3D view"
    scene.layout = "grid 1x2"
    QApplication.processEvents()
    assert _told(window.grid.views["view 2"]) == ("View of images", "Shows nothing")


@pytest.mark.parametrize(
    ("find", "role"),
    [
        (lambda app: app.window.time_bar.slider, QAccessible.Role.Slider),
        (lambda app: app.window.messages.findChild(QAbstractButton), QAccessible.Role.Button),
    ],
)
def test_controls_have_the_role_that_readers_know(a_full_window, find, role) -> None:
    a_full_window.window.say("Something is amiss.", "warning")
    QApplication.processEvents()
    told = QAccessible.queryAccessibleInterface(find(a_full_window))
    assert told.role() == role
