"""What macOS adds to folders and archives by itself: attributes of files, the looks of windows."""

from __future__ import annotations

import zipfile
from pathlib import Path

_FOLDER = "__MACOSX"
_WINDOW = ".DS_Store"
_ATTRIBUTES = "._"
_MOST_NAMED = 5


def is_mac_file(name: str) -> bool:
    """Whether a path with ``/`` is one of ``__MACOSX/...``, ``.../._x`` and ``.../.DS_Store``."""
    parts = name.rstrip("/").split("/")
    return _FOLDER in parts or parts[-1] == _WINDOW or parts[-1].startswith(_ATTRIBUTES)


def left_out_of(archive: Path) -> str:
    """A sentence that names what of an archive is left out; empty where nothing is.

    The names come from outside: only their plain letters are kept, and no more than a few are told.
    """
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if is_mac_file(name) and not name.endswith("/")]
    if not names:
        return ""
    shown = [
        "".join(letter for letter in name if letter.isascii() and letter.isprintable())[:80]
        for name in names[:_MOST_NAMED]
    ]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"Left out of its archive, as files that macOS adds: {', '.join(shown)}{more}"
