"""Case: one series that a model is to be run on, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal

from medviewer.core.series import SeriesEntry

CaseState = Literal["done", "skipped", "same", "unfit", "failed", "stopped"]


@dataclass(frozen=True)
class Case:
    """One series of one study. ``number`` is its place in the batch, from 1; ``study`` groups the series."""

    number: int
    entry: SeriesEntry
    study: str

    @property
    def source(self) -> str:
        """Its file, or the folder that its files lie in."""
        files = self.entry.files
        if not files:
            return self.entry.source
        return files[0] if self.entry.kind == "file" else str(PurePath(files[0]).parent)


@dataclass(frozen=True)
class CaseOutcome:
    """What came of a case.

    Parameters
    ----------
    state
        ``done``; ``skipped``: an earlier run had done it; ``same``: another case of this batch is the very
        same data; ``unfit``: the model is not for it; ``failed``; ``stopped``: by the user.
    reason
        One sentence for all but ``done``.
    key
        What names it in the output folder: made of the fingerprint of its data, the model and the
        parameters. "" if the data could not be read.
    result
        Path of the result, relative to the output folder.
    seconds
        How long reading, running and saving took; an earlier run's for ``skipped``.
    facts
        What the result says (`result_facts`).
    worker
        Which worker did it, "" on this machine.
    """

    number: int
    source: str
    series_id: str
    state: CaseState
    reason: str = ""
    key: str = ""
    result: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    worker: str = ""


def outcome_of(case: Case, state: CaseState, reason: str = "", **fields: Any) -> CaseOutcome:
    """The outcome of a case."""
    return CaseOutcome(case.number, case.source, case.entry.series_id, state, reason, **fields)
