"""The places that the user indexed: what an index is built from again when it is lost.

A small text file beside the index, one JSON object a line; the last word on a place counts. Lines are only
added, so a line cut by a crash spoils nothing and two programs do not lose each other's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from medviewer.core.errors import WriteError
from medviewer.io.atomic import atomic_write
from medviewer.library.database import make_private_folder

_PRIVATE = 0o600
_MOST_BYTES = 1 << 22
_LONGEST_LINE = 1 << 15


def read_places(file: str) -> tuple[str, ...]:
    """All places, in the order they were added; a damaged file counts as far as it goes."""
    try:
        with Path(file).open("rb") as opened:
            lines = opened.read(_MOST_BYTES).splitlines()
    except OSError:
        return ()
    found: dict[str, None] = {}
    for line in lines:
        told = _object(line)
        path = told.get("path")
        if not isinstance(path, str) or not path:
            continue
        if told.get("removed"):
            found.pop(path, None)
        else:
            found[path] = None
    return tuple(found)


def add_places(file: str, paths: Sequence[str]) -> None:
    """Remembers places. Raises `WriteError`."""
    known = set(read_places(file))
    new = [path for path in dict.fromkeys(paths) if path not in known]
    if new:
        _append(file, [{"path": path} for path in new])


def remove_place(file: str, path: str) -> None:
    """Forgets a place. Raises `WriteError`."""
    if path in read_places(file):
        _append(file, [{"path": path, "removed": True}])


def places_file(database: str) -> str:
    """The list that belongs to an index."""
    return str(Path(database).with_name("places.jsonl"))


def _append(file: str, told: Sequence[dict[str, object]]) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in told).encode("ascii")
    try:
        make_private_folder(Path(file).parent)
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE)
        try:
            # It begins a line of its own, whatever a crash left at the end.
            os.write(handle, b"\n" + lines)
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise WriteError(
            f"{file} cannot be written ({error.strerror or 'error'}); check the disk."
        ) from error
    if Path(file).stat().st_size > _MOST_BYTES // 2:
        _shorten(file)


def _shorten(file: str) -> None:
    """Writes the list anew with one line a place; where that fails, the long one is as good."""
    places = read_places(file)
    lines = "".join(json.dumps({"path": path}) + "\n" for path in places)

    def verify(written: Path) -> None:
        if read_places(str(written)) != places:
            raise OSError("what was read back differs")

    with suppress(WriteError):
        atomic_write(file, lambda fresh: _write(fresh, lines), verify)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="ascii")


def _object(line: bytes) -> dict[str, object]:
    if not line.strip() or len(line) > _LONGEST_LINE:
        return {}
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
