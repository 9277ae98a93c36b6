"""The lesions that were marked, visit by visit, as RECIST sums them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from medviewer.core.mark import Mark
from medviewer.core.measure_shape import is_spanning, length_mm
from medviewer.core.recist import LesionSize, TimePoint
from medviewer.scene.marks.mark_figures import figures_in
from medviewer.scene.scene import Scene

_GONE_KINDS = ("point", "arrow", "text")
_LINE_KINDS = ("length", "bidirectional", "ball")


def lesion_points(scene: Scene, dates: Mapping[str, str]) -> tuple[TimePoint, ...]:
    """One time point for each study on which a lesion is marked.

    A point, an arrow or a text that has a role says that the lesion is not there any more. A lesion bears
    the first name and the first organ that it was given at any visit.

    Parameters
    ----------
    dates
        Study dates, ``YYYYMMDD``, by study instance UID ("" for files without), of the studies of one
        patient; marks of other studies are left out.
    """
    marked = [mark for mark in scene.marks.items if mark.role and mark.place.study_uid in dates]
    known = _known(marked, dates)
    visits: dict[str, list[LesionSize]] = {}
    for mark in marked:
        visits.setdefault(mark.place.study_uid, []).append(_lesion(scene, mark, known.get(mark.lesion, mark)))
    found = (TimePoint(uid, dates.get(uid, ""), tuple(lesions)) for uid, lesions in visits.items())
    return tuple(sorted(found, key=lambda one: one.date))


def lesion_of(scene: Scene, mark: Mark, dates: Mapping[str, str]) -> LesionSize:
    """What is known of the lesion of a mark, from all visits; without its size."""
    marked = [one for one in scene.marks.items if one.role and one.place.study_uid in dates]
    known = _known(marked, dates).get(mark.lesion, mark) if mark.role else mark
    role = mark.role or "target"
    return LesionSize(mark.lesion, role, known.label, None, None, mark.id, known.organ, known.node)


def _known(marked: Sequence[Mark], dates: Mapping[str, str]) -> dict[int, Mark]:
    """The first mark of each lesion, with what later ones add."""
    known: dict[int, Mark] = {}
    for mark in sorted(marked, key=lambda one: dates.get(one.place.study_uid, "")):
        if mark.lesion:
            known[mark.lesion] = _told_first(known.get(mark.lesion, mark), mark)
    return known


def _told_first(known: Mark, mark: Mark) -> Mark:
    """What is known of a lesion, with what a later mark adds."""
    node = mark.node if known.node is None else known.node
    return replace(known, label=known.label or mark.label, organ=known.organ or mark.organ, node=node)


def _lesion(scene: Scene, mark: Mark, known: Mark) -> LesionSize:
    long, short = _diameters(scene, mark)
    role = mark.role or "target"
    told = (known.label, long, short, mark.id, known.organ, known.node, is_spanning(mark))
    return LesionSize(mark.lesion, role, *told)


def _diameters(scene: Scene, mark: Mark) -> tuple[float | None, float | None]:
    """Long and short diameter, mm; of an image that is not open, from the handles where they are in mm."""
    if mark.kind in _GONE_KINDS:
        return 0.0, 0.0
    if mark.kind not in _LINE_KINDS:
        return None, None
    figures = figures_in(scene, mark)
    if figures is not None:
        return figures.length_mm, figures.short_mm
    if mark.place.slice_number is not None:
        return None, None
    points = mark.points_lps
    if mark.kind == "bidirectional":
        short, long = sorted((length_mm(*points[:2]), length_mm(*points[2:])))
        return long, short
    return length_mm(*points[:2]) * (2.0 if mark.kind == "ball" else 1.0), None
