"""ReportPage: a report that was worded and laid out, ready to be printed or saved."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.document import DocumentLine
from medviewer.core.series import Problem


@dataclass(frozen=True)
class ReportSection:
    """A section of the report in words, for a structured report; ``kind`` is a key of the words."""

    kind: str
    title: str
    lines: tuple[DocumentLine, ...]


@dataclass(frozen=True)
class ReportPage:
    """A report in one language.

    Parameters
    ----------
    html
        A whole document that needs nothing from outside.
    title
        Of the document, in the report's language.
    header, notice
        One line for the top of every page (whose report it is), and one for its foot.
    page_words
        ``Page %1 of %2`` in the report's language.
    sections
        The same in plain words.
    problems
        What did not work, such as a broken template of the site, in one sentence each.
    """

    html: str
    title: str
    header: str
    notice: str
    page_words: str
    language: str = "en"
    sections: tuple[ReportSection, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """All of it as plain text."""
        lines = []
        for section in self.sections:
            lines += [section.title, *("    " * line.indent + line.text for line in section.lines), ""]
        return "\n".join(lines)
