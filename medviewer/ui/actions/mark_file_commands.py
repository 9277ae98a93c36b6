"""Saving and opening measurements and key images."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from medviewer.core.document import Document, EncapsulatedDocument
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.mark_record import FoundMark
from medviewer.core.series import SeriesEntry
from medviewer.scene.images.image_layer import ImageLayer

if TYPE_CHECKING:
    from medviewer.session.mark_files import Found
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.study_list import StudyList

_WITH_MARKS = ("dicom-sr", "dicom-ko")


class MarkFileCommands(QObject):
    """The commands of the rows ``marks.*``; also brings back what reports and key objects of a study hold."""

    def __init__(self, window: MainWindow, studies: StudyList) -> None:
        super().__init__(window)
        self._window = window
        self._studies = studies
        self._scene = window.session.scene
        self._queue = window.session.queue
        self._waiting: dict[str, tuple[FoundMark, ...]] = {}

    def attach(self, window: MainWindow) -> None:
        """Listens to objects that are read, and to images that marks wait for."""
        window.objects.flow.document_read.connect(self._take_document)
        window.flow.marks_wanted.connect(self.open_path)
        self._studies.changed.connect(self._look)
        self._scene.changed.connect(self._look)

    # --- saving ---

    def save(self) -> None:
        """Saves measurements: to DICOM those of the study on screen, to JSON and tables all of them."""
        from medviewer.session.mark_files import records_of, save_marks

        scene, marks = self._scene, self._scene.marks
        if not marks.items and not marks.key_images:
            self._say(self.tr("There are no measurements to save; draw one first."), "warning")
            return
        path = self._window.questions.marks_target("measurements.dcm")
        if not path:
            return
        is_dicom = path.lower().endswith(".dcm")
        told = tuple(one for one in marks.items if not is_dicom or self._is_of_study(one))
        keys = marks.key_images if path.lower().endswith(".json") else ()
        left = len(marks.items) - len(told)
        is_read_back = not path.lower().endswith(".csv")

        def written(target: str) -> None:
            self._count(told if is_read_back else (), keys)
            self._say_saved(target, left)

        records, files = records_of(scene, told), self._files(one.place.series_id for one in told)
        save_marks(self._queue, records, keys, path, files, written, self.tr("Saving measurements"))

    def save_state(self) -> None:
        """Saves how the image on screen is seen, with its marks."""
        from medviewer.session.mark_files import records_of, save_state, state_of

        layer = self._shown()
        if layer is None:
            return
        path = self._window.questions.dicom_target("presentation.dcm")
        if not path:
            return
        scene = self._scene
        records = records_of(scene, scene.marks.items)
        state = state_of(layer, scene.viewport_in_use, records)
        visible = sum(1 for one in records if one.mark.visible)
        left = visible - len(state.annotations)
        files = self._files([layer.image.info.series_id])
        title = self.tr("Saving the presentation state")
        save_state(self._queue, state, path, files, lambda target: self._say_drawn(target, left), title)

    def save_keys(self) -> None:
        """Saves the key images: to DICOM those of the study on screen."""
        from medviewer.session.mark_files import save_key_images

        keys = self._scene.marks.key_images
        if not keys:
            self._say(self.tr("There are no key images to save; press K on a slice first."), "warning")
            return
        path = self._window.questions.key_images_target("key_images.dcm")
        if not path:
            return
        is_dicom = path.lower().endswith(".dcm")
        told = tuple(one for one in keys if not is_dicom or self._is_of_study(one))

        def written(target: str) -> None:
            self._count((), told)
            self._say_saved(target, len(keys) - len(told))

        files = self._files(one.place.series_id for one in told)
        save_key_images(self._queue, told, path, files, written, self.tr("Saving key images"))

    # --- opening ---

    def open(self) -> None:
        """Reads a file and lays its marks over the open study."""
        path = self._window.questions.marks_to_open()
        if path:
            self.open_path(path)

    def open_path(self, path: str, tells_nothing: bool = True) -> None:
        """Reads a file; ``tells_nothing``: whether to say that it holds no marks of the open study."""
        from medviewer.session.mark_files import read_marks

        title = self.tr("Reading measurements")
        read_marks(self._queue, path, lambda found: self._take(found, tells_nothing), title)

    def _take_document(self, entry: SeriesEntry, found: Document | EncapsulatedDocument) -> None:
        """A report or key object of the study was opened: what can be drawn of it is drawn."""
        if entry.kind in _WITH_MARKS and isinstance(found, Document) and found.has_marks:
            self.open_path(entry.files[0], tells_nothing=False)

    def _take(self, found: Found, tells_nothing: bool) -> None:
        from medviewer.session.mark_files import bring_home

        home = bring_home(self._scene, found, self._studies.entries)
        for series_id, ones in home.waiting.items():
            self._waiting[series_id] = (*self._waiting.get(series_id, ()), *ones)
        added = self._add(home.marks, home.key_images)
        if home.strangers and tells_nothing:
            text = self.tr("%1 measurements belong to another study and were left out; open that first.")
            self._say(text.replace("%1", str(home.strangers)), "warning")
        elif added:
            self._say(self.tr("%1 measurements and key images were added").replace("%1", str(added)), "note")
        elif tells_nothing and not home.waiting:
            self._say(self.tr("All measurements of this file are there already."), "note")
        for series_id in home.waiting:
            self._window.flow.choose(series_id)
        self._look()

    def _look(self) -> None:
        """Gives marks their place whose pixels have come, and forgets those whose study was closed."""
        if not self._waiting:
            return
        from medviewer.session.mark_files import bring_home

        here = {one.image.info.series_id for one in self._scene.images if one.arriving is None}
        for series_id in tuple(self._waiting):
            if series_id not in self._studies.entries:
                del self._waiting[series_id]
            elif series_id in here:
                ones = self._waiting.pop(series_id)
                home = bring_home(self._scene, (ones, ()), self._studies.entries)
                self._add(home.marks, ())
                if lost := sum(map(len, home.waiting.values())):
                    text = self.tr("%1 measurements lie on slices that are not here and were left out.")
                    self._say(text.replace("%1", str(lost)), "warning")

    def _add(self, marks: tuple[Mark, ...], keys: tuple[KeyImage, ...]) -> int:
        from medviewer.session.mark_files import take_home

        return take_home(self._scene, marks, keys, "Open measurements")

    # --- parts ---

    def _count(self, marks: Iterable[Mark], keys: Iterable[KeyImage]) -> None:
        from medviewer.session.mark_files import count_as_saved

        count_as_saved(self._scene, marks, keys)

    def _shown(self) -> ImageLayer | None:
        return self._scene.image_in(self._scene.viewport_in_use) or self._scene.active

    def _is_of_study(self, one: Mark | KeyImage) -> bool:
        active = self._scene.active
        return active is not None and one.place.study_uid == active.image.info.study.study_uid

    def _files(self, series_ids: Iterable[str]) -> list[str]:
        entries: Mapping[str, SeriesEntry] = self._studies.entries
        wanted = dict.fromkeys(name for name in series_ids if name in entries)
        return list(dict.fromkeys(file for name in wanted for file in entries[name].files))

    def _say_saved(self, path: str, left: int) -> None:
        text = self.tr("Saved %1").replace("%1", path)
        if left:
            more = self.tr("%1 of another study are not in it").replace("%1", str(left))
            text = f"{text}; {more}"
        self._say(text, "warning" if left else "note")

    def _say_drawn(self, path: str, left: int) -> None:
        text = self.tr("Saved %1").replace("%1", path)
        if left:
            more = self.tr("%1 measurements lie on no slice of this image and are not in it")
            text = f"{text}; {more.replace('%1', str(left))}"
        self._say(text, "warning" if left else "note")

    def _say(self, text: str, severity: str) -> None:
        self._window.say(text, severity)
