"""What a report says of earlier studies, as the words of one line."""

from __future__ import annotations

from medviewer.core.recist import LesionSize, Notice, Visit
from medviewer.core.report_comparison import SEGMENT, ReportChange, ReportComparison, ReportLesion
from medviewer.core.series import StudyInfo
from medviewer.report.words import Words

NOTHING = "–"
MOST_VISITS = 6
"""Columns that fit on a page beside the names."""


def comparison_title(comparison: ReportComparison, words: Words) -> str:
    """``Compared with the study of 3 Jan 2026``."""
    day = words.day(comparison.prior.study_date)
    return words("compared_with", day) if day else words("comparison")


def prior_text(comparison: ReportComparison, words: Words) -> str:
    """What the earlier study was and how long ago; "" where its files say neither."""
    study: StudyInfo = comparison.prior
    days = comparison.days
    ago = "" if not days else words("one_day_before") if days == 1 else words("days_before", days)
    return words("comma").join(part for part in (study.study_description, study.institution, ago) if part)


def change_name(change: ReportChange, words: Words) -> str:
    """``Lesion 2, liver, short axis``: what the reader called it, else what it is; ``(AI)`` for a model's."""
    lesion = words("lesion", change.lesion) if change.lesion else ""
    label = change.label or ("" if lesion else _kind(change.kind, words))
    part = words(f"part_{change.part}") if change.part else ""
    told = _capital(words("comma").join(one for one in (lesion, label, part) if one))
    return f"{told} (AI)" if change.is_from_model else told


def quantity_text(value: float | None, unit: str, words: Words) -> str:
    """``12.3 mm``, a dash for none."""
    return NOTHING if value is None else _with_unit(words.number(value), unit)


def change_text(change: ReportChange, words: Words) -> str:
    """``+2.3 mm (+12.1 %)``; what is in one of the studies only is told in words."""
    if change.difference is None:
        return words("only_before" if change.now is None else "only_now")
    difference = _with_unit(words.signed(change.difference), change.unit)
    return difference if change.percent is None else f"{difference} ({percent_text(change.percent, words)})"


def change_line(change: ReportChange, words: Words) -> str:
    """``10.0 mm → 12.3 mm, +2.3 mm (+23.0 %)``."""
    both = (quantity_text(one, change.unit, words) for one in (change.before, change.now))
    return words("comma").join((" → ".join(both), change_text(change, words)))


def visit_line(visit: Visit, words: Words) -> str:
    """One visit in one line: its lesions, the sum, the changes and the response."""
    sizes = (
        f"{words.known('role', one.role)}{f' {one.number}' if one.number else ''} {size_text(one, words)}"
        for one in visit.time_point.lesions
    )
    told = [*sizes, f"{words('sum')} {quantity_text(visit.sum_mm, 'mm', words)}"]
    if visit.baseline_percent is not None:
        told.append(f"{words('from_baseline')} {percent_text(visit.baseline_percent, words)}")
    if visit.nadir_change_mm is not None:
        told.append(f"{words('from_nadir')} {nadir_text(visit, words)}")
    told.append(words.known("response", visit.response))
    return f"{visit_day(visit, words)}{words('colon')}{words('semicolon').join(told)}"


def percent_text(value: float | None, words: Words) -> str:
    """A change in per cent with its sign, a dash for none."""
    return NOTHING if value is None else f"{words.signed(value)} %"


def lesion_name(lesion: ReportLesion, words: Words) -> str:
    """``Target lesion 1, liver``."""
    role = words.known("role", lesion.role)
    number = f" {lesion.number}" if lesion.number else ""
    return _capital(words("comma").join(part for part in (f"{role}{number}", lesion.label) if part))


def size_text(size: LesionSize | None, words: Words) -> str:
    """What of a lesion goes into the sum at one visit."""
    if size is None:
        return NOTHING
    if size.is_gone:
        return words("gone")
    told = quantity_text(size.diameter_mm, "mm", words)
    return words("by_short_axis", told) if size.is_node and size.short_mm else told


def nadir_text(visit: Visit, words: Words) -> str:
    """The change against the smallest sum before, in per cent and mm."""
    if visit.nadir_change_mm is None:
        return NOTHING
    return f"{percent_text(visit.nadir_percent, words)} ({words.signed(visit.nadir_change_mm)} mm)"


def visit_day(visit: Visit, words: Words) -> str:
    """The date of a visit."""
    return words.day(visit.time_point.date) or NOTHING


def notice_text(notice: Notice, words: Words) -> str:
    """What speaks against a sum, one sentence."""
    return words(f"notice_{notice.code}", words.known("organ", notice.organ) or notice.lesion)


def shown_visits(comparison: ReportComparison) -> tuple[int, ...]:
    """The numbers of the visits that a table shows, from 0: the first one and the last ones."""
    count = len(comparison.visits)
    return (*range(min(1, count)), *range(max(1, count - MOST_VISITS + 1), count))


def _kind(kind: str, words: Words) -> str:
    return words("segment") if kind == SEGMENT else words.known("kind", kind)


def _with_unit(number: str, unit: str) -> str:
    return f"{number}{'' if unit == '°' else ' '}{unit}".rstrip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
