"""Key images -> DICOM key object selection document (PS3.3 A.35.4, PS3.16 TID 2010)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydicom.sequence import Sequence as Items
from pydicom.uid import KeyObjectSelectionDocumentStorage, generate_uid

from medviewer.api.model import Report
from medviewer.core.errors import MedviewerError, WriteError
from medviewer.core.mark import KeyImage
from medviewer.io.atomic import atomic_write
from medviewer.io.dicom.objects.object_file import read_object
from medviewer.io.dicom.objects.structured_report import read_report
from medviewer.io.marks import concepts as say
from medviewer.io.marks.content_tree import (
    Concept,
    code_item,
    coded,
    image,
    template_item,
    text,
    uid_reference,
)
from medviewer.io.marks.new_object import evidence, new_object, save_object
from medviewer.io.marks.own_notes import add_notes, notes_of
from medviewer.io.marks.source_study import source_study
from medviewer.io.progress import LocalReport

_WHAT = "A DICOM key object"
_SERIES_NUMBER = 9030
_TITLE = Concept("113000", "DCM", "Of Interest")
_DESCRIPTION = Concept("113012", "DCM", "Key Object Description")


def write_key_images(
    key_images: Sequence[KeyImage], path: Path, source_files: Sequence[str], report: Report
) -> Path:
    """Writes the selection and proves that it comes back the same.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    if not key_images:
        raise WriteError("There is no key image to save; press K on an image first.")
    if not all(one.place.instance_uid for one in key_images):
        raise WriteError(
            "A key image is of an image without DICOM identifiers; save the key images as .json instead."
        )
    report(0.1, "Reading the source headers")
    wanted = {one.place.instance_uid for one in key_images}
    study = source_study(source_files, wanted, _WHAT)
    if wanted - set(study.instances):
        raise WriteError(f"{_WHAT} was not made: a slice's file is not there any more; open the study again.")
    report(0.6, "Writing the key object")
    dataset = _dataset(key_images, study)
    return atomic_write(path, lambda p: save_object(dataset, p), lambda p: _verify(p, key_images))


def _dataset(key_images: Sequence[KeyImage], study: Any) -> Any:
    made = new_object(study, KeyObjectSelectionDocumentStorage, "KO", _SERIES_NUMBER, "Key images")
    for keyword in ("ManufacturerModelName", "DeviceSerialNumber", "SoftwareVersions"):
        del made[keyword]
    made.ReferencedPerformedProcedureStepSequence = Items([])
    named = list(study.instances.values())
    made.CurrentRequestedProcedureEvidenceSequence = evidence(study, named)
    made.ValueType, made.ContinuityOfContent = "CONTAINER", "SEPARATE"
    made.ConceptNameCodeSequence = Items([code_item(_TITLE)])
    made.ContentTemplateSequence = Items([template_item("2010")])
    references = dict.fromkeys(
        study.instances[one.place.instance_uid].reference(one.place.frame) for one in key_images
    )
    notes = "\r\n".join(
        f"{number}. {one.note}" for number, one in enumerate(key_images, start=1) if one.note.strip()
    )
    made.ContentSequence = Items(
        [
            coded("HAS OBS CONTEXT", say.OBSERVER_TYPE, say.DEVICE),
            uid_reference("HAS OBS CONTEXT", say.DEVICE_UID, generate_uid(entropy_srcs=["medviewer"])),
            text("HAS OBS CONTEXT", say.DEVICE_NAME, "medviewer"),
            *([text("CONTAINS", _DESCRIPTION, notes)] if notes else []),
            *(image("CONTAINS", one) for one in references),
        ]
    )
    add_notes(made, key_images=key_images)
    return made


def _verify(path: Path, key_images: Sequence[KeyImage]) -> None:
    try:
        document = read_report(str(path), LocalReport())
        _marks, noted = notes_of(read_object(str(path)))
    except MedviewerError as error:
        raise WriteError(f"{_WHAT} was not saved: it does not open again ({error})") from error
    named = all(
        any(one.means(key.place.instance_uid, key.place.frame) for one in document.references)
        for key in key_images
    )
    if not named or noted != tuple(key_images):
        raise WriteError(
            f"{_WHAT} was not saved: what was read back differs from what was written; "
            "save the key images as .json instead."
        )
