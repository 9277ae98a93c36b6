"""Fills the empty views of a grid with the series that are open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from medviewer.core.free_memory import free_memory_bytes
from medviewer.core.series import SeriesEntry
from medviewer.scene.grid_views import await_series, is_empty, put_in_view
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.layout import layout_named
from medviewer.scene.layout_switch import switch_layout
from medviewer.scene.scene import Scene
from medviewer.scene.viewport import Viewport
from medviewer.ui.layouts.filling import filling_order, series_of_patient, that_fit
from medviewer.ui.study_flow import StudyFlow
from medviewer.ui.study_list import StudyList


class ViewFiller(QObject):
    """Changes the layout; a grid gets the open series into its empty views, in the order of the list.

    ``said`` carries a note for the user.
    """

    said = Signal(str, str)

    def __init__(self, scene: Scene, studies: StudyList, flow: StudyFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._studies = studies
        self._flow = flow

    def switch(self, name: str) -> None:
        """Takes another layout as one step of undo, and reads what its views lack."""
        wanted: list[str] = []
        switch_layout(self._scene, name, lambda: wanted.extend(self._fill(name)))
        for series_id in wanted:
            self._flow.read(series_id)

    def image_of(self, series_id: str) -> ImageLayer | None:
        """The image of a series, if it is read."""
        layer_id = self._studies.layer_of.get(series_id, "")
        return next((image for image in self._scene.images if image.id == layer_id), None)

    def _fill(self, name: str) -> list[str]:
        """Fills what is empty; gives the series that are to be read for it."""
        scene, layout = self._scene, layout_named(name)
        active = scene.active
        if not layout.is_grid or active is None:
            return []
        viewports = [scene.viewport(cell.view) for cell in layout.cells]
        active_id = active.image.info.series_id
        empty = [one for one in viewports if is_empty(scene, one)]
        entries = self._entries(viewports, active_id, len(empty))
        wanted = []
        for viewport, series_id in zip(empty, entries or [active_id], strict=False):
            image = active if series_id == active_id else self.image_of(series_id)
            if image is not None:
                put_in_view(viewport, image)
            else:
                await_series(viewport, series_id)
                wanted.append(series_id)
        in_use = next((one.id for one in viewports if one.image_id == active.id), viewports[0].id)
        scene.view_in_use = in_use
        return wanted

    def _entries(self, viewports: list[Viewport], active_id: str, places: int) -> list[str]:
        images = {image.id: image.image.info.series_id for image in self._scene.images}
        shown = {images.get(one.image_id or "", "") or one.awaits for one in viewports}
        entries = {one.series_id: one for one in self._candidates(active_id)}
        order = filling_order(list(entries), active_id, shown, places)
        unread = [entries[name] for name in order if self.image_of(name) is None]
        fitting = {one.series_id for one in that_fit(unread, free_memory_bytes())}
        if len(fitting) < len(unread):
            text = self.tr("Memory does not hold all of these series: drag into the views what you need.")
            self.said.emit(text, "note")
        return [name for name in order if self.image_of(name) is not None or name in fitting]

    def _candidates(self, active_id: str) -> list[SeriesEntry]:
        return series_of_patient(self._studies.entries.values(), active_id)
