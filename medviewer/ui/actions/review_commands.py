"""The commands for going through results and comparing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.core.geometry import Vector
from medviewer.core.review import ReviewState
from medviewer.scene.images.time_axis import go_to_time
from medviewer.scene.layers.heat_layer import HeatLayer, next_heat, show_only
from medviewer.scene.layers.layers import LabelLayer, ResultLayer
from medviewer.scene.layers.review import set_review
from medviewer.scene.layers.review_walk import next_item, review_items
from medviewer.scene.scene import Scene
from medviewer.session import InBackground
from medviewer.ui.panels.layers_panel import LayersPanel
from medviewer.ui.panels.segments_panel import SegmentsPanel

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.models.compare_view import CompareView


class ReviewCommands(QObject):
    """``said`` carries a sentence and how serious it is.

    Parameters
    ----------
    grid, place
        What the comparison stands in for while it is open, and the layout that both are in.
    make_compare
        Makes the comparison at its first use.
    """

    said = Signal(str, str)

    def __init__(
        self,
        window: QWidget,
        scene: Scene,
        in_background: InBackground,
        layers: LayersPanel,
        segments: SegmentsPanel,
        grid: QWidget,
        place: QVBoxLayout,
        make_compare: Callable[[], CompareView],
    ) -> None:
        super().__init__(window)
        self._scene = scene
        self._in_background = in_background
        self._layers = layers
        self._segments = segments
        self._grid = grid
        self._place = place
        self._make_compare = make_compare
        self._current: tuple[str, int] | None = None
        self.compare_view: CompareView | None = None

    def attach(self, window: MainWindow) -> None:
        self.said.connect(window.say)

    # --- one after the other ---

    def next(self) -> None:
        self._go(1)

    def previous(self) -> None:
        self._go(-1)

    def next_heat(self) -> None:
        self._turn_heat(1)

    def previous_heat(self) -> None:
        self._turn_heat(-1)

    def accept(self) -> None:
        self._say("accepted")

    def edit_later(self) -> None:
        self._say("to_edit")

    def reject(self) -> None:
        """Asks for the reason in the layer's row."""
        layer = self._layer_in_hand()
        row = next((row for row in self._layers.rows if row.layer is layer), None)
        if row is not None:
            row.review_bar.ask_reason()

    # --- side by side ---

    def compare(self) -> None:
        """Shows two segmentations of the image on screen side by side, or the views again."""
        if self.compare_view is not None and self.compare_view.isVisible():
            self.leave_comparison()
            return
        active = self._scene.active
        layers = [] if active is None else self._scene.results_of(active.id)
        labels = [layer for layer in layers if isinstance(layer, LabelLayer)]
        if len(labels) < 2:
            self.said.emit(self.tr("Two segmentations of this series are needed to compare them."), "note")
            return
        if self.compare_view is None:
            self.compare_view = self._make_compare()
            self.compare_view.closed.connect(self.leave_comparison)
            self._place.insertWidget(0, self.compare_view, 1)
        self.compare_view.compare(labels)
        self._grid.hide()
        self.compare_view.show()

    def leave_comparison(self) -> None:
        """Shows the views again."""
        if self.compare_view is not None:
            self.compare_view.hide()
            self.compare_view.let_go()
        self._grid.show()

    # --- parts ---

    def _turn_heat(self, step: int) -> None:
        active = self._scene.active
        results = () if active is None else self._scene.results_shown_on(active)
        layer = next_heat([one for one in results if isinstance(one, HeatLayer)], step)
        if layer is None:
            self.said.emit(self.tr("No heat map was made of this image yet."), "note")
            return
        show_only(layer, results)
        self.said.emit(self.tr("Heat map %1").replace("%1", layer.name), "note")

    def _go(self, step: int) -> None:
        item = next_item(review_items(self._scene), self._current, step)
        if item is None:
            self.said.emit(self.tr("There is nothing to go to on this image."), "note")
            return
        self._current = (item.layer_id, item.part)
        layer = self._scene.layer(item.layer_id)
        if isinstance(layer, ResultLayer) and layer.time_point is not None:
            go_to_time(self._scene, layer.time_point)
        if isinstance(layer, LabelLayer) and layer.id in self._segments.lists:
            self._segments.lists[layer.id].choose(item.part)

        def show(point_lps: Vector | None) -> None:
            if point_lps is None:
                self.said.emit(self.tr("%1: it is nowhere in the image").replace("%1", item.title), "note")
            else:
                self._scene.set_cursor(point_lps)
                self.said.emit(item.title, "note")

        self._in_background(item.find, show)

    def _say(self, state: ReviewState) -> None:
        layer = self._layer_in_hand()
        if layer is None:
            self.said.emit(self.tr("There is no result of a model to review on this image."), "note")
        else:
            set_review(self._scene.undo, layer, state)

    def _layer_in_hand(self) -> ResultLayer | None:
        """The one that was gone to last, else the newest that is not settled."""
        active = self._scene.active
        layers = [] if active is None else self._scene.results_of(active.id)
        open_ones = [layer for layer in layers if layer.is_from_model and not layer.review.is_settled]
        gone_to = [layer for layer in open_ones if self._current and layer.id == self._current[0]]
        return next(iter((*gone_to, *reversed(open_ones))), None)
