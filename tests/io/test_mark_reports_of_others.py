"""Reports of measurements that other software wrote, and those that are damaged or malicious."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import highdicom as hd
import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.sr.codedict import codes

from medviewer.core.errors import ReadError
from medviewer.core.mark_record import FoundMark
from medviewer.io.dicom.objects.structured_report import read_report
from medviewer.io.marks.read import read_marks
from medviewer.io.marks.read_report import found_marks
from medviewer.io.progress import LocalReport

FRAME_UID = "1.2.3.5"


@pytest.fixture
def evidence(a_ct_series) -> list[Any]:
    """The headers of the small CT, fit for the library that writes the reports."""
    read = [pydicom.dcmread(path) for path in sorted(a_ct_series().iterdir())]
    for header in read:
        header.StudyDate = header.StudyTime = header.PatientBirthDate = header.PatientSex = ""
        header.AccessionNumber = header.StudyID = header.ReferringPhysicianName = ""
    return read


def on_image(header: Any, kind: str, points: Any) -> Any:
    source = hd.sr.SourceImageForRegion(header.SOPClassUID, header.SOPInstanceUID)
    return hd.sr.CoordinatesForMeasurement(kind, np.array(points, dtype=float), source)


def in_world(kind: str, points: Any) -> Any:
    return hd.sr.CoordinatesForMeasurement3D(kind, np.array(points, dtype=float), FRAME_UID)


def a_number(name: Any, value: float, coordinates: Any, unit: Any = codes.UCUM.Millimeter) -> Any:
    return hd.sr.Measurement(name, value, unit, referenced_coordinates=[coordinates])


def a_group(name: str, *measurements: Any) -> Any:
    tracking = hd.sr.TrackingIdentifier(hd.UID(), name)
    return hd.sr.MeasurementsAndQualitativeEvaluations(
        tracking, finding_type=codes.SCT.Lesion, measurements=list(measurements)
    )


def written(evidence: list[Any], groups: list[Any], path: Path) -> str:
    observer = hd.sr.ObserverContext(codes.DCM.Device, hd.sr.DeviceObserverIdentifyingAttributes(hd.UID()))
    report = hd.sr.MeasurementReport(
        hd.sr.ObservationContext(observer_device_context=observer), codes.LN.CTUnspecifiedBodyRegion, groups
    )
    made = hd.sr.Comprehensive3DSR(
        evidence, report, hd.UID(), 1, hd.UID(), 1, manufacturer="Somebody", is_complete=True
    )
    made.save_as(path)
    return str(path)


def the_marks(path: str) -> dict[str, FoundMark]:
    return {one.mark.label: one for one in found_marks(path)}


def test_lengths_angles_and_axes_on_images_are_found(evidence, tmp_path) -> None:
    ct = evidence[2]
    groups = [
        a_group("length", a_number(codes.SCT.Length, 3.0, on_image(ct, "POLYLINE", [[1, 1], [4, 2]]))),
        a_group(
            "angle",
            a_number(
                codes.SCT.Angle, 45, on_image(ct, "POLYLINE", [[1, 1], [2, 2], [3, 1]]), codes.UCUM.Degree
            ),
        ),
        a_group(
            "both",
            a_number(codes.SCT.ShortAxis, 1.0, on_image(ct, "POLYLINE", [[2, 1], [2, 2]])),
            a_number(codes.SCT.LongAxis, 3.0, on_image(ct, "POLYLINE", [[1, 1], [4, 1]])),
        ),
    ]
    found = the_marks(written(evidence, groups, tmp_path / "o.dcm"))
    assert [found[name].mark.kind for name in ("length", "angle", "both")] == [
        "length", "angle", "bidirectional",
    ]  # fmt: skip
    both = found["both"].on_slice
    assert both is not None
    assert both.points_px == ((1, 1), (4, 1), (2, 1), (2, 2))  # the long axis first
    assert both.instance_uid == ct.SOPInstanceUID
    assert found["length"].mark.place.series_uid == "1.2.3.4"


def test_areas_in_the_world_are_found(evidence, tmp_path) -> None:
    square = np.array([[0, 0, 5], [4, 0, 5], [4, 3, 5], [0, 3, 5], [0, 0, 5]], dtype=float)
    region = hd.sr.ImageRegion3D("POLYGON", square, FRAME_UID)
    group = hd.sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        hd.sr.TrackingIdentifier(hd.UID(), "area"), region, finding_type=codes.SCT.Mass,
        measurements=[hd.sr.Measurement(codes.SCT.Area, 12.0, codes.UCUM.SquareMillimeter)],
    )  # fmt: skip
    found = the_marks(written(evidence, [group], tmp_path / "o.dcm"))["area"]
    assert found.mark.kind == "polygon"
    assert found.on_slice is None
    assert np.allclose(found.mark.points_lps, square[:-1])
    assert found.mark.normal_lps == (0.0, 0.0, 1.0)
    assert found.mark.place.frame_of_reference_uid == FRAME_UID


def test_numbers_of_one_figure_make_one_mark(evidence, tmp_path) -> None:
    line = in_world("POLYLINE", [[0, 0, 0], [3, 4, 0]])
    group = a_group("once", a_number(codes.SCT.Length, 5.0, line), a_number(codes.SCT.Diameter, 5.0, line))
    assert len(found_marks(written(evidence, [group], tmp_path / "o.dcm"))) == 1


def test_names_of_tools_give_way_to_the_finding(evidence, tmp_path) -> None:
    line = in_world("POLYLINE", [[0, 0, 0], [3, 4, 0]])
    group = a_group("Cornerstone3DTools@^0.1.0:Length", a_number(codes.SCT.Length, 5.0, line))
    (found,) = found_marks(written(evidence, [group], tmp_path / "o.dcm"))
    assert found.mark.label == "Lesion"


# --- damaged and malicious ones ---


def damaged(evidence: list[Any], tmp_path: Path, change: Any) -> str:
    """A report with one length whose coordinates item is changed."""
    line = in_world("POLYLINE", [[0, 0, 0], [3, 4, 0]])
    path = written(evidence, [a_group("x", a_number(codes.SCT.Length, 5.0, line))], tmp_path / "o.dcm")
    dataset = pydicom.dcmread(path)
    group = dataset.ContentSequence[-1].ContentSequence[0]
    number = next(item for item in group.ContentSequence if item.ValueType == "NUM")
    change(dataset, number.ContentSequence[0])
    dataset.save_as(path)
    return path


changes = {
    "no points": lambda _d, item: setattr(item, "GraphicData", None),
    "not a whole number of points": lambda _d, item: setattr(item, "GraphicData", [1.0, 2.0]),
    "no numbers": lambda _d, item: setattr(item, "GraphicData", [float("nan")] * 6),
    "infinite": lambda _d, item: setattr(item, "GraphicData", [float("inf")] * 6),
    "far out of the world": lambda _d, item: setattr(item, "GraphicData", [1e30] * 6),
    "an unknown figure": lambda _d, item: setattr(item, "GraphicType", "SPIRAL"),
    "no figure": lambda _d, item: item.pop("GraphicType"),
    "no frame of reference": lambda _d, item: item.pop("ReferencedFrameOfReferenceUID"),
    "one point for a line": lambda _d, item: setattr(item, "GraphicData", [1.0, 2.0, 3.0]),
    "five points of a line": lambda _d, item: setattr(item, "GraphicData", [float(n) for n in range(15)]),
}


@pytest.mark.parametrize("name", list(changes))
def test_figures_that_cannot_be_drawn_truly_are_left_out(evidence, tmp_path, name) -> None:
    path = damaged(evidence, tmp_path, changes[name])
    assert found_marks(path) == ()
    assert read_report(path, LocalReport()).lines  # it still can be read as text
    with pytest.raises(ReadError, match="no measurements"):
        read_marks(path, LocalReport())


def with_notes(words: Any) -> Any:
    def change(dataset: Any, _item: Any) -> None:
        block = dataset.private_block(0x0099, "MEDVIEWER MARKS 1", create=True)
        block.add_new(0x01, "UT", words)

    return change


@pytest.mark.parametrize(
    "words",
    ["", "{", "[]", "null", '{"version": 2}', '{"version": 1, "marks": 5}', "[" * 50_000,
     json.dumps({"version": 1, "marks": [{"kind": "length", "id": "x"}], "key_images": []})],
)  # fmt: skip
def test_notes_that_are_not_ours_change_nothing(evidence, tmp_path, words) -> None:
    (found,) = found_marks(damaged(evidence, tmp_path, with_notes(words)))
    assert (found.mark.kind, found.is_noted) == ("length", False)


def test_a_report_of_many_groups_is_read_whole(evidence, tmp_path) -> None:
    def repeat(dataset: Any, _item: Any) -> None:
        inside = dataset.ContentSequence[-1]
        inside.ContentSequence = Sequence([inside.ContentSequence[0]] * 400)

    found = found_marks(damaged(evidence, tmp_path, repeat))
    assert len(found) == 400


def test_containers_in_containers_end_somewhere(evidence, tmp_path) -> None:
    def nest(dataset: Any, _item: Any) -> None:
        inner = dataset.ContentSequence[-1]
        for _ in range(60):
            outer = Dataset()
            outer.RelationshipType, outer.ValueType, outer.ContinuityOfContent = (
                "CONTAINS", "CONTAINER", "SEPARATE",
            )  # fmt: skip
            outer.ContentSequence = Sequence([inner])
            inner = outer
        dataset.ContentSequence = Sequence([inner])

    assert found_marks(damaged(evidence, tmp_path, nest)) == ()


@pytest.mark.parametrize("content", [b"", b"junk" * 500, b"\0" * 128 + b"DICM" + b"\xff" * 64])
def test_what_is_no_report_is_refused_or_empty(tmp_path, content) -> None:
    (tmp_path / "x.dcm").write_bytes(content)
    with pytest.raises(ReadError, match=r"\.$"):
        read_marks(str(tmp_path / "x.dcm"), LocalReport())
