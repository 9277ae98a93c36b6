"""Putting what a header pass found into the index."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from medviewer.core.series import SeriesEntry, StudyInfo, Verdict
from medviewer.io.source_file import member_of
from medviewer.library.entry_text import entry_from_text, entry_to_text
from medviewer.library.search_text import search_text, sorted_as


@dataclass(frozen=True)
class FileStamp:
    """Size and time of a file when it was looked at, by which a change is noticed."""

    size: int
    mtime_ns: int


def stamp_of(path: str) -> FileStamp | None:
    """The stamp of a file, or of the archive that a member lies in; None if it is gone."""
    try:
        found = Path(path).stat()
    except FileNotFoundError:
        member = member_of(path)
        return None if member is None else stamp_of(member[0])
    except (OSError, ValueError):
        return None
    return FileStamp(found.st_size, found.st_mtime_ns)


def store_entries(
    connection: sqlite3.Connection,
    entries: Sequence[SeriesEntry],
    looked_at: Mapping[str, FileStamp],
    place: str,
    is_copied: bool = False,
) -> int:
    """Puts series and the files that were looked at into the index, inside the caller's transaction.

    Whatever the index said of these files before is replaced. A series that is there unchanged keeps its
    small picture.

    Returns
    -------
    how many series are new or changed.
    """
    texts = [entry_to_text(entry) for entry in entries]
    known = [_known_series(connection, e, text, looked_at) for e, text in zip(entries, texts, strict=True)]
    changed = [n for n, series in enumerate(known) if series is None]
    used = {path for entry in entries for path in entry.files}
    stale = {path for n in changed for path in entries[n].files} | (looked_at.keys() - used)
    touched = _forget_series_of(connection, stale, {series for series in known if series is not None})
    _add_files(connection, used | looked_at.keys(), looked_at)
    for n in changed:
        study = _study_row(connection, entries[n], place, is_copied)
        touched.add(study)
        _add_series(connection, entries[n], texts[n], study, n)
    for study in touched:
        refresh_study(connection, study)
    return len(changed)


def refresh_study(connection: sqlite3.Connection, study: int) -> None:
    """Counts a study anew and writes its search words; a study without series is taken out."""
    rows = connection.execute("SELECT entry, images FROM series WHERE study = ?", [study]).fetchall()
    if not rows:
        # Of one patient only: looking for all without a study takes a second in a large library.
        known = connection.execute("SELECT patient FROM studies WHERE id = ?", [study]).fetchone()
        connection.execute("DELETE FROM studies WHERE id = ?", [study])
        if known is not None:
            connection.execute(
                "DELETE FROM patients WHERE id = ?1 "
                "AND NOT EXISTS (SELECT 1 FROM studies WHERE patient = ?1)",
                [known["patient"]],
            )
        return
    entries = [entry_from_text(row["entry"], (), "") for row in rows]
    modalities = sorted({storable(e.info.modality).replace(" ", "") for e in entries if e.info.modality})
    first = entries[0].info.study
    words = search_text(first, modalities, (e.info.description for e in entries))
    connection.execute(
        "UPDATE studies SET modalities = ?, series_count = ?, image_count = ?, badge_count = ?, search = ? "
        "WHERE id = ?",
        [
            " ".join(modalities),
            len(entries),
            sum(row["images"] for row in rows),
            sum(_has_badge(e) for e in entries),
            storable(words),
            study,
        ],
    )


def forget_series_of(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Takes out the series that hold any of these files; the files stay where they are."""
    for study in _forget_series_of(connection, files, set()):
        refresh_study(connection, study)


def known_place(connection: sqlite3.Connection, path: str) -> str:
    """The indexed place that holds a path, or the path itself, which then takes in the places below it."""
    places = [os.fsdecode(row[0]) for row in connection.execute("SELECT DISTINCT place FROM studies")]
    for place in places:
        if path == place or (not place.endswith(os.sep) and is_below(path, place)):
            return place
    for place in places:
        if not path.endswith(os.sep) and is_below(place, path):
            _move_studies(connection, place, path)
    return path


def is_below(path: str, place: str) -> bool:
    """Whether a path is a place or lies in it; by the names alone.

    Only files directly in it lie in a place that ends in a separator.
    """
    if path == place:
        return True
    if len(place) > 1 and place.endswith(os.sep):
        return os.path.dirname(path) == place.rstrip(os.sep)  # noqa: PTH120 - asked for every file
    return path.startswith(place.rstrip(os.sep) + os.sep)


def storable(text: str) -> str:
    """Text that SQLite takes: without halves of surrogate pairs, which undecodable file names hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _move_studies(connection: sqlite3.Connection, place: str, to: str) -> None:
    rows = connection.execute("SELECT * FROM studies WHERE place = ?", [os.fsencode(place)]).fetchall()
    for row in rows:
        twin = connection.execute(
            "SELECT id FROM studies WHERE patient = ? AND place = ? AND uid = ? AND folder = ?",
            [row["patient"], os.fsencode(to), row["uid"], row["folder"]],
        ).fetchone()
        if twin is None:
            connection.execute("UPDATE studies SET place = ? WHERE id = ?", [os.fsencode(to), row["id"]])
        else:
            connection.execute("UPDATE series SET study = ? WHERE study = ?", [twin["id"], row["id"]])
            connection.execute("DELETE FROM studies WHERE id = ?", [row["id"]])
            refresh_study(connection, twin["id"])


def _known_series(
    connection: sqlite3.Connection, entry: SeriesEntry, text: str, looked_at: Mapping[str, FileStamp]
) -> int | None:
    """The series in the index that is this entry, of the same files with the same stamps."""
    rows = connection.execute(
        "SELECT e.id FROM members m JOIN series e ON e.id = m.series WHERE m.path = ? AND e.entry = ?",
        [os.fsencode(entry.files[0]), text],
    ).fetchall()
    here = [(os.fsencode(path), _stamp(looked_at, path)) for path in entry.files]
    for row in rows:
        files = connection.execute(
            "SELECT m.path, f.size, f.mtime_ns FROM members m JOIN files f ON f.path = m.path "
            "WHERE m.series = ? ORDER BY m.position",
            [row["id"]],
        ).fetchall()
        if here == [(one["path"], FileStamp(one["size"], one["mtime_ns"])) for one in files]:
            return int(row["id"])
    return None


def _forget_series_of(connection: sqlite3.Connection, files: Iterable[str], but: set[int]) -> set[int]:
    """Takes out the series that hold any of these files, except some; gives their studies."""
    touched = set()
    for path in files:
        rows = connection.execute(
            "SELECT e.id, e.study FROM members m JOIN series e ON e.id = m.series WHERE m.path = ?",
            [os.fsencode(path)],
        ).fetchall()
        for row in rows:
            if row["id"] not in but:
                touched.add(int(row["study"]))
                connection.execute("DELETE FROM series WHERE id = ?", [row["id"]])
    return touched


def _add_series(
    connection: sqlite3.Connection, entry: SeriesEntry, text: str, study: int, position: int
) -> None:
    series = connection.execute(
        "INSERT INTO series (study, position, uid, images, entry) VALUES (?, ?, ?, ?, ?)",
        [study, position, storable(entry.info.series_uid), _images_of(entry), text],
    ).lastrowid
    connection.executemany(
        "INSERT INTO members VALUES (?, ?, ?)",
        [(series, place, os.fsencode(path)) for place, path in enumerate(entry.files)],
    )


def _add_files(
    connection: sqlite3.Connection, files: Iterable[str], looked_at: Mapping[str, FileStamp]
) -> None:
    rows = []
    for path in files:
        stamp = _stamp(looked_at, path)
        rows.append((os.fsencode(path), stamp.size, stamp.mtime_ns))
    connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)


def _stamp(looked_at: Mapping[str, FileStamp], path: str) -> FileStamp:
    return looked_at.get(path) or stamp_of(path) or FileStamp(0, 0)


def _study_row(connection: sqlite3.Connection, entry: SeriesEntry, place: str, is_copied: bool) -> int:
    """The study of a series, made if there is none."""
    study = entry.info.study
    patient = _patient_row(connection, study)
    home = home_of(entry.files)
    folder = "" if study.study_uid else home
    same = [patient, os.fsencode(place), storable(study.study_uid)]
    rows = connection.execute(
        "SELECT id, folder FROM studies WHERE patient = ? AND place = ? AND uid = ?", same
    ).fetchall()
    for row in rows:
        if study.study_uid or os.fsdecode(row["folder"]) == folder:
            common = home_of([os.fsdecode(row["folder"]), home], are_folders=True)
            connection.execute("UPDATE studies SET folder = ? WHERE id = ?", [os.fsencode(common), row["id"]])
            return int(row["id"])
    description = study.study_description or ("" if study.study_uid else Path(home).name)
    made = connection.execute(
        "INSERT INTO studies (patient, place, is_copied, uid, folder, date, time, description, accession, "
        "institution, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            patient,
            os.fsencode(place),
            int(is_copied),
            storable(study.study_uid),
            os.fsencode(home),
            *map(
                storable,
                (study.study_date, study.study_time, description, study.accession, study.institution),
            ),
            time.time(),
        ],
    )
    return int(made.lastrowid or 0)


def _patient_row(connection: sqlite3.Connection, study: StudyInfo) -> int:
    named = [storable(text) for text in (study.patient_name, study.patient_id, study.birth_date)]
    connection.execute(
        "INSERT OR IGNORE INTO patients (name, patient_id, birth_date, sex, sorted_as) "
        "VALUES (?, ?, ?, ?, ?)",
        [*named, storable(study.sex), storable(sorted_as(study.patient_name))],
    )
    row = connection.execute(
        "SELECT id FROM patients WHERE name = ? AND patient_id = ? AND birth_date = ?", named
    ).fetchone()
    return int(row["id"])


def home_of(paths: Sequence[str], are_folders: bool = False) -> str:
    """The deepest folder that holds all files; the archive itself for members of one."""
    folders = set()
    for path in paths:
        member = None if are_folders else member_of(path)
        folders.add(path if are_folders else member[0] if member else str(Path(path).parent))
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives
        return min(folders)


def _images_of(entry: SeriesEntry) -> int:
    """How many pictures were acquired; a straightened or filled up volume has slices of its own making."""
    if not entry.is_image:
        return 0
    if entry.frames:
        return sum(map(len, entry.frames))
    return len(entry.files) if len(entry.files) > 1 else entry.shape_kji[0] * entry.time_points


def _has_badge(entry: SeriesEntry) -> bool:
    """Whether it carries a warning; one single picture need not be a grid."""
    is_odd = entry.shape_kji[0] > 1 and entry.report.verdict is not Verdict.REGULAR
    return entry.is_image and (is_odd or bool(entry.report.rejected))
