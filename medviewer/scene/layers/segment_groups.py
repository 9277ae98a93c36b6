"""Groups among the names of many segments: sides of the body, and names that begin alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from medviewer.scene.layers.layers import SegmentState

_WORD = re.compile(r"[^\W_]+")
_SIDES = {"left": "left", "lh": "left", "l": "left", "right": "right", "rh": "right", "r": "right"}
_LEAST = 3


def segment_groups(segments: Sequence[SegmentState]) -> dict[str, tuple[int, ...]]:
    """Numbers of the segments of each group: "left" and "right", then the first words of three or more."""
    sides: dict[str, list[int]] = {"left": [], "right": []}
    first_words: Counter[str] = Counter()
    words_of = {state.number: [word.casefold() for word in _WORD.findall(state.name)] for state in segments}
    for number, words in words_of.items():
        side = next((_SIDES[word] for word in words if word in _SIDES), "")
        if side:
            sides[side].append(number)
        first = next((word for word in words if word not in _SIDES), "")
        first_words[first] += 1
    found = {name: tuple(numbers) for name, numbers in sides.items() if len(numbers) >= _LEAST}
    for word, count in first_words.most_common():
        if word and _LEAST <= count < len(words_of):
            found[word] = tuple(
                number
                for number, words in words_of.items()
                if next((one for one in words if one not in _SIDES), "") == word
            )
    return found
