"""The headers of the series that a segmentation belongs to, made fit to be copied into it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pydicom
from pydicom.uid import generate_uid

from medviewer.core.errors import WriteError
from medviewer.core.segmentation import Segmentation
from medviewer.io.dicom.parse.bad_content import BAD_CONTENT
from medviewer.io.dicom.seg.source_frames import give_frames_a_place
from medviewer.io.source_file import open_source

_NEEDED = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID")
_MAY_BE_EMPTY = (
    "PatientID", "PatientName", "PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID", "StudyDate",
    "StudyTime", "ReferringPhysicianName",
)  # fmt: skip
_DATES, _TIMES = ("PatientBirthDate", "StudyDate"), ("StudyTime",)
_DATE = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_AGE = re.compile(r"\d{3}[DWMY]|")
_TIME = re.compile(r"(\d{2}){1,3}(\.\d{1,6})?")


def source_headers(
    segmentation: Segmentation, source_files: Sequence[str], frame_of_reference_uid: str
) -> list[Any]:
    """Headers (no pixels) of the DICOM files that the segmentation was made from, in their order.

    Type 2 elements that are missing or not valid are made empty, so that they do no harm in the copy.

    Raises
    ------
    WriteError
        If there is no DICOM source, it cannot be read, or it lacks its identifiers.
    """
    if not source_files:
        raise WriteError(
            "A DICOM Segmentation belongs to a DICOM series, and this image is not one; "
            "save it as .nii.gz or .nrrd instead."
        )
    headers = [_read_header(Path(file)) for file in source_files]
    wanted = set(segmentation.source_instance_uids)
    chosen = [h for h in headers if str(h.SOPInstanceUID) in wanted] or headers
    first = chosen[0]
    if any(h.SeriesInstanceUID != first.SeriesInstanceUID for h in chosen):
        raise WriteError("The files of the source belong to several series; a DICOM Segmentation needs one.")
    place = str(first.get("FrameOfReferenceUID") or frame_of_reference_uid)
    if not place:
        # The segmentation must name one; the same series always gets the same.
        place = generate_uid(entropy_srcs=[str(first.SeriesInstanceUID), "frame of reference"])
    for header in chosen:
        header.FrameOfReferenceUID = place
        _give_thickness(header, segmentation.geometry.spacing_ijk[2])
        give_frames_a_place(header, header.filename, segmentation.geometry.spacing_ijk[2])
    # Patient and study are copied from the first one alone.
    make_fit(first)
    return chosen


def _read_header(file: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open_source(str(file)) as source:
                whole = io.BufferedReader(cast(io.RawIOBase, source))
                header = pydicom.dcmread(whole, stop_before_pixels=True)
                header.filename = str(file)
    except BAD_CONTENT as error:
        raise WriteError(
            f"The source file {file} cannot be read as DICOM, so no DICOM Segmentation was made; "
            "save it as .nii.gz or .nrrd instead."
        ) from error
    if not all(header.get(keyword) for keyword in _NEEDED):
        raise WriteError(
            f"The source file {file} lacks the identifiers that a DICOM Segmentation refers to; "
            "save it as .nii.gz or .nrrd instead."
        )
    return header


def _give_thickness(header: Any, step_mm: float) -> None:
    """A slice that says no thickness gets the distance of slices, which the file format asks for."""
    try:
        is_there = float(header.SliceThickness) > 0
    except (AttributeError, TypeError, ValueError):
        is_there = False
    if not is_there:
        header.SliceThickness = step_mm


def make_fit(header: Any) -> None:
    """Empties what is missing, not valid or cannot be read of the patient and study that are copied."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _empty_what_is_not_valid(header)


def _empty_what_is_not_valid(header: Any) -> None:
    for keyword in _MAY_BE_EMPTY:
        try:
            str(header[keyword].value)
        except (KeyError, LookupError, ValueError, TypeError, NotImplementedError):
            setattr(header, keyword, "")
    for keyword in _MAY_BE_EMPTY:
        if keyword not in header or header[keyword].value is None:
            setattr(header, keyword, "")
    for keyword in _DATES:
        if not _DATE.fullmatch(str(header[keyword].value)):
            setattr(header, keyword, "")
    for keyword in _TIMES:
        if not _TIME.fullmatch(str(header[keyword].value)):
            setattr(header, keyword, "")
    if "PatientAge" in header and not _AGE.fullmatch(str(header["PatientAge"].value or "")):
        del header.PatientAge
    if str(header.PatientSex) not in {"M", "F", "O", ""}:
        header.PatientSex = ""
