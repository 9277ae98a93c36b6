"""One hanging rule in the list: on or off, its name, its place, and its fields when unfolded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from medviewer.core.hanging import HangingRule
from medviewer.scene.views.layout import layout_named
from medviewer.ui.hanging.rule_form import RuleForm, condition_text
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.text_button import text_button


class RuleCard(QFrame):
    """A rule. ``edited`` carries it as it is now, ``moved`` -1 or 1; the others say what is wanted."""

    edited = Signal(object)
    moved = Signal(int)
    apply_wanted = Signal()
    delete_wanted = Signal()
    unfolded = Signal(bool)

    def __init__(
        self,
        rule: HangingRule,
        presets: Mapping[str, str],
        is_unfolded: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.rule = rule
        self._presets = presets
        self.form: RuleForm | None = None
        self.is_on = QCheckBox()
        self.is_on.setChecked(rule.is_on)
        self.is_on.setToolTip(self.tr("Use this rule"))
        self.is_on.setAccessibleName(self.tr("Use the rule %1").replace("%1", rule.name))
        self.is_on.toggled.connect(lambda on: self._take(replace(self.rule, is_on=on)))
        self.name = QLineEdit(rule.name)
        self.name.setMaxLength(120)
        self.name.setAccessibleName(self.tr("Name of the rule"))
        self.name.editingFinished.connect(
            lambda: self._take(replace(self.rule, name=self.name.text().strip()))
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.is_on)
        head.addWidget(self.name, 1)
        self._column.addLayout(head)
        self.conditions = PlainLabel("", role="muted", wrap=True)
        self._column.addWidget(self.conditions)
        self._column.addLayout(self._buttons())
        self._describe()
        if is_unfolded:
            self.edit.setChecked(True)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.edit = text_button("✎", self.tr("Edit the rule"))
        self.edit.setCheckable(True)
        self.edit.toggled.connect(self._unfold)
        self.up = text_button("↑", self.tr("Try this rule earlier"))
        self.down = text_button("↓", self.tr("Try this rule later"))
        self.use = text_button("▶", self.tr("Arrange the study on screen by this rule"))
        self.delete = text_button("✕", self.tr("Delete the rule"))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.use.clicked.connect(self.apply_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        for button in (self.edit, self.up, self.down, self.use):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.delete)
        return row

    def _unfold(self, unfolded: bool) -> None:
        if unfolded and self.form is None:
            self.form = RuleForm(self.rule, self._presets)
            self.form.edited.connect(self._take_fields)
            self._column.addWidget(self.form)
        if self.form is not None:
            self.form.setVisible(unfolded)
        self.unfolded.emit(unfolded)

    def _take_fields(self, rule: HangingRule) -> None:
        self._take(replace(rule, name=self.rule.name, is_on=self.rule.is_on))

    def _take(self, rule: HangingRule) -> None:
        if rule != self.rule:
            self.rule = rule
            self._describe()
            self.edited.emit(rule)

    def _describe(self) -> None:
        self.conditions.setText(f"{condition_text(self.rule)}\n→ {layout_named(self.rule.layout).title}")
