"""Text as it is searched: without case, accents and forms of width."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ß": "ss"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NOT_WORD = re.compile(r"[^\w.]+|_+")


def fold(text: str) -> str:
    """Lower case words, separated by one space, without accents (Müller becomes muller)."""
    lower = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", unicodedata.normalize("NFC", bare)).split())


def spellings(text: str) -> tuple[str, ...]:
    """The folded text, and the one with umlauts written out (Müller is also mueller)."""
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return tuple(dict.fromkeys((fold(text), fold(lower.translate(_UMLAUTS)))))
