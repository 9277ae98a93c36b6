"""Fills the empty views of a grid with the series that are open."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from medviewer.core.free_memory import free_memory_bytes
from medviewer.core.series import SeriesEntry
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import await_series, is_empty, put_in_view
from medviewer.scene.views.layout import layout_named
from medviewer.scene.views.layout_switch import switch_layout
from medviewer.scene.views.viewport import Viewport
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
        active = self._scene.active
        wanted: list[str] = []

        def fill() -> str:
            if active is None:
                return ""
            entries = self._studies.entries.values()
            return self._fill(name, entries, active.image.info.series_id, wanted)

        switch_layout(self._scene, name, fill)
        for series_id in wanted:
            self._flow.read(series_id)

    def expect(self, name: str, entries: Iterable[SeriesEntry], first: SeriesEntry) -> list[str]:
        """Takes a layout for a study that is about to be read; gives the series that its views wait for."""
        wanted: list[str] = []
        switch_layout(self._scene, name, lambda: self._fill(name, entries, first.series_id, wanted))
        return wanted

    def _fill(self, name: str, entries: Iterable[SeriesEntry], active_id: str, wanted: list[str]) -> str:
        """Fills what is empty, and adds the series that are to be read for it; gives the view in use then."""
        scene, layout = self._scene, layout_named(name)
        if not layout.is_grid:
            return ""
        viewports = [scene.viewport(cell.view) for cell in layout.cells]
        empty = [one for one in viewports if is_empty(scene, one)]
        order = self._order(series_of_patient(entries, active_id), viewports, active_id, len(empty))
        for viewport, series_id in zip(empty, order, strict=False):
            image = self._scene.image_of_series(series_id)
            if image is not None:
                put_in_view(viewport, image)
            else:
                await_series(viewport, series_id)
                wanted.append(series_id)
        active = scene.active
        in_use = (one.id for one in viewports if active is not None and one.image_id == active.id)
        return next(in_use, viewports[0].id)

    def _order(
        self, series: list[SeriesEntry], viewports: list[Viewport], active_id: str, places: int
    ) -> list[str]:
        images = {image.id: image.image.info.series_id for image in self._scene.images}
        shown = {images.get(one.image_id or "", "") or one.awaits for one in viewports}
        entries = {one.series_id: one for one in series}
        order = filling_order(list(entries), active_id, shown, places)
        unread = [entries[name] for name in order if self._scene.image_of_series(name) is None]
        fitting = {one.series_id for one in that_fit(unread, free_memory_bytes())}
        if len(fitting) < len(unread):
            text = self.tr("Memory does not hold all of these series: drag into the views what you need.")
            self.said.emit(text, "note")
        return [name for name in order if self._scene.image_of_series(name) is not None or name in fitting]
