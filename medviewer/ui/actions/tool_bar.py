"""The tool bar, made from the list of commands in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from medviewer.ui.actions.action_set import ActionSet
from medviewer.ui.actions.actions import TOOL_BAR
from medviewer.ui.parts.icons import icon

_ICON = QSize(18, 18)


class ToolBar(QToolBar):
    """Buttons for the commands of the bar; ``menus`` are those of the menu bar by their path."""

    def __init__(self, actions: ActionSet, menus: dict[str, QMenu], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMovable(False)
        self.setIconSize(_ICON)
        room = _room()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.menu_buttons: dict[str, QToolButton] = {}
        titles = {
            "@measure": (self.tr("Measure"), "Measure"),
            "@presets": (self.tr("Window presets"), "Window"),
            "@layouts": (self.tr("Layout"), "View/Layout"),
            "@models": (self.tr("Models"), "Models"),
        }
        for name in TOOL_BAR:
            if name == "|":
                self.addSeparator()
            elif name == "@space":
                space = QWidget()
                space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                self.addWidget(space)
            elif name in titles:
                title, path = titles[name]
                self._add_menu(name, title, menus[path])
            else:
                if actions[name].icon().isNull():
                    actions[name].setIcon(room)
                self.addAction(actions[name])

    def _add_menu(self, name: str, title: str, menu: QMenu) -> None:
        button = QToolButton()
        button.setText(f"{title}  ▾")
        button.setToolTip(title)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.menu_buttons[name] = button
        self.addWidget(button)


def show_more_signs(*bars: QWidget) -> None:
    """Gives the buttons for what has no room in a bar a sign that is seen on dark, and words."""
    words = QCoreApplication.translate("ToolBar", "More commands")
    for bar in bars:
        for button in bar.findChildren(QToolButton):
            if button.objectName() in ("qt_toolbar_ext_button", "qt_menubar_ext_button"):
                button.setIcon(icon("mdi6.chevron-double-right"))
                button.setIconSize(QSize(12, 12))
                button.setToolTip(words)
                button.setAccessibleName(words)


def _room() -> QIcon:
    """Keeps the place of an icon that is drawn after the first paint, so that the bar does not jump then."""
    nothing = QPixmap(_ICON)
    nothing.fill(Qt.GlobalColor.transparent)
    return QIcon(nothing)
