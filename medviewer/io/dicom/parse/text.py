"""Text of DICOM elements: character sets, and nothing that could fool the eye (DICOM PS3.5 section 6.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydicom.charset import convert_encodings, decode_bytes, default_encoding

from medviewer.core.character_sets import CHOSEN_BY_HAND
from medviewer.io.dicom.parse.character_guess import better_than_named, guess
from medviewer.io.dicom.parse.quiet import quiet_pydicom

# Some codecs leave the ISO 2022 escape sequences in what they decode (ISO-IR 58 among them).
_ESCAPES = re.compile(r"\x1b(\$[()]?|[()-])[A-Z]")
_DELIMITERS = {0x0A, 0x0C, 0x0D, 0x5C, 0x3D, 0x5E}
_LINE_BREAKS = "\n\r\t\f"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the character set that had to be guessed ("" for none), and whether anything was left out."""

    text: str
    guessed: str = ""
    had_hidden: bool = False


def decode(raw: bytes, character_sets: Sequence[str]) -> str:
    """Plain text of an element's bytes, as `decoded` finds it."""
    return decoded(raw, tuple(character_sets)).text


@lru_cache(maxsize=4096)
def decoded(raw: bytes, character_sets: tuple[str, ...]) -> Decoded:
    """Plain text of an element's bytes, and what had to be done to it.

    Where the named character set is missing or does not fit, it is guessed. Control and bidirectional
    characters are left out; the parts of a person's name are kept apart by ``=`` and ``^`` as in the file.

    Parameters
    ----------
    raw
        The value of the element.
    character_sets
        Specific Character Set, or one name of `CHOSEN_BY_HAND`.
    """
    raw = raw.rstrip(b"\0 ")
    if raw.isascii() and b"\x1b" not in raw:
        return _shown(raw.decode("ascii"))
    if len(character_sets) == 1 and character_sets[0] in CHOSEN_BY_HAND:
        return _shown(raw.decode(character_sets[0], "replace"))
    if not any(character_sets):
        return _shown(*guess(raw))
    wrongly_named = better_than_named(raw, character_sets)
    if wrongly_named is not None:
        return _shown(*wrongly_named)
    try:
        with quiet_pydicom(on_warning="error"):
            encodings = convert_encodings(list(character_sets)) or [default_encoding]
            return _shown(decode_bytes(raw, encodings, _DELIMITERS))
    except (LookupError, UnicodeError, UserWarning, ValueError, TypeError, AttributeError):
        return _shown(*guess(raw))


def text_marks(values: Sequence[bytes], character_sets: Sequence[str]) -> tuple[str, ...]:
    """What a reader should know of these texts: sentences, none where all is well."""
    found = [decoded(raw, tuple(character_sets)) for raw in values]
    guessed = list(dict.fromkeys(one.guessed for one in found if one.guessed))
    marks = [f"The character set is missing or wrong; {name} was guessed." for name in guessed]
    if any(one.had_hidden for one in found):
        marks.append("Hidden control characters were left out of the text.")
    return tuple(marks)


def person_name(text: str) -> str:
    """A person's name for reading: the ideographic and alphabetic groups without their separators."""
    groups = [" ".join(part for part in group.split("^") if part.strip()) for group in text.split("=")]
    shown = [group.strip() for group in groups[:2] if group.strip()]
    if not shown:
        return groups[2].strip() if len(groups) > 2 else ""
    return shown[0] if len(shown) == 1 else f"{shown[1]} ({shown[0]})"


def plain(text: str) -> str:
    """Text without control, bidirectional and other invisible format characters, in one line."""
    return _shown(text).text


def _shown(text: str, guessed: str = "") -> Decoded:
    text = _ESCAPES.sub("", text)
    kept = [" " if c in _LINE_BREAKS else c for c in text if c in _LINE_BREAKS or not _is_invisible(c)]
    return Decoded(" ".join("".join(kept).split()), guessed, len(kept) < len(text.rstrip("\0")))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
