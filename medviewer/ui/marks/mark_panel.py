"""The panel of measurements: all marks, the figures of the selected one, and what can be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from medviewer.scene.scene import Scene
from medviewer.ui.parts.plain_label import PlainLabel

if TYPE_CHECKING:
    from medviewer.ui.marks.histogram_plot import HistogramPlot
    from medviewer.ui.marks.mark_rows_view import MarkRowsView
    from medviewer.ui.marks.mark_table import MarkTable

_SOON_MS = 30


class MarkPanel(QWidget):
    """Follows the marks of a scene, at most once in a while; the list is made with the first mark.

    ``menu_wanted`` carries the place on screen of a menu for the marks that are selected.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self.table: MarkTable | None = None
        self.rows: MarkRowsView | None = None
        self.histogram: HistogramPlot | None = None
        self.buttons: dict[str, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._nothing = PlainLabel(
            self.tr("Nothing measured yet. D draws a length, O an ellipse, B an arrow."), "muted", wrap=True
        )
        self._column.addWidget(self._nothing)
        self.figures = PlainLabel("", "muted", self, wrap=True)
        self.figures.hide()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        scene.marks.events.connect(self._later)
        for signal in (scene.layer_added, scene.layer_removed, scene.active_changed):
            signal.connect(self._later)

    def _later(self, *_: object) -> None:
        if not self._soon.isActive() and (self._scene.marks.items or self.table is not None):
            self._soon.start()

    def retranslate(self) -> None:
        """Says everything in the language of the window."""
        self.refresh()

    def refresh(self) -> None:
        """Shows the present marks."""
        there = bool(self._scene.marks.items)
        if self.table is None:
            if not there:
                return
            self._build()
        if self.table is None or self.rows is None:
            return
        self.table.refresh()
        self._nothing.setVisible(not there)
        self.rows.setVisible(there)
        self.rows.fit()
        for button in self.buttons.values():
            button.setVisible(there)
        self._show_selected()

    def _build(self) -> None:
        # Not needed for the first picture.
        from medviewer.ui.marks.histogram_plot import HistogramPlot
        from medviewer.ui.marks.mark_rows_view import MarkRowsView
        from medviewer.ui.marks.mark_table import MarkTable

        self.table = MarkTable(self._scene)
        self.rows = MarkRowsView(self.table)
        self.rows.chosen.connect(self._go_to)
        self.rows.picked.connect(self._pick)
        self.rows.menu_wanted.connect(self.menu_wanted)
        self.histogram = HistogramPlot()
        self.histogram.hide()
        below = QHBoxLayout()
        below.setSpacing(4)
        for name, text, tip, handler in (
            ("rename", self.tr("Rename"), self.tr("Give the selected measurement a name"), self.rows.rename),
            ("delete", self.tr("Delete"), self.tr("Delete the selected measurements (Del)"), self._delete),
        ):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.clicked.connect(handler)
            below.addWidget(button)
            self.buttons[name] = button
        below.addStretch(1)
        for widget in (self.rows, self.figures, self.histogram):
            self._column.addWidget(widget)
        self._column.addLayout(below)

    def _go_to(self, mark_id: str) -> None:
        from medviewer.scene.marks.mark_tools import jump_to_mark

        mark = self._scene.marks.mark(mark_id)
        if mark is not None and not jump_to_mark(self._scene, mark):
            self._scene.marks.selected = frozenset({mark_id})

    def rename(self) -> None:
        """Opens the line for the name of the selected mark."""
        self.refresh()
        if self.rows is not None:
            self.rows.setFocus()
            self.rows.rename()

    def _pick(self, mark_ids: frozenset[str]) -> None:
        self._scene.marks.selected = mark_ids

    def _delete(self) -> None:
        if self._scene.marks.selected:
            self._scene.marks.remove(self._scene.marks.selected, "Delete measurement")

    def _show_selected(self) -> None:
        """The row, the figures and the histogram of the selected mark."""
        marks = self._scene.marks
        selected = [one for one in marks.items if one.id in marks.selected]
        for button in self.buttons.values():
            button.setEnabled(bool(selected))
        if self.table is None or self.rows is None or self.histogram is None:
            return
        if not selected:
            self.rows.selectionModel().clear()
            self.figures.hide()
            self.histogram.show_figures(None)
            return
        self.rows.show_selected(marks.selected)
        self._show_figures(len(selected))

    def _show_figures(self, count: int) -> None:
        from medviewer.core.measure_text import figure_lines
        from medviewer.scene.marks.mark_figures import figures_in
        from medviewer.ui.marks.mark_words import figure_words

        marks = self._scene.marks
        mark = next((one for one in reversed(marks.items) if one.id in marks.selected), None)
        figures = None if mark is None else figures_in(self._scene, mark)
        lines = () if figures is None or count > 1 else figure_lines(figures, figure_words())
        text = self.tr("%1 selected").replace("%1", str(count)) if count > 1 else "\n".join(lines)
        self.figures.setText(text)
        self.figures.setVisible(bool(text))
        if self.histogram is not None:
            self.histogram.show_figures(figures if count == 1 else None)
