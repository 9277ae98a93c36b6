"""What a reader said of a result is in the file, whatever its kind."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK

from medviewer.core.detections import Detections
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.io.label_file import read_label_file
from medviewer.io.progress import LocalReport
from medviewer.io.result_file import save_result

MADE = Provenance(
    "m", "Lungs", "1.0", "ab" * 32, review=Review("rejected", "左 & right <exchanged>", "2026-01-01")
)
GRID = Geometry((2, 3, 4), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


@pytest.fixture
def a_rejected_segmentation() -> Segmentation:
    return Segmentation(np.ones((2, 3, 4), np.uint8), GRID, (Segment(1, "肺"),), "S", MADE)


def test_nifti_says_it_among_the_names_of_the_labels(tmp_path: Path, a_rejected_segmentation) -> None:
    path = tmp_path / "x.nii.gz"
    save_result(a_rejected_segmentation, str(path), None, (), report=LocalReport())
    assert len(nib.load(path).header.extensions) == 1
    text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    assert "<Name>Review</Name><Value>rejected</Value>" in text
    assert "左 &amp; right &lt;exchanged&gt;" in text
    (segment,) = read_label_file(str(path), report=LocalReport()).segments
    assert segment.name == "肺"


def test_nrrd_says_it_in_its_header(tmp_path: Path, a_rejected_segmentation) -> None:
    path = tmp_path / "x.nrrd"
    save_result(a_rejected_segmentation, str(path), None, (), report=LocalReport())
    image = SimpleITK.ReadImage(str(path))
    assert image.GetMetaData("Medviewer_Review") == "rejected"
    assert image.GetMetaData("Medviewer_ReviewReason") == "左 & right <exchanged>"


def test_json_says_it_with_the_provenance(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    save_result(Detections((), "D", MADE), str(path), None, (), report=LocalReport())
    told = json.loads(path.read_text("utf-8"))
    assert told["provenance"]["review"]["state"] == "rejected"
