"""When an object of a study is chosen: its image first, then the object over it or beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from medviewer.core.contours import StructureSet
from medviewer.core.document import Document, EncapsulatedDocument
from medviewer.core.errors import MedviewerError
from medviewer.core.presentation_state import PresentationState
from medviewer.core.series import SeriesEntry, Verdict
from medviewer.core.study_object import NOT_HERE, StudyObject, beside_images, home_of, homes_of
from medviewer.scene.images.go_to_instance import place_of
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.layers.object_layers import KeyImagesLayer
from medviewer.scene.scene import Scene
from medviewer.session import Session
from medviewer.session.objects import read_object
from medviewer.ui.study_list import StudyList

_OF_IMAGES = ("dicom-rtstruct", "dicom-gsps", "dicom-ko", "dicom-seg")
_BY_THEMSELVES = ("dicom-gsps", "dicom-ko")
"""Applied as soon as their image is there: a state how it is to be seen, and which images matter."""


class ObjectFlow(QObject):
    """Reads objects and shows them. ``trouble`` carries a sentence for the user.

    Parameters
    ----------
    show_image
        Shows a series by its id, reading it if need be.
    show_segmentation
        Reads a segmentation and lays it over its image.

    ``document_read`` carries the entry and what is to be read of it, in a window of its own.
    """

    trouble = Signal(str)
    document_read = Signal(object, object)

    def __init__(
        self,
        session: Session,
        studies: StudyList,
        show_image: Callable[[str], None],
        show_segmentation: Callable[[SeriesEntry], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = session.queue
        self._scene: Scene = session.scene
        self._studies = studies
        self._show_image = show_image
        self._show_segmentation = show_segmentation
        # Pairs of an object and the image that it is for; True where the user asked for it.
        self._waiting: dict[tuple[str, str], bool] = {}
        self._tried: set[tuple[str, str]] = set()
        self._seen: set[str] = set()
        self._reading: set[str] = set()
        studies.changed.connect(self._look)
        self._scene.changed.connect(self._look)

    def choose(self, entry: SeriesEntry) -> None:
        """Shows an object; its image is read first where it has one."""
        known = self._known(entry)
        if entry.series_id in self._reading:
            return
        if known is not None:
            self._show_again(entry, known)
            return
        if entry.report.verdict is Verdict.REFUSED:
            self.trouble.emit(entry.report.problems[0].message if entry.report.problems else "")
            return
        home = home_of(entry, self._studies.entries.values())
        if entry.kind not in _OF_IMAGES:
            self._read(entry, None, by_hand=True)
        elif home is not None:
            self._waiting[entry.series_id, home.series_id] = True
            self._show_image(home.series_id)
            self._look()
        elif entry.kind == "dicom-seg":
            self._show_segmentation(entry)
        elif entry.kind == "dicom-ko":
            self._read(entry, None, by_hand=True)
        else:
            self._choose_homeless(entry)

    def _known(self, entry: SeriesEntry) -> ResultLayer | None:
        layer_id = self._studies.layer_of.get(entry.series_id, "")
        layer = next((one for one in self._scene.layers if one.id == layer_id), None)
        return layer if isinstance(layer, ResultLayer) else None

    def _show_again(self, entry: SeriesEntry, layer: ResultLayer) -> None:
        """Goes to the image of an object that is there already."""
        self._scene.activate(layer.image_id)
        layer.visible = True
        if isinstance(layer, KeyImagesLayer):
            self.document_read.emit(entry, layer.document)

    def _choose_homeless(self, entry: SeriesEntry) -> None:
        """Contours in the frame of reference of the image on screen can be shown on it all the same."""
        active = self._scene.active
        if entry.kind == "dicom-rtstruct" and active is not None and active.arriving is None:
            self._read(entry, active, by_hand=True)
        else:
            self._tell_not_here()

    def _tell_not_here(self) -> None:
        self.trouble.emit(self.tr("%1, so it cannot be shown.").replace("%1", self.tr(NOT_HERE)))

    # --- parts ---

    def _look(self) -> None:
        """Goes on with what waited for its image, and applies what belongs to images that are new here."""
        entries = self._studies.entries
        here = {name for name in self._studies.layer_of if name in entries and entries[name].is_image}
        if not self._waiting and self._seen == here:
            return
        self._seen &= here
        self._tried = {pair for pair in self._tried if set(pair) <= set(entries)}
        self._waiting = {
            pair: by_hand for pair, by_hand in self._waiting.items() if set(pair) <= set(entries)
        }
        for series_id in here - self._seen:
            if self._layer_of(series_id) is not None:
                self._seen.add(series_id)
                self._apply_own(series_id)
        for (object_id, image_id), by_hand in tuple(self._waiting.items()):
            layer = self._layer_of(image_id)
            if layer is None:
                continue
            del self._waiting[object_id, image_id]
            entry = entries[object_id]
            self._tried.add((object_id, image_id))
            if entry.kind == "dicom-seg":
                self._show_segmentation(entry)
            else:
                self._read(beside_images(entry, entries[image_id]), layer, by_hand)

    def _apply_own(self, image_id: str) -> None:
        """The one presentation state of an image, and its key images; several states are left to the user.

        What was applied once and closed by the user does not come back.
        """
        entries = self._studies.entries
        for kind in _BY_THEMSELVES:
            own = [
                entry
                for entry in entries.values()
                if entry.kind == kind
                and any(home.series_id == image_id for home in homes_of(entry, entries.values()))
            ]
            if kind == "dicom-gsps" and len(own) != 1:
                continue
            for entry in own:
                if (entry.series_id, image_id) not in self._tried:
                    self._waiting.setdefault((entry.series_id, image_id), False)

    def _layer_of(self, series_id: str) -> ImageLayer | None:
        """The layer of an image that is all there."""
        layer = self._scene.image(self._studies.layer_of.get(series_id, ""))
        return layer if layer is not None and layer.arriving is None else None

    def _read(self, entry: SeriesEntry, image: ImageLayer | None, by_hand: bool) -> None:
        title = self.tr("Reading %1").replace("%1", entry.info.description or entry.info.modality)

        def show(found: StudyObject) -> None:
            if entry.series_id in self._studies.entries:
                self._show(entry, found, image, by_hand)

        self._reading.add(entry.series_id)
        job = read_object(self._queue, entry, show, title)
        job.finished.connect(lambda _job: self._reading.discard(entry.series_id))

    def _show(self, entry: SeriesEntry, found: StudyObject, image: ImageLayer | None, by_hand: bool) -> None:
        if image is not None and image in self._scene.images and not isinstance(found, EncapsulatedDocument):
            if not self._belongs(entry, found, image):
                if by_hand:
                    self._tell_not_here()
                return
            try:
                layer = self._scene.add_result(found, image.id, saved=True)
            except MedviewerError as error:
                self.trouble.emit(str(error))
                return
            self._studies.set_layer(entry.series_id, layer.id)
        if by_hand and isinstance(found, Document | EncapsulatedDocument):
            self.document_read.emit(entry, found)

    def _belongs(self, entry: SeriesEntry, found: StudyObject, image: ImageLayer) -> bool:
        """Whether an object names the series of an image, or at least its frame of reference.

        A state must name one of the very slices: parts of a split series share their series.
        """
        info = image.image.info
        if isinstance(found, PresentationState):
            uids = (one.instance_uid for one in found.images)
            here = any(place_of(self._scene, image, one) is not None for one in found.images)
            return here or any(image.time_point_of((uid,)) is not None for uid in uids)
        if info.series_uid in entry.refers_to:
            return True
        return (
            isinstance(found, StructureSet) and info.frame_of_reference_uid in found.frame_of_reference_uids
        )
