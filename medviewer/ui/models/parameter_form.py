"""The settings of a model as a form, made from what its manifest says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from medviewer.api.model_info import Parameter
from medviewer.ui.models.parameter_field import ParameterField, make_field
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said


class ParameterForm(QWidget):
    """A row for each setting. ``changed`` comes after each change by the user.

    Parameters
    ----------
    make
        Makes the field of a row; by its kind alone if nothing else is said.
    """

    changed = Signal()

    def __init__(
        self,
        parameters: Sequence[Parameter],
        values: Mapping[str, str],
        parent: QWidget | None = None,
        make: Callable[[Parameter], ParameterField] = make_field,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self.fields: dict[str, ParameterField] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        for parameter in parameters:
            self._add(parameter, values.get(parameter.name, parameter.default))
        self.reset_button = QToolButton()
        self.reset_button.setText(self.tr("Reset to the defaults"))
        self.reset_button.setToolTip(self.tr("Put every setting back to what the model's makers chose"))
        self.reset_button.clicked.connect(self.reset)
        self.reset_button.setVisible(bool(parameters))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._grid)
        column.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignLeft)
        if not parameters:
            column.addWidget(PlainLabel(self.tr("This model has no settings."), role="muted"))
        self._mark()

    def values(self) -> dict[str, str]:
        """Every setting as text, as a run is given it."""
        return {name: field.text() for name, field in self.fields.items()}

    def changed_values(self) -> dict[str, str]:
        """Only those that differ from the defaults."""
        return {name: field.text() for name, field in self.fields.items() if not field.is_default}

    def reset(self) -> None:
        """Puts every setting back to its default."""
        for field in self.fields.values():
            field.set_text(field.parameter.default)
        self._tell()

    def _add(self, parameter: Parameter, value: str) -> None:
        row = self._grid.rowCount()
        field = self._make(parameter)
        field.set_text(value)
        field.changed.connect(self._tell)
        title = PlainLabel(said(parameter.title), wrap=True)
        title.setBuddy(field.widget)
        field.widget.setAccessibleName(said(parameter.title))
        field.widget.setToolTip(said(parameter.help))
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(field.widget, row, 1)
        if parameter.help:
            self._grid.addWidget(PlainLabel(said(parameter.help), role="muted", wrap=True), row + 1, 0, 1, 2)
        self._grid.setRowMinimumHeight(row + 2, 6)
        self._grid.addWidget(QWidget(), row + 2, 0)
        self.fields[parameter.name] = field

    def _tell(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        self.reset_button.setEnabled(bool(self.changed_values()))
