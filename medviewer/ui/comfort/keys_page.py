"""All keys and what the mouse does; every key can be changed here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from medviewer.core.errors import MedviewerError
from medviewer.ui.actions.action_row import ActionRow
from medviewer.ui.comfort.key_editor import KeyEditor
from medviewer.ui.comfort.page import Page
from medviewer.ui.comfort.shortcut_keys import ShortcutKeys
from medviewer.ui.parts.theme import ACCENT, BORDER, MUTED, PANEL, RAISED, TEXT
from medviewer.ui.questions import Questions

_ID = Qt.ItemDataRole.UserRole
_STYLE = f"""
QTreeWidget {{ background: {PANEL}; border: 1px solid {BORDER}; border-radius: 4px; outline: 0; }}
QTreeWidget::item {{ padding: 4px 8px; border: 0; }}
QTreeWidget::item:hover {{ background: {RAISED}; }}
QTreeWidget::item:selected {{ background: #24445c; color: {TEXT}; }}
QTreeWidget::branch {{ background: transparent; }}
"""


class KeysPage(Page):
    """A list by menu with the key of each command, and a line below to change the one that is chosen."""

    def __init__(self, keys: ShortcutKeys, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keys and mouse"), self.tr("Search commands and keys"), parent)
        self._keys = keys
        self._questions = questions
        self._items: dict[str, QTreeWidgetItem] = {}
        self.list = QTreeWidget()
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setIndentation(0)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet(_STYLE)
        self.list.setAccessibleName(self.tr("Commands and their keys"))
        self._fill()
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.editor = KeyEditor(keys)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.editor)
        self._connect()

    def _connect(self) -> None:
        self.searched.connect(self.show_fitting)
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.list.itemActivated.connect(lambda _item, _column: self.editor.begin())
        self.search.returnPressed.connect(self.list.setFocus)
        self.editor.import_wanted.connect(self.import_keys)
        self.editor.export_wanted.connect(self.export_keys)
        self._keys.changed.connect(self._refresh)

    def show_fitting(self, text: str) -> None:
        """Shows the commands in whose name, meaning or key all words occur."""
        words = text.lower().split()
        for number in range(self.list.topLevelItemCount()):
            group = self.list.topLevelItem(number)
            if group is not None:
                self._show_fitting_of(group, words)

    def _show_fitting_of(self, group: QTreeWidgetItem, words: list[str]) -> None:
        fits = False
        for number in range(group.childCount()):
            line = group.child(number)
            if line is not None:
                said = " ".join(line.text(column) for column in range(3)).lower()
                is_wanted = all(word in said for word in words)
                line.setHidden(not is_wanted)
                fits = fits or is_wanted
        group.setHidden(not fits)

    def choose(self, action_id: str) -> None:
        """Chooses a command of the list."""
        item = self._items.get(action_id)
        if item is not None:
            self.list.setCurrentItem(item)
            self.list.scrollToItem(item)

    def import_keys(self) -> None:
        """Takes the keys of a file that the user chooses."""
        path = self._questions.keys_to_import()
        if not path:
            return
        try:
            count = self._keys.import_from(path)
        except MedviewerError as error:
            self.editor.say(str(error), "error")
            return
        self.editor.say(self.tr("%1 keys were changed.").replace("%1", str(count)))

    def export_keys(self) -> None:
        """Writes all keys to a file that the user names."""
        path = self._questions.keys_target("medviewer-keys.json")
        if not path:
            return
        if self._keys.export_to(path):
            self.editor.say(self.tr("Saved %1").replace("%1", path))
        else:
            self.editor.say(self.tr("%1 cannot be written.").replace("%1", path), "error")

    # --- parts ---

    def _fill(self) -> None:
        mouse = self._add_group(self.tr("Mouse"))
        for what, how in self._mouse():
            self._add_line(mouse, what, "", how)
        groups: dict[str, QTreeWidgetItem] = {}
        for row in self._keys.rows:
            menu = row.menu.split("/")[0]
            if menu not in groups:
                groups[menu] = self._add_group(QCoreApplication.translate("Actions", menu))
            text = QCoreApplication.translate("Actions", row.text)
            meaning = QCoreApplication.translate("Actions", row.tooltip)
            line = self._add_line(groups[menu], text, meaning, _native(self._keys.key(row.id)))
            line.setData(0, _ID, row.id)
            self._items[row.id] = line
            self._mark(row, line)
        self.list.expandAll()

    def _add_group(self, title: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self.list, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFirstColumnSpanned(True)
        font = self.list.font()
        font.setBold(True)
        group.setFont(0, font)
        group.setForeground(0, QColor(MUTED))
        return group

    def _add_line(self, group: QTreeWidgetItem, what: str, meaning: str, how: str) -> QTreeWidgetItem:
        line = QTreeWidgetItem(group, [what, meaning, how])
        line.setForeground(1, QColor(MUTED))
        line.setToolTip(0, what)
        line.setToolTip(1, meaning)
        line.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return line

    def _mark(self, row: ActionRow, line: QTreeWidgetItem) -> None:
        """A key of the user's own stands out."""
        usual = self._keys.is_usual(row.id)
        line.setForeground(2, QColor(TEXT if usual else ACCENT))
        line.setToolTip(2, self.tr("Usual key") if usual else self.tr("Your own key"))

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        action_id = "" if item is None else str(item.data(0, _ID) or "")
        self.editor.show_command(action_id)

    def _refresh(self, action_id: str) -> None:
        line = self._items.get(action_id)
        if line is not None:
            line.setText(2, _native(self._keys.key(action_id)))
            row = next(row for row in self._keys.rows if row.id == action_id)
            self._mark(row, line)
        self.editor.refresh()

    def _mouse(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Window: width across, level up and down"), self.tr("Left drag")),
            (self.tr("Pan"), self.tr("Middle drag")),
            (self.tr("Zoom"), self.tr("Right drag")),
            (self.tr("Go through the images"), self.tr("Wheel")),
            (self.tr("Go through the time points or frames"), self.tr("Ctrl or Alt + wheel")),
            (self.tr("Menu"), self.tr("Right click")),
            (self.tr("Maximise the view, and back"), self.tr("Double click")),
            (self.tr("Crosshair follows in every view"), self.tr("Shift + move")),
            (self.tr("Window from a region"), self.tr("Ctrl + drag")),
        )


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
