"""Loading what is no image: structure sets, presentation states, reports, documents."""

from __future__ import annotations

from medviewer.core.errors import ReadError
from medviewer.core.series import SeriesEntry
from medviewer.core.study_object import StudyObject
from medviewer.io.progress import ReadReport


def load_object(entry: SeriesEntry, report: ReadReport) -> StudyObject:
    """The object of an entry.

    ``entry.files`` holds the object first; files of the image that it is about may follow (see
    `medviewer.core.study_object.beside_images`).

    Raises
    ------
    ReadError
        If it is damaged, or of a kind that is listed only.
    """
    path = entry.files[0]
    match entry.kind:
        case "dicom-rtstruct":
            from medviewer.io.dicom.objects.rtstruct import read_structure_set

            return read_structure_set(path, report)
        case "dicom-gsps":
            from medviewer.io.dicom.objects.presentation_state import read_presentation_state

            return read_presentation_state(path, entry.files[1:], report)
        case "dicom-sr" | "dicom-ko":
            from medviewer.io.dicom.objects.structured_report import read_report

            return read_report(path, report)
        case "dicom-pdf":
            from medviewer.io.dicom.objects.encapsulated import read_document

            return read_document(path, report)
    reason = entry.report.problems[0].message if entry.report.problems else "It holds no picture."
    raise ReadError(f"The object in {entry.source} cannot be shown: {reason}")
