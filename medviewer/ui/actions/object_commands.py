"""Windows for documents: reports, key images, encapsulated files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from medviewer.core.dicom_text import date_text
from medviewer.core.document import Document, EncapsulatedDocument
from medviewer.core.image_reference import ImageReference
from medviewer.core.series import SeriesEntry
from medviewer.scene.images.go_to_instance import go_to_instance, place_of
from medviewer.session import Session
from medviewer.session.objects import save_document
from medviewer.ui.questions import Questions
from medviewer.ui.study_list import StudyList

if TYPE_CHECKING:
    from medviewer.ui.panels.document_card import DocumentCard


class ObjectCommands(QObject):
    """Opens a window for what was read. ``said`` carries a text and how grave it is."""

    said = Signal(str, str)

    def __init__(self, window: QWidget, session: Session, studies: StudyList, questions: Questions) -> None:
        super().__init__(window)
        self._studies = studies
        self._open: dict[str, QDialog] = {}
        studies.changed.connect(self._close_strangers)
        self._window = window
        self._session = session
        self._scene = session.scene
        self._questions = questions

    def show_document(self, entry: SeriesEntry, document: Document | EncapsulatedDocument) -> None:
        """Shows a report, or what an encapsulated file is; a window that is open comes to the front."""
        known = self._open.get(entry.series_id)
        if known is not None:
            known.raise_()
            known.activateWindow()
            return
        dialog = self._dialog(entry, document)
        self._open[entry.series_id] = dialog
        dialog.finished.connect(lambda _result: self._open.pop(entry.series_id, None))
        dialog.show()

    def _dialog(self, entry: SeriesEntry, document: Document | EncapsulatedDocument) -> QDialog:
        # Not needed for the first picture.
        from medviewer.ui.document_view import DocumentView
        from medviewer.ui.panels.document_card import DocumentCard

        if isinstance(document, EncapsulatedDocument):
            card = DocumentCard(document, _whose(entry), self._window)
            card.save_wanted.connect(lambda: self._save(entry, card))
            card.open_failed.connect(lambda text: self.said.emit(text, "warning"))
            return card
        view = DocumentView(document, _whose(entry), self._place_of, self._window)
        view.image_wanted.connect(self._go_to)
        return view

    def _close_strangers(self) -> None:
        """A report must not stay beside the images of another patient."""
        for series_id, dialog in tuple(self._open.items()):
            if series_id not in self._studies.entries:
                dialog.done(0)

    def _save(self, entry: SeriesEntry, card: DocumentCard) -> None:
        path = self._questions.document_target(f"document{card.document.suffix}", card.document.suffix)
        if not path:
            return

        def written(target: str) -> None:
            card.saved(target)
            self.said.emit(self.tr("Saved %1").replace("%1", target), "note")

        save_document(self._session.queue, entry, path, written, self.tr("Saving the document"))

    def _place_of(self, image: ImageReference) -> str:
        """``CT Thin, image 12`` for an image whose pixels are here."""
        for layer in self._scene.images:
            number = place_of(self._scene, layer, image)
            if number is not None:
                name = f"{layer.image.info.modality} {layer.name}".strip()
                return self.tr("%1, image %2").replace("%1", name).replace("%2", str(number))
        return ""

    def _go_to(self, image: ImageReference) -> None:
        for layer in self._scene.images:
            if place_of(self._scene, layer, image) is not None:
                self._scene.activate(layer.id)
                go_to_instance(self._scene, layer, image)
                return


def _whose(entry: SeriesEntry) -> str:
    study = entry.info.study
    parts = (study.patient_name, study.patient_id, date_text(study.study_date))
    return "  ·  ".join(part for part in parts if part)
