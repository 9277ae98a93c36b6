"""The commands of the table as Qt actions, bound to the objects that carry them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from medviewer.ui.actions.action_row import ActionRow, Need
from medviewer.ui.parts.icons import icon


class ActionSet:
    """All actions by id. ``commands`` are the objects whose methods the rows name."""

    def __init__(self, rows: Iterable[ActionRow], commands: Mapping[str, object], parent: QWidget) -> None:
        self.rows = {row.id: row for row in rows}
        self._commands = commands
        self._groups: dict[str, QActionGroup] = {}
        self.actions: dict[str, QAction] = {}
        for row in self.rows.values():
            action = self._make(row, parent)
            parent.addAction(action)
            self.actions[row.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self.actions[action_id]

    def enable_for(self, there: set[Need]) -> None:
        """Enables exactly the actions whose need is met."""
        for row in self.rows.values():
            self.actions[row.id].setEnabled(not row.needs or row.needs in there)

    def check(self, action_id: str, checked: bool = True) -> None:
        """Shows a state that was set elsewhere, without carrying the command out again."""
        action = self.actions[action_id]
        if action.isChecked() != checked:
            action.setChecked(checked)

    def check_in_group(self, group: str, argument: str) -> None:
        """Shows which command of a group is in force."""
        for row in self.rows.values():
            if row.group == group:
                self.check(row.id, row.argument == argument)

    def fill_menu_bar(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Puts every action into its menu; gives the menus by their path, in the table's words."""
        menus: dict[str, QMenu] = {}
        for row in self.rows.values():
            menu = _menu_at(row.menu, bar, menus)
            if row.separator:
                menu.addSeparator()
            menu.addAction(self.actions[row.id])
        return menus

    def set_key(self, action_id: str, key: str) -> None:
        """Gives a command another key, in Qt's portable form, or "" for none."""
        _give_key(self.actions[action_id], self.rows[action_id], key)

    def add_icons(self) -> None:
        """Draws the icons; done after the first paint, for the library takes a while to import."""
        for row in self.rows.values():
            if row.icon:
                self.actions[row.id].setIcon(icon(row.icon))

    def _make(self, row: ActionRow, parent: QWidget) -> QAction:
        action = QAction(_translated(row.text), parent)
        action.setObjectName(row.id)
        _give_key(action, row, row.shortcut)
        action.setStatusTip(_translated(row.tooltip))
        action.setCheckable(row.checkable or bool(row.group))
        if row.group:
            group = self._groups.setdefault(row.group, QActionGroup(parent))
            group.addAction(action)
        action.triggered.connect(lambda _checked=False, row=row: self._carry_out(row))
        return action

    def _carry_out(self, row: ActionRow) -> None:
        owner, method = row.handler.split(".")
        handler = getattr(self._commands[owner], method)
        if row.argument:
            handler(row.argument)
        else:
            handler()


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _give_key(action: QAction, row: ActionRow, key: str) -> None:
    action.setShortcut(QKeySequence(key))
    native = action.shortcut().toString(_NATIVE)
    action.setToolTip(f"{_translated(row.tooltip)}  ({native})" if native else _translated(row.tooltip))


def _menu_at(path: str, bar: QMenuBar, menus: dict[str, QMenu]) -> QMenu:
    if path not in menus:
        above, _, name = path.rpartition("/")
        title = _translated(name)
        menu = _menu_at(above, bar, menus).addMenu(title) if above else bar.addMenu(title)
        menu.setToolTipsVisible(True)
        menus[path] = menu
    return menus[path]


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
