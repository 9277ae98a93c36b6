"""All settings on one page, found by a word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from medviewer.ui.comfort.page import Page
from medviewer.ui.comfort.setting_row import SettingRow, translated
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.comfort.settings_table import SECTIONS
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import ACCENT


class SettingsPage(Page):
    """A row for each setting; a change counts at once."""

    def __init__(
        self, settings: Settings, ask_folder: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Settings"), self.tr("Search the settings"), parent)
        self._settings = settings
        self.rows: dict[str, SettingRow] = {}
        self._sections: dict[str, QWidget] = {}
        self._nothing = PlainLabel(self.tr("No setting has these words."), role="muted")
        self._nothing.hide()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 16, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)
        for section, title in SECTIONS.items():
            self._add_section(section, translated(title), ask_folder)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self._area.setWidget(inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies in it takes the focus
        self.body.addWidget(self._area, 1)
        self.searched.connect(self.show_fitting)
        settings.changed.connect(self._refresh)

    def show_fitting(self, text: str) -> None:
        """Shows the settings in which all words occur."""
        words = text.lower().split()
        for section, block in self._sections.items():
            rows = [row for row in self.rows.values() if row.setting.section == section]
            for row in rows:
                row.setVisible(row.fits(words))
            block.setVisible(any(not row.isHidden() for row in rows))
        self._nothing.setVisible(all(row.isHidden() for row in self.rows.values()))

    def show_setting(self, key: str) -> None:
        """Brings one setting into sight and gives its control the focus."""
        row = self.rows.get(key)
        if row is None:
            return
        self.search.clear()
        for one in self.rows.values():
            one.title.setStyleSheet("")
        row.title.setStyleSheet(f"color: {ACCENT};")
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, 120))

    def _add_section(self, section: str, title: str, ask_folder: Callable[[], str]) -> None:
        shown = [one for one in self._settings.table.values() if one.section == section and one.shown]
        if not shown:
            return
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        head = PlainLabel(title, role="muted")
        head.setStyleSheet("font-weight: 600; padding: 8px 0;")
        head.setIndent(0)
        column.addWidget(head)
        for setting in shown:
            row = SettingRow(setting, self._settings, ask_folder)
            self.rows[setting.key] = row
            column.addWidget(row)
        self._sections[section] = block
        self._column.addWidget(block)

    def _refresh(self, key: str) -> None:
        if key in self.rows:
            self.rows[key].refresh()
