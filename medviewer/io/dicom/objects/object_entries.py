"""Catalog entries of what is no picture: structure sets, presentation states, reports, documents."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from pathlib import Path

from pydicom.config import IGNORE
from pydicom.uid import UID

from medviewer.core.errors import ReadError
from medviewer.core.series import LoadReport, Problem, SeriesEntry, SeriesKind, Verdict
from medviewer.io.dicom.describe import describe
from medviewer.io.dicom.grid.group import series_id
from medviewer.io.dicom.objects.image_references import REFERRING_ELEMENTS, referenced_series
from medviewer.io.dicom.objects.object_file import read_object, text_of
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.quote import quoted_uid
from medviewer.io.dicom.parse.text import plain

_STORAGE = "1.2.840.10008.5.1.4.1.1."
_KINDS: dict[str, tuple[SeriesKind, str]] = {
    "481.3": ("dicom-rtstruct", "RTSTRUCT"),
    "11.1": ("dicom-gsps", "PR"),
    "11.2": ("dicom-gsps", "PR"),
    "11.5": ("dicom-gsps", "PR"),
    "11.12": ("dicom-gsps", "PR"),
    "88.59": ("dicom-ko", "KO"),
    "104.1": ("dicom-pdf", "DOC"),
    "104.2": ("dicom-pdf", "DOC"),
    "104.3": ("dicom-pdf", "DOC"),
    "104.4": ("dicom-pdf", "DOC"),
    "104.5": ("dicom-pdf", "DOC"),
}
_REPORTS = "88."
# What is listed but not shown, by the beginning of the SOP class; the first that fits.
_OTHERS = (
    ("9.", "a waveform"),
    ("11.", "a presentation state of a kind that is not applied"),
    ("481.2", "a radiotherapy dose without its grid"),
    ("481.", "a radiotherapy plan or record"),
    ("66.1", "a spatial registration"),
    ("66.2", "a set of fiducial marks"),
    ("66.3", "a deformable registration"),
    ("66.5", "a surface segmentation"),
    ("66.6", "a set of fibre tracts"),
    ("66", "raw data of a scanner"),
    ("67", "a real world value mapping"),
)
_LARGEST_OTHER = 16 << 20
"""Raw data of scanners can be gigabytes; what is only listed is not read for its references then."""
_NAMES = ("ContentLabel", "ContentDescription", "StructureSetLabel", "DocumentTitle", "RTPlanLabel")


def object_entry(header: Header, source: str, taken: Container[str]) -> SeriesEntry | None:
    """The entry of a file without a picture; None for a file that does not say what it is.

    Nothing is refused here: a file whose references cannot be read is listed, and says so when chosen.
    """
    if not header.sop_class:
        return None
    own = header.sop_class.removeprefix(_STORAGE) if header.sop_class.startswith(_STORAGE) else ""
    kind, modality = _KINDS.get(own, ("dicom-sr", "SR") if own.startswith(_REPORTS) else ("dicom-other", ""))
    uid = header.string(tags.SOP_INSTANCE_UID) or Path(header.path).name
    info = describe(header, series_id((uid,), kind, taken))
    is_small = kind != "dicom-other" or header.elements.stream_length < _LARGEST_OTHER
    refers_to, name = _facts(header.path) if is_small else ((), "")
    report = LoadReport()
    if kind == "dicom-other":
        message = f"This is {_other(header.sop_class, own)}; it is listed but not shown."
        report = LoadReport(Verdict.REFUSED, (Problem("NO_PICTURE", message),))
    return SeriesEntry(
        info=replace(info, modality=info.modality or modality, description=info.description or name),
        kind=kind,
        files=(header.path,),
        shape_kji=(0, 0, 0),
        report=report,
        source=source,
        refers_to=refers_to,
    )


def references_of(path: str) -> tuple[str, ...]:
    """The series that an object speaks of; none where that cannot be read."""
    return _facts(path)[0]


def _facts(path: str) -> tuple[tuple[str, ...], str]:
    """The series that an object names, and what it calls itself."""
    try:
        dataset = read_object(path, (*REFERRING_ELEMENTS, *_NAMES, "SpecificCharacterSet"))
    except ReadError:
        return (), ""
    return referenced_series(dataset), next((text for n in _NAMES if (text := text_of(dataset, n, 256))), "")


def _other(sop_class: str, own: str) -> str:
    for beginning, name in _OTHERS:
        if own.startswith(beginning):
            return name
    known = plain(UID(quoted_uid(sop_class), IGNORE).name).removesuffix(" Storage")[:80]
    if "Image" in known:
        return f"a file of the kind {known} without a picture"
    return f"an object of the kind {known}"
