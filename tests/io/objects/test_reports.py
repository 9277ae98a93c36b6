"""Structured reports and key objects as plain text, however they are made."""

from __future__ import annotations

import struct
import zipfile

import highdicom as hd
import pydicom
import pytest
from pydicom.sr.codedict import codes

from medviewer.core.document import Document
from medviewer.core.errors import ReadError
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

REPORT, KEY_OBJECTS = "88.33", "88.59"

EMPTY = dict.fromkeys(
    ("PatientBirthDate", "PatientSex", "AccessionNumber", "StudyID", "StudyDate", "StudyTime",
     "ReferringPhysicianName"), ""
)  # fmt: skip


@pytest.fixture
def load(scan):
    """The document in a file."""

    def read(path) -> Document:
        (entry,) = scan(path).series
        loaded = load_series(entry, report=LocalReport())
        assert isinstance(loaded, Document)
        return loaded

    return read


def test_a_measurement_has_its_name_value_and_unit(an_object, an_item, code, load):
    measured = an_item(NumericValue="12.5", MeasurementUnitsCodeSequence=code("millimeter", "mm", "UCUM"))
    number = an_item(
        ValueType="NUM", ConceptNameCodeSequence=code("Diameter"), MeasuredValueSequence=[measured]
    )
    path = an_object(
        REPORT, Modality="SR", ConceptNameCodeSequence=code("CT report"), ContentSequence=[number]
    )
    found = load(path)
    assert found.title == "CT report"
    assert [line.text for line in found.lines] == ["Diameter: 12.5 mm"]


def test_a_missing_measurement_says_why(an_object, an_item, code, load):
    number = an_item(ValueType="NUM", ConceptNameCodeSequence=code("Volume"))
    number.NumericValueQualifierCodeSequence = code("Measurement failure")
    path = an_object(REPORT, ContentSequence=[number], ConceptNameCodeSequence=code("R"))
    assert load(path).lines[0].text == "Volume: Measurement failure"


def test_every_value_type_is_readable(an_object, an_item, code, load):
    name = {"ConceptNameCodeSequence": code("It")}
    image = [an_item(ReferencedSOPClassUID="1.2.840.10008.5.1.4.1.1.2", ReferencedSOPInstanceUID="1.2.3.4.1")]
    items = [
        an_item(ValueType="TEXT", TextValue="<script>alert(1)</script>", **name),
        an_item(ValueType="CODE", ConceptCodeSequence=code("Left lung"), **name),
        an_item(ValueType="PNAME", PersonName="Doe^Jane", **name),
        an_item(ValueType="DATE", Date="20200131", **name),
        an_item(ValueType="TIME", Time="101500", **name),
        an_item(ValueType="DATETIME", DateTime="20200131101500", **name),
        an_item(ValueType="UIDREF", UID="1.2.3", **name),
        an_item(ValueType="IMAGE", ReferencedSOPSequence=image, **name),
        an_item(ValueType="COMPOSITE", ReferencedSOPSequence=image, **name),
        an_item(ValueType="WAVEFORM", ReferencedSOPSequence=image, **name),
        an_item(ValueType="SCOORD", GraphicType="POINT", GraphicData=[1.0, 2.0], **name),
        an_item(ValueType="SCOORD3D", GraphicType="POINT", GraphicData=[1.0, 2.0, 3.0], **name),
        an_item(ValueType="TCOORD", TemporalRangeType="SEGMENT", **name),
        an_item(ValueType="TABLE", **name),
        an_item(ValueType="CONTAINER", **name),
    ]
    found = load(an_object(REPORT, ContentSequence=items))
    assert [line.text for line in found.lines] == [
        "It: <script>alert(1)</script>",
        "It: Left lung",
        "It: Doe Jane",
        "It: 2020-01-31",
        "It: 10:15:00",
        "It: 2020-01-31 10:15:00",
        "It: 1.2.3",
        "It: CT Image  × 3",
        "It: point at 1, 2 px",
        "It: point at 1, 2, 3 mm",
        "It: temporal range segment",
        "It: a table, which is not shown",
        "It",
    ]


def test_key_images_are_named_with_their_series(an_object, an_item, code, load):
    images = [
        an_item(ReferencedSOPClassUID="1.2.840.10008.5.1.4.1.1.2", ReferencedSOPInstanceUID=f"1.2.3.4.{n}")
        for n in (1, 2)
    ]
    series = an_item(SeriesInstanceUID="1.2.3.4", ReferencedSOPSequence=images)
    found = load(
        an_object(
            KEY_OBJECTS,
            Modality="KO",
            ConceptNameCodeSequence=code("Of Interest"),
            ContentSequence=[an_item(ValueType="IMAGE", ReferencedSOPSequence=[image]) for image in images],
            CurrentRequestedProcedureEvidenceSequence=[an_item(ReferencedSeriesSequence=[series])],
        )
    )
    assert [(one.series_uid, one.instance_uid) for one in found.references] == [
        ("1.2.3.4", "1.2.3.4.1"),
        ("1.2.3.4", "1.2.3.4.2"),
    ]


def test_a_report_nested_a_thousand_deep_is_cut_and_says_so(an_object, an_item, code, load):
    innermost = an_item(ValueType="TEXT", TextValue="deep", ConceptNameCodeSequence=code("Deep"))
    for _ in range(120):
        innermost = an_item(
            ValueType="CONTAINER", ConceptNameCodeSequence=code("In"), ContentSequence=[innermost]
        )
    found = load(an_object(REPORT, ContentSequence=[innermost], ConceptNameCodeSequence=code("R")))
    assert found.problems[0].code == "REPORT_CUT"
    assert max(line.indent for line in found.lines) <= 64


def test_bytes_nested_a_thousand_deep_are_refused_with_a_sentence(an_object, code, scan):
    path = an_object(REPORT, ConceptNameCodeSequence=code("R"))
    opened = b"\x40\x00\x30\xa7SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff"
    closed = b"\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0"
    path.write_bytes(path.read_bytes() + opened * 1000 + closed * 1000)
    with pytest.raises(ReadError, match="cannot be opened"):
        scan(path)


def test_sequences_of_stated_length_nested_a_thousand_deep_are_cut(an_object, code, load):
    path = an_object(REPORT, ConceptNameCodeSequence=code("R"))
    inside = b""
    for _ in range(1000):
        item = b"\xfe\xff\x00\xe0" + struct.pack("<I", len(inside)) + inside
        inside = b"\x40\x00\x30\xa7SQ\0\0" + struct.pack("<I", len(item)) + item
    path.write_bytes(path.read_bytes() + inside)
    assert [problem.code for problem in load(path).problems] == ["REPORT_CUT"]


def test_an_empty_report_says_so(an_object, scan):
    (entry,) = scan(an_object(REPORT, Modality="SR")).series
    with pytest.raises(ReadError, match="without any content"):
        load_series(entry, report=LocalReport())


@pytest.mark.real_data
def test_tumour_measurements_are_readable(data_dir, load):
    found = load(data_dir / "dicom" / "sr" / "sr.dcm")
    assert found.title == "Imaging Measurement Report"
    texts = [line.text for line in found.lines]
    assert "Procedure reported: PET whole body" in texts
    assert "Positron Emission Tomography Image  × 191" in texts
    assert "SUVbw: 9.45534 g/ml" in texts


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("dicom/sr/reportsi.dcm", "Report Text: Enter text"),
        ("dicom/sr/sr_document.dcm", "Area of defined region: 1.7 cm2"),
        ("dicom/sr/test-SR.dcm", "DateTime: 2000-12-06 12:00:00"),
        ("dicom-bad/no-pixels-no-spacing/no-pixel-data.dcm", None),
    ],
)
def test_reports_of_other_makers_are_readable(data_dir, load, path, line):
    found = load(data_dir / path)
    assert found.title
    assert line is None or line in [one.text for one in found.lines]


@pytest.mark.real_data
def test_a_waveform_is_listed_with_a_sentence(data_dir, scan):
    (entry,) = scan(data_dir / "dicom" / "ecg-waveform").series
    assert entry.kind == "dicom-other"
    assert entry.report.problems[0].message == "This is a waveform; it is listed but not shown."
    with pytest.raises(ReadError, match="waveform"):
        load_series(entry, report=LocalReport())


def test_a_report_in_an_archive_is_read_where_it_lies(an_object, an_item, code, scan, tmp_path):
    text = an_item(ValueType="TEXT", TextValue="In a ZIP", ConceptNameCodeSequence=code("Found"))
    path = an_object(REPORT, ContentSequence=[text], ConceptNameCodeSequence=code("R"))
    archive = tmp_path / "study.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(path, "a/report.dcm")
    path.unlink()
    (entry,) = scan(archive).series
    assert load_series(entry, report=LocalReport()).lines[0].text == "Found: In a ZIP"


def test_key_images_of_another_maker_are_found(a_ct_series, scan):
    """Written by highdicom, which checks what it writes."""
    folder = a_ct_series(count=4, **EMPTY)
    sources = [pydicom.dcmread(path) for path in sorted(folder.iterdir())]
    chosen = [source for source in sources if source.InstanceNumber in (2, 4)]
    selection = hd.ko.KeyObjectSelection(codes.DCM.ForTeaching, chosen, description="<b>Two</b> slices")
    document = hd.ko.KeyObjectSelectionDocument(
        evidence=sources,
        content=selection,
        series_instance_uid=hd.UID(),
        series_number=6,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        manufacturer="x",
        institution_name="x",
    )
    document.save_as(folder / "ko")
    entry = next(one for one in scan(folder).series if one.kind == "dicom-ko")
    assert entry.refers_to == ("1.2.3.4",)
    found = load_series(entry, report=LocalReport())
    assert found.title == "For Teaching"
    assert {image.instance_uid for image in found.references} == {"1.2.3.4.2", "1.2.3.4.4"}
    assert "Key Object Description: <b>Two</b> slices" in [line.text for line in found.lines]
