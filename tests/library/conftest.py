"""Small studies on a disk, and an index of their own for each test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

from medviewer.io.progress import LocalReport
from medviewer.library.index import index_paths
from medviewer.library.query import find_studies
from medviewer.library.study_query import StudyQuery

StudyWriter = Callable[..., Path]


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The path of an index that is not there yet."""
    return str(tmp_path / "data" / "library.sqlite")


@pytest.fixture
def a_study(tmp_path: Path) -> StudyWriter:
    """Writes a study of one series: ``a_study("folder", name="Müller^Hans", uid="1.2.3", slices=3)``."""

    def write(
        folder: str = "study",
        name: str = "Test^Case",
        uid: str = "1.2.3",
        series: str = "1",
        slices: int = 3,
        first: int = 0,
        **changes: Any,
    ) -> Path:
        for n in range(first, first + slices):
            meta = FileMetaDataset()
            meta.TransferSyntaxUID = ExplicitVRLittleEndian
            meta.MediaStorageSOPClassUID = CTImageStorage
            meta.MediaStorageSOPInstanceUID = f"{uid}.{series}.{n + 1}"
            dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
            fields: dict[str, Any] = {
                "SpecificCharacterSet": "ISO_IR 192",
                "SOPClassUID": CTImageStorage,
                "SOPInstanceUID": f"{uid}.{series}.{n + 1}",
                "StudyInstanceUID": uid,
                "SeriesInstanceUID": f"{uid}.{series}",
                "FrameOfReferenceUID": f"{uid}.9",
                "PatientName": name,
                "PatientID": "P-1",
                "PatientBirthDate": "19700102",
                "StudyDate": "20240315",
                "StudyTime": "101500",
                "StudyDescription": "Thorax",
                "AccessionNumber": "A77",
                "Modality": "CT",
                "SeriesNumber": int(series),
                "SeriesDescription": "Lung 1 mm",
                "InstanceNumber": n + 1,
                "ImagePositionPatient": [0, 0, 2.0 * n],
                "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
                "PixelSpacing": [1, 1],
                "SliceThickness": 2,
                "Rows": 4,
                "Columns": 4,
                "SamplesPerPixel": 1,
                "PhotometricInterpretation": "MONOCHROME2",
                "BitsAllocated": 16,
                "BitsStored": 16,
                "HighBit": 15,
                "PixelRepresentation": 0,
                "PixelData": np.full((4, 4), n, np.uint16).tobytes(),
                **changes,
            }
            for key, value in fields.items():
                setattr(dataset, key, value)
            path = tmp_path / folder / f"s{series}-{n:03d}"
            path.parent.mkdir(parents=True, exist_ok=True)
            dataset.save_as(path, enforce_file_format=True)
        return tmp_path / folder

    return write


@pytest.fixture
def index(database: str) -> Callable[..., Any]:
    """Indexes paths in place."""
    return lambda *paths, **options: index_paths(
        database, [str(path) for path in paths], report=LocalReport(), **options
    )


@pytest.fixture
def names(database: str) -> Callable[..., list[str]]:
    """The names of the patients that a search finds, in its order."""
    return lambda words="", **filters: [
        study.patient_name for study in find_studies(database, StudyQuery(words, **filters)).studies
    ]
