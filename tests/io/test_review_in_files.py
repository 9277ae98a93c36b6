"""What a reader said of a result is in the file, whatever its kind."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
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
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.io.label_file import read_label_file
from medviewer.io.label_origin import origin_facts, origin_of
from medviewer.io.progress import LocalReport
from medviewer.io.result_file import save_result
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.scene import Scene

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


@pytest.mark.parametrize("name", ["x.nii.gz", "x.nii", "x.nrrd", "x.mha"])
def test_it_is_read_back_with_the_labels_that_it_was_said_of(
    tmp_path: Path, a_rejected_segmentation: Segmentation, name: str
) -> None:
    path = tmp_path / name
    save_result(a_rejected_segmentation, str(path), None, (), report=LocalReport())
    again = read_label_file(str(path), report=LocalReport())
    assert again.provenance == MADE
    assert again.problems == ()
    layer = _opened(again)
    assert (layer.review, layer.is_from_model) == (MADE.review, True)


@pytest.mark.parametrize("change", ["labels", "place"])
@pytest.mark.parametrize("name", ["x.nii.gz", "x.nrrd"])
def test_the_review_of_other_labels_is_not_taken_over(
    tmp_path: Path, a_rejected_segmentation: Segmentation, name: str, change: str
) -> None:
    path = tmp_path / name
    save_result(a_rejected_segmentation, str(path), None, (), report=LocalReport())
    if name.endswith("nrrd"):
        image = SimpleITK.ReadImage(str(path))
        if change == "labels":
            image[1, 1, 1] = 0
        else:
            image.SetOrigin((1.0, 0.0, 0.0))
        SimpleITK.WriteImage(image, str(path))
    else:
        held = nib.load(path)
        values, place = held.get_fdata().astype(np.uint8), held.affine.copy()
        if change == "labels":
            values[1, 1, 1] = 0
        else:
            place[0, 3] += 1.0
        header = held.header.copy()
        nib.save(nib.Nifti1Image(values, place, header), path)
    again = read_label_file(str(path), report=LocalReport())
    assert again.provenance is None
    assert [problem.code for problem in again.problems] == ["REVIEW"]
    assert _opened(again).review == Review()


def test_facts_that_are_damaged_are_no_review() -> None:
    labels = np.ones((2, 3, 4), np.uint8)
    facts = origin_facts(Segmentation(labels, GRID, (), "S", MADE))
    assert origin_of(facts, labels.astype(np.uint16), GRID) == (MADE, ())
    assert origin_of(facts | {"Review": "<script>"}, labels, GRID)[0] == replace(MADE, review=Review())
    for wrong in ({"Grid": "[1, 2]"}, {"Grid": "x"}, {"LabelsSHA256": "0"}, {"Grid": "[[1e999], 2, 3]"}):
        assert origin_of(facts | wrong, labels, GRID)[0] is None
    assert origin_of({"Model": "Lungs 1.0", "Review": "accepted"}, labels, GRID) == (None, ())  # of before


def _opened(segmentation: Segmentation) -> ResultLayer:
    scene = Scene()
    image = scene.add_volume(Volume(np.zeros(GRID.shape_kji, np.int16), GRID, info=SeriesInfo("s")))
    return scene.add_result(segmentation, image.id, saved=True)
