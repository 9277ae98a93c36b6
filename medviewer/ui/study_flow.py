"""From a path to pictures: what happens between "open" and the first image, and when series are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from medviewer.core.series import Catalog, SeriesEntry, Verdict
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import Layer
from medviewer.scene.views.grid_views import (
    keep_in_front,
    place_for,
    show_chosen,
    stop_waiting,
    wait_for_chosen,
)
from medviewer.session import STILL_READING, Session
from medviewer.ui.nothing_opened import nothing_text
from medviewer.ui.open_patient import belongs_to_open_patient
from medviewer.ui.parts.last_part import last_part
from medviewer.ui.recent_studies import RecentStudies
from medviewer.ui.study_list import StudyList
from medviewer.ui.unsaved_guard import UnsavedGuard


class StudyFlow(QObject):
    """Opens paths and series.

    ``trouble`` carries a sentence for the user, ``opened`` the catalog of what was opened and its paths,
    ``object_wanted`` the entry of what is no image, ``session_wanted`` the path of a session,
    ``marks_wanted`` that of a file of marks. ``hang`` may arrange the views for images that are opened: it
    gets them, the one to be shown first and whether that was asked for, and gives the one to be shown first.
    """

    trouble = Signal(str)
    opened = Signal(object, list)
    object_wanted = Signal(object)
    session_wanted = Signal(str)
    marks_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        studies: StudyList,
        recent: RecentStudies,
        guard: UnsavedGuard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._scene = session.scene
        self._studies = studies
        self._recent = recent
        self._guard = guard
        self.hang: Callable[[Sequence[SeriesEntry], SeriesEntry, bool], SeriesEntry] = _as_it_is
        self._loading: dict[str, object] = {}
        self._closed: dict[str, str] = {}
        self._asked = 0
        self.paths: tuple[str, ...] = ()
        self._wanted = ""
        self._wanted_first = ""
        self._scene.layer_removed.connect(self._layer_removed)
        self._scene.layer_added.connect(self._layer_added)

    def open_paths(
        self, paths: Sequence[str], series_id: str = "", remembers: bool = True, beside: bool = False
    ) -> None:
        """Looks what lies there and shows it, a certain series first if that is wished.

        ``remembers`` puts the paths on the list of recent ones. ``beside`` closes nothing that is open,
        even of another patient.
        """
        from medviewer.ui.opened_paths import hand_on, want_marks  # not needed for the first picture

        paths, marks = hand_on(self, paths)
        if not paths:
            return
        where: str | list[str] = paths[0] if len(paths) == 1 else list(paths)
        title = self.tr("Opening %1").replace("%1", last_part(paths[0]))
        is_latest = self.asked()

        def show(catalog: Catalog) -> None:
            # What was asked for last is what stays: a slow folder must not take a later patient's place.
            if is_latest() or self._is_of_open_patient(catalog.series, beside):
                self._opened(catalog, paths, series_id, beside)
                want_marks(self, marks)
            else:
                text = self.tr("%1 was not opened, because something else was opened after it.")
                self.trouble.emit(text.replace("%1", last_part(paths[0])))

        self._session.open(where, show, title)
        for path in reversed(paths if remembers else ()):
            self._recent.add(path)

    def asked(self) -> Callable[[], bool]:
        """Something is to be opened; gives whether it is what was asked for last."""
        self._asked += 1
        number = self._asked
        return lambda: number == self._asked

    def open_dropped(self, paths: Sequence[str]) -> None:
        """Opens what was dropped onto the window, or says that it is nothing to open."""
        if not paths:
            self.trouble.emit(self.tr("Only files and folders of this computer can be dropped here."))
        self.open_paths(paths)

    def open_sample(self, folder: str, which: str = "") -> None:
        """Shows a simulated study; it is made at first use."""
        title = self.tr("Preparing the sample study")
        self._session.open_sample(folder, lambda path: self.open_paths([path]), title, which)

    def open_labels(self, path: str) -> None:
        """Lays a saved segmentation over the image on screen."""
        active = self._scene.active
        if active is None:
            self.trouble.emit(self.tr("Open the image first, then its segmentation."))
            return
        if active.arriving is not None:
            self.trouble.emit(self.tr(STILL_READING))
            return
        title = self.tr("Reading %1").replace("%1", last_part(path))
        self._session.open_labels(path, active.id, lambda _layer: None, title)

    def choose(self, series_id: str, view_id: str = "") -> None:
        """Shows a series, in a certain view of a grid if one is named; its pixels are read if need be."""
        entry = self._studies.entries.get(series_id)
        if entry is None:
            return
        layer_id = self._studies.layer_of.get(series_id, "")
        known = next((layer for layer in self._scene.layers if layer.id == layer_id), None)
        self._wanted = series_id
        image = known if isinstance(known, ImageLayer) else None
        place = place_for(self._scene, series_id, image, view_id) if entry.is_image else None
        if image is not None and place is not None:
            show_chosen(self._scene, place, image)
        elif image is not None:
            self._scene.activate(image.id)
        elif not entry.is_image:
            self.object_wanted.emit(entry)
        else:
            if place is not None:
                wait_for_chosen(self._scene, place, series_id)
            self.read(series_id)

    def read(self, series_id: str) -> None:
        """Reads a series for the views that wait for it, unless it is being read already."""
        entry = self._studies.entries.get(series_id)
        if entry is not None and series_id not in self._loading:
            self._load(entry)

    def lay_over(self, entry: SeriesEntry) -> None:
        """Reads a segmentation and lays it over its image."""
        if entry.series_id not in self._loading:
            self._load(entry)

    def neighbour(self, step: int) -> None:
        """Shows the series above or below the one on screen, in a grid in the view in use."""
        in_use = self._scene.viewport_in_use
        image = self._scene.image_in(in_use)
        entry = self._studies.neighbour(in_use.awaits if image is None else image.image.info.series_id, step)
        while entry is not None and not entry.is_image:
            entry = self._studies.neighbour(entry.series_id, step)
        if entry is not None:
            self.choose(entry.series_id, in_use.id)

    def close(self) -> None:
        """Closes everything, after asking about unsaved results."""
        self._guard.ask_about_all(self._clear)

    def fetch_thumbnail(self, entry: SeriesEntry, done: Any) -> None:
        """Asks for the small picture of a series."""
        job = self._session.thumbnail(entry, done, self.tr("Preview"))
        job.finished.connect(self._session.queue.forget)

    # --- parts ---

    def _opened(self, catalog: Catalog, paths: Sequence[str], series_id: str, beside: bool) -> None:
        self._wanted_first = series_id
        self._show_catalog(catalog, paths, beside)
        self.opened.emit(catalog, list(paths))

    def _show_catalog(self, catalog: Catalog, paths: Sequence[str], beside: bool) -> None:
        usable = [entry for entry in catalog.series if entry.report.verdict is not Verdict.REFUSED]
        if not usable:
            self.trouble.emit(nothing_text(catalog))
            if catalog.series:
                self._studies.add(catalog)
            return
        if self._is_of_open_patient(usable, beside):
            self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
            self._take(catalog, usable)
        else:
            self._guard.ask_about_all(lambda: self._replace(catalog, usable, paths))

    def _is_of_open_patient(self, entries: Sequence[SeriesEntry], beside: bool) -> bool:
        known = self._studies.entries
        return self._scene.active is not None and belongs_to_open_patient(known, entries, beside)

    def _replace(self, catalog: Catalog, usable: Sequence[SeriesEntry], paths: Sequence[str]) -> None:
        self._clear()
        self.paths = tuple(paths)
        self._take(catalog, usable)

    def _take(self, catalog: Catalog, usable: Sequence[SeriesEntry]) -> None:
        images = [entry for entry in usable if entry.is_image]
        if images:
            first = max(images, key=lambda one: (one.series_id == self._wanted_first, one.shape_kji[0]))
            is_asked = first.series_id == self._wanted_first
            self.choose_after_adding(catalog, self.hang(images, first, is_asked))
        self._studies.add(catalog)
        if not images:
            self._choose_objects(catalog, usable)

    def _choose_objects(self, catalog: Catalog, objects: Sequence[SeriesEntry]) -> None:
        """What comes without images: segmentations go over the image on screen, one object alone is shown."""
        wanted = [entry for entry in objects if entry.kind == "dicom-seg" or len(objects) == 1]
        for entry in wanted:
            self.choose(entry.series_id)
        if not wanted:
            text = self.tr("There is no image in %1; choose what to see in the list on the left.")
            self.trouble.emit(text.replace("%1", last_part(catalog.source)))

    def choose_after_adding(self, catalog: Catalog, first: SeriesEntry) -> None:
        """Loads before the previews are asked for, so that the image comes first."""
        self._studies.entries.update({entry.series_id: entry for entry in catalog.series})
        self.choose(first.series_id)

    def _load(self, entry: SeriesEntry) -> None:
        series_id = entry.series_id
        this_time = self._loading[series_id] = object()
        before = self._scene.active
        shown: list[str] = []
        title = self.tr("Reading %1").replace("%1", entry.info.description or entry.info.modality or "")

        def show(layer: Layer) -> None:
            self._studies.set_layer(series_id, layer.id)
            if not shown and before is not None and isinstance(layer, ImageLayer):
                keep_in_front(self._scene, layer, self._studies.layer_of.get(self._wanted, ""))
            shown.append(layer.id)

        job = self._session.load(entry, show, title, first_shown=show)
        job.finished.connect(lambda _job: self._end_loading(series_id, this_time))

    def _end_loading(self, series_id: str, this_time: object) -> None:
        if self._loading.get(series_id) is not this_time:
            return  # closed meanwhile, and perhaps opened again
        del self._loading[series_id]
        stop_waiting(self._scene, series_id)

    def _clear(self) -> None:
        for job in self._session.queue.jobs:
            if job.kind in ("load", "labels", "thumbnail"):  # a model goes on: its result is kept
                job.cancel()
        self._loading.clear()
        self._closed.clear()
        self.paths = ()
        stop_waiting(self._scene)
        self._scene.clear()
        self._studies.clear()

    def _layer_removed(self, layer: Layer) -> None:
        for series_id, layer_id in tuple(self._studies.layer_of.items()):
            if layer_id == layer.id:
                self._closed[layer.id] = series_id
                self._studies.set_layer(series_id, "")

    def _layer_added(self, layer: Layer) -> None:
        """One that undo brought back shows its series again."""
        series_id = self._closed.pop(layer.id, "")
        if series_id in self._studies.entries:
            self._studies.set_layer(series_id, layer.id)


def _as_it_is(_images: Sequence[SeriesEntry], first: SeriesEntry, _is_asked: bool) -> SeriesEntry:
    return first
