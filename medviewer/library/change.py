"""The small jobs on the index: keep a picture, take studies out, build anew. Run by a host."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from medviewer.io.progress import ReadReport
from medviewer.library.copies import remove_copies
from medviewer.library.database import DamagedIndexError, check, set_aside, writing
from medviewer.library.index import Indexed, index_again, index_copies
from medviewer.library.place_list import places_file, read_places, remove_place
from medviewer.library.store import is_below, refresh_study

_LARGEST_THUMBNAIL = 512


def keep_thumbnail(database: str, series_id: int, pixels: npt.NDArray[np.uint8], report: ReadReport) -> None:
    """Keeps the small picture of a series, if that is still in the index.

    It is [row, column] or, in colour, [row, column, 3] of uint8.
    """
    report(0.0, "")
    if pixels.shape[2:] not in ((), (3,)) or not 0 < max(pixels.shape) <= _LARGEST_THUMBNAIL:
        return
    with writing(database) as connection:
        if connection.execute("SELECT 1 FROM series WHERE id = ?", [series_id]).fetchone():
            connection.execute(
                "INSERT OR REPLACE INTO thumbnails VALUES (?, ?, ?, ?)",
                [series_id, *pixels.shape[:2], np.ascontiguousarray(pixels, np.uint8).tobytes()],
            )


def remove_studies(database: str, study_ids: Sequence[int], report: ReadReport) -> int:
    """Takes studies out of the library; gives how many there were.

    Files that lie elsewhere stay as they are, and are not indexed again unless that is asked for. Copies
    in the library's own folder are deleted: whoever calls this has asked the user in these words.
    """
    removed = 0
    for n, study_id in enumerate(study_ids):
        report(n / len(study_ids), "Removing")
        with writing(database) as connection:
            study = connection.execute("SELECT * FROM studies WHERE id = ?", [study_id]).fetchone()
            if study is None:
                continue
            removed += 1
            copies = _copies_of(connection, study_id) if study["is_copied"] else []
            connection.execute("DELETE FROM series WHERE study = ?", [study_id])
            refresh_study(connection, study_id)
            for path in copies:
                connection.execute("DELETE FROM files WHERE path = ?", [os.fsencode(path)])
            emptied = not connection.execute(
                "SELECT 1 FROM studies WHERE place = ? LIMIT 1", [study["place"]]
            ).fetchone()
        remove_copies(database, copies)
        if emptied:
            _forget_place(database, os.fsdecode(study["place"]))
    return removed


def rebuild(database: str, report: ReadReport) -> Indexed:
    """Sets a damaged index aside and fills a new one from the places and copies that are known.

    An index that another program has mended meanwhile is left alone. Places that are gone at the moment are
    named; they come back when the library is brought up to date with them in their drive.
    """
    try:
        check(database)
    except DamagedIndexError:
        set_aside(database)
    copied = index_copies(database, report)
    again = index_again(database, report)
    return {
        "files": copied["files"] + again["files"],
        "series": copied["series"] + again["series"],
        "gone": again["gone"],
    }


def _copies_of(connection: sqlite3.Connection, study_id: int) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT m.path FROM members m JOIN series e ON e.id = m.series WHERE e.study = ?", [study_id]
    )
    return [os.fsdecode(row[0]) for row in rows]


def _forget_place(database: str, place: str) -> None:
    """A place of which nothing is left in the library is not built again."""
    for known in read_places(places_file(database)):
        if is_below(known, place):
            remove_place(places_file(database), known)
