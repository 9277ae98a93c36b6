"""A report -> DICOM Enhanced SR of the study (PS3.3 A.35.2; PS3.16 TID 2000 Basic Diagnostic Imaging Report).

Each line of the report is a text under the coded heading of its section, inferred from the numbers and images
that it speaks of: who shows the text alone leaves nothing out, who looks for numbers finds them with units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import EnhancedSRStorage, generate_uid

from medviewer.core.errors import MedviewerError, WriteError
from medviewer.core.report import Report
from medviewer.core.report_page import ReportPage, ReportSection
from medviewer.io.atomic import atomic_write
from medviewer.io.dicom.objects.object_file import items, read_object, text_of
from medviewer.io.dicom.objects.report_evidence import (
    algorithm,
    evidence_of,
    response_code,
    statement_evidence,
)
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
    template_item,
    text,
    uid_reference,
)
from medviewer.io.marks.new_object import evidence, new_object, save_object
from medviewer.io.marks.source_study import SourceStudy
from medviewer.io.progress import LocalReport, ReadReport

_REPORT = Concept("18748-4", "LN", "Diagnostic Imaging Report")
_PERSON = Concept("121006", "DCM", "Person")
_PERSON_NAME = Concept("121008", "DCM", "Person Observer Name")
_LANGUAGES = {"en": say.ENGLISH, "zh": Concept("zh-CN", "RFC5646", "Chinese (China)")}
_IMPRESSION = Concept("121073", "DCM", "Impression")
_PREVIOUS = Concept("121069", "DCM", "Previous Finding")
_SECTIONS = {
    "study": (
        Concept("55111-9", "LN", "Current Procedure Descriptions"),
        Concept("121065", "DCM", "Procedure Description"),
    ),
    "indication": (Concept("18785-6", "LN", "Indications for Procedure"), say.COMMENT),
    "findings": (Concept("59776-5", "LN", "Findings"), say.FINDING),
    "impression": (Concept("19005-8", "LN", "Impressions"), _IMPRESSION),
    "key_images": (Concept("55113-5", "LN", "Key Images"), say.FINDING),
    "measurements": (say.MEASUREMENTS, say.FINDING),
    "segments": (say.SIZES["volume"], say.FINDING),
    "comparison": (Concept("18834-2", "LN", "Previous Findings"), _PREVIOUS),
    "ai_findings": (Concept("111017", "DCM", "CAD Processing and Findings Summary"), say.FINDING),
    "signed": (Concept("55112-7", "LN", "Summary"), say.COMMENT),
}
"""The heading and the kind of text of each section (CID 7001, 7002 where they have one)."""
_INDENT = "    "
_LONGEST_NAME = 64


def save_report_sr(
    page: ReportPage, told: Report, path: str, source_files: tuple[str, ...], report: ReadReport
) -> str:
    """Writes the sections with what they rest on, and proves that all of it is read again; gives the path.

    Parameters
    ----------
    told
        The report that the page words; its pictures may come without their bytes. Key images that are not
        among ``source_files`` are not referred to; where nobody signed, the program is the observer.
    source_files
        DICOM files of the images, which patient and study are taken from.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    report(0.1, "Reading the source headers")
    keys = {one.instance_uid for one in told.pictures if one.is_key_image and one.instance_uid}
    study = study_of_report(source_files, keys)
    made = _dataset(page, told, study)
    report(0.6, "Writing the report")
    return str(atomic_write(path, lambda p: save_object(made, p), lambda p: _verify(p, page, made)))


def _dataset(page: ReportPage, told: Report, study: SourceStudy) -> Any:
    name = short_label(page.title) or "Report"
    made = new_object(study, EnhancedSRStorage, "SR", SERIES_NUMBER + 1, name)
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
    sections = [_section(section, told, study) for section in page.sections]
    made.ContentSequence = Sequence([*_context(page, told.draft.reader), *sections])
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


def _section(section: ReportSection, told: Report, study: SourceStudy) -> Dataset:
    heading, kind = _SECTIONS[section.kind]
    if section.kind == "ai_findings":
        return container("CONTAINS", heading, _results(section, told))
    paragraphs = list(_paragraphs(section))
    found = evidence_of(section.kind, told, study)
    bases = [[] for _ in range(len(paragraphs) - len(found))] + found
    said = [_inferred(kind, words, base) for words, base in zip(paragraphs, bases, strict=True)]
    if section.kind == "comparison":
        said += response_code(told)
    return container("CONTAINS", heading, said)


def _results(section: ReportSection, told: Report) -> Iterator[Dataset]:
    """A text for each result and one for each thing that it states, all with the algorithm that did."""
    lines = list(section.lines)
    first = next((n for n, line in enumerate(lines) if line.indent > 0), len(lines)) - 1
    yield from (text("CONTAINS", say.COMMENT, line.text) for line in lines[:first])
    heads = [n for n, line in enumerate(lines) if n >= first and line.indent == 0]
    for result, start, end in zip(told.results, heads, [*heads[1:], len(lines)], strict=True):
        yield _inferred(say.FINDING, lines[start].text, algorithm(result))
        for n, line in enumerate(lines[start + 1 : end]):
            base = statement_evidence(result.statements[n], result) if n < len(result.statements) else []
            yield _inferred(say.FINDING, _INDENT + line.text, [*algorithm(result)[:2], *base])


def _inferred(kind: Concept, words: str, base: Iterable[Dataset]) -> Dataset:
    """A text with what it was inferred from, or what modifies it."""
    item = text("CONTAINS", kind, words)
    children = list(base)
    if children:
        item.ContentSequence = Sequence(children)
    return item


def _paragraphs(section: ReportSection) -> Iterable[str]:
    """A text for each line at the margin, with the indented lines below it."""
    found: list[list[str]] = []
    for line in section.lines:
        if line.indent == 0 or not found:
            found.append([])
        found[-1].append(_INDENT * line.indent + line.text)
    return ("\r\n".join(lines) for lines in found)


def _verify(path: Path, page: ReportPage, made: Any) -> None:
    try:
        written = read_report(str(path), LocalReport())
        numbers = _numbers(read_object(str(path)))
    except MedviewerError as error:
        raise WriteError(f"The report was not saved: it does not open again ({error})") from error
    there = "".join("".join(line.text.split()) for line in written.lines)
    is_whole = all(_letters(line.text) in there for section in page.sections for line in section.lines)
    if not is_whole or numbers != _numbers(made):
        raise WriteError(
            "The report was not saved: what was read back differs from what was written; save it as a PDF."
        )


def _numbers(root: Any) -> list[tuple[str, float]]:
    """All numbers of a content tree with their units, in its order."""
    found = []
    for item in items(root, "ContentSequence"):
        for measured in items(item, "MeasuredValueSequence"):
            unit = text_of(next(items(measured, "MeasurementUnitsCodeSequence")), "CodeValue", 64)
            found.append((unit, float(measured.FloatingPointValue)))
        found += _numbers(item)
    return found


def _letters(words: str) -> str:
    """What must be there again: no blanks and nothing that cannot be seen, which readers drop."""
    return "".join("".join(c for c in words if c.isprintable()).split())
