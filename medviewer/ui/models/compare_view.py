"""Two results of one series side by side, where they differ, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from medviewer.core.comparison import (
    LabelComparison,
    compare_segmentations,
    compare_whole,
    difference_map,
)
from medviewer.core.errors import GeometryError
from medviewer.core.segmentation import Segmentation
from medviewer.scene.layers.compared import with_difference, with_layer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.slice_plan import SlicePlan
from medviewer.scene.views.viewport import PlaneKind
from medviewer.session import InBackground
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.models.compare_table import CompareTable
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.views.badges import badges_of
from medviewer.ui.views.slice_overlay import Overlay
from medviewer.ui.views.slice_picture import PictureMaker
from medviewer.ui.views.slice_view import SliceView

_TABLE_HEIGHT = 220


class ComparedSlice(SliceView):
    """A view that shares plane, zoom and crosshair with its neighbours and shows labels of its own."""

    def __init__(
        self,
        scene: Scene,
        kind: PlaneKind,
        make_renderer: Callable[[], PictureMaker],
        tools: ToolState,
        change: Callable[[SlicePlan], SlicePlan],
        layers: Sequence[LabelLayer],
    ) -> None:
        super().__init__(scene, scene.viewports[kind], make_renderer, tools)
        self._change = change
        self._layers = tuple(layers)

    def changed_overlay(self, overlay: Overlay) -> Overlay:
        return replace(overlay, ai_badges=badges_of(self._layers))

    def wanted_plan(self) -> SlicePlan | None:
        plan = super().wanted_plan()
        return None if plan is None else self._change(plan)


class CompareView(QWidget):
    """A, B and the difference of one plane, and a table; ``closed`` when the user has seen enough."""

    closed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        scene: Scene,
        tools: ToolState,
        make_renderer: Callable[[], PictureMaker],
        in_background: InBackground,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._tools = tools
        self._make_renderer = make_renderer
        self._in_background = in_background
        self._difference: Segmentation | None = None
        self._pair: tuple[LabelLayer, LabelLayer] | None = None
        self._asked = 0
        self.choice_a, self.choice_b, self.plane = QComboBox(), QComboBox(), QComboBox()
        self.views: list[ComparedSlice] = []
        self.table = CompareTable()
        self.trouble = PlainLabel(role="warning", wrap=True)
        self._grid = QGridLayout()
        self._build()
        for signal in (scene.layer_removed, scene.active_changed):
            signal.connect(lambda *_: self._leave_if_gone())

    def compare(self, layers: list[LabelLayer]) -> None:
        """Shows the two newest of several results; the user may choose others."""
        for box, chosen in ((self.choice_a, -2), (self.choice_b, -1)):
            box.clear()
            for layer in layers:
                box.addItem(_name(layer), layer.id)
            box.setCurrentIndex(len(layers) + chosen)
        self.show_pair()

    def show_pair(self) -> None:
        """Shows the chosen pair, and counts it on a worker thread."""
        a, b = self._layer(self.choice_a), self._layer(self.choice_b)
        if a is None or b is None:
            return
        self._pair = (a, b)
        self._difference = None
        self._make_views(a, b)
        self._ask(None)

    def let_go(self) -> None:
        """Holds nothing any more of the results that were compared: they may be large, and be closed next."""
        self._asked += 1
        self._pair = None
        self._difference = None
        self._remove_views()

    # --- parts ---

    def _build(self) -> None:
        for text, kind in (
            (self.tr("Axial"), "axial"), (self.tr("Sagittal"), "sagittal"), (self.tr("Coronal"), "coronal")
        ):  # fmt: skip
            self.plane.addItem(text, kind)
        whole = QToolButton()
        whole.setText(self.tr("All labels"))
        whole.setToolTip(self.tr("Show where any label differs"))
        whole.clicked.connect(self._show_whole)
        close = QToolButton()
        close.setText("✕")
        close.setToolTip(self.tr("Close the comparison (Esc)"))
        close.setAccessibleName(self.tr("Close the comparison"))
        close.clicked.connect(self.closed)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 4, 0)
        bar.setSpacing(8)
        for letter, box in (("A", self.choice_a), ("B", self.choice_b)):
            bar.addWidget(PlainLabel(letter))
            bar.addWidget(box, 1)
            box.setAccessibleName(self.tr("Result %1").replace("%1", letter))
            box.activated.connect(lambda _index: self.show_pair())
        self.plane.activated.connect(lambda _index: self.show_pair())
        for widget in (self.plane, whole, close):
            bar.addWidget(widget)
        self.table.chosen.connect(self._ask)
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self._grid.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(4)
        column.addLayout(bar)
        column.addLayout(self._grid, 1)
        column.addWidget(self.trouble)
        column.addWidget(self.table)
        self.trouble.hide()

    def _remove_views(self) -> None:
        self.views = []
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _make_views(self, a: LabelLayer, b: LabelLayer) -> None:
        self._remove_views()
        kind: PlaneKind = self.plane.currentData()
        self.views = [
            ComparedSlice(self._scene, kind, self._make_renderer, self._tools, change, layers)
            for change, layers in (
                (lambda plan: with_layer(plan, a), (a,)),
                (lambda plan: with_layer(plan, b), (b,)),
                (lambda plan: with_difference(plan, self._difference), (a, b)),
            )
        ]
        titles = (
            f"A  {_name(a)}",
            f"B  {_name(b)}",
            self.tr("Difference: blue only A, orange only B, grey both"),
        )
        for n, (title, view) in enumerate(zip(titles, self.views, strict=True)):
            label = ElidedLabel(title)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(label, 0, n)
            self._grid.addWidget(view, 1, n)
            self._grid.setColumnStretch(n, 1)
            view.menu_wanted.connect(self.menu_wanted)
        self._grid.setRowStretch(1, 1)

    def _show_whole(self) -> None:
        self.table.clearSelection()
        self._ask(None)

    def _ask(self, row: LabelComparison | None) -> None:
        """Counts the pair (without ``row``) and maps its difference; a late answer is dropped."""
        if self._pair is None:
            return
        a, b = self._pair[0].segmentation, self._pair[1].segmentation
        self._asked += 1
        number, counts, together = self._asked, row is None, self.tr("All labels together")

        def look() -> tuple[tuple[LabelComparison, ...], Segmentation] | str:
            try:
                rows = compare_segmentations(a, b) if counts else ()
                if len(rows) > 1:
                    rows = (*rows, compare_whole(a, b, together))
                return rows, difference_map(a, b, None if row is None or row.is_whole else row)
            except GeometryError as error:
                return str(error)

        def show(found: tuple[tuple[LabelComparison, ...], Segmentation] | str) -> None:
            if number != self._asked or self._pair is None:
                return
            self.trouble.setVisible(isinstance(found, str))
            if isinstance(found, str):
                self.trouble.setText(found)
                self.table.show_comparison((), "", "")
                return
            if counts:
                self.table.show_comparison(found[0], *(_name(layer) for layer in self._pair))
            self._difference = found[1]
            self.views[2].update()

        trouble = self.tr("These two could not be compared.")
        self._in_background(look, show, lambda: show(trouble))

    def _layer(self, box: QComboBox) -> LabelLayer | None:
        found = next((layer for layer in self._scene.layers if layer.id == box.currentData()), None)
        return found if isinstance(found, LabelLayer) else None

    def _leave_if_gone(self) -> None:
        active = self._scene.active
        there = () if active is None else self._scene.results_of(active.id)
        if self._pair is not None and not all(layer in there for layer in self._pair):
            self._pair = None
            self.closed.emit()


def _name(layer: LabelLayer) -> str:
    model = "" if layer.provenance is None else layer.provenance.model_name
    return f"{layer.name} ({model})" if model and model != layer.name else layer.name
