"""A new DICOM object of a study: what is the same for every kind (PS3.3 C.7.1, C.7.2, C.7.5, C.12.1)."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from medviewer import __version__
from medviewer.io.marks.content_tree import sop_item
from medviewer.io.marks.source_study import SourceInstance, SourceStudy

PRIVATE_GROUP = 0x0099
_COPIED = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime", "AccessionNumber",
    "ReferringPhysicianName", "StudyID",
)  # fmt: skip
_COPIED_IF_THERE = ("IssuerOfPatientID", "StudyDescription", "PatientAge")


def new_object(
    study: SourceStudy, sop_class: str, modality: str, series_number: int, name: str
) -> FileDataset:
    """Patient, study, equipment and identifiers of a new object in a series of its own.

    ``name`` is the Series Description. Texts are in UTF-8, whatever the source is written in.
    """
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    made.SpecificCharacterSet = "ISO_IR 192"
    made.SOPClassUID, made.SOPInstanceUID = sop_class, meta.MediaStorageSOPInstanceUID
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for keyword in _COPIED:
            setattr(made, keyword, str(study.header.get(keyword) or ""))
        for keyword in _COPIED_IF_THERE:
            if study.header.get(keyword):
                setattr(made, keyword, str(study.header.get(keyword)))
    made.StudyInstanceUID, made.SeriesInstanceUID = study.study_uid, generate_uid()
    made.Modality, made.SeriesNumber, made.InstanceNumber = modality, series_number, 1
    made.SeriesDescription = name
    made.Manufacturer = made.ManufacturerModelName = "medviewer"
    made.DeviceSerialNumber, made.SoftwareVersions = "0", __version__
    now = datetime.now()
    made.InstanceCreationDate, made.InstanceCreationTime = now.strftime("%Y%m%d"), now.strftime("%H%M%S")
    made.ContentDate, made.ContentTime = made.InstanceCreationDate, made.InstanceCreationTime
    return made


def save_object(made: FileDataset, path: Path) -> None:
    """Writes an object to a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.save_as(path, enforce_file_format=True)


def evidence(study: SourceStudy, instances: Iterable[SourceInstance]) -> Sequence:
    """The instances that an object speaks of, by series (PS3.3 C.17.2.1)."""
    item = Dataset()
    item.StudyInstanceUID = study.study_uid
    item.ReferencedSeriesSequence = by_series(instances, "ReferencedSOPSequence")
    return Sequence([item])


def by_series(instances: Iterable[SourceInstance], keyword: str) -> Sequence:
    """One item a series with its instances in the sequence of that keyword."""
    series: dict[str, list[Dataset]] = {}
    for one in instances:
        series.setdefault(one.series_uid, []).append(sop_item(one.reference(0)))
    found = []
    for uid, items in series.items():
        item: Any = Dataset()
        item.SeriesInstanceUID = uid
        setattr(item, keyword, Sequence(items))
        found.append(item)
    return Sequence(found)
