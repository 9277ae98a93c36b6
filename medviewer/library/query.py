"""Reading the index: for the window, on worker threads. Imports no parser."""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from medviewer.library.database import reading
from medviewer.library.entry_text import entry_from_text
from medviewer.library.study import FoundStudies, KeptSeries, StudyRow
from medviewer.library.study_query import StudyQuery

_MOST_THUMBNAIL_BYTES = 1 << 20


def find_studies(database: str, query: StudyQuery, today: date | None = None) -> FoundStudies:
    """The studies that a query asks for. Raises `DamagedIndexError` or `WriteError`."""
    where, values = query.where(today or date.today())
    source = f"FROM studies s JOIN patients p ON p.id = s.patient WHERE {where}"
    with reading(database) as connection:
        counts = connection.execute(
            f"SELECT count(*), total(s.series_count), total(s.image_count) {source}",
            values,
        ).fetchone()
        rows = connection.execute(
            "SELECT s.*, p.name, p.patient_id, p.birth_date, p.sex "
            f"{source} ORDER BY {query.order_by()} LIMIT ?",
            [*values, query.limit],
        ).fetchall()
    return FoundStudies(tuple(map(_study, rows)), int(counts[0]), int(counts[1]), int(counts[2]))


def known_modalities(database: str) -> tuple[str, ...]:
    """All modalities in the index, sorted."""
    with reading(database) as connection:
        rows = connection.execute("SELECT DISTINCT modalities FROM studies").fetchall()
    return tuple(sorted({word for row in rows for word in str(row[0]).split()}))


def series_of(database: str, study_id: int) -> tuple[KeptSeries, ...]:
    """The series of a study with their files, in the order of the catalog."""
    found = []
    with reading(database) as connection:
        place = connection.execute("SELECT place FROM studies WHERE id = ?", [study_id]).fetchone()
        series = connection.execute(
            "SELECT id, entry FROM series WHERE study = ? ORDER BY position, id", [study_id]
        ).fetchall()
        for row in series:
            entry = entry_from_text(row["entry"], files_of(connection, row["id"]), os.fsdecode(place[0]))
            found.append(KeptSeries(row["id"], entry))
    return tuple(found)


def files_of(connection: sqlite3.Connection, series_id: int) -> tuple[str, ...]:
    """The files of a series in reading order."""
    rows = connection.execute("SELECT path FROM members WHERE series = ? ORDER BY position", [series_id])
    return tuple(os.fsdecode(row[0]) for row in rows)


def thumbnails_of(database: str, study_id: int) -> dict[int, npt.NDArray[np.uint8]]:
    """The pictures [row, column] or [row, column, 3] uint8 that are kept for the series of a study."""
    with reading(database) as connection:
        rows = connection.execute(
            "SELECT t.* FROM thumbnails t JOIN series e ON e.id = t.series WHERE e.study = ?", [study_id]
        ).fetchall()
    found = {}
    for row in rows:
        shape, pixels = (row["rows"], row["columns"]), row["pixels"]
        if min(shape) < 1 or len(pixels) > _MOST_THUMBNAIL_BYTES:
            continue
        for channels in ((), (3,)):  # the number of bytes tells
            if len(pixels) == math.prod((*shape, *channels)):
                found[int(row["series"])] = np.frombuffer(pixels, np.uint8).reshape(*shape, *channels)
    return found


def first_files(database: str, study_ids: Sequence[int]) -> dict[int, str]:
    """One file of each study, to see whether the study is still there."""
    found: dict[int, str] = {}
    with reading(database) as connection:
        for study_id in study_ids:
            row = connection.execute(
                "SELECT f.path FROM members f JOIN series e ON e.id = f.series WHERE e.study = ? LIMIT 1",
                [study_id],
            ).fetchone()
            if row is not None:
                found[study_id] = os.fsdecode(row[0])
    return found


def paths_to_open(database: str, study_id: int) -> tuple[str, ...]:
    """What to open to see a study and no other one: its folder, its archive, or its files one by one."""
    with reading(database) as connection:
        study = connection.execute("SELECT folder FROM studies WHERE id = ?", [study_id]).fetchone()
        if study is None:
            return ()
        folder = study["folder"]
        inside = folder.rstrip(b"/\\")
        strangers = connection.execute(
            "SELECT 1 FROM members f JOIN series e ON e.id = f.series "
            "WHERE ((f.path > ? AND f.path < ?) OR (f.path > ? AND f.path < ?)) AND e.study != ? LIMIT 1",
            [inside + b"/", inside + b"0", inside + b"\\", inside + b"]", study_id],
        ).fetchone()
        if strangers is None:
            return (os.fsdecode(folder),)
        rows = connection.execute(
            "SELECT DISTINCT f.path FROM members f JOIN series e ON e.id = f.series "
            "WHERE e.study = ? ORDER BY f.path",
            [study_id],
        ).fetchall()
    return tuple(os.fsdecode(row[0]) for row in rows)


def _study(row: sqlite3.Row) -> StudyRow:
    return StudyRow(
        id=row["id"],
        patient_name=row["name"],
        patient_id=row["patient_id"],
        birth_date=row["birth_date"],
        sex=row["sex"],
        date=row["date"],
        time=row["time"],
        modalities=tuple(row["modalities"].split()),
        description=row["description"],
        accession=row["accession"],
        institution=row["institution"],
        series=row["series_count"],
        images=row["image_count"],
        badges=row["badge_count"],
        is_copied=bool(row["is_copied"]),
        place=os.fsdecode(row["place"]),
        folder=os.fsdecode(row["folder"]),
        added=row["added"],
    )
