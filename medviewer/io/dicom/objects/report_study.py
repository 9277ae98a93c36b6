"""The study that a report becomes part of, from a file of its images."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from medviewer.core.errors import WriteError
from medviewer.io.marks.source_study import SourceStudy, source_study

SERIES_NUMBER = 9040
"""The PDF; the text has the next one. Segmentations, marks, states and key images have 9000 to 9030."""


def study_of_report(source_files: Sequence[str], wanted: Collection[str] = ()) -> SourceStudy:
    """Patient and study, and those of the ``wanted`` instances (UIDs) that are among the files.

    Raises
    ------
    WriteError
        If there is no DICOM file, or the first one cannot be read.
    """
    files = source_files if wanted else source_files[:1]
    try:
        return source_study(files, wanted, "A report")
    except WriteError as error:
        raise WriteError(
            "The files of the images cannot be read as one DICOM study, so the report has none to belong to; "
            "save it as a PDF instead."
        ) from error
