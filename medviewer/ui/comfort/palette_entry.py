"""What the palette of commands offers, and which of it fits what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from medviewer.ui.comfort.fuzzy import Match, fuzzy_match

_BY_PATH, _BY_MEANING = -30, -40


@dataclass(frozen=True)
class PaletteEntry:
    """Something to choose.

    Parameters
    ----------
    id
        Stable name by which it is remembered as used; "" for what must not be remembered.
    title, english
        In the language of the window, and in English: both are searched.
    path
        Where else it is reached, e.g. ``"View › Layout"``.
    key
        Its key, as the system writes it.
    meaning
        A sentence on what it does, searched last.
    reason
        Why it cannot be chosen now; "" if it can.
    choose
        Carries it out.
    """

    id: str
    title: str
    english: str
    path: str
    key: str
    meaning: str
    reason: str
    choose: Callable[[], None]


@dataclass(frozen=True)
class PaletteHit:
    """An entry that fits, and the places of its title that were found."""

    entry: PaletteEntry
    score: int
    places: tuple[int, ...] = ()


def fitting(wanted: str, entries: Iterable[PaletteEntry], used: Sequence[str]) -> tuple[PaletteHit, ...]:
    """The entries that fit, the best first; without a word those used lately, then all in their order."""
    rank = {entry_id: number for number, entry_id in enumerate(used)}
    if not wanted.strip():
        known = tuple(entries)
        lately = sorted((e for e in known if e.id in rank), key=lambda e: rank[e.id])
        return tuple(PaletteHit(e, 0) for e in (*lately, *(e for e in known if e.id not in rank)))
    hits = []
    for entry in entries:
        found = _match(wanted, entry)
        if found is not None:
            score = found.score + max(0, 6 - rank.get(entry.id, 6)) - (4 if entry.reason else 0)
            hits.append(PaletteHit(entry, score, found.places))
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _match(wanted: str, entry: PaletteEntry) -> Match | None:
    best = fuzzy_match(wanted, entry.title)
    if entry.english != entry.title:
        other = fuzzy_match(wanted, entry.english)
        if other is not None and (best is None or other.score > best.score):
            best = Match(other.score, ())
    if best is None:
        best = _elsewhere(wanted, f"{entry.title} {entry.path} {entry.english}", _BY_PATH)
    if best is None and all(word in entry.meaning.lower() for word in wanted.lower().split()):
        best = Match(_BY_MEANING, ())
    return best


def _elsewhere(wanted: str, text: str, less: int) -> Match | None:
    found = fuzzy_match(wanted, text)
    return None if found is None else Match(found.score + less, ())
