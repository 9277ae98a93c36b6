"""How the image on screen was read: what was found, corrected, missing or refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.core.series import Verdict
from medviewer.core.volume import Stack
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.ui.panels.rejected_list import RejectedList
from medviewer.ui.panels.report_text import found_text, left_out_text
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

if TYPE_CHECKING:
    from medviewer.ui.panels.positions_plot import PositionsPlot


class LoadReportPanel(QWidget):
    """The load report of the active image: its grid, its slices, every problem, every file left out."""

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self.plot: PositionsPlot | None = None
        self.rejected: RejectedList | None = None
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        scene.changed.connect(self.refresh)
        self.show_layer(scene.active)

    def retranslate(self) -> None:
        """Says everything in the language of the window."""
        self._shown = None
        self.refresh()

    def refresh(self) -> None:
        """Follows the scene: another image, another report, another slice."""
        layer = self._scene.active
        if _state(layer) != self._shown:
            self.show_layer(layer)
        elif layer is not None and self.plot is not None and self.isVisible():
            from medviewer.scene.images.slice_places import present_distance_mm

            self.plot.set_present(present_distance_mm(self._scene, layer))

    def show_layer(self, layer: ImageLayer | None) -> None:
        """Shows how this layer's image was read."""
        clear_layout(self._column)
        self.plot, self.rejected, self._shown = None, None, _state(layer)
        if layer is None:
            self._add(self.tr("No image."), "muted")
            return
        report = layer.image.report
        found = found_text(replace(report, rejected=()))  # those stand below, by their names
        for text in (self._grid_text(layer), self._verdict_text(layer), found):
            self._add(text, "muted")
        self._add_plot(layer)
        for problem in report.problems:
            self._add(said(problem.message), "warning")
        if report.rejected:
            self._add(left_out_text(len(report.rejected)), "warning")
            self.rejected = RejectedList(report.rejected)
            self._column.addWidget(self.rejected)

    def _add_plot(self, layer: ImageLayer) -> None:
        positions = layer.image.report.positions
        if positions is None or len(positions.distances_mm) < 2 or positions.distances_mm[-1] <= 0:
            return
        from medviewer.scene.images.slice_places import go_to_distance, present_distance_mm
        from medviewer.ui.panels.positions_plot import PositionsPlot  # not needed for the first picture

        self.plot = PositionsPlot(positions)
        self.plot.chosen.connect(lambda distance_mm: go_to_distance(self._scene, layer, distance_mm))
        self.plot.set_present(present_distance_mm(self._scene, layer))
        self._column.addWidget(self.plot)

    def _grid_text(self, layer: ImageLayer) -> str:
        k, j, i = layer.geometry.shape_kji
        x, y, z = layer.geometry.spacing_ijk
        if isinstance(layer.image, Stack):
            count = len(layer.image)
            return f"{i} × {j}" + (", " + self.tr("%1 images").replace("%1", str(count)) if count > 1 else "")
        if layer.image.spacing_source == "unknown":
            return f"{i} × {j} × {k}, " + self.tr("spacing unknown")
        size = f"{i} × {j} × {k}  ·  {x:.4g} × {y:.4g} × {z:.4g} mm"
        return f"{size}  ·  {layer.geometry.orientation}" if layer.image.has_orientation else size

    def _verdict_text(self, layer: ImageLayer) -> str:
        image = layer.image
        if layer.time_series is not None:
            return self.tr("%1 time points on one grid.").replace("%1", str(len(layer.time_series)))
        if isinstance(image, Stack):
            if len(image) == 1:
                return self.tr("A single image.")
            if image.frame_time_ms is not None:
                return self.tr("A film of single images.")
            return self.tr("A stack of images, not a volume: no other planes, no volume models.")
        if image.geometry.shape_kji[0] == 1:
            return self.tr("A single image.")
        return self.tr("A regular grid.") if image.report.verdict is Verdict.REGULAR else ""

    def _add(self, text: str, role: str) -> None:
        if text:
            self._column.addWidget(PlainLabel(text, role=role, wrap=True))


def _state(layer: ImageLayer | None) -> object:
    """What the text of the panel depends on."""
    if layer is None:
        return None
    length = 0 if layer.time_series is None else len(layer.time_series)
    return (layer.id, layer.image.report, layer.geometry, length)
