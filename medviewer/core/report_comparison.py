"""What a report says of earlier studies: quantities side by side, and lesions over visits by RECIST 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from medviewer.core.change_table import Change
from medviewer.core.recist import LesionRole, LesionSize, Visit
from medviewer.core.series import StudyInfo

SEGMENT = "segment"
_ROLES: tuple[LesionRole, ...] = ("target", "non-target", "new")


@dataclass(frozen=True)
class ReportChange:
    """One quantity then and now, without words of any language.

    Parameters
    ----------
    kind
        ``"segment"`` or a `MarkKind`.
    label
        The name that the reader or the model gave it, "" for none.
    lesion
        The number of a lesion, 0 for what is none.
    part
        Which figure of a mark: "" for the main one, ``"short"``, ``"area"``, ``"volume"`` or ``"mean"``.
    before, now
        In ``unit``; None where it is in one of the studies only.
    difference, percent
        As `Change` tells them.
    is_from_model
        Whether a model made a segment, then or now.
    """

    kind: str
    label: str
    lesion: int
    part: str
    unit: str
    before: float | None
    now: float | None
    difference: float | None = None
    percent: float | None = None
    is_from_model: bool = False


@dataclass(frozen=True)
class ReportLesion:
    """One lesion at all visits; ``sizes`` has one entry a visit, None where it was not measured."""

    number: int
    role: LesionRole
    label: str
    sizes: tuple[LesionSize | None, ...]


@dataclass(frozen=True)
class ReportComparison:
    """The present study beside an earlier one.

    Parameters
    ----------
    prior
        The earlier study, as its files describe it.
    days
        From that study to the present one; None where a date is missing or is none.
    changes
        Those that both studies have come first.
    visits
        RECIST 1.1 over all visits up to the present one; empty where lesions were marked at one visit only.
    """

    prior: StudyInfo
    days: int | None = None
    changes: tuple[ReportChange, ...] = ()
    visits: tuple[Visit, ...] = ()

    @property
    def lesions(self) -> tuple[ReportLesion, ...]:
        """The rows of the RECIST table: target lesions by number, then the others."""
        named = {(one.number, one.role) for visit in self.visits for one in visit.time_point.lesions}
        order = sorted(named, key=lambda one: (_ROLES.index(one[1]), one[0]))
        return tuple(_lesion(number, role, self.visits) for number, role in order)


def report_changes(found: Iterable[Change]) -> tuple[ReportChange, ...]:
    """Changes without words, what both studies have first.

    Marks without a name or a number stay away: nothing says which of the other study they are.
    """
    told = [_change(one) for one in found if one.key and one.key[0] != "mark"]
    return tuple(sorted(told, key=lambda one: one.difference is None))


def days_between(before: str, now: str) -> int | None:
    """Days from one ``YYYYMMDD`` to another; None where either is no date."""
    try:
        days = [date(int(one[:4]), int(one[4:6]), int(one[6:8])) for one in (before, now) if len(one) == 8]
    except ValueError:
        return None
    return (days[1] - days[0]).days if len(days) == 2 else None


def _change(one: Change) -> ReportChange:
    numbers = (one.unit, one.before, one.now, one.difference, one.percent)
    if one.key[0] == SEGMENT:
        return ReportChange(SEGMENT, one.name, 0, "", *numbers)
    lesion = int(one.key[1]) if one.key[0] == "lesion" else 0
    return ReportChange(one.key[2], one.name, lesion, one.key[3], *numbers)


def _lesion(number: int, role: LesionRole, visits: Sequence[Visit]) -> ReportLesion:
    sizes = tuple(_size_at(visit, number, role) for visit in visits)
    label = next((size.label for size in sizes if size is not None and size.label), "")
    return ReportLesion(number, role, label, sizes)


def _size_at(visit: Visit, number: int, role: LesionRole) -> LesionSize | None:
    """The size at a visit; of a lesion that was marked twice, the larger one."""
    there = [one for one in visit.time_point.lesions if (one.number, one.role) == (number, role)]
    return max(there, key=lambda one: one.diameter_mm or 0.0, default=None)
