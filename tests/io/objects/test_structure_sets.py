"""Structure sets: what was outlined, where, and what cannot be drawn truly."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.contours import StructureSet
from medviewer.core.errors import ReadError
from medviewer.core.study_object import home_of
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

SQUARE = "0\\0\\5\\10\\0\\5\\10\\10\\5\\0\\10\\5"


@pytest.fixture
def load(scan):
    """The structure set in a file."""

    def read(path) -> StructureSet:
        (entry,) = scan(path).series
        loaded = load_series(entry, report=LocalReport())
        assert isinstance(loaded, StructureSet)
        return loaded

    return read


def test_a_region_has_its_name_colour_type_and_contours(a_structure_set, load):
    found = load(a_structure_set(SQUARE))
    (roi,) = found.rois
    assert (roi.number, roi.name, roi.color, roi.interpreted_type) == (7, "Heart", (255, 128, 0), "ORGAN")
    (contour,) = roi.contours
    assert contour.kind == "CLOSED_PLANAR"
    assert contour.instance_uid == "1.2.3.4.1"
    assert contour.points_lps.tolist() == [[0, 0, 5], [10, 0, 5], [10, 10, 5], [0, 10, 5]]
    assert roi.centre_lps.tolist() == [5, 5, 5]
    assert found.frame_of_reference_uids == ("1.2.3.5",)
    assert found.series_uids == ("1.2.3.4",)
    assert found.name == "Plan A"


def test_the_entry_names_the_series_and_finds_it(a_structure_set, a_ct_series, scan):
    path = a_structure_set(SQUARE, name="ct/rtss.dcm")
    a_ct_series(count=3)
    catalog = scan(path.parent)
    entry = next(one for one in catalog.series if one.kind == "dicom-rtstruct")
    assert entry.refers_to == ("1.2.3.4",)
    assert entry.info.description == "Plan A"
    home = home_of(entry, catalog.series)
    assert home is not None
    assert home.kind == "dicom"
    assert catalog.rejected == ()


def test_a_structure_set_alone_is_listed_without_a_home(a_structure_set, scan):
    catalog = scan(a_structure_set(SQUARE))
    (entry,) = catalog.series
    assert home_of(entry, catalog.series) is None


@pytest.mark.parametrize(
    "bad",
    [
        "nan\\0\\5\\1\\1\\5\\2\\0\\5",
        "0\\0\\5\\1",
        "0\\0\\x\\1\\1\\5\\2\\0\\5",
        "1e300\\0\\5\\1\\1\\5\\2\\0\\5",
        "",
    ],
)
def test_a_contour_that_cannot_be_drawn_is_left_out_and_told(a_structure_set, load, bad):
    found = load(a_structure_set(SQUARE, bad))
    assert found.contour_count == 1
    assert [problem.code for problem in found.problems] == ["BAD_CONTOUR"]
    assert found.problems[0].message.startswith("1 contour has")


def test_three_hundred_thousand_points_are_read(a_structure_set, an_item, load):
    angle = np.linspace(0, 2 * np.pi, 300_000, endpoint=False)
    points = np.stack([100 * np.cos(angle), 100 * np.sin(angle), np.zeros_like(angle)], axis=1)
    contour = an_item(ContourGeometricType="CLOSED_PLANAR", NumberOfContourPoints=len(points))
    contour.add_new("ContourData", "UN", "\\".join(f"{v:.4f}" for v in points.ravel()).encode() + b"  ")
    outline = an_item(ReferencedROINumber=7, ContourSequence=[contour])
    found = load(a_structure_set(ROIContourSequence=[outline]))
    assert len(found.rois[0].contours[0].points_lps) == 300_000


def test_regions_without_contours_and_contours_without_regions_do_no_harm(a_structure_set, an_item, load):
    path = a_structure_set(
        SQUARE,
        StructureSetROISequence=[an_item(ROINumber=1, ROIName="<b>Empty</b>"), an_item()],
        RTROIObservationsSequence=[],
    )
    found = load(path)
    assert [roi.name for roi in found.rois] == ["<b>Empty</b>", "Region -1"]
    assert found.contour_count == 0


def test_a_set_without_regions_says_so(a_structure_set, scan):
    (entry,) = scan(a_structure_set(StructureSetROISequence=[])).series
    with pytest.raises(ReadError, match="without any region"):
        load_series(entry, report=LocalReport())


@pytest.mark.real_data
def test_the_breast_plan_has_ten_regions_and_four_contours_on_its_image(data_dir, scan):
    catalog = scan(data_dir / "dicom" / "rtstruct-breast")
    entry = next(one for one in catalog.series if one.kind == "dicom-rtstruct")
    image = home_of(entry, catalog.series)
    assert image is not None
    assert image.info.modality == "CT"
    found = load_series(entry, report=LocalReport())
    assert isinstance(found, StructureSet)
    assert [roi.name for roi in found.rois] == [
        "BODY", "Areola", "Borders", "Breast", "Heart", "Lt Lung", "Nodes", "Scar", "Tumor Bed",
        "Tumor Bed Block",
    ]  # fmt: skip
    assert found.contour_count == 441
    on_image = [c for roi in found.rois for c in roi.contours if abs(c.points_lps[0, 2] - 168.5593) < 0.01]
    assert len(on_image) == 4
    assert found.problems == ()
    plan = next(one for one in catalog.series if one.info.modality == "RTPLAN")
    assert plan.kind == "dicom-other"
    assert "plan" in plan.report.problems[0].message
