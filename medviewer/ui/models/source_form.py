"""What a model in another format is told before it is converted: a form of its importer's options."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from medviewer.api.model_info import Parameter, ParameterKind
from medviewer.core.source_look import SourceLook, SourceRow
from medviewer.importers.options import FILES
from medviewer.ui.models.file_field import FileField
from medviewer.ui.models.parameter_field import ParameterField, make_field
from medviewer.ui.models.parameter_form import ParameterForm
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said


class SourceForm(QWidget):
    """The rows of what was found; ``changed`` comes after each change by the user."""

    changed = Signal()

    def __init__(self, look: SourceLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needed = look.needed
        self.form = ParameterForm([_parameter(row) for row in look.rows], {}, make=_field)
        self.form.setContentsMargins(8, 8, 8, 8)
        self.form.changed.connect(self._tell)
        self.missing_line = PlainLabel(role="warning", wrap=True)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.form)
        scroll.setAccessibleName(self.tr("What this model is told"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(scroll, 1)
        column.addWidget(self.missing_line)
        self._tell()

    def options(self) -> dict[str, str]:
        """What differs from what the source says itself, and every choice; for the importer."""
        fields = self.form.fields.items()
        return {
            name: field.text()
            for name, field in fields
            if (field.parameter.kind == "choice" and field.text()) or not field.is_default
        }

    def missing(self) -> list[str]:
        """Titles of the rows that must be answered and are not."""
        fields = [self.form.fields[name] for name in self._needed if name in self.form.fields]
        return [said(field.parameter.title) for field in fields if field.text() in ("", "false")]

    def _tell(self) -> None:
        missing = self.missing()
        told = self.tr("Still needed: %1").replace("%1", self.tr(", ").join(missing))
        self.missing_line.setText(told)
        self.missing_line.setVisible(bool(missing))
        self.changed.emit()


def _field(parameter: Parameter) -> ParameterField:
    if parameter.name in FILES:
        return FileField(parameter)
    field = make_field(parameter)
    if isinstance(field.widget, QLineEdit):
        field.widget.setPlaceholderText(QCoreApplication.translate("source_form", "as the model says"))
    return field


def _parameter(row: SourceRow) -> Parameter:
    kind: ParameterKind = "choice" if row.kind == "choice" else "flag" if row.kind == "flag" else "text"
    return Parameter(row.name, row.title, kind, row.default, row.help, row.choices)
