"""How the image on screen was read: what was found, corrected, missing or refused."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.core.series import Verdict
from medviewer.core.volume import Stack
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.ui.clear_layout import clear_layout
from medviewer.ui.plain_label import PlainLabel

_MOST = 12


class LoadReportPanel(QWidget):
    """The load report of the active image, one line a fact."""

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        scene.active_changed.connect(self.show_layer)
        self.show_layer(scene.active)

    def show_layer(self, layer: ImageLayer | None) -> None:
        """Shows how this layer's image was read."""
        clear_layout(self._column)
        if layer is None:
            self._add(self.tr("No image."), "muted")
            return
        image = layer.image
        self._add(self._grid_text(layer), "muted")
        verdict = self._verdict_text(layer)
        if verdict:
            self._add(verdict, "muted")
        for problem in image.report.problems[:_MOST]:
            self._add(problem.message, "warning")
        for rejected in image.report.rejected[:_MOST]:
            name = rejected.file.replace("\\", "/").rsplit("/", 1)[-1]
            self._add(f"{name}: {rejected.reason}", "warning")
        left = len(image.report.problems) + len(image.report.rejected) - 2 * _MOST
        if left > 0:
            self._add(self.tr("… and more"), "muted")

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
        if layer.is_flat and layer.frame_count == 1:
            return self.tr("A single image.")
        if isinstance(layer.image, Stack):
            return self.tr("A stack of images, not a volume: no other planes, no volume models.")
        return self.tr("A regular grid.") if layer.image.report.verdict is Verdict.REGULAR else ""

    def _add(self, text: str, role: str) -> None:
        self._column.addWidget(PlainLabel(text, role=role, wrap=True))
