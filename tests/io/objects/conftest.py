"""Small synthetic objects about images, written with pydicom: structure sets, states, reports, documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian

from medviewer.core.series import Catalog
from medviewer.io.dicom.parse.quiet import quiet_pydicom
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

STORAGE = "1.2.840.10008.5.1.4.1.1."
ObjectBuilder = Callable[..., Path]


def item(**elements: Any) -> Dataset:
    """An item of a sequence; a list of data sets becomes a sequence."""
    made = Dataset()
    for name, value in elements.items():
        setattr(made, name, value)
    return made


@pytest.fixture
def an_item() -> Callable[..., Dataset]:
    """Makes an item of a sequence."""
    return item


@pytest.fixture
def an_object(tmp_path: Path) -> ObjectBuilder:
    """Writes an object: ``an_object("481.3", Modality="RTSTRUCT", ...)``."""

    def build(kind: str, name: str = "object.dcm", **elements: Any) -> Path:
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = ExplicitVRLittleEndian
        meta.MediaStorageSOPClassUID = UID(STORAGE + kind)
        meta.MediaStorageSOPInstanceUID = UID("1.2.3.9.1")
        made = item(
            SOPClassUID=STORAGE + kind,
            SOPInstanceUID="1.2.3.9.1",
            PatientName="Test^Case",
            PatientID="T1",
            StudyInstanceUID="1.2.3",
            SeriesInstanceUID="1.2.3.9",
            SeriesNumber=9,
            InstanceNumber=1,
        )
        for keyword, value in elements.items():
            setattr(made, keyword, value)
        made.file_meta = meta
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with quiet_pydicom():
            made.save_as(path, enforce_file_format=True)
        return path

    return build


@pytest.fixture
def a_structure_set(an_object: ObjectBuilder) -> ObjectBuilder:
    """Writes a structure set with one region of the given contours (texts of coordinates)."""

    def build(*contours: str, name: str = "rtss.dcm", roi: str = "Heart", **elements: Any) -> Path:
        drawn = []
        for text in contours:
            count = (text.count("\\") + 1) // 3
            one = item(ContourGeometricType="CLOSED_PLANAR", NumberOfContourPoints=count)
            one.ContourImageSequence = [item(ReferencedSOPInstanceUID="1.2.3.4.1")]
            with quiet_pydicom():  # also what is no number
                one.add_new("ContourData", "DS", text.replace("x", "88888888"))
            drawn.append(one)
        frame = item(FrameOfReferenceUID="1.2.3.5")
        series = item(SeriesInstanceUID="1.2.3.4")
        frame.RTReferencedStudySequence = [item(RTReferencedSeriesSequence=[series])]
        content: dict[str, Any] = {
            "Modality": "RTSTRUCT",
            "StructureSetLabel": "Plan A",
            "ReferencedFrameOfReferenceSequence": [frame],
            "StructureSetROISequence": [item(ROINumber=7, ROIName=roi)],
            "RTROIObservationsSequence": [item(ReferencedROINumber=7, RTROIInterpretedType="ORGAN")],
            "ROIContourSequence": [
                item(ReferencedROINumber=7, ROIDisplayColor=[255, 128, 0], ContourSequence=drawn)
            ],
        }
        path = an_object("481.3", name, **{**content, **elements})
        path.write_bytes(path.read_bytes().replace(b"88888888", b"x       "))  # pydicom writes no nonsense
        return path

    return build


@pytest.fixture
def a_state(an_object: ObjectBuilder) -> ObjectBuilder:
    """Writes a presentation state about the first image of the series 1.2.3.4."""

    def build(name: str = "pr.dcm", **elements: Any) -> Path:
        image = item(ReferencedSOPClassUID=STORAGE + "2", ReferencedSOPInstanceUID="1.2.3.4.1")
        series = item(SeriesInstanceUID="1.2.3.4", ReferencedImageSequence=[image])
        content = {"Modality": "PR", "ContentLabel": "LUNG", "ReferencedSeriesSequence": [series]}
        return an_object("11.1", name, **{**content, **elements})

    return build


@pytest.fixture
def code() -> Callable[[str], list[Dataset]]:
    """A code sequence with a meaning."""

    def build(meaning: str, value: str = "X1", scheme: str = "99TEST") -> list[Dataset]:
        return [item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)]

    return build


@pytest.fixture
def scan() -> Callable[[Path], Catalog]:
    """The catalog of a path."""
    return lambda path: scan_path(str(path), report=LocalReport())
