"""The text of a report -> DICOM Basic Text SR of the study (PS3.3 A.35.1; PS3.16 TID 2000)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import BasicTextSRStorage, generate_uid

from medviewer.core.errors import MedviewerError, WriteError
from medviewer.core.report_page import ReportPage, ReportSection
from medviewer.io.atomic import atomic_write
from medviewer.io.dicom.objects.report_study import SERIES_NUMBER, study_of_report
from medviewer.io.dicom.objects.structured_report import read_report
from medviewer.io.dicom.short_label import short_label
from medviewer.io.marks import concepts as say
from medviewer.io.marks.content_tree import (
    Concept,
    code_item,
    coded,
    container,
    content,
    image,
    template_item,
    text,
    uid_reference,
)
from medviewer.io.marks.new_object import evidence, new_object, save_object
from medviewer.io.marks.source_study import SourceStudy
from medviewer.io.progress import LocalReport, ReadReport

_REPORT = Concept("18748-4", "LN", "Diagnostic imaging study")
_PERSON = Concept("121006", "DCM", "Person")
_PERSON_NAME = Concept("121008", "DCM", "Person Observer Name")
_LANGUAGES = {"en": say.ENGLISH, "zh": Concept("zh-CN", "RFC5646", "Chinese (China)")}
_SECTIONS = {
    "study": (Concept("121064", "DCM", "Current Procedure Descriptions"), say.COMMENT),
    "indication": (Concept("121109", "DCM", "Indications for Procedure"), say.COMMENT),
    "findings": (Concept("121070", "DCM", "Findings"), say.FINDING),
    "impression": (Concept("121072", "DCM", "Impressions"), Concept("121073", "DCM", "Impression")),
    "key_images": (Concept("121180", "DCM", "Key Images"), say.COMMENT),
    "measurements": (say.MEASUREMENTS, say.FINDING),
    "segments": (Concept("121206", "DCM", "Volume"), say.FINDING),
    "comparison": (Concept("18834-2", "LN", "Previous Findings"), say.FINDING),
    "ai_findings": (Concept("111017", "DCM", "CAD Processing and Findings Summary"), say.FINDING),
    "signed": (Concept("121111", "DCM", "Summary"), say.COMMENT),
}
"""The heading and the kind of text of each section (CID 7001, 7002 where they have one)."""
_INDENT = "    "
_LONGEST_NAME = 64


def save_report_sr(
    page: ReportPage,
    reader: str,
    key_images: tuple[str, ...],
    path: str,
    source_files: tuple[str, ...],
    report: ReadReport,
) -> str:
    """Writes the sections as text, and proves that all of it is read again; gives the path.

    Parameters
    ----------
    reader
        Who read, "" if nobody signed: then the program is told as the observer.
    key_images
        SOP Instance UIDs of the key images; those that are not among ``source_files`` are left out.
    source_files
        DICOM files of the images, which patient and study are taken from.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    report(0.1, "Reading the source headers")
    study = study_of_report(source_files, key_images)
    made = _dataset(page, reader, study)
    report(0.6, "Writing the report")
    return str(atomic_write(path, lambda p: save_object(made, p), lambda p: _verify(p, page)))


def _dataset(page: ReportPage, reader: str, study: SourceStudy) -> Any:
    name = short_label(page.title) or "Report"
    made = new_object(study, BasicTextSRStorage, "SR", SERIES_NUMBER + 1, name)
    made.ReferencedPerformedProcedureStepSequence = Sequence([])
    made.PerformedProcedureCodeSequence = Sequence([])
    has_impression = any(section.kind == "impression" for section in page.sections)
    made.CompletionFlag = "COMPLETE" if has_impression else "PARTIAL"
    made.VerificationFlag = "UNVERIFIED"
    instances = list(study.instances.values())
    if instances:
        made.CurrentRequestedProcedureEvidenceSequence = evidence(study, instances)
    made.ValueType, made.ContinuityOfContent = "CONTAINER", "SEPARATE"
    made.ConceptNameCodeSequence = Sequence([code_item(_REPORT)])
    made.ContentTemplateSequence = Sequence([template_item("2000")])
    sections = [_section(section, study) for section in page.sections]
    made.ContentSequence = Sequence([*_context(page, reader), *sections])
    return made


def _context(page: ReportPage, reader: str) -> list[Dataset]:
    """Language and observer (TID 1204, 1001)."""
    language = coded("HAS CONCEPT MOD", say.LANGUAGE, _LANGUAGES[page.language])
    if reader.strip():
        person = content("HAS OBS CONTEXT", "PNAME", _PERSON_NAME)
        # Letters that part a name into components would make other names of it (PS3.5 6.2.1).
        plain = "".join(" " if c in "^=\\" or not c.isprintable() else c for c in reader)
        # The last mark says that all of it is one component; without any it reads as the retired form.
        person.PersonName = " ".join(plain.split())[: _LONGEST_NAME - 1] + "^"
        return [language, coded("HAS OBS CONTEXT", say.OBSERVER_TYPE, _PERSON), person]
    return [
        language,
        coded("HAS OBS CONTEXT", say.OBSERVER_TYPE, say.DEVICE),
        uid_reference("HAS OBS CONTEXT", say.DEVICE_UID, generate_uid(entropy_srcs=["medviewer"])),
        text("HAS OBS CONTEXT", say.DEVICE_NAME, "medviewer"),
    ]


def _section(section: ReportSection, study: SourceStudy) -> Dataset:
    heading, kind = _SECTIONS[section.kind]
    said = [text("CONTAINS", kind, words) for words in _paragraphs(section)]
    if section.kind == "key_images":
        said += [image("CONTAINS", one.reference(0)) for one in study.instances.values()]
    return container("CONTAINS", heading, said)


def _paragraphs(section: ReportSection) -> Iterable[str]:
    """A text for each line at the margin, with the indented lines below it."""
    found: list[list[str]] = []
    for line in section.lines:
        if line.indent == 0 or not found:
            found.append([])
        found[-1].append(_INDENT * line.indent + line.text)
    return ("\r\n".join(lines) for lines in found)


def _verify(path: Path, page: ReportPage) -> None:
    try:
        written = read_report(str(path), LocalReport())
    except MedviewerError as error:
        raise WriteError(f"The report was not saved: it does not open again ({error})") from error
    there = "".join("".join(line.text.split()) for line in written.lines)
    if not all(_letters(line.text) in there for section in page.sections for line in section.lines):
        raise WriteError(
            "The report was not saved: what was read back differs from what was written; save it as a PDF."
        )


def _letters(words: str) -> str:
    """What must be there again: no blanks and nothing that cannot be seen, which readers drop."""
    return "".join("".join(c for c in words if c.isprintable()).split())
