"""The tables of the index."""

from __future__ import annotations

VERSION = 3
"""Stored as ``user_version``. An index of another version is set aside and built anew."""

APPLICATION_ID = 0x6D764C42
"""Marks the file as an index of this program."""

TABLES = (
    """
    CREATE TABLE patients (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        birth_date TEXT NOT NULL,
        sex TEXT NOT NULL,
        sorted_as TEXT NOT NULL,
        UNIQUE (name, patient_id, birth_date)
    )
    """,
    """
    CREATE TABLE studies (
        id INTEGER PRIMARY KEY,
        patient INTEGER NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
        place BLOB NOT NULL,
        is_copied INTEGER NOT NULL,
        uid TEXT NOT NULL,
        folder BLOB NOT NULL,
        date TEXT NOT NULL,
        time TEXT NOT NULL,
        description TEXT NOT NULL,
        accession TEXT NOT NULL,
        institution TEXT NOT NULL,
        modalities TEXT NOT NULL DEFAULT '',
        series_count INTEGER NOT NULL DEFAULT 0,
        image_count INTEGER NOT NULL DEFAULT 0,
        badge_count INTEGER NOT NULL DEFAULT 0,
        search TEXT NOT NULL DEFAULT '',
        added REAL NOT NULL,
        UNIQUE (patient, place, uid, folder)
    )
    """,
    "CREATE INDEX studies_by_date ON studies (date DESC, time DESC)",
    """
    CREATE TABLE series (
        id INTEGER PRIMARY KEY,
        study INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        uid TEXT NOT NULL,
        images INTEGER NOT NULL,
        entry TEXT NOT NULL
    )
    """,
    "CREATE INDEX series_by_study ON series (study, position)",
    "CREATE INDEX series_by_uid ON series (uid)",
    """
    CREATE TABLE files (
        path BLOB PRIMARY KEY NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE members (
        series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        path BLOB NOT NULL,
        PRIMARY KEY (series, position)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX members_by_path ON members (path)",
    """
    CREATE TABLE unjoined (
        place BLOB NOT NULL,
        uid TEXT NOT NULL,
        PRIMARY KEY (place, uid)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE thumbnails (
        series INTEGER PRIMARY KEY REFERENCES series (id) ON DELETE CASCADE,
        rows INTEGER NOT NULL,
        columns INTEGER NOT NULL,
        pixels BLOB NOT NULL
    )
    """,
)
"""``files`` are all that were looked at, also those that hold nothing to open; ``members`` says which series
they belong to (several for one file with many frames). ``unjoined`` names series that were stored in parts
and are yet to be looked at as a whole. ``studies.place`` is the indexed folder or archive that the study was
found in; ``studies.folder`` tells studies without a UID apart. Paths are bytes as the system has them.
``series.entry`` is the catalog entry without its files, as JSON."""
