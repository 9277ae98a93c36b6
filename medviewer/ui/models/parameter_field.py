"""One setting of a model: the widget for its kind, and its value as text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from medviewer.api.model_info import Parameter

_LARGEST = 2**31 - 1


class ParameterField(QObject):
    """``widget`` shows the value; ``changed`` comes when it is another one."""

    changed = Signal()

    def __init__(self, parameter: Parameter, widget: QWidget) -> None:
        super().__init__(widget)
        self.parameter = parameter
        self.widget = widget
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def text(self) -> str:
        """The value as a run is given it."""
        raise NotImplementedError

    def set_text(self, value: str) -> None:
        """Shows a value; one that does not fit the setting leaves the default."""
        raise NotImplementedError

    @property
    def is_default(self) -> bool:
        """Whether it is what the model's makers chose."""
        return self.text() == _same_form(self.parameter, self.parameter.default)


class NumberField(ParameterField):
    """A number with bounds and unit."""

    def __init__(self, parameter: Parameter) -> None:
        box = _QuietDoubleSpinBox()
        box.setDecimals(_decimals(parameter))
        box.setRange(
            -float(_LARGEST) if parameter.low is None else parameter.low,
            float(_LARGEST) if parameter.high is None else parameter.high,
        )
        box.setSingleStep(_step(parameter))
        box.setSuffix(f" {parameter.unit}" if parameter.unit else "")
        super().__init__(parameter, box)
        self._box = box
        box.valueChanged.connect(lambda _value: self.changed.emit())

    def text(self) -> str:
        return f"{self._box.value():.10g}"

    def set_text(self, value: str) -> None:
        self._box.setValue(_number(value, self.parameter.default))


class WholeField(ParameterField):
    """A whole number with bounds and unit."""

    def __init__(self, parameter: Parameter) -> None:
        box = _QuietSpinBox()
        box.setRange(
            -_LARGEST if parameter.low is None else round(parameter.low),
            _LARGEST if parameter.high is None else round(parameter.high),
        )
        box.setSuffix(f" {parameter.unit}" if parameter.unit else "")
        super().__init__(parameter, box)
        self._box = box
        box.valueChanged.connect(lambda _value: self.changed.emit())

    def text(self) -> str:
        return str(self._box.value())

    def set_text(self, value: str) -> None:
        self._box.setValue(round(_number(value, self.parameter.default)))


class FlagField(ParameterField):
    """On or off."""

    def __init__(self, parameter: Parameter) -> None:
        box = QCheckBox()
        super().__init__(parameter, box)
        self._box = box
        box.toggled.connect(lambda _on: self.changed.emit())

    def text(self) -> str:
        return "true" if self._box.isChecked() else "false"

    def set_text(self, value: str) -> None:
        self._box.setChecked(value.strip().lower() == "true")


class ChoiceField(ParameterField):
    """One of several words."""

    def __init__(self, parameter: Parameter) -> None:
        box = _QuietComboBox()
        for choice in parameter.choices:
            box.addItem(choice or QCoreApplication.translate("parameter_field", "Automatic"), choice)
        super().__init__(parameter, box)
        self._box = box
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def text(self) -> str:
        return str(self._box.currentData() or "")

    def set_text(self, value: str) -> None:
        wanted = value if value in self.parameter.choices else self.parameter.default
        self._box.setCurrentIndex(max(0, self._box.findData(wanted)))


class TextField(ParameterField):
    """Any text."""

    def __init__(self, parameter: Parameter) -> None:
        line = QLineEdit()
        super().__init__(parameter, line)
        self._line = line
        line.textChanged.connect(lambda _text: self.changed.emit())

    def text(self) -> str:
        return self._line.text()

    def set_text(self, value: str) -> None:
        self._line.setText(value)


_FIELDS = {
    "number": NumberField,
    "whole": WholeField,
    "flag": FlagField,
    "choice": ChoiceField,
    "text": TextField,
}


def make_field(parameter: Parameter) -> ParameterField:
    """The field for a setting, by its kind."""
    return _FIELDS[parameter.kind](parameter)


class _QuietSpinBox(QSpinBox):
    """The wheel scrolls the form, it does not change a number that lies under it by chance."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _QuietDoubleSpinBox(QDoubleSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _QuietComboBox(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _number(text: str, default: str) -> float:
    for candidate in (text, default):
        try:
            return float(candidate)
        except ValueError:
            continue
    return 0.0


def _decimals(parameter: Parameter) -> int:
    """As many as its bounds and its default have, and one more to turn."""
    told = [
        parameter.default,
        *(f"{bound:g}" for bound in (parameter.low, parameter.high) if bound is not None),
    ]
    return min(6, max(2, max(len(text.partition(".")[2]) for text in told) + 1))


def _step(parameter: Parameter) -> float:
    if parameter.low is None or parameter.high is None:
        return 0.1
    span = parameter.high - parameter.low
    return 0.05 if span <= 1 else 0.1 if span <= 5 else max(1.0, round(span / 100))


def _same_form(parameter: Parameter, text: str) -> str:
    if parameter.kind == "number":
        return f"{_number(text, '0'):.10g}"
    return str(round(_number(text, "0"))) if parameter.kind == "whole" else text
