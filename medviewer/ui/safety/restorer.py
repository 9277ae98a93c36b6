"""Restorer: opens the studies of some work again and puts everything back where it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from medviewer.core.errors import MedviewerError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.patient import patient_of
from medviewer.core.work import Work, WorkImage, WorkResult
from medviewer.jobs.job import Job, JobState
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import ResultLayer
from medviewer.session import Session
from medviewer.session.looks import show_image, show_result, show_scene, show_views
from medviewer.session.put_together import put_together, texts_together, without_strangers
from medviewer.ui.study_flow import StudyFlow
from medviewer.ui.study_list import StudyList

Done = Callable[[bool], None]
"""Called once all is back, with whether nothing is missing."""


class Restorer(QObject):
    """Puts one work back at a time; another patient that is opened meanwhile ends it.

    ``trouble`` carries a sentence for the user, ``lost_images`` a work whose images are not where they were;
    ``put_back`` are the results of the work that was restored last.
    """

    trouble = Signal(str)
    lost_images = Signal(object, object)

    def __init__(self, session: Session, studies: StudyList, flow: StudyFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._scene = session.scene
        self._studies = studies
        self._flow = flow
        self._work: Work | None = None
        self._done: Done = lambda _is_whole: None
        self._to_load: list[WorkImage] = []
        self._checking = 0
        self._is_whole, self._keeps_both = True, False
        self._is_opening = self._is_loading = self._is_busy = False
        self.put_back: list[ResultLayer] = []
        flow.opened.connect(self._opened)
        self._scene.changed.connect(self._go_on)
        self._scene.clearing.connect(self._cleared)
        session.queue.added.connect(lambda job: job.finished.connect(self._job_ended))

    def restore(self, work: Work, done: Done, keeps_both: bool = False) -> None:
        """Opens what the work was done on, unless it is open, and puts the work back.

        ``keeps_both`` for work that lies nowhere else: a mark that was changed here meanwhile stays, and the
        one that comes back is put beside it.
        """
        self._end()
        self._work, self._done, self._is_whole, self._keeps_both = work, done, True, keeps_both
        self.put_back = []
        if self._wanted(work) and self._is_same_patient(work):
            self._begin(work)
        elif work.paths:
            self._is_opening = True
            self._flow.open_paths(list(work.paths))
        else:
            self._give_up()

    # --- parts ---

    def _opened(self) -> None:
        work = self._work
        if work is None or not self._is_opening:
            return
        self._is_opening = False
        if not self._wanted(work):
            self._give_up()
        elif not self._is_same_patient(work):
            self._end()
            self.trouble.emit(
                self.tr("The images that were opened are of another patient: nothing was put back on them.")
            )
        else:
            self._begin(work)

    def _wanted(self, work: Work) -> list[WorkImage]:
        return [one for one in work.images if one.series_id in self._studies.entries]

    def _is_same_patient(self, work: Work) -> bool:
        """Whether what is open is of the patient of the work; where it names nobody, UIDs must agree."""
        for one in self._wanted(work):
            info = self._studies.entries[one.series_id].info
            patient = patient_of(info.study)
            if work.patient != (patient.digest if patient.is_known else ""):
                return False
            if (one.series_uid, one.study_uid) != (info.series_uid, info.study.study_uid):
                return False
        return True

    def _give_up(self) -> None:
        work, done = self._work, self._done
        self._end()
        self.lost_images.emit(work, done)

    def _begin(self, asked: Work) -> None:
        self._work = work = self._of_open_studies(asked)
        self._to_load = self._wanted(work)
        marks, texts, both = self._scene.marks, self._scene.texts, self._keeps_both
        told, has_all_texts = texts_together(texts.items, texts.saved_items, work.texts)
        keys = put_together(marks.key_images, marks.saved_key_images, work.key_images, both)
        self._scene.undo.write(
            "Restore work",
            (marks, "items", put_together(marks.items, marks.saved_items, work.marks, both)),
            (marks, "key_images", keys),
            (texts, "items", told),
        )
        has_all_images = len(self._to_load) == len(work.images)
        self._is_whole = has_all_images and has_all_texts and self._is_whole
        if not has_all_images:
            self.trouble.emit(self.tr("Some of the images of this work were not found where it was opened."))
        if not has_all_texts:
            self.trouble.emit(
                self.tr("Another report was written here meanwhile; it was kept, and the older one left out.")
            )
        self._go_on()

    def _of_open_studies(self, asked: Work) -> Work:
        work, left = without_strangers(asked, self._studies.entries)
        if left:
            self._is_whole = not self._keeps_both  # a session stays where it is; a journal must not go
            text = self.tr(
                "%1 marks or texts of this work belong to a study that is not in it; they were left out."
            )
            self.trouble.emit(text.replace("%1", str(left)))
        return work

    def _go_on(self) -> None:
        """Takes the images one after the other, each once it is all there."""
        work = self._work
        if work is None or self._is_opening or self._checking or self._is_busy:
            return
        self._is_busy = True
        try:
            self._take_next(work)
        finally:
            self._is_busy = False
        if self._work is work and not self._to_load and not self._checking:
            self._finish(work)

    def _take_next(self, work: Work) -> None:
        while self._to_load and not self._checking:
            one = self._to_load[0]
            layer = self._layer_of(one.series_id)
            if layer is None and not self._is_loading:
                self._is_loading = True
                self._flow.choose(one.series_id)
            if layer is None or layer.arriving is not None:
                return
            self._is_loading = False
            self._to_load.pop(0)
            self._put_back(work, one, layer)

    def _layer_of(self, series_id: str) -> ImageLayer | None:
        images = self._scene.images
        return next((layer for layer in images if layer.image.info.series_id == series_id), None)

    def _put_back(self, work: Work, one: WorkImage, layer: ImageLayer) -> None:
        show_image(layer, one.looks)
        results = [found for found in work.results if found.series_id == one.series_id]
        if not results:
            return
        self._checking += 1
        wanted = {_made_from(found, one): found.looks.get("time_point") for found in results}
        points = set(wanted.values()) | {None}

        def look() -> set[str]:
            return {fingerprint(layer.image_at(point)) for point in points if _has(layer, point)}

        def add(found: set[str]) -> None:
            if self._work is not work:
                return
            if layer in self._scene.images:
                for result in results:
                    self._add(result, one, layer, found)
            else:
                self._is_whole = False  # it was closed meanwhile
            self._checked()  # only now: adding tells of a change, and all would be done too early

        def leave_out() -> None:
            if self._work is work:
                self._is_whole = False
                self._checked()

        self._session.in_background(look, add, leave_out)

    def _checked(self) -> None:
        self._checking -= 1
        self._go_on()

    def _add(self, found: WorkResult, one: WorkImage, layer: ImageLayer, here: set[str]) -> None:
        made_from = _made_from(found, one)
        if made_from and made_from not in here:
            self._is_whole = False
            self.trouble.emit(
                self.tr(
                    "%1 was made from another image than the one on screen, so it is not shown on it."
                ).replace("%1", str(found.looks.get("name", "")) or self.tr("A result"))
            )
            return
        point = found.looks.get("time_point")
        try:
            shown = self._known(found, layer) or self._scene.add_result(
                found.result, layer.id, None, False, point if _has(layer, point) else None
            )
        except (MedviewerError, AttributeError, TypeError, ValueError):
            self._is_whole = False
            self.trouble.emit(self.tr("A result of this work does not lie on its image and was left out."))
            return
        show_result(shown, found.looks)
        self.put_back.append(shown)

    def _known(self, found: WorkResult, layer: ImageLayer) -> ResultLayer | None:
        """The layer that shows it already, as one that was kept until its series was opened again."""
        origin = getattr(found.result, "provenance", None)
        if origin is None or not origin.model_id:
            return None
        for other in self._scene.results_of(layer.id):
            if other.provenance is not None and replace(other.provenance, review=origin.review) == origin:
                return other
        return None

    def _finish(self, work: Work) -> None:
        done, is_whole = self._done, self._is_whole
        self._end()
        active = self._layer_of(str(work.scene.get("active", "")))
        if active is not None:
            self._scene.activate(active.id)
        show_scene(self._scene, work.scene)
        show_views(self._scene, work.views)
        done(is_whole)

    def _end(self) -> None:
        self._work = None
        self._is_opening = self._is_loading = False
        self._to_load, self._checking = [], 0

    def _cleared(self) -> None:
        if self._work is not None and not self._is_opening:
            self._end()

    def _job_ended(self, job: Job) -> None:
        """An image that cannot be read is left out."""
        if job.kind != "load" or job.state is JobState.DONE or self._work is None or not self._is_loading:
            return
        self._is_loading, self._is_whole = False, False
        if self._to_load:
            self._to_load.pop(0)
        self._go_on()


def _made_from(found: WorkResult, one: WorkImage) -> str:
    origin = getattr(found.result, "provenance", None)
    return (origin.input_fingerprint if origin is not None else "") or one.fingerprint


def _has(layer: ImageLayer, point: object) -> bool:
    if point is None:
        return True
    series = layer.time_series
    return isinstance(point, int) and series is not None and 0 <= point < len(series.volumes)
