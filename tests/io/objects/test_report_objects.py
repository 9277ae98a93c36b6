"""A report becomes part of its study and is read again: as a PDF inside a DICOM file and as text."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pydicom
import pytest
from pydicom.uid import EnhancedSRStorage

from medviewer.core.document import DocumentLine
from medviewer.core.errors import WriteError
from medviewer.core.measure import Figures
from medviewer.core.recist import LesionSize, TimePoint, assess
from medviewer.core.report import (
    Report,
    ReportMeasurement,
    ReportPicture,
    ReportResult,
    ReportSegment,
    ReportStatement,
)
from medviewer.core.report_comparison import ReportChange, ReportComparison
from medviewer.core.report_draft import ReportDraft
from medviewer.core.report_page import ReportPage, ReportSection
from medviewer.core.segmentation import Code
from medviewer.core.series import SeriesEntry, SeriesInfo, StudyInfo
from medviewer.io.dicom.objects.encapsulated import read_document, save_document
from medviewer.io.dicom.objects.report_pdf import save_report_pdf
from medviewer.io.dicom.objects.report_sr import save_report_sr
from medviewer.io.dicom.objects.structured_report import read_report
from medviewer.io.progress import LocalReport
from medviewer.io.report_file import save_report_file

A_PDF = b"%PDF-1.4\n" + bytes(range(256)) * 11 + b"\n%%EOF"


@pytest.fixture
def some_source_files(a_ct_series) -> tuple[str, ...]:
    """Three slices of a woman with a Chinese name."""
    folder: Path = a_ct_series(
        count=3, SpecificCharacterSet="ISO_IR 192", PatientName="王^小東",
        PatientSex="F", PatientBirthDate="19700101", StudyDate="20260101", StudyTime="101010",
        AccessionNumber="A1", StudyID="1", ReferringPhysicianName="",
    )  # fmt: skip
    return tuple(str(path) for path in sorted(folder.rglob("f*")))


@pytest.fixture
def a_page() -> ReportPage:
    def lines(*texts: str) -> tuple[DocumentLine, ...]:
        return tuple(DocumentLine(int(text.startswith(" ")), text.strip()) for text in texts)

    return ReportPage(
        "<p>", "影像报告", "王小東", "仅供研究使用", "%1/%2", "zh",
        (
            ReportSection("study", "检查", lines("患者：王小東 <script>")),
            ReportSection("findings", "影像所见", lines("双肺清晰。", "Heart ^normal\\ {{7*7}}")),
            ReportSection("impression", "诊断意见", lines("未见异常。")),
            ReportSection("key_images", "关键图像", lines("关键图像 1", " a note", "关键图像 2")),
            ReportSection("measurements", "测量", lines("1. 长度：12.3 mm")),
            ReportSection("segments", "分割", lines("Left lung：2,345.6 ml")),
            ReportSection(
                "comparison", "与既往对比",
                lines("92 天前", "Left lung：2,000.0 → 1,900.0 ml", "50.0 mm：基线", "30.0 mm：部分缓解"),
            ),
            ReportSection(
                "ai_findings", "AI 结果",
                lines(
                    "以下由模型生成", "Chest: 未审核", " opacity, 0.80", " run on cpu", "Lungs", " 1 segment",
                ),
            ),
            ReportSection("signed", "阅片者", lines("Dr. A", "\u202eevil محمد")),
        ),
    )  # fmt: skip


@pytest.fixture
def a_told_report() -> Report:
    """What the page words: a length, a volume by a model, a change, two visits, two key images."""
    lesions = [(LesionSize(1, "target", "liver", size),) for size in (50.0, 30.0)]
    visits = assess(
        TimePoint(day, day, some) for day, some in zip(("20251003", "20260101"), lesions, strict=True)
    )
    change = ReportChange("segment", "Left lung", 0, "", "ml", 2000.0, 1900.0, -100.0, -5.0)
    return Report(
        StudyInfo(study_uid="1.2.3"),
        ReportDraft("1.2.3", "Dr. 张^三=x", language="zh"),
        "",
        "0.1",
        pictures=tuple(ReportPicture(b"", (9, 9), instance_uid=uid) for uid in ("1.2.3.4.2", "9.9.9")),
        measurements=(ReportMeasurement("length", "L1", figures=Figures("length", 12.34)),),
        segments=(
            ReportSegment(
                "Left lung", 2345.6, (1, 2, 3), "Lungs", True, Code("44029006", "SCT", "Left lung")
            ),
        ),
        results=(
            ReportResult(
                "classification", "Chest", "Chest", "1.2.0", statements=(ReportStatement("opacity", 0.8),)
            ),
            ReportResult("segmentation", "Lungs", "Lungs (CT)", "", weights_sha256="ab" * 32, segments=1),
        ),
        comparison=ReportComparison(StudyInfo(study_date="20251003"), 92, (change,), visits),
    )


def errors_of(path: str) -> list[str]:
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy is not installed")
    done = subprocess.run(["dciodvfy", path], capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")]


# --- PDF ---


@pytest.mark.parametrize("content", [A_PDF, A_PDF + b"\n"], ids=["odd", "even"])
def test_pdf_comes_back_byte_for_byte(content, some_source_files, tmp_path):
    path = save_report_pdf(
        content, "影像报告", str(tmp_path / "report.dcm"), some_source_files, LocalReport()
    )
    found = read_document(path, LocalReport())
    assert (found.title, found.mime_type, found.size_bytes) == ("影像报告", "application/pdf", len(content))
    assert found.problems == ()
    entry = SeriesEntry(SeriesInfo("x"), "dicom-pdf", (path,), (1, 1, 1))
    copy = save_document(entry, str(tmp_path / "copy.pdf"), LocalReport())
    assert Path(copy).read_bytes() == content


def test_pdf_belongs_to_the_patient_and_the_study(some_source_files, tmp_path):
    path = save_report_pdf(A_PDF, "Imaging report", str(tmp_path / "r.dcm"), some_source_files, LocalReport())
    made, source = pydicom.dcmread(path), pydicom.dcmread(some_source_files[0])
    for keyword in ("StudyInstanceUID", "PatientID", "PatientName", "AccessionNumber", "StudyDate"):
        assert made[keyword].value == source[keyword].value, keyword
    assert made.SeriesInstanceUID != source.SeriesInstanceUID
    assert made.BurnedInAnnotation == "YES"
    assert made.Modality == "DOC"


def test_pdf_object_is_valid(some_source_files, tmp_path):
    path = save_report_pdf(A_PDF, "Imaging report", str(tmp_path / "r.dcm"), some_source_files, LocalReport())
    assert errors_of(path) == []


# --- structured report ---


def saved_sr(page, told, files, tmp_path):
    return save_report_sr(page, told, str(tmp_path / "sr.dcm"), files, LocalReport())


def with_reader(told: Report, reader: str) -> Report:
    return replace(told, draft=replace(told.draft, reader=reader))


def items_of(root, meaning: str) -> list[pydicom.Dataset]:
    """All content items of a concept, anywhere in a tree."""
    found = []
    for item in root.get("ContentSequence", []):
        if item.get("ConceptNameCodeSequence") and item.ConceptNameCodeSequence[0].CodeMeaning == meaning:
            found.append(item)
        found += items_of(item, meaning)
    return found


def number_of(item) -> tuple[float, str]:
    measured = item.MeasuredValueSequence[0]
    assert measured.MeasurementUnitsCodeSequence[0].CodingSchemeDesignator == "UCUM"
    return float(measured.NumericValue), measured.MeasurementUnitsCodeSequence[0].CodeValue


def numbers_in(section, meaning: str) -> list[tuple[float, str]]:
    return [number_of(item) for item in items_of(section, meaning)]


def test_all_text_is_read_again_in_its_order(a_page, a_told_report, some_source_files, tmp_path):
    document = read_report(saved_sr(a_page, a_told_report, some_source_files, tmp_path), LocalReport())
    text = document.text
    places = [text.index(section.lines[0].text) for section in a_page.sections]
    assert places == sorted(places)
    assert "Heart ^normal\\ {{7*7}}" in text
    assert "Length: 12.34 mm" in text
    assert "Algorithm Version: 1.2.0" in text
    assert document.problems == ()


def test_sections_have_the_codes_of_the_standard_template(a_page, a_told_report, some_source_files, tmp_path):
    made = pydicom.dcmread(saved_sr(a_page, a_told_report, some_source_files, tmp_path))
    assert made.ContentTemplateSequence[0].TemplateIdentifier == "2000"
    assert made.SOPClassUID == EnhancedSRStorage
    headings = [
        (one.ConceptNameCodeSequence[0].CodingSchemeDesignator, one.ConceptNameCodeSequence[0].CodeValue)
        for one in made.ContentSequence
        if one.ValueType == "CONTAINER"
    ]
    assert headings == [
        ("LN", "55111-9"), ("LN", "59776-5"), ("LN", "19005-8"), ("LN", "55113-5"), ("DCM", "126010"),
        ("SCT", "118565006"), ("LN", "18834-2"), ("DCM", "111017"), ("LN", "55112-7"),
    ]  # fmt: skip


def test_measurements_and_volumes_are_numbers_with_units(a_page, a_told_report, some_source_files, tmp_path):
    made = pydicom.dcmread(saved_sr(a_page, a_told_report, some_source_files, tmp_path))
    (measurements,) = items_of(made, "Imaging Measurements")
    line = measurements.ContentSequence[0]
    assert (line.ValueType, line.TextValue) == ("TEXT", "1. 长度：12.3 mm")
    assert numbers_in(line, "Length") == [(12.34, "mm")]
    (volume,) = [one for one in items_of(made, "Volume") if one.ValueType == "CONTAINER"]
    assert numbers_in(volume, "Volume") == [(2345.6, "ml")]
    (site,) = items_of(volume, "Finding Site")
    assert site.ConceptCodeSequence[0].CodeValue == "44029006"
    assert [one.TextValue for one in items_of(volume, "Algorithm Name")] == ["Lungs (CT)"]


def test_changes_and_responses_are_numbers_and_codes(a_page, a_told_report, some_source_files, tmp_path):
    made = pydicom.dcmread(saved_sr(a_page, a_told_report, some_source_files, tmp_path))
    (section,) = items_of(made, "Previous Findings")
    assert numbers_in(section, "Volume") == [(2000.0, "ml"), (1900.0, "ml")]
    when = [one.ConceptCodeSequence[0].CodeMeaning for one in items_of(section, "Temporal context")]
    assert when == ["In the past", "Current or specified time"]
    assert numbers_in(section, "Change in per cent") == [(-5.0, "%")]
    assert numbers_in(section, "Sum of diameters of target lesions") == [(50.0, "mm"), (30.0, "mm")]
    assert numbers_in(section, "Change of sum from nadir") == [(-40.0, "%")]
    (response,) = items_of(section, "Current Response")
    assert response.ConceptCodeSequence[0].CodeValue == "112042"
    assert items_of(response, "Response Evaluation Method")[0].ConceptCodeSequence[0].CodeValue == "126081"


def test_what_a_model_states_names_its_algorithm(a_page, a_told_report, some_source_files, tmp_path):
    made = pydicom.dcmread(saved_sr(a_page, a_told_report, some_source_files, tmp_path))
    (section,) = items_of(made, "CAD Processing and Findings Summary")
    findings = items_of(section, "Finding")
    assert [one.TextValue.strip() for one in findings] == [
        "Chest: 未审核",
        "opacity, 0.80",
        "run on cpu",
        "Lungs",
        "1 segment",
    ]
    for item in findings:
        assert len(items_of(item, "Algorithm Name")) == len(items_of(item, "Algorithm Version")) == 1
    assert numbers_in(section, "Certainty of Finding") == [(80.0, "%")]


def test_key_images_are_referred_to(a_page, a_told_report, some_source_files, tmp_path):
    path = saved_sr(a_page, a_told_report, some_source_files, tmp_path)
    (reference,) = read_report(path, LocalReport()).references
    assert reference.instance_uid == "1.2.3.4.2"
    made = pydicom.dcmread(path)
    named = (
        made.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence[0].ReferencedSOPSequence
    )
    assert [one.ReferencedSOPInstanceUID for one in named] == ["1.2.3.4.2"]
    captions = items_of(made, "Key Images")[0].ContentSequence
    assert [one.TextValue.split("\r\n")[0] for one in captions] == ["关键图像 1", "关键图像 2"]
    assert [len(one.get("ContentSequence", [])) for one in captions] == [1, 0]


def test_others_read_the_same_tree(a_page, a_told_report, some_source_files, tmp_path):
    path = saved_sr(a_page, a_told_report, some_source_files, tmp_path)
    from highdicom.sr import EnhancedSR, srread

    found = srread(path)
    assert isinstance(found, EnhancedSR)
    (root,) = found.content
    (measurements,) = (one for one in root.ContentSequence if one.name.meaning == "Imaging Measurements")
    (line,) = measurements.ContentSequence
    assert (line.value, line.ContentSequence[0].value) == ("1. 长度：12.3 mm", pytest.approx(12.34))
    assert found.SpecificCharacterSet == "ISO_IR 192"
    assert str(found.PatientName) == "王^小東"


@pytest.mark.parametrize(
    ("reader", "told"), [("Dr. 张^三=x", "Dr. 张 三 x"), ("", "medviewer"), (" \n", "medviewer")]
)
def test_who_read_is_told_as_one_name(a_page, a_told_report, some_source_files, tmp_path, reader, told):
    path = saved_sr(a_page, with_reader(a_told_report, reader), some_source_files, tmp_path)
    assert told in read_report(path, LocalReport()).text


@pytest.mark.parametrize("reader", ["Dr. 张医生", ""])
def test_structured_report_is_valid(a_page, a_told_report, some_source_files, tmp_path, reader):
    path = saved_sr(a_page, with_reader(a_told_report, reader), some_source_files, tmp_path)
    assert errors_of(path) == []
    assert pydicom.dcmread(path).CompletionFlag == "COMPLETE"


def test_a_report_without_an_impression_is_partial(a_page, a_told_report, some_source_files, tmp_path):
    page = replace(a_page, sections=a_page.sections[:2])
    path = saved_sr(page, a_told_report, some_source_files, tmp_path)
    assert pydicom.dcmread(path).CompletionFlag == "PARTIAL"


# --- what goes wrong ---


@pytest.mark.parametrize("files", [(), ("/nowhere/x.dcm",)])
def test_without_a_study_nothing_is_written(a_page, a_told_report, tmp_path, files):
    target = tmp_path / "r.dcm"
    with pytest.raises(WriteError, match="save it as a PDF instead"):
        save_report_pdf(A_PDF, "Report", str(target), files, LocalReport())
    with pytest.raises(WriteError, match="save it as a PDF instead"):
        save_report_sr(a_page, a_told_report, str(target), files, LocalReport())
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = save_report_file(A_PDF, str(tmp_path / "r.pdf"), LocalReport())
    assert Path(path).read_bytes() == A_PDF
    with pytest.raises(WriteError):
        save_report_file(A_PDF, str(tmp_path / "none" / "r.pdf"), LocalReport())
    assert [one.name for one in tmp_path.iterdir()] == ["r.pdf"]
