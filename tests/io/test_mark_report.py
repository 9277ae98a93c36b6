"""Marks as a DICOM structured report: valid, and the same marks when it is read back."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import highdicom as hd
import numpy as np
import pydicom
import pytest
from pydicom.sr.codedict import codes

from medviewer.core.errors import WriteError
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.mark_record import MarkRecord, named_figures
from medviewer.core.mark_slices import on_slice, placed
from medviewer.core.measure import measure
from medviewer.io.marks.read_report import found_marks
from medviewer.io.marks.write_report import write_report
from medviewer.io.progress import LocalReport

SAME_MM = 1e-4


def a_place(info: Any, **changes: Any) -> MarkPlace:
    return MarkPlace(
        info.series_id, info.study.study_uid, info.series_uid, info.frame_of_reference_uid, **changes
    )


def one_of_each(place: MarkPlace, z: float = 5.0) -> list[Mark]:
    """A mark of every kind in the plane z of the small CT (4.5 x 2 mm of voxels from (-10, -20))."""

    def at(*points: tuple[float, float]) -> tuple[tuple[float, float, float], ...]:
        return tuple((x, y, z) for x, y in points)

    shapes = {
        "length": at((-10.0, -20.0), (-7.3, -18.7)),
        "angle": at((-10.0, -20.0), (-8.0, -19.0), (-7.0, -20.0)),
        "cobb": at((-10.0, -20.0), (-8.0, -20.1), (-10.0, -18.6), (-8.0, -19.2)),
        "bidirectional": at((-9.0, -20.0), (-9.1, -19.5), (-10.0, -19.7), (-7.5, -19.8)),
        "ellipse": at((-9.0, -19.8), (-8.0, -19.0), (-8.7, -19.1), (-8.3, -19.6)),
        "rectangle": at((-10.0, -20.0), (-8.0, -20.0), (-8.0, -19.0), (-10.0, -19.0)),
        "polygon": at((-10.0, -20.0), (-8.0, -20.0), (-7.5, -19.0)),
        "freehand": at((-10.0, -20.0), (-8.0, -20.0), (-7.5, -19.0), (-9.0, -18.9), (-9.9, -19.4)),
        "point": at((-8.1234567, -19.4321)),
        "arrow": at((-8.0, -19.0), (-7.0, -18.6)),
        "text": at((-9.0, -19.0)),
        "ball": at((-9.0, -19.0), (-8.0, -19.0)),
    }
    return [
        Mark(
            kind, points, (0.0, 0.0, 1.0), place, f"{kind} 一",
            "see here" if kind in ("arrow", "text") else "",
            "target" if kind == "bidirectional" else "", 2 if kind == "bidirectional" else 0, (1, 2, 3), True,
            "2026-01-02T03:04:05+00:00",
        )
        for kind, points in shapes.items()
    ]  # fmt: skip


def records_on(image: Any, marks: list[Mark]) -> list[MarkRecord]:
    volume = image.slice(0) if hasattr(image, "slice") else image
    return [MarkRecord(m, named_figures(measure(m, volume)), on_slice(m, image)) for m in marks]


def the_files(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.iterdir())


def dciodvfy_errors(path: Path) -> list[str]:
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy is not installed")
    told = subprocess.run(["dciodvfy", "-new", str(path)], capture_output=True, text=True, check=False)
    return [line for line in (told.stdout + told.stderr).splitlines() if line.startswith("Error")]


@pytest.fixture
def a_written_report(a_ct_series, load, tmp_path):
    """Marks of every kind on the small CT, and the report that they were written to."""
    folder = a_ct_series()
    image = load(folder)
    marks = one_of_each(a_place(image.info))
    path = write_report(records_on(image, marks), tmp_path / "m.dcm", the_files(folder), LocalReport())
    return marks, image, path


def test_every_kind_of_mark_comes_back_exactly(a_written_report) -> None:
    marks, _image, path = a_written_report
    assert [one.mark for one in found_marks(str(path))] == marks


def test_the_standard_part_alone_gives_the_same_kinds_and_places(a_written_report) -> None:
    marks, _image, path = a_written_report
    found = [one.mark for one in found_marks(str(path), with_notes=False)]
    for mark, back in zip(marks, found, strict=True):
        told = (back.kind, back.label, back.text, back.role, back.lesion, back.id)
        assert told == (mark.kind, mark.label, mark.text, mark.role, mark.lesion, mark.id)
        assert back.place.series_uid == mark.place.series_uid
        if mark.kind not in ("ellipse", "bidirectional"):
            drawn = np.array(back.points_lps)
            if mark.kind == "ball":
                drawn[1] = drawn[0] + np.linalg.norm(drawn[1] - drawn[0]) * np.array([1.0, 0.0, 0.0])
            assert np.abs(drawn - np.array(mark.points_lps)).max() < SAME_MM


def test_the_report_is_valid_dicom(a_written_report) -> None:
    assert dciodvfy_errors(a_written_report[2]) == []


def test_other_software_reads_the_areas_and_their_figures(a_written_report) -> None:
    marks, image, path = a_written_report
    report = hd.sr.srread(path)
    groups = report.content.get_planar_roi_measurement_groups(tracking_uid=None)
    ellipse = next(g for g in groups if g.tracking_identifier.startswith("ellipse"))
    area = ellipse.get_measurements(name=codes.SCT.Area)[0]
    wanted = measure(next(m for m in marks if m.kind == "ellipse"), image)
    assert float(area.value) == pytest.approx(wanted.area, rel=1e-6)
    assert area.unit == codes.UCUM.SquareMillimeter
    assert ellipse.roi.graphic_type == hd.sr.GraphicTypeValues3D.ELLIPSE


def test_other_software_reads_the_lengths(a_written_report) -> None:
    marks, _image, path = a_written_report
    report = hd.sr.srread(path)
    groups = report.content.get_image_measurement_groups()
    names = {g.tracking_identifier: g for g in groups}
    length = names["length 一"].get_measurements(name=codes.SCT.Length)[0]
    ends = np.array(marks[0].points_lps)
    assert float(length.value) == pytest.approx(np.linalg.norm(ends[1] - ends[0]), rel=1e-9)
    long = names["bidirectional 一"].get_measurements(name=codes.SCT.LongAxis)[0]
    short = names["bidirectional 一"].get_measurements(name=codes.SCT.ShortAxis)[0]
    assert float(long.value) > float(short.value)


def test_the_patient_is_that_of_the_source(a_ct_series, load, tmp_path) -> None:
    folder = a_ct_series(PatientName="王^小东", PatientID="P7", SpecificCharacterSet="GB18030")
    image = load(folder)
    marks = one_of_each(a_place(image.info))[:1]
    path = write_report(records_on(image, marks), tmp_path / "m.dcm", the_files(folder), LocalReport())
    made = pydicom.dcmread(path)
    assert (str(made.PatientName), made.PatientID, made.StudyInstanceUID) == ("王^小东", "P7", "1.2.3")
    assert made.CurrentRequestedProcedureEvidenceSequence[0].StudyInstanceUID == "1.2.3"


@pytest.fixture
def a_stack_report(a_ct_series, load, tmp_path):
    """Marks on the second slice of an uneven stack whose pixels are not square."""
    folder = a_ct_series(positions=[(0, 0, 0), (0, 0, 3), (0, 5, 3.1), (1, 0, 11)])
    image = load(folder)
    place = a_place(image.info, slice_number=1)
    x, y, z = image.planes[1].origin_lps
    marks = [
        replace(mark, points_lps=tuple((p[0] + 10.0 + x, p[1] + 20.0 + y, z) for p in mark.points_lps))
        for mark in one_of_each(place)
    ]
    records = records_on(image, marks)
    path = write_report(records, tmp_path / "m.dcm", the_files(folder), LocalReport())
    return marks, image, path


def test_marks_on_a_stack_are_told_on_their_image_and_come_back_exactly(a_stack_report) -> None:
    marks, image, path = a_stack_report
    back = [placed(one, image) for one in found_marks(str(path))]
    for mark, found in zip(marks, back, strict=True):
        assert found is not None
        uid = image.instance_uids[1]
        assert found == replace(mark, place=replace(mark.place, instance_uid=uid))
    assert pydicom.dcmread(path).SOPClassUID == pydicom.uid.ComprehensiveSRStorage
    assert dciodvfy_errors(path) == []


def test_marks_on_a_stack_come_back_from_pixels_alone(a_stack_report) -> None:
    marks, image, path = a_stack_report
    for mark, one in zip(marks, found_marks(str(path), with_notes=False), strict=True):
        found = placed(one, image)
        assert found is not None
        assert found.place.slice_number == 1
        drawn = np.array(found.points_lps)
        if mark.kind == "bidirectional":
            drawn = np.vstack([drawn[2:], drawn[:2]])
        if mark.kind == "ellipse":
            assert np.abs(drawn.mean(axis=0) - np.array(mark.points_lps).mean(axis=0)).max() < SAME_MM
            assert measure(found, image.slice(1)).area == pytest.approx(measure(mark, image.slice(1)).area)
        else:
            assert np.abs(drawn - np.array(mark.points_lps)).max() < SAME_MM


def test_a_report_that_someone_moved_a_point_in_is_believed_and_not_our_note(a_written_report) -> None:
    marks, _image, path = a_written_report
    dataset = pydicom.dcmread(path)
    group = dataset.ContentSequence[-1].ContentSequence[0]
    num = next(item for item in group.ContentSequence if item.ValueType == "NUM")
    data = list(num.ContentSequence[0].GraphicData)
    num.ContentSequence[0].GraphicData = [data[0] + 3.0, *data[1:]]
    dataset.save_as(path)
    found = found_marks(str(path))[0].mark
    assert found.points_lps[0][0] == pytest.approx(marks[0].points_lps[0][0] + 3.0, abs=SAME_MM)
    assert found.color is None


def test_marks_without_a_dicom_image_are_refused_in_one_sentence(a_written_report, tmp_path) -> None:
    mark = Mark("point", ((0.0, 0.0, 0.0),), (0.0, 0.0, 1.0), MarkPlace("a-file"))
    with pytest.raises(WriteError, match=r"without DICOM identifiers.*\.json"):
        write_report([MarkRecord(mark)], tmp_path / "x.dcm", [], LocalReport())
    with pytest.raises(WriteError, match="no measurement"):
        write_report([], tmp_path / "x.dcm", [], LocalReport())
    assert not (tmp_path / "x.dcm").exists()


def test_marks_of_two_studies_are_not_mixed(a_ct_series, load, tmp_path) -> None:
    first, second = a_ct_series("one"), a_ct_series("two", StudyInstanceUID="9.9")
    image = load(first)
    records = records_on(image, one_of_each(a_place(image.info, instance_uid="1.2.3.4.77"))[:1])
    with pytest.raises(WriteError, match="several studies"):
        write_report(
            [replace(r, on_slice=None) for r in records], tmp_path / "x.dcm",
            the_files(first) + the_files(second), LocalReport(),
        )  # fmt: skip


def test_a_report_opened_twice_gives_marks_of_the_same_names(a_written_report) -> None:
    path = str(a_written_report[2])
    one, two = found_marks(path, with_notes=False), found_marks(path, with_notes=False)
    assert [f.mark.id for f in one] == [f.mark.id for f in two]


def test_a_mark_of_any_name_gets_a_lasting_identifier(a_ct_series, load, tmp_path) -> None:
    folder = a_ct_series()
    image = load(folder)
    mark = replace(one_of_each(a_place(image.info))[0], id="no uuid at all")
    path = write_report(records_on(image, [mark]), tmp_path / "m.dcm", the_files(folder), LocalReport())
    (found,) = found_marks(str(path))
    assert found.mark == mark


def test_marks_across_the_slices_alone_come_back_exactly(a_ct_series, load, tmp_path) -> None:
    """A length on a sagittal plane lies on no slice, only its frame of reference says where it is."""
    folder = a_ct_series()
    image = load(folder)
    points = ((-9.0, -19.5, 5.0), (-9.0, -18.0, 11.0))
    spanning = ((-9.0, -19.5, 5.0), (-7.0, -18.0, 9.0), (-8.0, -19.0, 11.0))
    marks = [
        Mark("length", points, (1.0, 0.0, 0.0), a_place(image.info), "sagittal"),
        Mark("length", spanning[:2], (0.0, 0.0, 1.0), a_place(image.info), "over several slices"),
        Mark("angle", spanning, (0.0, 0.0, 1.0), a_place(image.info), "over several slices"),
    ]
    path = write_report(records_on(image, marks), tmp_path / "m.dcm", the_files(folder), LocalReport())
    assert [one.mark for one in found_marks(str(path))] == marks
    lengths = [
        number.MeasuredValueSequence[0].FloatingPointValue
        for group in pydicom.dcmread(path).ContentSequence[-1].ContentSequence
        for number in group.ContentSequence
        if number.ValueType == "NUM"
    ]
    assert lengths[1] == pytest.approx(np.linalg.norm([2.0, 1.5, 4.0]), abs=1e-9)
    assert dciodvfy_errors(path) == []


def test_where_a_lesion_is_comes_back_with_and_without_our_notes(a_ct_series, load, tmp_path) -> None:
    folder = a_ct_series()
    image = load(folder)
    length = one_of_each(a_place(image.info))[0]
    told = [
        ("liver", None),
        ("", True),
        ("axilla 左", True),
        ("my own words", False),
        ("lung", False),
        ("", None),
    ]
    marks = [
        replace(length, id=f"{n:032x}", role="target", lesion=n + 1, organ=organ, node=node)
        for n, (organ, node) in enumerate(told)
    ]
    path = write_report(records_on(image, marks), tmp_path / "m.dcm", the_files(folder), LocalReport())
    assert [one.mark for one in found_marks(str(path))] == marks
    bare = [one.mark for one in found_marks(str(path), with_notes=False)]
    assert [(one.organ, one.node) for one in bare] == told
    assert dciodvfy_errors(path) == []
    # Other software finds the site where the template has it; we read theirs from there.
    groups = pydicom.dcmread(path).ContentSequence[-1].ContentSequence
    sites = [
        [one.ConceptCodeSequence[0].CodeMeaning for one in group.ContentSequence if is_site(one)]
        for group in groups
    ]
    assert sites == [["Liver"], ["Lymph node"], ["Lymph node"], [], ["Lung"], []]
    dataset = pydicom.dcmread(path)
    for group in dataset.ContentSequence[-1].ContentSequence:
        own = ("KIND", "ORGAN", "NODE", "LABEL", "ROLE")
        group.ContentSequence = [
            one for one in group.ContentSequence
            if not one.get("ConceptNameCodeSequence") or one.ConceptNameCodeSequence[0].CodeValue not in own
        ]  # fmt: skip
    dataset.save_as(tmp_path / "theirs.dcm")
    theirs = [one.mark for one in found_marks(str(tmp_path / "theirs.dcm"), with_notes=False)]
    assert [(one.organ, one.node) for one in theirs[:3]] == [("liver", None), ("", True), ("", True)]


def is_site(item: Any) -> bool:
    names = item.get("ConceptNameCodeSequence")
    return bool(names) and names[0].CodeMeaning == "Finding Site"
