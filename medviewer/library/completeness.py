"""Whether the index holds all places that the user indexed: it does not after it was lost."""

from __future__ import annotations

import os
import sqlite3

from medviewer.library.copies import copies_folder
from medviewer.library.database import reading
from medviewer.library.place_list import places_file, read_places


def lacks_places(database: str) -> bool:
    """Whether a place or the copies are missing from the index. For a worker thread: it asks the disk."""
    home = copies_folder(database)
    wanted = list(read_places(places_file(database)))
    if home.is_dir() and any(not child.name.startswith(".") for child in home.iterdir()):
        wanted.append(str(home))
    with reading(database) as connection:
        return not all(_is_indexed(connection, os.fsencode(place)) for place in wanted)


def _is_indexed(connection: sqlite3.Connection, place: bytes) -> bool:
    """Whether any file of a place was looked at, itself or below."""
    below = place.rstrip(os.fsencode(os.sep)) + os.fsencode(os.sep)
    row = connection.execute(
        "SELECT 1 FROM files WHERE path = ? OR (path > ? AND path < ?) LIMIT 1",
        [place, below, below + b"\xff"],
    ).fetchone()
    return row is not None
