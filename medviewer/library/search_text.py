"""The words by which a study is found."""

from __future__ import annotations

from collections.abc import Iterable

from medviewer.core.series import StudyInfo
from medviewer.library.fold import fold, spellings
from medviewer.library.pinyin import pinyin_keys, usual_pinyin

_LONGEST = 4000


def search_text(study: StudyInfo, modalities: Iterable[str], descriptions: Iterable[str]) -> str:
    """All words of a study, each after a space, so that a search can ask for the beginning of a word.

    Names also in one word in both orders, with initials, and Chinese ones in pinyin.
    """
    words: dict[str, None] = {}
    for text in (study.patient_name, study.study_description):
        for spelling in spellings(text):
            words.update(dict.fromkeys(spelling.split()))
    for name in _names(study.patient_name):
        words.update(dict.fromkeys(name))
    for text in (study.patient_id, study.accession, study.institution, *modalities):
        words.update(dict.fromkeys(fold(text).split()))
    # 王 小东 is one name, written with a space between its parts.
    words.update(dict.fromkeys(pinyin_keys("".join(study.patient_name.split()))))
    words.update(dict.fromkeys(pinyin_keys(study.study_description)))
    for text in descriptions:
        for spelling in spellings(text):
            words.update(dict.fromkeys(spelling.split()))
        words.update(dict.fromkeys(pinyin_keys(text)))
    return (" " + " ".join(words))[:_LONGEST]


def sorted_as(patient_name: str) -> str:
    """The name as it is sorted: without case and accents, Chinese names among the others by their pinyin.

    Whoever has no name comes last.
    """
    return fold(usual_pinyin(patient_name)) or "\U0010ffff"


def _names(patient_name: str) -> Iterable[tuple[str, ...]]:
    """Alphabetic names run together in both orders, and their initials."""
    for spelling in spellings(patient_name):
        parts = [part for part in spelling.split() if part.isascii() and part.isalpha()]
        if 2 <= len(parts) <= 4:
            turned = parts[::-1]
            yield (
                "".join(parts),
                "".join(turned),
                *("".join(p[0] for p in order) for order in (parts, turned)),
            )
