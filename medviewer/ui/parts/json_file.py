"""Small files of the user's own choices: read with care, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSaveFile

from medviewer.core.errors import ReadError
from medviewer.io.regular_file import open_regular

_LARGEST_BYTES = 4_000_000


def read_json(file: Path) -> Any:
    """What a file holds; None if there is no such file.

    Raises
    ------
    ReadError
        If it is there but cannot be read or is no JSON. The sentence names the file only.
    """
    try:
        if file.stat().st_size > _LARGEST_BYTES:
            raise ReadError(f"{file.name} is too large to be a file of choices.")
        with open_regular(file) as opened:
            # NaN and the like are no JSON, and nobody's choice.
            return json.loads(opened.read().decode("utf-8"), parse_constant=lambda _word: None)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise ReadError(f"{file.name} cannot be read.") from error


def write_json(file: Path, content: Any) -> bool:
    """Writes a file beside its place and moves it there; False where it cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    target = QSaveFile(str(file))
    if not target.open(QSaveFile.OpenModeFlag.WriteOnly):
        return False
    target.write(_bytes_of(content))
    return target.commit()


def _bytes_of(content: Any) -> bytes:
    """Readable where it is text; names of bytes that are none, as some folders have, in escapes."""
    try:
        return json.dumps(content, ensure_ascii=False, indent=1).encode()
    except UnicodeEncodeError:
        return json.dumps(content, indent=1).encode()
