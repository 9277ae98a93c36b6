"""Values of a report as the words of one line: used by the templates and by the structured report."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from medviewer.core.measure_text import FigureWords, figure_lines
from medviewer.core.report import (
    Report,
    ReportMeasurement,
    ReportPicture,
    ReportResult,
    ReportSeries,
    ReportStatement,
)
from medviewer.core.series import StudyInfo
from medviewer.report.words import Words

_SHORT_HASH = 12
_LONGEST_IN_HEAD = 40
_MINUS = re.compile(r"(?<![\w.])-(?=\d)")
"""The sign of a number; `Words.number` writes it so too."""


def page_head(study: StudyInfo, words: Words) -> str:
    """As every page says whose it is: of a long name its beginning, so that the ID is there in any case."""
    return patient_line(replace(study, patient_name=_short(study.patient_name)), words)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_IN_HEAD else text[: _LONGEST_IN_HEAD - 1] + "…"


def patient_line(study: StudyInfo, words: Words) -> str:
    """Name, ID and date of birth in one line."""
    born = f"{words('birth_date')} {words.day(study.birth_date)}" if study.birth_date else ""
    said = "  ·  ".join(part for part in (study.patient_name, study.patient_id, born) if part)
    return said or words("no_patient")


def series_text(series: ReportSeries, words: Words) -> str:
    """``CT 3, Thorax 5 mm, 28 images``."""
    head = " ".join(part for part in (series.modality, series.number) if part)
    count = words("one_image") if series.images == 1 else words("images", series.images)
    return words("comma").join(part for part in (head, series.description, series.body_part, count) if part)


def caption(picture: ReportPicture, number: int, words: Words) -> str:
    """``Key image 2: CT Thorax, W 400 / L 40``."""
    name = words("key_image" if picture.is_key_image else "view", number)
    facts = [picture.series]
    if picture.window is not None:
        facts.append(words("window", *(f"{value:.0f}".replace("-", "−") for value in picture.window)))
    if picture.has_result:
        facts.append(words("with_result"))
    told = words("comma").join(part for part in facts if part)
    return f"{name}{words('colon')}{told}" if told else name


def figures_text(measurement: ReportMeasurement, words: Words) -> str:
    """All figures of a mark in one line, and what an arrow or a text says."""
    own = {field.name: words.table[f"figure_{field.name}"] for field in fields(FigureWords)}
    lines = () if measurement.figures is None else figure_lines(measurement.figures, FigureWords(**own))
    told = (_MINUS.sub("−", words("comma").join(line.split("   "))) for line in lines)
    return words("semicolon").join(part for part in (*told, measurement.text) if part)


def label_text(measurement: ReportMeasurement, words: Words) -> str:
    """The name of a mark and what it counts as."""
    role = words.known("role", measurement.role) if measurement.role else ""
    lesion = words("lesion", measurement.lesion) if measurement.lesion else ""
    return words("comma").join(part for part in (measurement.label, role, lesion) if part)


def model_text(result: ReportResult, words: Words) -> str:
    """``Lungs (CT), version 1.2.0``."""
    version = words("version", result.model_version) if result.model_version else words("no_version")
    return words("comma").join((result.model_name or result.model_id or result.name, version))


def review_text(result: ReportResult, words: Words) -> str:
    """``accepted by the reader, 21 Nov 2026 10:02``, with the reason of a rejection."""
    review = result.review
    parts = [words.known("state", review.state)]
    if review.when:
        parts.append(words.moment(review.when))
    if review.reason:
        parts.append(words("reason", review.reason))
    return words("comma").join(parts)


def origin_text(result: ReportResult, words: Words) -> str:
    """What it was made from and with: for whoever wants to repeat it."""
    parts = [result.series]
    if result.made:
        parts.append(words("made_on", words.moment(result.made)))
    parts.append(result.device)
    if result.weights_sha256:
        parts.append(words("weights", result.weights_sha256[:_SHORT_HASH]))
    return words("semicolon").join(part for part in parts if part)


def statement_text(statement: ReportStatement, words: Words) -> str:
    """``nodule, score 0.93, threshold 0.50, positive, place ...``."""
    parts = [statement.label]
    if statement.score is not None:
        parts.append(f"{words('score')} {words.number(statement.score, 2)}")
    if statement.threshold is not None:
        parts.append(f"{words('threshold')} {words.number(statement.threshold, 2)}")
    parts.append(verdict(statement, words))
    if statement.place_lps is not None:
        parts.append(f"{words('place')} {vector(statement.place_lps, words)}")
    if statement.size_mm is not None:
        parts.append(f"{words('size')} {vector(statement.size_mm, words, ' × ')}")
    return words("comma").join(part for part in parts if part)


def verdict(statement: ReportStatement, words: Words) -> str:
    """Positive, negative or nothing."""
    if statement.is_positive is None:
        return ""
    return words("positive" if statement.is_positive else "negative")


def vector(values: tuple[float, float, float], words: Words, between: str = ", ") -> str:
    """Three numbers of millimetres."""
    return between.join(words.number(value) for value in values)


def empty_text(result: ReportResult, words: Words) -> str:
    """What is said of a result without statements."""
    if result.review.state == "rejected":
        return words("rejected_note")
    if result.kind == "segmentation":
        many = result.segments != 1
        return words("segments_listed", result.segments) if many else words("one_segment_listed")
    return words("image_made" if result.kind == "image" else "nothing_found")


def made_text(report: Report, words: Words) -> str:
    """When it was made and with what."""
    return words("made", words.moment(report.made), report.version)


def left_out_text(count: int, words: Words) -> str:
    """How many key images are not in the report."""
    return words("one_picture_left_out") if count == 1 else words("pictures_left_out", count)
