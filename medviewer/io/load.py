"""Loading one entry of a catalog."""

from __future__ import annotations

from medviewer.core.segmentation import Segmentation
from medviewer.core.series import SeriesEntry
from medviewer.core.study_object import StudyObject
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.io.file_kind import FileKind, kind_of
from medviewer.io.progress import ReadReport
from medviewer.io.regular_file import require_regular

Loaded = Volume | Stack | TimeSeries | Segmentation | StudyObject


def load_series(entry: SeriesEntry, report: ReadReport) -> Loaded:
    """The pixels of an entry, true in value and place, with its load report filled in.

    A grid, or what can be resampled to one, gives a `Volume`, several of them in time a `TimeSeries`;
    everything else that can be shown truly gives a `Stack`; a DICOM segmentation gives a
    `Segmentation`, other objects their own nouns. Pixel arrays come from ``report.empty``.

    Raises
    ------
    ReadError
        If the series is refused or cannot be read; one sentence.
    Cancelled
        If the report says so.
    """
    if entry.kind == "dicom":
        from medviewer.io.dicom.read_series import read_series

        return read_series(entry, report)
    with report.reading(entry.files[0]):
        return _one_file(entry, report)


def _one_file(entry: SeriesEntry, report: ReadReport) -> Loaded:
    """What is wholly in one file."""
    if entry.kind == "dicom-seg":
        from medviewer.io.dicom.seg.read import read_segmentation

        return read_segmentation(entry.files[0], report=report)
    if entry.kind != "file":
        from medviewer.io.load_object import load_object

        return load_object(entry, report)
    require_regular(entry.files[0])
    if kind_of(entry.files[0]) is FileKind.PICTURE:
        from medviewer.io.picture_file import read_picture

        return read_picture(entry, report)
    from medviewer.io.image_file import read_image

    return read_image(entry, report)
