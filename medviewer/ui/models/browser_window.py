"""The model browser: every model as a card, and all about the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from medviewer.scene.scene import Scene
from medviewer.ui.dropped_paths import dropped_paths, may_hold_paths
from medviewer.ui.model_list import ModelList
from medviewer.ui.models.details_pane import DetailsPane
from medviewer.ui.models.fit_text import task_text
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.panels.model_card import ModelCard
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said
from medviewer.ui.parts.theme import BACKGROUND, BORDER, PANEL

_STYLE = f"""
#models {{ background: {BACKGROUND}; }}
QListWidget {{ background: {PANEL}; border: 1px solid {BORDER}; border-radius: 4px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {BACKGROUND}; }}
"""


class ModelBrowser(QWidget):
    """A window of its own. It shows and asks; others run, install and remove.

    ``run_wanted`` carries a model id and series ids, the other wishes a model id or paths.
    """

    run_wanted = Signal(str, tuple)
    quick_run_wanted = Signal(str)
    install_wanted = Signal()
    dropped = Signal(list)
    remove_wanted = Signal(str)
    export_wanted = Signal(str)
    estimate_wanted = Signal(str)

    def __init__(
        self,
        models: ModelList,
        fits: ModelFits,
        settings: ModelSettings,
        scene: Scene,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("models")
        self.setWindowTitle(self.tr("Models"))
        self.setStyleSheet(_STYLE)
        self.setAcceptDrops(True)
        self.resize(1040, 720)
        self._models = models
        self._fits = fits
        self._settings = settings
        self._scene = scene
        self.cards: dict[str, ModelCard] = {}
        self.details: DetailsPane | None = None
        self.words = QLineEdit()
        self.task = QComboBox()
        self.fit = QComboBox()
        self.install_button = QPushButton(self.tr("Install model…"))
        self.count = PlainLabel(role="muted")
        self._list = QVBoxLayout()
        self._right = QVBoxLayout()
        self._build()
        self._connect()
        self.rebuild()

    def show_model(self, model_id: str) -> None:
        """Opens the details of a model."""
        if model_id in self._models.usable:
            self._models.choose(model_id)
            self._show_details(model_id)

    # --- building ---

    def _build(self) -> None:
        inside = QWidget()
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(6)
        inside.setLayout(self._list)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what lies in it takes the focus
        right = QWidget()
        right.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scroll)
        split.addWidget(right)
        split.setSizes([440, 600])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._bar())
        column.addWidget(split, 1)
        column.addWidget(self.count)

    def _bar(self) -> QHBoxLayout:
        self.words.setPlaceholderText(self.tr("Search: name, label, purpose"))
        self.words.setAccessibleName(self.tr("Search models"))
        self.words.setClearButtonEnabled(True)
        self.task.setAccessibleName(self.tr("Task"))
        self.fit.setAccessibleName(self.tr("Fit"))
        for text, value in (
            (self.tr("Any fit"), ""),
            (self.tr("Fits this series"), "fits"),
            (self.tr("Lacks a series"), "needs"),
            (self.tr("Does not fit"), "blocked"),
        ):
            self.fit.addItem(text, value)
        self.install_button.setToolTip(self.tr("Test a model from a file or folder, then decide"))
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.words, 1)
        for widget in (self.task, self.fit, self.install_button):
            bar.addWidget(widget)
        return bar

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._filter())
        self.task.currentIndexChanged.connect(lambda _index: self._filter())
        self.fit.currentIndexChanged.connect(lambda _index: self._filter())
        self.install_button.clicked.connect(self.install_wanted)
        self._models.changed.connect(self.rebuild)
        self._fits.changed.connect(self.refresh)
        for key, does in (("Esc", self.close), ("Ctrl+F", self.words.setFocus), ("Ctrl+W", self.close)):
            QShortcut(QKeySequence(key), self).activated.connect(does)

    # --- the list ---

    def rebuild(self) -> None:
        """Shows the models that are known now."""
        if list(self.cards) == list(self._models.usable) and self.cards:
            self._mark()
            return
        clear_layout(self._list)
        self.cards = {}
        for model_id, record in self._models.usable.items():
            card = ModelCard(record, self._fits.facts(model_id).legacy)
            card.run_wanted.connect(self.quick_run_wanted)
            card.chosen.connect(self.show_model)
            self.cards[model_id] = card
            self._list.addWidget(card)
        for record in self._models.broken:
            text = said(f"{record.folder.name}: {record.reason}")
            self._list.addWidget(PlainLabel(text, role="warning", wrap=True))
        self._list.addStretch(1)
        self._list_tasks()
        self._show_details(self._models.chosen)
        self.refresh()

    def refresh(self) -> None:
        """Shows how each goes with the series on screen."""
        if not self.isVisible():
            return
        for place, model_id in enumerate(self._fits.ranked(self.cards)):
            if self._list.indexOf(self.cards[model_id]) != place:
                self._list.insertWidget(place, self.cards[model_id])
        for model_id, card in self.cards.items():
            card.show_fit(self._fits.fit(model_id), self._fits.hint())
            if model_id in self._models.usable:
                card.picture.show_png(self._fits.facts(model_id).picture)
                card.show_badges(self._models.usable[model_id], self._fits.facts(model_id).legacy)
        if self.details is not None and self.details.facts != self._fits.facts(self.details.info.id):
            self._make_details(self.details.info.id)  # its files have been read meanwhile
        elif self.details is not None:
            self.details.run.refresh(self._series_on_screen)
        self._filter()

    @property
    def _series_on_screen(self) -> str:
        active = self._scene.active
        return "" if active is None else active.image.info.series_id

    def _list_tasks(self) -> None:
        tasks = sorted({card.info.task for card in self.cards.values()})
        chosen = self.task.currentData()
        self.task.blockSignals(True)
        self.task.clear()
        self.task.addItem(self.tr("All tasks"), "")
        for task in tasks:
            self.task.addItem(task_text(task), task)
        self.task.setCurrentIndex(max(0, self.task.findData(chosen)))
        self.task.blockSignals(False)

    def _filter(self) -> None:
        words = self.words.text().casefold().split()
        shown = 0
        for model_id, card in self.cards.items():
            info, fit = card.info, self._fits.fit(model_id)
            told = " ".join((info.name, info.id, info.intended_use, *(label.name for label in info.labels)))
            kind = "" if fit is None else "fits" if fit.can_run else fit.kind
            is_wanted = (
                all(word in told.casefold() for word in words)
                and self.task.currentData() in ("", None, info.task)
                and self.fit.currentData() in ("", kind)
            )
            card.setVisible(is_wanted)
            shown += is_wanted
        text = self.tr("%1 of %2 models").replace("%1", str(shown)).replace("%2", str(len(self.cards)))
        self.count.setText(text)

    def _mark(self) -> None:
        for model_id, card in self.cards.items():
            card.set_chosen(model_id == self._models.chosen)

    # --- the chosen one ---

    def _show_details(self, model_id: str) -> None:
        self._mark()
        if self.details is not None and self.details.info.id == model_id:
            return
        self._make_details(model_id)

    def _make_details(self, model_id: str) -> None:
        clear_layout(self._right)
        self.details = None
        record = self._models.usable.get(model_id)
        if record is None:
            self._right.addWidget(PlainLabel(self.tr("Choose a model on the left."), role="muted"))
            self._right.addStretch(1)
            return
        details = DetailsPane(record, self._fits, self._settings)
        details.run.run_wanted.connect(self.run_wanted)
        details.run.estimate_wanted.connect(self.estimate_wanted)
        details.remove_wanted.connect(self.remove_wanted)
        details.export_wanted.connect(self.export_wanted)
        self.details = details
        self._right.addWidget(details)
        details.run.refresh(self._series_on_screen)

    # --- Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event.mimeData()))
