"""The conditions of a hanging rule and what its views show, as fields that write at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from medviewer.core.hanging import HangingRule, HangingView, SeriesWish
from medviewer.ui.parts.plain_label import PlainLabel

_LONGEST = 160


class RuleForm(QWidget):
    """Fields of one rule. ``edited`` carries the rule as it is after a change.

    ``presets`` are names of window presets by id.
    """

    edited = Signal(object)

    def __init__(self, rule: HangingRule, presets: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self._presets = presets
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        form = QFormLayout()
        form.setSpacing(4)
        form.setContentsMargins(0, 0, 0, 0)
        self._add_conditions(form)
        column.addLayout(form)
        self.views = [self._add_view(at, view, column) for at, view in enumerate(rule.views)]

    def _add_conditions(self, form: QFormLayout) -> None:
        rule = self._rule
        self.modalities = self._words(form, self.tr("Modalities"), rule.modalities, "modalities", upper=True)
        self.body_part = _line(rule.body_part, self.tr("Body part"))
        self.body_part.editingFinished.connect(lambda: self._take(body_part=self.body_part.text().strip()))
        form.addRow(self.tr("Body part"), self.body_part)
        self.study_words = self._words(form, self.tr("Study says"), rule.study_words, "study_words")
        self.series_words = self._words(form, self.tr("A series says"), rule.series_words, "series_words")
        self.count = _line(_range_text(rule), self.tr("Number of series"))
        self.count.setPlaceholderText(self.tr("any, or 2, or 2-6"))
        self.count.editingFinished.connect(self._take_count)
        form.addRow(self.tr("Series"), self.count)
        needs = {"any": self.tr("with or without"), "with": self.tr("with"), "without": self.tr("without")}
        self.prior = _choice(needs, rule.prior, self.tr("Prior study"))
        self.prior.activated.connect(lambda _at: self._take(prior=self.prior.currentData()))
        form.addRow(self.tr("Prior"), self.prior)

    def _words(
        self, form: QFormLayout, title: str, words: tuple[str, ...], field: str, upper: bool = False
    ) -> QLineEdit:
        line = _line(" ".join(words), title)
        line.setPlaceholderText(self.tr("any"))

        def take() -> None:
            text = line.text().upper() if upper else line.text()
            self._take(**{field: tuple(text.replace(",", " ").split())})

        line.editingFinished.connect(take)
        form.addRow(title, line)
        return line

    def _add_view(self, at: int, view: HangingView, column: QVBoxLayout) -> ViewForm:
        form = ViewForm(at, view, self._presets)
        form.edited.connect(self._take_view)
        column.addWidget(form)
        return form

    def _take(self, **fields: Any) -> None:
        rule = replace(self._rule, **fields)
        if rule != self._rule:
            self._rule = rule
            self.edited.emit(rule)

    def _take_count(self) -> None:
        parts = [part.strip() for part in self.count.text().replace("–", "-").split("-")]
        numbers = [int(part) if part.isdecimal() else 0 for part in parts]
        self._take(least_series=numbers[0], most_series=numbers[-1])

    def _take_view(self, at: int, view: HangingView) -> None:
        views = self._rule.views
        self._take(views=(*views[:at], view, *views[at + 1 :]))


class ViewForm(QWidget):
    """What one view shows. ``edited`` carries its number, from 0, and what it is to show."""

    edited = Signal(int, object)

    def __init__(
        self, at: int, view: HangingView, presets: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._at = at
        self._view = view
        wish = view.series or SeriesWish()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(4)
        title = self.tr("View %1").replace("%1", str(at + 1))
        form.addRow(PlainLabel(title, role="muted"))
        studies = {"": self.tr("empty"), "current": self.tr("this study"), "prior": self.tr("prior")}
        self.study = _choice(
            studies, "" if view.series is None else wish.study, f"{title} {self.tr('study')}"
        )
        self.words = _line(" ".join((wish.modality, *wish.words)).strip(), f"{title} {self.tr('series')}")
        self.words.setPlaceholderText(self.tr("any series"))
        self.words.setToolTip(self.tr("Modality in capitals, then words of the series description"))
        planes = {
            "": self.tr("as acquired"), "axial": self.tr("axial"), "sagittal": self.tr("sagittal"),
            "coronal": self.tr("coronal"), "3d": self.tr("3D"),
        }  # fmt: skip
        self.plane = _choice(planes, view.plane, f"{title} {self.tr('plane')}")
        windows = {"": self.tr("as it is"), **presets}
        self.window_choice = _choice(windows, view.window, f"{title} {self.tr('window')}")
        form.addRow(self.tr("From"), self.study)
        form.addRow(self.tr("Series"), self.words)
        form.addRow(self.tr("Plane"), self.plane)
        form.addRow(self.tr("Window"), self.window_choice)
        self.words.editingFinished.connect(self._take)
        for box in (self.study, self.plane, self.window_choice):
            box.activated.connect(lambda _at: self._take())

    def _take(self) -> None:
        study = self.study.currentData()
        tokens = self.words.text().replace(",", " ").split()
        has_modality = bool(tokens) and tokens[0].isupper() and len(tokens[0]) == 2
        modality, words = (tokens[0], tokens[1:]) if has_modality else ("", tokens)
        nth = self._view.series.nth if self._view.series is not None else 1
        wish = SeriesWish(tuple(words), modality, study, nth) if study else None
        view = HangingView(wish, self.plane.currentData(), self.window_choice.currentData())
        if view != self._view:
            self._view = view
            self.edited.emit(self._at, view)


def condition_text(rule: HangingRule) -> str:
    """The conditions of a rule on one line."""
    parts = [" + ".join(rule.modalities), rule.body_part, *rule.study_words, *rule.series_words]
    if rule.least_series or rule.most_series:
        parts.append(_tr("%1 series").replace("%1", _range_text(rule)))
    if rule.prior != "any":
        parts.append(_tr("with a prior") if rule.prior == "with" else _tr("without a prior"))
    return "  ·  ".join(part for part in parts if part) or _tr("every study")


def _range_text(rule: HangingRule) -> str:
    least, most = rule.least_series, rule.most_series
    if not least and not most:
        return ""
    return f"{least}" if least == most else f"{least}-{most or ''}"


def _line(text: str, name: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(_LONGEST)
    line.setAccessibleName(name)
    return line


def _choice(choices: Mapping[str, str], chosen: str, name: str) -> QComboBox:
    box = QComboBox()
    for value, text in choices.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setAccessibleName(name)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("RuleForm", text)
