"""Finding a command by some of its letters."""

from __future__ import annotations

from dataclasses import dataclass

_WORD_START, _CONSECUTIVE, _FIRST, _LETTER = 8, 6, 4, 1


@dataclass(frozen=True)
class Match:
    """How well it fits (more is better), and the places of the letters that were found."""

    score: int
    places: tuple[int, ...]


def fuzzy_match(wanted: str, text: str) -> Match | None:
    """Whether the letters of ``wanted`` occur in ``text`` in their order, and how well.

    Words of ``wanted`` may come in any order; each must be found. A letter follows the one before it or
    begins a word: letters strewn over a text say nothing. Beginnings count most. Case does not matter.
    Meant for some hundred short texts at each key press.
    """
    low = text.lower()
    score, places = 0, set[int]()
    for word in wanted.lower().split():
        found = _match_word(word, low)
        if found is None:
            return None
        score += found.score
        places |= set(found.places)
    return Match(score - len(text) // 16, tuple(sorted(places)))


def _match_word(word: str, low: str) -> Match | None:
    whole = _whole(word, low)
    if whole is not None:
        return whole
    best: Match | None = None
    start = low.find(word[0])
    while start >= 0:
        found = _from(word, low, start)
        if found is not None and (best is None or found.score > best.score):
            best = found
        start = low.find(word[0], start + 1)
    return best


def _whole(word: str, low: str) -> Match | None:
    """The word as it stands, best at the beginning of a word."""
    best: int | None = None
    at = low.find(word)
    while at >= 0:
        if best is None or (_starts(low, at) and not _starts(low, best)):
            best = at
        at = low.find(word, at + 1)
    if best is None:
        return None
    bonus = 2 * _WORD_START if _starts(low, best) else 0
    bonus += _FIRST if best == 0 else 0
    return Match(bonus + len(word) * (_LETTER + _CONSECUTIVE), tuple(range(best, best + len(word))))


def _from(word: str, low: str, start: int) -> Match | None:
    """Each letter beside the one before it, else at the next beginning of a word."""
    if not _starts(low, start):
        return None
    places = [start]
    score = _LETTER + _WORD_START + (_FIRST if start == 0 else 0)
    for letter in word[1:]:
        before = places[-1]
        is_beside = low[before + 1 : before + 2] == letter
        at = before + 1 if is_beside else _next_start(letter, low, before + 1)
        if at < 0:
            return None
        places.append(at)
        score += _LETTER + (_CONSECUTIVE if is_beside else _WORD_START)
    return Match(score, tuple(places))


def _next_start(letter: str, low: str, begin: int) -> int:
    at = low.find(letter, begin)
    while at >= 0 and not _starts(low, at):
        at = low.find(letter, at + 1)
    return at


def _starts(low: str, at: int) -> bool:
    return at == 0 or not low[at - 1].isalnum() or ord(low[at]) >= 0x2E80
