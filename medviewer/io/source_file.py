"""The bytes behind a path in a catalog: a file, or a member of a ZIP archive that stays packed.

A member is written ``<archive>!/<name in the archive>``. A real file of that very name goes first, so no
file is out of reach.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from medviewer.io.regular_file import open_regular

MEMBER_MARK = "!/"


def open_source(path: str) -> BinaryIO:
    """An unbuffered, seekable stream over the bytes that a path names.

    Raises
    ------
    OSError
        If the file or the archive cannot be opened.
    ReadError
        If the archive must not be read or does not hold the member; one sentence.
    """
    if MEMBER_MARK in path:
        place = member_of(path)
        if place is not None:
            # Loaded late: most paths are plain files.
            from medviewer.io.archive import open_member

            return open_member(*place)
    return open_regular(path, buffering=0)


def source_bytes(path: str) -> bytes:
    """All bytes that a path names. Raises as `open_source`."""
    with open_source(path) as file:
        return file.read()


def member_of(path: str) -> tuple[str, str] | None:
    """The archive and the member that a path names, None for a plain file."""
    if MEMBER_MARK not in path or Path(path).exists():
        return None
    start = path.find(MEMBER_MARK)
    while start > 0:
        archive, member = path[:start], path[start + len(MEMBER_MARK) :]
        if member and Path(archive).is_file():
            return archive, member
        start = path.find(MEMBER_MARK, start + 1)
    return None
