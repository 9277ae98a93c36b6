"""Guessing what text was meant where the named character set is missing or wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DELIMITED = re.compile("[\\^=\\\\ ]+")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_IDEOGRAPHS = (("一", "鿿"), ("㐀", "䶿"), ("豈", "﫿"))
_SINGLE_BYTE = frozenset(
    {"", "ISO_IR 6", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 148"}
)
"""Latin sets that many machines name by default, whatever they write."""
_CHINESE = frozenset({"GB18030", "GBK"})
_JAPANESE, _TRADITIONAL = ((0x81, 0x83), (0x88, 0x98)), ((0xA4, 0xC6),)
"""First bytes of kana and common ideographs in Shift JIS, and of common ones in Big5."""


def guess(raw: bytes) -> tuple[str, str]:
    """Text of bytes of an unknown character set, and the name of the set that was guessed.

    UTF-8 is nearly certain where it fits. GB18030 is taken where whole words become ideographs, as in
    Chinese names; where those are rare ones and others would be common, Big5 or Shift JIS is. A single
    accented letter between plain ones is Latin.
    """
    if (unicode := _as_utf_8(raw)) is not None:
        return unicode
    chinese = _as_chinese(raw)
    if chinese is None or not _common_pairs(raw):
        for codec, name, firsts in (("big5", "Big5", _TRADITIONAL), ("cp932", "Shift JIS", _JAPANESE)):
            text = _of_common_pairs(raw, codec, firsts)
            if text is not None:
                return text, name
    return (raw.decode("latin-1"), "ISO_IR 100") if chinese is None else (chinese, "GB18030")


def better_than_named(raw: bytes, character_sets: tuple[str, ...]) -> tuple[str, str] | None:
    """What bytes are that a machine wrongly calls Latin or Chinese, or None where that may well be true.

    UTF-8 has a pattern that Latin text does not show by chance, and two or more pairs of accented
    letters that all name common ideographs are hardly ever Latin. What fits UTF-8 and would be rare
    ideographs in GB18030 is UTF-8.
    """
    if len(character_sets) == 1 and character_sets[0] in _CHINESE:
        return None if _common_pairs(raw) else _as_utf_8(raw)
    if any(name not in _SINGLE_BYTE for name in character_sets):
        return None
    if (unicode := _as_utf_8(raw)) is not None:
        return unicode
    pairs = _common_pairs(raw)
    chinese = _decoded_chinese(raw) if pairs >= 2 else None
    return None if chinese is None else (chinese, "GB18030")


def _as_utf_8(raw: bytes) -> tuple[str, str] | None:
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return None


def _of_common_pairs(raw: bytes, codec: str, firsts: Sequence[tuple[int, int]]) -> str | None:
    """Text in a coding of two bytes, if every first byte lies in the ranges of common characters.

    A single one may be an accented capital and the letter after it.
    """
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    words = [word for word in _DELIMITED.split(text) if not word.isascii()]
    codes = [character.encode(codec) for word in words for character in word]
    is_common = len(codes) > 1 and all(
        len(c) == 2 and any(first <= c[0] <= last for first, last in firsts) for c in codes
    )
    return text if is_common else None


def _as_chinese(raw: bytes) -> str | None:
    """GB18030 if every word is plain or ideographs altogether, or its pairs are common ideographs."""
    text = _decoded_chinese(raw)
    if text is None:
        return None
    words = [word for word in _DELIMITED.split(text) if word and not word.isascii()]
    whole = all(_is_ideographic(character) for word in words for character in word)
    return text if whole or _common_pairs(raw) >= 2 else None


def _decoded_chinese(raw: bytes) -> str | None:
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _common_pairs(raw: bytes) -> int:
    """Pairs of high bytes, if they all name ideographs of GB 2312; else 0."""
    runs = _HIGH_RUN.findall(raw)
    pairs = [run[n : n + 2] for run in runs for n in range(0, len(run), 2)]
    return len(pairs) if all(len(p) == 2 and 0xB0 <= p[0] <= 0xF7 and p[1] >= 0xA1 for p in pairs) else 0


def _is_ideographic(character: str) -> bool:
    return any(first <= character <= last for first, last in _IDEOGRAPHS) or character in "·．・"
