"""A report becomes part of its study and is read again: as a PDF inside a DICOM file and as text."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pydicom
import pytest

from medviewer.core.document import DocumentLine
from medviewer.core.errors import WriteError
from medviewer.core.report_page import ReportPage, ReportSection
from medviewer.core.series import SeriesEntry, SeriesInfo
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
            ReportSection("key_images", "关键图像", lines("关键图像 1", " a note")),
            ReportSection("measurements", "测量", lines("1. 长度：12.3 mm")),
            ReportSection("segments", "分割", lines("Left lung：2,345.6 ml")),
            ReportSection("ai_findings", "AI 结果", lines("Lungs", " 未审核")),
            ReportSection("signed", "阅片者", lines("Dr. A", "\u202eevil محمد")),
        ),
    )  # fmt: skip


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


def saved_sr(page, files, tmp_path, reader="Dr. 张^三=x", keys=("1.2.3.4.2", "9.9.9")):
    return save_report_sr(page, reader, keys, str(tmp_path / "sr.dcm"), files, LocalReport())


def test_all_text_is_read_again_in_its_order(a_page, some_source_files, tmp_path):
    document = read_report(saved_sr(a_page, some_source_files, tmp_path), LocalReport())
    text = document.text
    places = [text.index(section.lines[0].text) for section in a_page.sections]
    assert places == sorted(places)
    assert "Heart ^normal\\ {{7*7}}" in text
    assert document.problems == ()


def test_key_images_are_referred_to(a_page, some_source_files, tmp_path):
    path = saved_sr(a_page, some_source_files, tmp_path)
    (reference,) = read_report(path, LocalReport()).references
    assert reference.instance_uid == "1.2.3.4.2"
    evidence = pydicom.dcmread(path).CurrentRequestedProcedureEvidenceSequence[0]
    named = evidence.ReferencedSeriesSequence[0].ReferencedSOPSequence
    assert [one.ReferencedSOPInstanceUID for one in named] == ["1.2.3.4.2"]


@pytest.mark.parametrize(
    ("reader", "told"), [("Dr. 张^三=x", "Dr. 张 三 x"), ("", "medviewer"), (" \n", "medviewer")]
)
def test_who_read_is_told_as_one_name(a_page, some_source_files, tmp_path, reader, told):
    text = read_report(saved_sr(a_page, some_source_files, tmp_path, reader), LocalReport()).text
    assert told in text


@pytest.mark.parametrize("reader", ["Dr. 张医生", ""])
def test_structured_report_is_valid(a_page, some_source_files, tmp_path, reader):
    path = saved_sr(a_page, some_source_files, tmp_path, reader)
    assert errors_of(path) == []
    assert pydicom.dcmread(path).CompletionFlag == "COMPLETE"


def test_a_report_without_an_impression_is_partial(a_page, some_source_files, tmp_path):
    page = replace(a_page, sections=a_page.sections[:2])
    assert pydicom.dcmread(saved_sr(page, some_source_files, tmp_path)).CompletionFlag == "PARTIAL"


# --- what goes wrong ---


@pytest.mark.parametrize("files", [(), ("/nowhere/x.dcm",)])
def test_without_a_study_nothing_is_written(a_page, tmp_path, files):
    target = tmp_path / "r.dcm"
    with pytest.raises(WriteError, match="save it as a PDF instead"):
        save_report_pdf(A_PDF, "Report", str(target), files, LocalReport())
    with pytest.raises(WriteError, match="save it as a PDF instead"):
        save_report_sr(a_page, "", (), str(target), files, LocalReport())
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = save_report_file(A_PDF, str(tmp_path / "r.pdf"), LocalReport())
    assert Path(path).read_bytes() == A_PDF
    with pytest.raises(WriteError):
        save_report_file(A_PDF, str(tmp_path / "none" / "r.pdf"), LocalReport())
    assert [one.name for one in tmp_path.iterdir()] == ["r.pdf"]
