"""The study that an object of ours belongs to: whose it is, and the instances that it speaks of."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pydicom
from pydicom.dataset import Dataset

from medviewer.core.errors import WriteError
from medviewer.io.dicom.parse.bad_content import BAD_CONTENT
from medviewer.io.dicom.seg.source import make_fit
from medviewer.io.marks.content_tree import Instance
from medviewer.io.source_file import open_source

_ENOUGH = (
    "SOPClassUID", "SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID", "NumberOfFrames", "Rows",
    "Columns", "RescaleSlope", "RescaleIntercept",
)  # fmt: skip


@dataclass(frozen=True)
class SourceInstance:
    """An instance of the study: its class, series and size."""

    sop_class: str
    uid: str
    series_uid: str
    frames: int
    rows: int
    columns: int
    rescale: tuple[str, str] = ("", "")

    def reference(self, frame: int) -> Instance:
        """How it is referred to; the frame is named only where there are several."""
        return Instance(self.sop_class, self.uid, frame if self.frames > 1 else 0)


@dataclass(frozen=True)
class SourceStudy:
    """Header of one file, for patient and study, and the instances that are wanted, by UID."""

    header: Dataset
    instances: dict[str, SourceInstance]

    @property
    def study_uid(self) -> str:
        return str(self.header.StudyInstanceUID)


def source_study(source_files: Sequence[str], wanted: Collection[str], what: str) -> SourceStudy:
    """Reads headers until all wanted instances were seen.

    Parameters
    ----------
    wanted
        SOP instance UIDs; those that no file holds are not in the answer.
    what
        What is to be made, for the sentence of a refusal.

    Raises
    ------
    WriteError
        If there is no DICOM file, one cannot be read, lacks its identifiers or is of another study.
    """
    if not source_files:
        raise WriteError(
            f"{what} belongs to a DICOM study, and this image is not of one; save the marks as .json instead."
        )
    found: dict[str, SourceInstance] = {}
    left = set(wanted)
    first = _read(source_files[0], None, what)
    make_fit(first)
    for file in source_files:
        header = first if file == source_files[0] else _read(file, _ENOUGH, what)
        if header.StudyInstanceUID != first.StudyInstanceUID:
            raise WriteError(
                f"{what} was not made: the marks are of several studies; save one study at a time."
            )
        if header.SOPInstanceUID in left:
            left.discard(str(header.SOPInstanceUID))
            found[str(header.SOPInstanceUID)] = _instance(header)
        if not left:
            break
    return SourceStudy(first, found)


def _instance(header: Any) -> SourceInstance:
    return SourceInstance(
        str(header.SOPClassUID),
        str(header.SOPInstanceUID),
        str(header.SeriesInstanceUID),
        int(header.get("NumberOfFrames") or 1),
        int(header.get("Rows") or 1),
        int(header.get("Columns") or 1),
        (str(header.get("RescaleSlope") or ""), str(header.get("RescaleIntercept") or "")),
    )


def _inside(what: str) -> str:
    """The name of a thing within a sentence."""
    return what[:1].lower() + what[1:]


def _read(file: str, only: Sequence[str] | None, what: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open_source(file) as source:
                whole = io.BufferedReader(cast(io.RawIOBase, source))
                wanted = None if only is None else list(only)
                header = pydicom.dcmread(whole, stop_before_pixels=True, specific_tags=wanted)
                is_complete = all(header.get(keyword) for keyword in _ENOUGH[:4])
    except BAD_CONTENT as error:
        raise WriteError(
            f"The source file {file} cannot be read as DICOM, so {_inside(what)} was not made; "
            "save the marks as .json instead."
        ) from error
    if not is_complete:
        raise WriteError(
            f"The source file {file} lacks the identifiers that {_inside(what)} refers to; "
            "save the marks as .json instead."
        )
    return header
