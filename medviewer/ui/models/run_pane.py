"""Everything to decide before a model runs: series, settings, device; and what the run will take."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.api.model_info import ModelInfo
from medviewer.session.model_fit import Fit
from medviewer.ui.models.estimate_line import EstimateLine
from medviewer.ui.models.fit_text import fit_role, fit_text
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.models.parameter_form import ParameterForm
from medviewer.ui.models.role_form import RoleForm
from medviewer.ui.models.series_choice import SeriesChoice
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said


class RunPane(QWidget):
    """For one model. ``run_wanted`` carries its id and the ids of the series to run it on.

    ``estimate_wanted`` says that something changed that time and memory depend on.
    """

    run_wanted = Signal(str, tuple)
    estimate_wanted = Signal(str)

    def __init__(
        self, info: ModelInfo, fits: ModelFits, settings: ModelSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.info = info
        self._fits = fits
        self._settings = settings
        self._fit: Fit | None = None
        self._on_screen = ""
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(4)
        roles = info.contract.roles
        self.roles = RoleForm(info.id, roles, fits) if roles else None
        self.series = SeriesChoice(info.id, fits)
        self.form = ParameterForm(info.parameters, settings.params(info.id))
        self.device = QComboBox()
        self.estimate = EstimateLine()
        self.run_button = QPushButton()
        self._build()
        self._connect()

    def refresh(self, on_screen: str) -> None:
        """Shows how the model goes with the series on screen and which other series there are."""
        self._on_screen = on_screen
        self._fit = self._fits.fit(self.info.id)
        clear_layout(self._sentences)
        self._say(fit_text(self._fit, self._fits.hint()), fit_role(self._fit))
        if self._fit is not None and self._fit.kind != "blocked":
            for sentence in (*self._fit.needs_agreement, *self._fit.warnings):
                self._say(said(sentence), "warning")
        if self.roles is not None:
            self.roles.refresh()
            self.series.hide()
        else:
            self.series.refresh(on_screen)
        self._name_button()
        self.estimate_wanted.emit(self.info.id)

    @property
    def can_run(self) -> bool:
        """Whether the model may be run on something that is chosen now."""
        on_screen_fits = self._fit is not None and self._fit.can_run
        others = {one for one in self._chosen() if one != self._on_screen}
        return on_screen_fits or bool(others)

    # --- parts ---

    def _build(self) -> None:
        for text, value in (
            (self.tr("Automatic"), "auto"),
            (self.tr("Processor"), "cpu"),
            (self.tr("Graphics card"), "cuda"),
        ):
            self.device.addItem(text, value)
        self.device.setCurrentIndex(max(0, self.device.findData(self._settings.device(self.info.id))))
        self.device.setAccessibleName(self.tr("Where it runs"))
        self.device.setToolTip(self.tr("Automatic takes the graphics card if it has enough free memory"))
        row = QFormLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addRow(PlainLabel(self.tr("Runs on")), self.device)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._sentences)
        if self.roles is not None:
            column.addWidget(self._heading(self.tr("Series")))
            column.addWidget(self.roles)
        column.addWidget(self.series)
        column.addWidget(self._heading(self.tr("Settings")))
        column.addWidget(self.form)
        column.addLayout(row)
        column.addWidget(self.estimate)
        column.addWidget(self.run_button)
        column.addStretch(1)

    def _connect(self) -> None:
        self.form.changed.connect(self._remember)
        self.device.activated.connect(lambda _index: self._remember())
        self.series.changed.connect(self._name_button)
        self.run_button.clicked.connect(lambda: self.run_wanted.emit(self.info.id, self._chosen()))

    def _chosen(self) -> tuple[str, ...]:
        return () if self.roles is not None else self.series.chosen

    def _remember(self) -> None:
        self._settings.remember(self.info.id, self.form.changed_values(), str(self.device.currentData()))
        self.estimate_wanted.emit(self.info.id)

    def _name_button(self) -> None:
        count = len(self._chosen())
        is_one = self.roles is not None or count <= 1
        text = self.tr("Run") if is_one else self.tr("Run on %1 series").replace("%1", str(count))
        self.run_button.setText(text)
        self.run_button.setEnabled(self.can_run)

    def _say(self, text: str, role: str) -> None:
        if text:
            self._sentences.addWidget(PlainLabel(text, role=role, wrap=True))

    def _heading(self, text: str) -> PlainLabel:
        label = PlainLabel(text)
        label.setStyleSheet("font-weight: 600;")
        return label
