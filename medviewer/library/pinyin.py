"""Chinese names as they are typed on a Latin keyboard: full pinyin and initials, with all readings.

Used when a study is put into the index, never by the window: the tables take a while to load.
"""

from __future__ import annotations

import re
from itertools import islice, product

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
_MOST_READINGS = 4
_MOST_NAMES = 64
_LONGEST_NAME = 12


def pinyin_keys(text: str) -> tuple[str, ...]:
    """For each run of Chinese characters: every syllable, the whole in one word, and the initials.

    张伟 gives ``zhang wei zhangwei zw``; 单 can be read ``shan``, ``dan`` and ``chan``, and all are found.
    Of a sentence only the syllables are kept.
    """
    found: dict[str, None] = {}
    for run in _HAN.findall(text):
        readings = _readings(run)
        for syllables in readings:
            found.update(dict.fromkeys(syllables))
        if len(run) > _LONGEST_NAME:
            continue
        for name in islice(product(*readings), _MOST_NAMES):
            found["".join(name)] = None
            found["".join(syllable[0] for syllable in name)] = None
    return tuple(found)


def usual_pinyin(text: str) -> str:
    """The text with Chinese characters in their usual reading, each a word."""
    if not _HAN.search(text):
        return text
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.NORMAL))


def _readings(run: str) -> list[list[str]]:
    """The readings of each character, the usual one first; ü is typed as v, u or yu."""
    # Loaded late: few names need it.
    from pypinyin import Style, lazy_pinyin, pinyin

    usual = lazy_pinyin(run, style=Style.NORMAL, errors="ignore")
    every = pinyin(run, style=Style.NORMAL, heteronym=True, errors="ignore")
    if len(usual) != len(every):  # a rare character without a reading shifted one of them
        usual = [syllables[0] for syllables in every]
    return [
        list(dict.fromkeys(typed for s in (first, *syllables) if s for typed in _typed(s)))[:_MOST_READINGS]
        for first, syllables in zip(usual, every, strict=True)
        if first
    ]


def _typed(syllable: str) -> tuple[str, ...]:
    if "v" not in syllable:
        return (syllable,)
    return (syllable, syllable.replace("v", "u"), syllable.replace("v", "yu"))
