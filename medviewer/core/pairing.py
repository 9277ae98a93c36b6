"""Which series of a prior study shows the same as one of the present study."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from medviewer.core.series import SeriesEntry, SeriesInfo

_WORD = re.compile(r"[^\W_]+")
_PLANES = {
    "axial": ("ax", "axi", "axial", "tra", "trans", "transverse", "transversal"),
    "coronal": ("cor", "coronal", "coro"),
    "sagittal": ("sag", "sagittal", "sagit"),
}
_PHASES = {
    "native": ("native", "nativ", "plain", "unenhanced", "noncontrast", "wo", "without"),
    "arterial": ("art", "arterial", "arteriel", "angio", "cta"),
    "venous": ("ven", "venous", "portal", "portovenous", "pv", "pvp"),
    "delayed": ("delayed", "delay", "late", "equilibrium", "excretory"),
    "contrast": ("gd", "gad", "km", "contrast", "ce", "post", "c+"),
}
_SIZES = re.compile(r"\d+(?:[.,]\d+)?\s*mm")
_PLANE_WEIGHT, _PHASE_WEIGHT, _WORDS_WEIGHT, _PART_WEIGHT, _SLICE_WEIGHT = 2.0, 2.0, 3.0, 1.0, 1.0


@dataclass(frozen=True)
class SeriesPair:
    """A series of the present study and the one of the prior that shows the same; ``score`` 0..1."""

    current: SeriesEntry
    prior: SeriesEntry
    score: float


def pair_series(
    current: Sequence[SeriesEntry], prior: Sequence[SeriesEntry], least: float = 0.35
) -> tuple[SeriesPair, ...]:
    """Each series with at most one of the prior, the most alike first; every series is used once.

    Only images of one modality are paired. Planes and phases that the descriptions name must not
    contradict each other; words in common, the body part and the slice thickness decide.

    Parameters
    ----------
    least
        What is less alike than this (0..1) stays alone.
    """
    scored = [
        SeriesPair(one, other, likeness(one, other))
        for one in current
        for other in prior
        if one.is_image and other.is_image
    ]
    scored.sort(key=lambda pair: -pair.score)  # stable: the order of the lists decides between equals
    used: set[int] = set()
    pairs = []
    for pair in scored:
        if pair.score < least or id(pair.current) in used or id(pair.prior) in used:
            continue
        used.update((id(pair.current), id(pair.prior)))
        pairs.append(pair)
    return tuple(pairs)


def likeness(one: SeriesEntry, other: SeriesEntry) -> float:
    """How much two series show the same, 0..1; 0 for another modality, plane or phase."""
    first, second = one.info, other.info
    if first.modality != second.modality:
        return 0.0
    plane, other_plane = (_named(info, _PLANES) for info in (first, second))
    phase, other_phase = (_named(info, _PHASES) for info in (first, second))
    if (plane and other_plane and plane != other_plane) or (
        phase and other_phase and not phase & other_phase
    ):
        return 0.0
    parts = [
        (_PLANE_WEIGHT, _agree(plane, other_plane)),
        (_PHASE_WEIGHT, _agree(phase, other_phase)),
        (_WORDS_WEIGHT, _common(_words(first), _words(second))),
        (_PART_WEIGHT, _agree(first.body_part.lower(), second.body_part.lower())),
        (_SLICE_WEIGHT, _as_thick(first, second)),
        (_SLICE_WEIGHT, min(_slices(one), _slices(other)) / max(_slices(one), _slices(other), 1)),
    ]
    return sum(weight * agreed for weight, agreed in parts) / sum(weight for weight, _ in parts)


def _words(info: SeriesInfo) -> frozenset[str]:
    """The words of a description without sizes, which the thickness says better."""
    return frozenset(_WORD.findall(_SIZES.sub(" ", info.description.lower())))


def _named(info: SeriesInfo, table: dict[str, tuple[str, ...]]) -> frozenset[str]:
    words = _words(info)
    return frozenset(name for name, synonyms in table.items() if words & set(synonyms))


def _agree(one: object, other: object) -> float:
    """1 where both are named and equal, half where neither says anything, a little where only one does."""
    if not one and not other:
        return 0.5
    return 1.0 if one == other else 0.2


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """Words in common (Jaccard 1901)."""
    return len(one & other) / len(one | other) if one or other else 0.5


def _as_thick(one: SeriesInfo, other: SeriesInfo) -> float:
    first, second = one.slice_thickness_mm, other.slice_thickness_mm
    if not first or not second:
        return 0.5
    return min(first, second) / max(first, second)


def _slices(entry: SeriesEntry) -> int:
    return entry.shape_kji[0]
