"""The jobs that fill the index. Run by a host, named by string."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from medviewer.core.errors import ReadError
from medviewer.core.series import Catalog, SeriesEntry
from medviewer.io.archive import is_archive
from medviewer.io.find_files import find_files
from medviewer.io.progress import PartOfReport, ReadReport
from medviewer.io.scan import scan_files
from medviewer.io.source_file import MEMBER_MARK, member_of
from medviewer.library.copies import copies_folder
from medviewer.library.database import check, reading, writing
from medviewer.library.place_list import add_places, places_file, read_places
from medviewer.library.store import (
    FileStamp,
    home_of,
    is_below,
    known_place,
    stamp_of,
    storable,
    store_entries,
)

_BATCH = 2000
_ANSWERS_WITHIN_S = 3.0
_MOST_IN_ONE_QUESTION = 500


class Indexed(TypedDict):
    """What an indexing job did: files looked at (those that had not changed are not), series new or changed,
    and places that are gone."""

    files: int
    series: int
    gone: list[str]


def index_paths(database: str, paths: Sequence[str], report: ReadReport, anew: bool = False) -> Indexed:
    """Indexes folders and files in place.

    Files that have not changed since they were indexed are passed over, so an interrupted run goes on where
    it stopped. What was found is kept in transactions, folder by folder.

    Parameters
    ----------
    anew
        Look at every file, whether it has changed or not (what was removed comes back).

    Raises
    ------
    ReadError
        If a path is not there, or the index is damaged.
    WriteError
        If the index cannot be written.
    Cancelled
        If the report says so; what was found until then is kept.
    """
    done: Indexed = {"files": 0, "series": 0, "gone": []}
    whole = list(map(os.path.abspath, paths))
    add_places(places_file(database), whole)
    for n, path in enumerate(whole):
        part = PartOfReport(report, n / len(paths), (n + 1) / len(paths))
        _index_place(database, path, part, anew, done)
    return done


def index_again(database: str, report: ReadReport) -> Indexed:
    """Goes over the places that were indexed before; places that are gone are named and passed over.

    Raises as `index_paths`.
    """
    done: Indexed = {"files": 0, "series": 0, "gone": []}
    places = read_places(places_file(database))
    for n, path in enumerate(places):
        if not _answers(path):
            done["gone"].append(path)
            continue
        try:
            _index_place(
                database, path, PartOfReport(report, n / len(places), (n + 1) / len(places)), False, done
            )
        except ReadError:
            if Path(path).exists():  # it did not vanish meanwhile: the index itself is the reason
                check(database)
            done["gone"].append(path)
    return done


def store_catalog(database: str, catalog: Catalog, paths: Sequence[str], report: ReadReport) -> int:
    """Puts what was opened into the index; gives how many series are new or changed."""
    report(0.0, "")
    entries = [_absolute(entry) for entry in catalog.series if entry.files]
    if not entries:
        return 0
    given = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - tidied, but links are kept
    home = str(copies_folder(database))
    known = (home, *read_places(places_file(database)))
    add_places(
        places_file(database), [path for path in given if not any(is_below(path, one) for one in known)]
    )
    stamps = {path: stamp_of(path) or FileStamp(0, 0) for entry in entries for path in entry.files}
    of_place: dict[str, list[SeriesEntry]] = {}
    for entry in entries:
        of_place.setdefault(_place_of_entry(entry, given), []).append(entry)
    changed = 0
    with writing(database) as connection:
        for path, those in of_place.items():
            place = known_place(connection, path)
            seen = {file: stamps[file] for entry in those for file in entry.files}
            changed += store_entries(connection, those, seen, place, is_below(place, home))
    return changed


def index_copies(database: str, report: ReadReport) -> Indexed:
    """Indexes the library's own copies anew. Raises as `index_paths`."""
    done: Indexed = {"files": 0, "series": 0, "gone": []}
    home = copies_folder(database)
    if home.is_dir() and any(child.is_dir() and not child.name.startswith(".") for child in home.iterdir()):
        _index_place(database, str(home), report, False, done)
    return done


def place_of(path: str) -> str:
    """The place that a path is indexed under.

    A folder or an archive is a place itself, and a disc's table of contents stands for its disc. The place of
    any other file is its folder with a separator at the end: the files in it and nothing below.
    """
    if Path(path).is_dir() or is_archive(path):
        return path
    folder = str(Path(path).parent)
    return folder if Path(path).name.casefold() == "dicomdir" else folder.rstrip(os.sep) + os.sep


def _place_of_entry(entry: SeriesEntry, given: Sequence[str]) -> str:
    """The place of a series among the paths that were opened together."""
    file = entry.files[0]
    for path in given:
        if file == path or is_below(file, path) or file.startswith(f"{path}{MEMBER_MARK}"):
            return place_of(path)
    for path in given:
        if is_below(file, str(Path(path).parent)):
            return place_of(path)
    return home_of(entry.files)


def _answers(path: str) -> bool:
    """Whether a place is there; a drive that says nothing for a while counts as gone."""
    found: list[bool] = []
    asking = threading.Thread(target=lambda: found.append(Path(path).exists()), daemon=True)
    asking.start()
    asking.join(_ANSWERS_WITHIN_S)
    return bool(found and found[0])


def _index_place(database: str, path: str, report: ReadReport, anew: bool, done: Indexed) -> None:
    files = find_files([path], report)[0]
    place = place_of(path)
    with writing(database) as connection:
        place = known_place(connection, place)
    stamps = {file: stamp for file in files if (stamp := stamp_of(file)) is not None}
    waiting = list(stamps) if anew else _changed(database, stamps)
    at = 0
    for batch in _batches(waiting):
        part = PartOfReport(report, at / len(waiting), (at + len(batch)) / len(waiting))
        _index_batch(database, batch, stamps, place, part, done)
        at += len(batch)
    _join_parts(database, place, PartOfReport(report, 0.99, 1.0))


def _index_batch(
    database: str,
    batch: Sequence[str],
    stamps: dict[str, FileStamp],
    place: str,
    report: ReadReport,
    done: Indexed,
) -> None:
    """Stores what files hold, and which of their series have other files that are stored already."""
    catalog = scan_files(batch, place, report)
    looked_at = {file: stamps[file] for file in batch}
    files_of_series: dict[str, set[str]] = {}
    for entry in catalog.series:
        if entry.info.series_uid:
            files_of_series.setdefault(storable(entry.info.series_uid), set()).update(entry.files)
    is_copied = is_below(place, str(copies_folder(database)))
    with writing(database) as connection:
        for uid, files in files_of_series.items():
            if not files.issuperset(_files_of_uid(connection, uid, place)):
                connection.execute("INSERT OR IGNORE INTO unjoined VALUES (?, ?)", [os.fsencode(place), uid])
        done["series"] += store_entries(connection, catalog.series, looked_at, place, is_copied)
    done["files"] += len(batch)


def _join_parts(database: str, place: str, report: ReadReport) -> None:
    """Looks once more, as a whole, at each series whose files came in parts, also in an interrupted run."""
    raw = os.fsencode(place)
    with reading(database) as connection:
        uids = [row[0] for row in connection.execute("SELECT uid FROM unjoined WHERE place = ?", [raw])]
    for uid in uids:
        with reading(database) as connection:
            files = _files_of_uid(connection, uid, place)
        stamps = {file: stamp for file in files if (stamp := stamp_of(file)) is not None}
        on_disk = sorted({member[0] if (member := member_of(file)) else file for file in stamps})
        catalog = scan_files(on_disk, place, report) if on_disk else Catalog(place, ())
        is_copied = is_below(place, str(copies_folder(database)))
        with writing(database) as connection:
            if catalog.series:
                store_entries(connection, catalog.series, stamps, place, is_copied)
            connection.execute("DELETE FROM unjoined WHERE place = ? AND uid = ?", [raw, uid])


def _files_of_uid(connection: sqlite3.Connection, uid: str, place: str) -> list[str]:
    """All files in a place that belong to series of a UID."""
    rows = connection.execute(
        "SELECT DISTINCT m.path FROM members m JOIN series e ON e.id = m.series "
        "JOIN studies s ON s.id = e.study WHERE e.uid = ? AND s.place = ?",
        [uid, os.fsencode(place)],
    )
    return [os.fsdecode(row[0]) for row in rows]


def _changed(database: str, stamps: dict[str, FileStamp]) -> list[str]:
    """The files that are new or have another size or time than in the index."""
    changed = []
    files = list(stamps)
    with reading(database) as connection:
        for start in range(0, len(files), _MOST_IN_ONE_QUESTION):
            some = [os.fsencode(file) for file in files[start : start + _MOST_IN_ONE_QUESTION]]
            marks = ",".join("?" * len(some))
            rows = connection.execute(f"SELECT path, size, mtime_ns FROM files WHERE path IN ({marks})", some)  # noqa: S608
            known = {row["path"]: FileStamp(row["size"], row["mtime_ns"]) for row in rows}
            changed += [
                file
                for file, raw in zip(files[start : start + _MOST_IN_ONE_QUESTION], some, strict=True)
                if known.get(raw) != stamps[file]
            ]
    return changed


def _batches(files: Sequence[str]) -> Iterator[list[str]]:
    """Files in parts of some thousands, never cutting a folder in two."""
    batch: list[str] = []
    folder = ""
    for file in files:
        if len(batch) >= _BATCH and os.path.dirname(file) != folder:  # noqa: PTH120 - half a million times
            yield batch
            batch = []
        folder = os.path.dirname(file)  # noqa: PTH120
        batch.append(file)
    if batch:
        yield batch


def _absolute(entry: SeriesEntry) -> SeriesEntry:
    return replace(entry, files=tuple(map(os.path.abspath, entry.files)))
