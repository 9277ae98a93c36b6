"""Text of DICOM elements: character sets, and nothing that could fool the eye (DICOM PS3.5 section 6.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pydicom.charset import convert_encodings, decode_bytes, default_encoding

from medviewer.io.dicom.quiet import quiet_pydicom

# Some codecs leave the ISO 2022 escape sequences in what they decode (ISO-IR 58 among them).
_ESCAPES = re.compile(r"\x1b(\$[()]?|[()-])[A-Z]")
_DELIMITERS = {0x0A, 0x0C, 0x0D, 0x5C, 0x3D, 0x5E}


def decode(raw: bytes, character_sets: Sequence[str]) -> str:
    """Plain text of an element's bytes.

    Where the named character set is missing or does not fit, UTF-8 and then GB18030 are guessed.
    Control and bidirectional characters are left out; the parts of a person's name are kept apart by
    ``=`` and ``^`` as in the file.
    """
    raw = raw.rstrip(b"\0 ")
    if raw.isascii() and b"\x1b" not in raw:
        return plain(raw.decode("ascii"))
    named = [name for name in character_sets if name]
    if not named:
        return plain(_guessed(raw))
    try:
        with quiet_pydicom(on_warning="error"):
            encodings = convert_encodings(list(character_sets)) or [default_encoding]
            return plain(decode_bytes(raw, encodings, _DELIMITERS))
    except (LookupError, UnicodeError, UserWarning, ValueError, TypeError, AttributeError):
        return plain(_guessed(raw))


def person_name(text: str) -> str:
    """A person's name for reading: the ideographic and alphabetic groups without their separators."""
    groups = [" ".join(part for part in group.split("^") if part.strip()) for group in text.split("=")]
    shown = [group.strip() for group in groups[:2] if group.strip()]
    if not shown:
        return groups[2].strip() if len(groups) > 2 else ""
    return shown[0] if len(shown) == 1 else f"{shown[1]} ({shown[0]})"


def plain(text: str) -> str:
    """Text without control, bidirectional and other invisible format characters, in one line."""
    text = _ESCAPES.sub("", text)
    kept = [" " if c in "\n\r\t\f" else c for c in text if c in "\n\r\t\f" or not _is_invisible(c)]
    return " ".join("".join(kept).split())


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _guessed(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
