"""ReportDraft: what a reader wrote and chose for the report of one study."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from medviewer.core.errors import ReadError

ReportLanguage = Literal["en", "zh"]
ReportPart = Literal["pictures", "measurements", "segments", "findings", "comparison"]

LANGUAGES: tuple[ReportLanguage, ...] = get_args(ReportLanguage)
PARTS: tuple[ReportPart, ...] = get_args(ReportPart)
_LONGEST = 100_000


@dataclass(frozen=True)
class ReportDraft:
    """The free text of a report and how it is to look.

    Parameters
    ----------
    study
        Which study it speaks of: its Study Instance UID, else the name that this program gave to a series.
    reader
        Who signs; one line.
    indication, findings, impression
        Free text with line breaks.
    language
        Of the report's own words; what was written and what files say stays as it is.
    template
        The name of a template, "" for the usual one.
    left_out
        Parts that the reader does not want in it.
    changed
        When it was last written, ISO 8601 with offset; "" for never.
    """

    study: str
    reader: str = ""
    indication: str = ""
    findings: str = ""
    impression: str = ""
    language: ReportLanguage = "en"
    template: str = ""
    left_out: tuple[ReportPart, ...] = ()
    changed: str = ""

    @property
    def has_text(self) -> bool:
        """Whether something was written that would be missed."""
        return any(text.strip() for text in (self.indication, self.findings, self.impression))

    def as_json(self) -> str:
        """Itself as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> ReportDraft:
        """What `as_json` gave; unknown keys are passed over, so that later versions can be read.

        Raises
        ------
        ReadError
            If it is no draft.
        """
        from medviewer.core.strict_json import strict_json  # not needed for the first picture

        try:
            return cls.from_plain(strict_json(text))
        except (ValueError, RecursionError) as error:
            raise ReadError("The text of a report that was kept is damaged and cannot be shown.") from error

    @classmethod
    def from_plain(cls, tree: Any) -> ReportDraft:
        """From a tree of plain data, checked field by field; ValueError if it is no draft."""
        if not isinstance(tree, dict) or not isinstance(tree.get("study"), str):
            raise ValueError("not a draft")
        texts = {f.name: tree[f.name] for f in fields(cls) if isinstance(tree.get(f.name), str)}
        if any(len(text) > _LONGEST for text in texts.values()):
            raise ValueError("too long")
        if texts.get("language", "en") not in LANGUAGES:
            raise ValueError("no such language")
        left = tree.get("left_out", [])
        if not isinstance(left, list | tuple):
            raise ValueError("not a list")
        return cls(**texts, left_out=tuple(part for part in PARTS if part in left))
