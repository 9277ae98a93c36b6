"""RECIST 1.1: sums of target lesions over time points, and what they mean.

Eisenhauer et al., New response evaluation criteria in solid tumours, Eur J Cancer 45 (2009) 228-247;
sections are named where a rule comes from. What a table cannot know (unequivocal progression of non-target
lesions, clinical state) stays with the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from medviewer.core.organs import is_node_name, organ_of

Response = Literal["baseline", "CR", "PR", "SD", "PD", "NE"]
LesionRole = Literal["target", "non-target", "new"]
WarningCode = Literal[
    "too_many", "too_many_in_organ", "too_small", "no_number", "twice", "missing", "no_mm", "new_at_baseline",
    "node_by_length", "late_target", "over_slices",
]  # fmt: skip

MOST_TARGETS = 5
MOST_IN_ORGAN = 2
SMALLEST_MM = 10.0
SMALLEST_NODE_MM = 15.0
NORMAL_NODE_MM = 10.0
_EXACT = 1e-9


@dataclass(frozen=True)
class LesionSize:
    """One lesion at one time point.

    Parameters
    ----------
    number
        The same over all time points, from 1.
    label
        Its name, as the reader gave it.
    long_mm, short_mm
        Diameters, mm; None where it was not measured in mm. Both 0 for one that is gone.
    mark_id
        The mark that says so.
    organ, node
        Where it is, and whether it is a lymph node; "" and None if only its name says so.
    spans
        Whether it was measured over several slices, and not in the plane of one (3.1.1).
    """

    number: int
    role: LesionRole
    label: str = ""
    long_mm: float | None = None
    short_mm: float | None = None
    mark_id: str = ""
    organ: str = ""
    node: bool | None = None
    spans: bool = False

    @property
    def is_node(self) -> bool:
        """Whether it is a lymph node."""
        return is_node_name(self.label) if self.node is None else self.node

    @property
    def place(self) -> str:
        """The organ that it counts in, however that is written."""
        return self.organ.strip().casefold() or organ_of(self.label)

    @property
    def diameter_mm(self) -> float | None:
        """What goes into the sum: the long axis, of a lymph node the short one (4.2)."""
        return self.short_mm if self.is_node and self.short_mm is not None else self.long_mm

    @property
    def is_gone(self) -> bool:
        """Whether it was looked for and is not there."""
        return self.long_mm == 0.0


@dataclass(frozen=True)
class TimePoint:
    """What was measured at one visit. ``date`` is ``YYYYMMDD``."""

    name: str
    date: str
    lesions: tuple[LesionSize, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something that the reader should know. ``lesion`` is 0 and ``organ`` "" where it is about none."""

    code: WarningCode
    lesion: int = 0
    organ: str = ""


@dataclass(frozen=True)
class Visit:
    """One time point, reckoned.

    Parameters
    ----------
    sum_mm
        Sum of diameters of the target lesions that were measured, mm; None without any.
    baseline_percent, nadir_percent
        Change against the sum at baseline, and against the smallest sum before (baseline included).
    nadir_mm, nadir_change_mm
        That smallest sum, and the change against it in mm.
    target_response, response
        Of target lesions alone, and overall with non-target and new lesions (Tables 1 to 3).
    """

    time_point: TimePoint
    sum_mm: float | None
    baseline_percent: float | None = None
    nadir_mm: float | None = None
    nadir_percent: float | None = None
    nadir_change_mm: float | None = None
    target_response: Response = "baseline"
    response: Response = "baseline"
    notices: tuple[Notice, ...] = ()

    def size_of(self, number: int) -> LesionSize | None:
        """A lesion at this visit, None where it was not measured."""
        return next((one for one in self.time_point.lesions if one.number == number), None)


def assess(time_points: Iterable[TimePoint]) -> tuple[Visit, ...]:
    """All visits in the order of their dates, each against the first and against the smallest before it."""
    ordered = sorted(time_points, key=lambda one: one.date)
    with_targets = [one for one in ordered if any(lesion.role == "target" for lesion in one.lesions)]
    if not with_targets:
        return tuple(_without_targets(ordered))
    baseline = with_targets[0]
    visits: list[Visit] = []
    sums: list[float] = []
    for one in ordered:
        if one.date < baseline.date:
            visits.append(Visit(one, None, response="NE", target_response="NE"))
            continue
        visit = _visit(one, baseline, sums)
        visits.append(visit)
        if visit.sum_mm is not None and not _unmeasured(one, baseline):
            sums.append(visit.sum_mm)
    return tuple(visits)


def targets_of(time_point: TimePoint) -> tuple[LesionSize, ...]:
    """The target lesions of a visit; of one that was marked twice, the larger."""
    found: dict[int, LesionSize] = {}
    for lesion in time_point.lesions:
        known = found.get(lesion.number)
        larger = known is None or (lesion.diameter_mm or 0.0) > (known.diameter_mm or 0.0)
        if lesion.role == "target" and lesion.number and larger:
            found[lesion.number] = lesion
    return tuple(found[number] for number in sorted(found))


def _visit(time_point: TimePoint, baseline: TimePoint, sums: Sequence[float]) -> Visit:
    at_baseline = {lesion.number for lesion in targets_of(baseline)}
    followed = [lesion for lesion in targets_of(time_point) if lesion.number in at_baseline]
    sizes = [lesion.diameter_mm for lesion in followed if lesion.diameter_mm is not None]
    total = sum(sizes) if sizes else None
    notices = (*_notices(time_point, time_point is baseline), *_gaps(time_point, baseline))
    if time_point is baseline:
        return Visit(time_point, total, notices=notices)
    nadir = min(sums) if sums else None
    first = sums[0] if sums else None
    change = None if total is None or nadir is None else total - nadir
    target = _target_response(followed, total, first, nadir, bool(_unmeasured(time_point, baseline)))
    return Visit(
        time_point,
        total,
        _percent(total, first),
        nadir,
        _percent(total, nadir),
        change,
        target,
        _overall(target, time_point, baseline),
        notices,
    )


def _target_response(
    followed: Sequence[LesionSize],
    total: float | None,
    baseline: float | None,
    nadir: float | None,
    is_partial: bool,
) -> Response:
    """Response of target lesions (4.3.1). What was measured can show progression though some is missing."""
    if total is None or baseline is None or nadir is None:
        return "NE"
    has_returned = nadir <= 0.0 and total > 0.0
    if has_returned or (total >= 1.2 * nadir - _EXACT and total - nadir >= 5.0 - _EXACT):
        return "PD"
    if is_partial:
        return "NE"
    if all(_is_cleared(lesion) for lesion in followed):
        return "CR"
    return "PR" if total <= 0.7 * baseline + _EXACT else "SD"


def _is_cleared(lesion: LesionSize) -> bool:
    """Gone, or a lymph node of normal size."""
    size = lesion.diameter_mm
    return size is not None and (size <= 0.0 or (lesion.is_node and size < NORMAL_NODE_MM))


def _overall(target: Response, time_point: TimePoint, baseline: TimePoint) -> Response:
    """Target, non-target and new lesions together (Table 1)."""
    if any(lesion.role == "new" for lesion in time_point.lesions):
        return "PD"
    if target != "CR":
        return target
    others = {lesion.number for lesion in baseline.lesions if lesion.role == "non-target"}
    gone = {
        lesion.number
        for lesion in time_point.lesions
        if lesion.role == "non-target" and (lesion.is_gone or _is_cleared(lesion))
    }
    return "CR" if others <= gone else "PR"


def _without_targets(ordered: Sequence[TimePoint]) -> Iterable[Visit]:
    """Without target lesions nothing is summed; new lesions still are progression (Table 2)."""
    for number, one in enumerate(ordered):
        is_new = number > 0 and any(lesion.role == "new" for lesion in one.lesions)
        response: Response = "PD" if is_new else ("baseline" if number == 0 else "NE")
        yield Visit(one, None, response=response, target_response="baseline" if number == 0 else "NE",
                    notices=_notices(one, number == 0))  # fmt: skip


def _unmeasured(time_point: TimePoint, baseline: TimePoint) -> set[int]:
    """Target lesions of the baseline that have no size at a visit."""
    sized = {lesion.number for lesion in targets_of(time_point) if lesion.diameter_mm is not None}
    return {lesion.number for lesion in targets_of(baseline)} - sized


def _percent(value: float | None, reference: float | None) -> float | None:
    if value is None or reference is None or reference <= 0.0:
        return None
    return 100.0 * (value - reference) / reference


def _gaps(time_point: TimePoint, baseline: TimePoint) -> tuple[Notice, ...]:
    """Target lesions that were not followed, and those that came later than the baseline."""
    known = {lesion.number for lesion in targets_of(baseline)}
    late = sorted({lesion.number for lesion in targets_of(time_point)} - known)
    missing = sorted(_unmeasured(time_point, baseline)) if time_point is not baseline else []
    return (
        *(Notice("missing", number) for number in missing),
        *(Notice("late_target", number) for number in late),
    )


def _notices(time_point: TimePoint, is_baseline: bool) -> tuple[Notice, ...]:
    """What speaks against the choice or the measuring of lesions (3.1, 3.2, 4.1)."""
    found: list[Notice] = []
    targets = targets_of(time_point)
    marked = [lesion for lesion in time_point.lesions if lesion.role == "target"]
    found += [Notice("no_number")] * any(lesion.number == 0 for lesion in marked)
    numbers = [lesion.number for lesion in marked if lesion.number]
    found += [Notice("twice", number) for number in sorted(set(numbers)) if numbers.count(number) > 1]
    for lesion in targets:
        if lesion.diameter_mm is None:
            found.append(Notice("no_mm", lesion.number))
        elif lesion.is_node and lesion.short_mm is None:
            found.append(Notice("node_by_length", lesion.number))
    found += [Notice("over_slices", lesion.number) for lesion in targets if lesion.spans]
    if is_baseline:
        found += _choice(targets)
        found += [Notice("new_at_baseline")] * any(one.role == "new" for one in time_point.lesions)
    return tuple(found)


def _choice(targets: Sequence[LesionSize]) -> list[Notice]:
    """At most five target lesions, two of an organ, each large enough (3.1.1, 4.1)."""
    found = [Notice("too_many")] if len(targets) > MOST_TARGETS else []
    organs: dict[str, int] = {}
    for lesion in targets:
        organs[lesion.place] = organs.get(lesion.place, 0) + 1
        least = SMALLEST_NODE_MM if lesion.is_node else SMALLEST_MM
        if lesion.diameter_mm is not None and lesion.diameter_mm < least - _EXACT:
            found.append(Notice("too_small", lesion.number))
    found += [
        Notice("too_many_in_organ", 0, organ) for organ, n in organs.items() if organ and n > MOST_IN_ORGAN
    ]
    return found
