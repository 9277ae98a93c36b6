"""The line at the bottom: what the tool does, where the mouse is, zoom, device and memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from medviewer.scene.layers.layers import Layer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import Probe, probe
from medviewer.scene.views.plan_slice import shown_volume
from medviewer.ui.actions.action_row import ActionRow
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.plain_label import PlainLabel

if TYPE_CHECKING:
    from medviewer.ui.views.slice_view import SliceView

_MEMORY_MS = 3000


class StatusLine(QStatusBar):
    """Four fields; the first gives way to the hint of a command under the mouse."""

    def __init__(self, scene: Scene, tools: ToolState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._tools = tools
        self.setSizeGripEnabled(False)
        self.setContentsMargins(16, 0, 16, 0)
        self.tool_label = PlainLabel()
        self.position_label = PlainLabel()
        self.zoom_label = PlainLabel()
        self.memory_label = PlainLabel()
        self._device = ""
        self._tool_texts: dict[str, str] = {}
        self._rows: tuple[ActionRow, ...] = ()
        self.tool_label.setMinimumWidth(1)  # a long hint is cut off; it never widens the window
        self.addWidget(self.tool_label, 1)
        for label in (self.position_label, self.zoom_label, self.memory_label):
            self.addPermanentWidget(label)
        tools.changed.connect(self.show_tool)
        scene.layer_added.connect(self._note_device)
        self._clock = QTimer(self)
        self._clock.setInterval(_MEMORY_MS)
        self._clock.timeout.connect(self.show_memory)
        self.show_tool()

    def start_clock(self) -> None:
        """Begins to show the memory; called after the first paint."""
        self._clock.start()
        self.show_memory()

    def use_rows(self, rows: Iterable[ActionRow]) -> None:
        """Takes what each tool does from the table of commands: the tooltip of the row that picks it."""
        self._rows = tuple(rows)
        self._tool_texts = {
            row.argument: f"{_translated(row.text)}: {_translated(row.tooltip)}"
            for row in self._rows
            if row.group == "tool"
        }
        self.show_tool()

    def retranslate(self) -> None:
        """The language of the window is another one."""
        self.use_rows(self._rows)
        self.show_memory()

    def show_tool(self) -> None:
        """Says what the left button does now."""
        if self._tools.hint:
            self.tool_label.setText(self._tools.hint)
            return
        text = self._tool_texts.get(self._tools.tool, "")
        hint = self.tr("middle: pan   right: zoom   wheel: scroll   double click: maximise   ?: all keys")
        self.tool_label.setText(f"{text}   {hint}")

    def show_position(self, point_lps: Any, view: SliceView | None) -> None:
        """Says what is under the mouse; None for nothing."""
        if point_lps is None or view is None:
            self.position_label.setText("")
            self.zoom_label.setText("")
            return
        from medviewer.ui.views.corner_text import value_text  # there with the first view
        from medviewer.ui.views.overlay_facts import zoom_percent

        found = probe(self._scene, point_lps, view.viewport)
        self.position_label.setText(f"{self._place_text(point_lps, view, found)}   {value_text(found)}   ")
        active, plane = self._scene.active, view.plane()
        if active is not None and plane is not None:
            percent = zoom_percent(active, view.viewport, plane)
            self.zoom_label.setText(self.tr("Zoom %1 %").replace("%1", f"{percent:.0f}") + "   ")

    def _place_text(self, point_lps: Any, view: SliceView, found: Probe | None) -> str:
        """World millimetres; the pixel where the file does not say where the picture lies."""
        active = self._scene.active
        image = None if active is None else shown_volume(active, view.viewport)
        if image is None or (image.has_orientation and image.spacing_source != "unknown"):
            x, y, z = (float(v) for v in point_lps)
            return f"LPS {x:.1f}, {y:.1f}, {z:.1f} mm"
        if found is None:
            return ""
        i, j, _ = found.index_ijk
        return self.tr("Pixel %1, %2").replace("%1", str(i)).replace("%2", str(j))

    def show_memory(self) -> None:
        """Says how much memory this process and its hosts hold."""
        import psutil

        used = psutil.virtual_memory()
        free = self.tr("%1 GB free").replace("%1", f"{used.available / 1e9:.1f}")
        own = psutil.Process().memory_info().rss / 1e6
        held = self.tr("%1 MB used, %2").replace("%1", f"{own:.0f}").replace("%2", free)
        self.memory_label.setText(f"{self._device}   {held}".strip())

    def _note_device(self, layer: Layer) -> None:
        """The device that the last model ran on; before the first run it is not known here."""
        if isinstance(layer, ResultLayer) and layer.provenance is not None and layer.provenance.device:
            self._device = layer.provenance.device


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
