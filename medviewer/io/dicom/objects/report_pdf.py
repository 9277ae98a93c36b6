"""A report's PDF -> DICOM Encapsulated PDF of the study (PS3.3 A.45.1, C.24)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydicom.sequence import Sequence
from pydicom.uid import EncapsulatedPDFStorage

from medviewer.core.errors import MedviewerError, WriteError
from medviewer.io.atomic import atomic_write
from medviewer.io.dicom.objects.encapsulated import document_bytes
from medviewer.io.dicom.objects.report_study import SERIES_NUMBER, study_of_report
from medviewer.io.dicom.short_label import short_label
from medviewer.io.marks.content_tree import Concept, code_item
from medviewer.io.marks.new_object import new_object, save_object
from medviewer.io.progress import ReadReport

_TITLE = Concept("18748-4", "LN", "Diagnostic imaging study")


def save_report_pdf(
    content: bytes, title: str, path: str, source_files: tuple[str, ...], report: ReadReport
) -> str:
    """Writes the PDF as an object of the study, and proves that it comes back byte for byte; gives the path.

    Parameters
    ----------
    content
        The whole PDF.
    title
        Document Title; at most 64 letters of it are the Series Description.
    source_files
        DICOM files of the images, which patient and study are taken from.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    report(0.1, "Reading the source headers")
    made = _dataset(content, title, source_files)
    report(0.5, "Writing the report")
    return str(atomic_write(path, lambda p: save_object(made, p), lambda p: _verify(p, content)))


def _dataset(content: bytes, title: str, source_files: tuple[str, ...]) -> Any:
    study = study_of_report(source_files)
    made = new_object(study, EncapsulatedPDFStorage, "DOC", SERIES_NUMBER, short_label(title) or "Report")
    made.ConversionType = "WSD"
    made.AcquisitionDateTime = ""
    made.BurnedInAnnotation = "YES"
    made.VerificationFlag = "UNVERIFIED"
    made.DocumentTitle = title
    made.ConceptNameCodeSequence = Sequence([code_item(_TITLE)])
    made.MIMETypeOfEncapsulatedDocument = "application/pdf"
    made.EncapsulatedDocument = content + b"\0" * (len(content) % 2)
    made.EncapsulatedDocumentLength = len(content)
    return made


def _verify(path: Path, content: bytes) -> None:
    try:
        same = document_bytes(str(path)) == content
    except MedviewerError as error:
        raise WriteError(f"The report was not saved: it does not open again ({error})") from error
    if not same:
        raise WriteError(
            "The report was not saved: what was read back differs from what was written; try another folder."
        )
