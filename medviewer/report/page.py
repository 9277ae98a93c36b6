"""Report and template -> ReportPage. Runs in a process that may only read, and that is killed if it lasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from medviewer.core.report import Report, ReportPicture
from medviewer.core.report_page import ReportPage
from medviewer.core.series import Problem
from medviewer.report import comparison_wording, wording
from medviewer.report.addresses import picture_address
from medviewer.report.page_bounds import require_bounds
from medviewer.report.sandbox import environment, for_templates
from medviewer.report.sections import sections_of
from medviewer.report.templates import STANDARD, SUFFIX, template_files
from medviewer.report.words import Words, read_words

Progress = Callable[[float, str], None]

_LONGEST_PAGE = 4 << 20
"""Letters of a page without its pictures."""
_WENT_WRONG = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError,
    MemoryError,
)  # fmt: skip
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
)
"""A browser that opens the saved page fetches nothing and runs nothing, whatever a template says."""
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def make_page(content: Report, own_folder: str, report: Progress) -> ReportPage:
    """The page of a report by the template that its draft names.

    A template that is missing or broken is told in ``problems``, and the program's own is used.

    Parameters
    ----------
    content
        The report; its pictures may come without their bytes, for the page only refers to them.
    own_folder
        Where the site keeps its templates, "" for nowhere.
    """
    words = read_words(content.draft.language)
    wanted = content.draft.template or STANDARD
    problems = []
    report(0.1, "Wording the report")
    try:
        own = Path(own_folder) if own_folder else None
        html = _worded(content, words, wanted, own)
        if any(one.is_own for one in template_files(own) if one.name == wanted):
            require_bounds(html)
    except _WENT_WRONG as error:
        problems.append(Problem("TEMPLATE", _sentence(error, wanted)))
        html = _worded(content, words, STANDARD, None)
    return ReportPage(
        html=_with_policy(html),
        title=words("title"),
        header=wording.page_head(content.study, words),
        notice=f"{words('notice')}  ·  medviewer {content.version}",
        page_words=words.table["page"],
        language=words.language,
        sections=sections_of(content, words),
        problems=tuple(problems),
    )


def _worded(content: Report, words: Words, name: str, own_folder: Path | None) -> str:
    template = environment(own_folder).get_template(name + SUFFIX)
    parts, length = [], 0
    for part in template.generate(_context(content, words)):
        length += len(part)
        if length > _LONGEST_PAGE:
            raise ValueError(f"it writes more than {_LONGEST_PAGE >> 20} million letters")
        parts.append(part)
    return "".join(parts)


def _context(content: Report, words: Words) -> dict[str, Any]:
    """What a template sees: the report, its language, and functions that word its parts."""
    one_line = (
        wording.series_text, wording.figures_text, wording.label_text, wording.model_text,
        wording.review_text, wording.origin_text, wording.statement_text, wording.verdict,
        wording.empty_text, wording.patient_line, wording.made_text, wording.vector,
        wording.left_out_text,
        comparison_wording.comparison_title, comparison_wording.prior_text, comparison_wording.change_name,
        comparison_wording.change_text, comparison_wording.percent_text, comparison_wording.lesion_name,
        comparison_wording.size_text, comparison_wording.nadir_text, comparison_wording.visit_day,
        comparison_wording.notice_text,
    )  # fmt: skip
    functions: dict[str, Any] = {one.__name__: _with_words(one, words) for one in one_line}
    functions |= {
        "word": for_templates(lambda key, *values: words(key, *values)),
        "known": for_templates(words.known),
        "number": for_templates(words.number),
        "signed": for_templates(words.signed),
        "shown_visits": for_templates(comparison_wording.shown_visits),
        "quantity_text": for_templates(
            lambda value, unit: comparison_wording.quantity_text(value, unit, words)
        ),
        "day": for_templates(words.day),
        "time": for_templates(words.time),
        "moment": for_templates(words.moment),
        "caption": for_templates(lambda picture, number: wording.caption(picture, number, words)),
        "picture": for_templates(lambda number, width=300: _picture(content, number, width, words)),
    }
    return {"report": content, "language": words.language, **functions}


def _with_words(function: Callable[..., str], words: Words) -> Callable[..., Any]:
    return for_templates(lambda value, *more: function(value, words, *more))


def _picture(content: Report, number: int, width: int, words: Words) -> Markup:
    """An image element that refers to a picture (from 1); `with_pictures` puts the picture itself in."""
    picture: ReportPicture = content.pictures[number - 1]
    across, down = picture.size_px
    width = min(max(int(width), 16), 4000)
    height = max(1, round(width * down / max(across, 1)))
    address = picture_address(number)
    told = wording.caption(picture, number, words)
    return Markup('<img src="{}" width="{}" height="{}" alt="{}">').format(address, width, height, told)


def _with_policy(html: str) -> str:
    found = _HEAD.search(html)
    at = found.end() if found else 0
    return html[:at] + _POLICY + html[at:]


def _sentence(error: BaseException, name: str) -> str:
    if isinstance(error, TemplateNotFound):
        return f"The report template {error.name} is not there; the standard one was used."
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error)
    at = f", line {line}" if line else ""
    file = (error.name if isinstance(error, TemplateSyntaxError) else None) or name + SUFFIX
    said = error.message if isinstance(error, TemplateError) else str(error)
    told = " ".join((said or "").split())[:200] or type(error).__name__
    return f"The report template {file}{at} does not work ({told}); the standard one was used."


def _line_of(error: BaseException) -> int:
    """The line of the template that an error came from: Jinja gives its frames the template's lines."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(SUFFIX):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
