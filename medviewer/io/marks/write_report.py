"""Marks -> DICOM structured report of measurements (PS3.16 TID 1500; PS3.3 A.35.3, A.35.13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import Comprehensive3DSRStorage, ComprehensiveSRStorage, generate_uid

from medviewer.api.model import Report
from medviewer.core.errors import MedviewerError, WriteError
from medviewer.core.mark import Mark
from medviewer.core.mark_record import MarkRecord
from medviewer.io.atomic import atomic_write
from medviewer.io.marks import concepts as say
from medviewer.io.marks.content_tree import (
    code_item,
    coded,
    container,
    image,
    template_item,
    text,
    uid_reference,
)
from medviewer.io.marks.mark_group import Drawn, mark_group
from medviewer.io.marks.new_object import evidence, new_object, save_object
from medviewer.io.marks.own_notes import add_notes
from medviewer.io.marks.read_report import found_marks
from medviewer.io.marks.source_study import SourceStudy, source_study

_WHAT = "A DICOM report of measurements"
_SERIES_NUMBER = 9010
_SAME_MM = 1e-3


def write_report(
    records: Sequence[MarkRecord], path: Path, source_files: Sequence[str], report: Report
) -> Path:
    """Writes marks of one study and proves that they come back the same.

    Parameters
    ----------
    records
        Each with its slice where it lies on one; one that neither lies on a slice nor in a frame of
        reference cannot be told in DICOM.
    source_files
        DICOM files of the series that the marks lie on.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    if not records:
        raise WriteError("There is no measurement to save; draw one first.")
    if not all(can_be_told(record) for record in records):
        raise WriteError(
            "A measurement lies on an image without DICOM identifiers; save the marks as .json instead."
        )
    report(0.1, "Reading the source headers")
    study = source_study(source_files, _wanted(records), _WHAT)
    report(0.5, "Writing the report of measurements")
    dataset = _dataset(records, study)
    report(0.8, "Checking what was written")
    return atomic_write(path, lambda p: save_object(dataset, p), lambda p: _verify(p, records))


def can_be_told(record: MarkRecord) -> bool:
    """Whether a mark has a place that DICOM can name."""
    place = record.mark.place
    in_world = place.slice_number is None and bool(place.frame_of_reference_uid)
    return record.on_slice is not None or in_world


def _wanted(records: Iterable[MarkRecord]) -> set[str]:
    return {record.instance_uid for record in records} - {""}


def _drawn(record: MarkRecord, study: SourceStudy) -> Drawn:
    place, on = record.mark.place, record.on_slice
    if place.slice_number is None and place.frame_of_reference_uid:
        return Drawn(np.array(record.mark.points_lps), place.frame_of_reference_uid, None)
    source = None if on is None else study.instances.get(on.instance_uid)
    if on is None or source is None:
        raise WriteError(
            "A measurement lies on a slice whose file is not there any more; open the study again."
        )
    return Drawn(np.array(on.points_px), "", source.reference(on.frame))


def _dataset(records: Sequence[MarkRecord], study: SourceStudy) -> Any:
    groups, in_world = [], False
    for record in records:
        drawn = _drawn(record, study)
        in_world = in_world or drawn.instance is None
        source = study.instances.get(record.instance_uid)
        groups.append(mark_group(record, drawn, None if source is None else source.reference(record.frame)))
    sop_class = Comprehensive3DSRStorage if in_world else ComprehensiveSRStorage
    made = new_object(study, sop_class, "SR", _SERIES_NUMBER, "Measurements")
    made.ReferencedPerformedProcedureStepSequence = Items([])
    made.PerformedProcedureCodeSequence = Items([])
    made.CompletionFlag, made.VerificationFlag, made.PreliminaryFlag = "COMPLETE", "UNVERIFIED", "FINAL"
    named = list(study.instances.values())
    if named:
        made.CurrentRequestedProcedureEvidenceSequence = evidence(study, named)
    made.ValueType, made.ContinuityOfContent = "CONTAINER", "SEPARATE"
    made.ConceptNameCodeSequence = Items([code_item(say.REPORT)])
    made.ContentTemplateSequence = Items([template_item("1500")])
    made.ContentSequence = Items(
        [*_context(), *_library(study), container("CONTAINS", say.MEASUREMENTS, groups)]
    )
    add_notes(made, (noted(record) for record in records))
    return made


def _context() -> list[Dataset]:
    """Language, observer and procedure (TID 1204, 1001, 1500)."""
    return [
        coded("HAS CONCEPT MOD", say.LANGUAGE, say.ENGLISH),
        coded("HAS OBS CONTEXT", say.OBSERVER_TYPE, say.DEVICE),
        uid_reference("HAS OBS CONTEXT", say.DEVICE_UID, generate_uid(entropy_srcs=["medviewer"])),
        text("HAS OBS CONTEXT", say.DEVICE_NAME, "medviewer"),
        text("HAS OBS CONTEXT", say.DEVICE_MAKER, "medviewer"),
        coded("HAS CONCEPT MOD", say.PROCEDURE, say.IMAGING),
    ]


def _library(study: SourceStudy) -> list[Dataset]:
    """The images that the marks were drawn on (TID 1600)."""
    images = [image("CONTAINS", one.reference(0)) for one in study.instances.values()]
    if not images:
        return []
    return [container("CONTAINS", say.LIBRARY, [container("CONTAINS", say.LIBRARY_GROUP, images)])]


def noted(record: MarkRecord) -> Mark:
    """The mark with the instance that it is told on."""
    mark, on = record.mark, record.on_slice
    if on is None or mark.place.slice_number is None:
        return mark
    return replace(mark, place=replace(mark.place, instance_uid=on.instance_uid, frame=on.frame))


def _verify(path: Path, records: Sequence[MarkRecord]) -> None:
    try:
        found = found_marks(str(path))
        plain = found_marks(str(path), with_notes=False)
    except MedviewerError as error:
        raise WriteError(
            f"The measurements were not saved: the report does not open again ({error})"
        ) from error
    same = len(found) == len(plain) == len(records) and all(
        one.mark == noted(record)
        and bare.mark.kind == record.mark.kind
        and bare.mark.role == record.mark.role
        for one, bare, record in zip(found, plain, records, strict=True)
    )
    if not same:
        raise WriteError(
            "The measurements were not saved: what was read back differs from what was written; "
            "save them as .json instead."
        )
