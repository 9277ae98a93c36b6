"""The sections of a report in plain words: for a structured report, the clipboard and screen readers."""

from __future__ import annotations

from medviewer.core.document import DocumentLine
from medviewer.core.report import Report, ReportResult
from medviewer.core.report_comparison import ReportComparison
from medviewer.core.report_page import ReportSection
from medviewer.report import comparison_wording, wording
from medviewer.report.words import Words


def sections_of(report: Report, words: Words) -> tuple[ReportSection, ...]:
    """All sections that have something to say, in the order of the page."""
    draft = report.draft
    found = [
        _section("study", words, _study_lines(report, words)),
        *(_section(key, words, _text_lines(getattr(draft, key))) for key in ("indication", "findings")),
        _section("impression", words, _text_lines(draft.impression)),
        _section("key_images", words, _picture_lines(report, words)),
        _section("measurements", words, _measurement_lines(report, words)),
        _section("segments", words, _segment_lines(report, words)),
        _comparison_section(report, words),
        _section("ai_findings", words, _result_lines(report, words)),
        _section("signed", words, _closing_lines(report, words)),
    ]
    return tuple(section for section in found if section.lines)


def _section(kind: str, words: Words, lines: list[DocumentLine]) -> ReportSection:
    return ReportSection(kind, words(kind), tuple(lines))


def _comparison_section(report: Report, words: Words) -> ReportSection:
    comparison = report.comparison
    if comparison is None:
        return _section("comparison", words, [])
    told = comparison_wording.comparison_title(comparison, words)
    return ReportSection("comparison", told, tuple(_comparison_lines(comparison, words)))


def _comparison_lines(comparison: ReportComparison, words: Words) -> list[DocumentLine]:
    prior = comparison_wording.prior_text(comparison, words)
    lines = [DocumentLine(0, prior)] if prior else []
    for one in comparison.changes:
        name = comparison_wording.change_name(one, words)
        lines.append(DocumentLine(0, f"{name}{words('colon')}{comparison_wording.change_line(one, words)}"))
    for visit in comparison.visits:
        lines.append(DocumentLine(0, comparison_wording.visit_line(visit, words)))
        lines += [DocumentLine(1, comparison_wording.notice_text(one, words)) for one in visit.notices]
    if not comparison.changes and not comparison.visits:
        lines.append(DocumentLine(0, words("nothing_compared")))
    return lines


def _text_lines(text: str) -> list[DocumentLine]:
    return [DocumentLine(0, line.strip()) for line in text.splitlines() if line.strip()]


def _study_lines(report: Report, words: Words) -> list[DocumentLine]:
    study = report.study
    when = f"{words.day(study.study_date)} {words.time(study.study_time)}".strip()
    facts = (
        ("patient", wording.patient_line(study, words)),
        ("study_description", study.study_description),
        ("study_date", when),
        ("institution", study.institution),
        ("accession", study.accession),
    )
    lines = [DocumentLine(0, f"{words(key)}{words('colon')}{text}") for key, text in facts if text]
    series = (wording.series_text(one, words) for one in report.series)
    return lines + [DocumentLine(0, f"{words('series')}{words('colon')}{text}") for text in series]


def _picture_lines(report: Report, words: Words) -> list[DocumentLine]:
    count = report.pictures_left_out
    lines = [DocumentLine(0, wording.left_out_text(count, words))] if count else []
    for number, picture in enumerate(report.pictures, 1):
        if picture.is_key_image:
            lines.append(DocumentLine(0, wording.caption(picture, number, words)))
            lines += [DocumentLine(1, line.text) for line in _text_lines(picture.note)]
    return lines


def _measurement_lines(report: Report, words: Words) -> list[DocumentLine]:
    lines = []
    for number, one in enumerate(report.measurements, 1):
        name = ", ".join(
            part for part in (words.known("kind", one.kind), wording.label_text(one, words)) if part
        )
        told = wording.figures_text(one, words)
        lines.append(
            DocumentLine(0, f"{number}. {name}{words('colon')}{told}" if told else f"{number}. {name}")
        )
    return lines


def _segment_lines(report: Report, words: Words) -> list[DocumentLine]:
    return [
        DocumentLine(
            0,
            f"{one.name}{words('colon')}{words.number(one.volume_ml)} ml ({one.result or words('by_hand')})",
        )
        for one in report.segments
    ]


def _result_lines(report: Report, words: Words) -> list[DocumentLine]:
    lines = []
    for result in report.results:
        head = f"{wording.model_text(result, words)}{words('colon')}{wording.review_text(result, words)}"
        lines.append(DocumentLine(0, head))
        lines += [DocumentLine(1, text) for text in _stated(result, words)]
        origin = wording.origin_text(result, words)
        lines += [DocumentLine(1, origin)] if origin else []
    return [DocumentLine(0, words("ai_note")), *lines] if lines else []


def _stated(result: ReportResult, words: Words) -> list[str]:
    if not result.statements:
        return [wording.empty_text(result, words)]
    return [wording.statement_text(one, words) for one in result.statements]


def _closing_lines(report: Report, words: Words) -> list[DocumentLine]:
    notices = [words("unreviewed_notice")] if report.has_unreviewed else []
    said = (
        report.draft.reader or words("not_signed"),
        wording.made_text(report, words),
        *notices,
        words("notice"),
    )
    return [DocumentLine(0, text) for text in said]
