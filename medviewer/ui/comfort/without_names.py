"""Taking out of a text what could tell a patient: known names, paths of the user, long numbers."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import medviewer

_PATH = re.compile(
    r"(?:[A-Za-z]:[\\/]|(?<![\w.:/<])/|\\\\)[^\s\"'<>|:,;()]*(?:[^\n\"'<>|:,;()]*\.\w{2,5}\b)?"
)
_UID = re.compile(r"\b[0-2](?:\.\d+){5,}\b")
_PERSON = re.compile(r"\b\w+(?:\^\w+)+")
_OWN = tuple(
    {str(Path(medviewer.__file__).resolve().parents[1]), sys.prefix, sys.base_prefix, sys.exec_prefix}
)


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without the words of ``names`` and without whatever has the shape of a patient's data.

    Paths that lie neither in the program nor in Python, UIDs, and names as DICOM writes them (``A^B``) are
    taken out even where nobody knows them.
    """
    for name in sorted(_forms(names), key=len, reverse=True):
        text = re.sub(re.escape(name), "(removed)", text, flags=re.IGNORECASE)
    text = _PATH.sub(lambda found: found[0] if found[0].startswith(_OWN) else "(path)", text)
    text = _UID.sub("(uid)", text)
    return _PERSON.sub("(name)", text)


def _forms(names: Iterable[str]) -> set[str]:
    """A name as a whole, its parts, and as JSON escapes them."""
    forms: set[str] = set()
    for name in names:
        is_path = "/" in name or "\\" in name
        parts = [re.split(r"[/\\]", name.rstrip("/\\"))[-1]] if is_path else re.split(r"[\^=\s,()]+", name)
        forms |= {part for part in (name, *parts) if len(part) > 2 or (len(part) > 1 and not part.isascii())}
    return forms | {form.encode("unicode_escape").decode() for form in forms if not form.isascii()}
