"""Small synthetic DICOM series for the reading tests, written with pydicom."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import (
    UID,
    CTImageStorage,
    EnhancedCTImageStorage,
    EnhancedMRImageStorage,
    EnhancedPETImageStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
)

from medviewer.core.series import Catalog
from medviewer.core.volume import Stack, Volume
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

AXIAL = [1, 0, 0, 0, 1, 0]
SeriesBuilder = Callable[..., Path]


def _one_slice(number: int, position: list[float], changes: dict[str, Any]) -> FileDataset:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(changes.pop("transfer_syntax", ExplicitVRLittleEndian))
    meta.MediaStorageSOPClassUID = CTImageStorage
    dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    pixels = changes.pop("pixels", None)
    if pixels is None:
        pixels = np.full((4, 6), 1000 + number, np.uint16)
    fields = {
        "SOPClassUID": CTImageStorage,
        "SOPInstanceUID": f"1.2.3.4.{number + 1}",
        "Modality": "CT",
        "PatientName": "Test^Case",
        "PatientID": "T1",
        "StudyInstanceUID": "1.2.3",
        "SeriesInstanceUID": "1.2.3.4",
        "FrameOfReferenceUID": "1.2.3.5",
        "SeriesNumber": 3,
        "SeriesDescription": "Thin",
        "InstanceNumber": number + 1,
        "ImagePositionPatient": position,
        "ImageOrientationPatient": AXIAL,
        "PixelSpacing": [0.5, 0.75],
        "SliceThickness": 2,
        "Rows": pixels.shape[-2],
        "Columns": pixels.shape[-1],
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 8 * pixels.dtype.itemsize,
        "BitsStored": 8 * pixels.dtype.itemsize,
        "HighBit": 8 * pixels.dtype.itemsize - 1,
        "PixelRepresentation": int(pixels.dtype.kind == "i"),
        "RescaleSlope": 1,
        "RescaleIntercept": -1024,
        "PixelData": pixels.tobytes(),
        **changes,
    }
    meta.MediaStorageSOPInstanceUID = fields["SOPInstanceUID"] or "1.2.3.4.9999"
    for name, value in fields.items():
        if value is not None:
            setattr(dataset, name, value)
    return dataset


@pytest.fixture
def a_slice(tmp_path: Path) -> SeriesBuilder:
    """Writes one file: ``a_slice(name, number=0, position=..., **elements)``; None leaves an element out."""

    def build(name: str, number: int = 0, position: Any = None, **changes: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        place = [-10.0, -20.0, 2.5 * number] if position is None else list(position)
        _one_slice(number, place, changes).save_as(path, enforce_file_format=True)
        return path

    return build


@pytest.fixture
def a_ct_series(a_slice: SeriesBuilder, tmp_path: Path) -> SeriesBuilder:
    """Writes a folder of slices with names that say nothing about their order.

    ``each`` gives changes of slice n as a function of n; ``positions`` replaces the regular ones.
    """

    def build(
        folder: str = "ct",
        count: int = 5,
        positions: Any = None,
        each: Callable[[int], dict[str, Any]] | None = None,
        **changes: Any,
    ) -> Path:
        for n in range(count if positions is None else len(positions)):
            place = None if positions is None else positions[n]
            name = f"{folder}/f{(n * 7919) % 10007:05d}"
            a_slice(name, n, place, **{**changes, **(each(n) if each else {})})
        return tmp_path / folder

    return build


@pytest.fixture
def put_text() -> Callable[[Path, str, str], None]:
    """Replaces the text of a decimal element in all files of a folder, past pydicom's checks."""

    def put(folder: Path, name: str, text: str) -> None:
        tag = Tag(name)
        head = struct.pack("<HH2s", tag.group, tag.element, b"DS")
        value = text.encode() + b" " * (len(text) % 2)
        for file in folder.iterdir():
            raw = file.read_bytes()
            start = raw.index(head)
            (length,) = struct.unpack_from("<H", raw, start + 6)
            rest = raw[start + 8 + length :]
            file.write_bytes(raw[: start + 6] + struct.pack("<H", len(value)) + value + rest)

    return put


@pytest.fixture
def scan() -> Callable[..., Catalog]:
    """The catalog of a path."""
    return lambda path: scan_path(str(path), report=LocalReport())


@pytest.fixture
def load() -> Callable[..., Volume | Stack]:
    """The only series of a path, read."""

    def read(path: Any) -> Volume | Stack:
        (entry,) = scan_path(str(path), report=LocalReport()).series
        return load_series(entry, report=LocalReport())  # type: ignore[return-value]

    return read


_ENHANCED_CLASSES = {
    "CT": EnhancedCTImageStorage,
    "MR": EnhancedMRImageStorage,
    "PT": EnhancedPETImageStorage,
}

_MACRO_OF = {
    "ImagePositionPatient": "PlanePositionSequence",
    "ImageOrientationPatient": "PlaneOrientationSequence",
    "PixelSpacing": "PixelMeasuresSequence",
    "SliceThickness": "PixelMeasuresSequence",
    "SpacingBetweenSlices": "PixelMeasuresSequence",
    "RescaleSlope": "PixelValueTransformationSequence",
    "RescaleIntercept": "PixelValueTransformationSequence",
    "RescaleType": "PixelValueTransformationSequence",
    "WindowCenter": "FrameVOILUTSequence",
    "WindowWidth": "FrameVOILUTSequence",
    "TemporalPositionIndex": "FrameContentSequence",
    "StackID": "FrameContentSequence",
    "InStackPositionNumber": "FrameContentSequence",
    "FrameAcquisitionDateTime": "FrameContentSequence",
    "FrameReferenceDateTime": "FrameContentSequence",
    "EffectiveEchoTime": "MREchoSequence",
    "DiffusionBValue": "MRDiffusionSequence",
    "NominalCardiacTriggerDelayTime": "CardiacSynchronizationSequence",
    "FrameType": "MRImageFrameTypeSequence",
    "ComplexImageComponent": "MRImageFrameTypeSequence",
    "ImagePositionVolume": "PlanePositionVolumeSequence",
    "ImageOrientationVolume": "PlaneOrientationVolumeSequence",
    "TemporalPositionTimeOffset": "TemporalPositionSequence",
    "TriggerTime": "UnassignedPerFrameConvertedAttributesSequence",
    "RealWorldValueSlope": "RealWorldValueMappingSequence",
    "RealWorldValueIntercept": "RealWorldValueMappingSequence",
    "MeasurementUnitsCodeSequence": "RealWorldValueMappingSequence",
}
"""The functional group that holds an element."""

_SHARED_BY_ALL = {
    "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
    "PixelSpacing": [0.5, 0.75],
    "SliceThickness": 2,
}


def _functional_groups(elements: dict[str, Any]) -> Dataset:
    """One item of a functional groups sequence with elements in the macros that they belong to."""
    item = Dataset()
    for name, value in elements.items():
        macro = _MACRO_OF[name]
        if macro not in item:
            setattr(item, macro, Sequence([Dataset()]))
        setattr(getattr(item, macro)[0], name, value)
    return item


def _frames_dataset(pixels: Any, modality: str, changes: dict[str, Any]) -> FileDataset:
    """A file of many frames without any place."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = changes.pop("transfer_syntax", ExplicitVRLittleEndian)
    fields = {
        "SOPClassUID": _ENHANCED_CLASSES.get(modality, "1.2.840.10008.5.1.4.1.1.7.3"),
        "SOPInstanceUID": "1.2.3.9.1",
        "Modality": modality,
        "PatientName": "Test^Frames",
        "PatientID": "F1",
        "StudyInstanceUID": "1.2.3",
        "SeriesInstanceUID": "1.2.3.9",
        "FrameOfReferenceUID": "1.2.3.5",
        "SeriesNumber": 4,
        "InstanceNumber": 1,
        "NumberOfFrames": len(pixels),
        "Rows": pixels.shape[1],
        "Columns": pixels.shape[2],
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 8 * pixels.dtype.itemsize,
        "BitsStored": 8 * pixels.dtype.itemsize,
        "HighBit": 8 * pixels.dtype.itemsize - 1,
        "PixelRepresentation": int(pixels.dtype.kind == "i"),
        "PixelData": pixels.tobytes(),
        **changes,
    }
    meta.MediaStorageSOPClassUID = fields["SOPClassUID"]
    meta.MediaStorageSOPInstanceUID = fields["SOPInstanceUID"]
    is_little = meta.TransferSyntaxUID != ExplicitVRBigEndian
    dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128, is_little_endian=is_little)
    for name, value in fields.items():
        if value is not None:
            setattr(dataset, name, value)
    return dataset


@pytest.fixture
def a_multiframe_file(tmp_path: Path) -> SeriesBuilder:
    """Writes one file of many frames: ``a_multiframe_file(name, pixels, modality, **elements)``."""

    def build(name: str, pixels: Any, modality: str = "OT", **changes: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _frames_dataset(pixels, modality, changes).save_as(path, enforce_file_format=True)
        return path

    return build


@pytest.fixture
def an_enhanced_file(a_multiframe_file: SeriesBuilder) -> SeriesBuilder:
    """Writes one enhanced file; ``frames`` and ``shared`` are elements, put in the group they belong to."""

    def build(
        name: str, frames: list[dict[str, Any]], pixels: Any, shared: Any = None, **changes: Any
    ) -> Path:
        common = _SHARED_BY_ALL if shared is None else shared
        groups = {
            "SharedFunctionalGroupsSequence": Sequence([_functional_groups(common)]),
            "PerFrameFunctionalGroupsSequence": Sequence([_functional_groups(frame) for frame in frames]),
        }
        return a_multiframe_file(name, pixels, **{"modality": "CT", **groups, **changes})

    return build
