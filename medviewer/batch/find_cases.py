"""From paths to cases: the series that a model may fit, and those that it cannot."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from medviewer.api.model_info import ModelInfo
from medviewer.batch.case import Case, CaseOutcome, outcome_of
from medviewer.core.series import Catalog, RejectedFile, SeriesEntry, Verdict
from medviewer.inference.contract import blocks_of_headers


def cases_of(catalogs: Iterable[Catalog], info: ModelInfo) -> tuple[list[Case], list[CaseOutcome]]:
    """The cases to do, by study, and what is known of the others from their headers alone.

    Objects about images (segmentations, reports) are no cases and are passed over in silence.
    """
    numbers = itertools.count(1)
    cases: list[Case] = []
    unfit: list[CaseOutcome] = []
    for entry in _by_study(entry for catalog in catalogs for entry in catalog.series if entry.is_image):
        case = Case(next(numbers), entry, _study(entry))
        reason = _why_not(entry, info)
        if reason:
            unfit.append(outcome_of(case, "unfit", reason))
        else:
            cases.append(case)
    return cases, unfit


def rejected_of(catalogs: Iterable[Catalog]) -> list[RejectedFile]:
    """The files that could not be read."""
    return [file for catalog in catalogs for file in catalog.rejected]


def studies_of(cases: Sequence[Case]) -> list[tuple[Case, ...]]:
    """The cases of each study, in order."""
    return [tuple(group) for _, group in itertools.groupby(cases, key=lambda case: case.study)]


def _by_study(entries: Iterable[SeriesEntry]) -> list[SeriesEntry]:
    """In the order found, but the series of a study together."""
    found = list(entries)
    first: dict[str, int] = {}
    for place, entry in enumerate(found):
        first.setdefault(_study(entry), place)
    return sorted(found, key=lambda entry: first[_study(entry)])


def _study(entry: SeriesEntry) -> str:
    return entry.info.study.study_uid or (entry.files[0] if entry.files else entry.series_id)


def _why_not(entry: SeriesEntry, info: ModelInfo) -> str:
    """What the headers alone say against it; the whole check follows once the voxels are there."""
    if entry.report.verdict is Verdict.REFUSED:
        return " ".join(problem.message for problem in entry.report.problems) or "It cannot be shown truly."
    return " ".join(blocks_of_headers(info.contract, entry))
