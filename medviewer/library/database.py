"""Opening the index: safe beside a second program, private to its user, and set aside when it is damaged."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from medviewer.core.errors import ReadError, WriteError
from medviewer.library.schema import APPLICATION_ID, TABLES, VERSION

_BUSY_S = 15.0
_PAUSE_S = 0.02
_BESIDE = ("", "-wal", "-shm", "-journal")
_TRANSIENT = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700


class DamagedIndexError(ReadError):
    """The index cannot be read; it can be set aside and built anew."""

    def __init__(
        self, sentence: str = "The library's index is damaged; it is set aside and built anew."
    ) -> None:
        super().__init__(sentence)


class OtherVersionError(DamagedIndexError):
    """The index is whole, but another version of the program made it; it is treated like a damaged one."""

    def __init__(self) -> None:
        super().__init__("The library's index is of another version of this program; it is built anew.")


@contextmanager
def reading(database: str) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing. For any thread; short-lived.

    Raises
    ------
    DamagedIndexError
        If there is an index but it cannot be read.
    """
    with _understood(), _connected(database) as connection:
        _make_tables(connection)
        connection.execute("PRAGMA query_only = 1")
        yield connection


@contextmanager
def writing(database: str) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction: all of it is kept, or on any error nothing.

    Raises
    ------
    DamagedIndexError
        If there is an index but it cannot be read.
    WriteError
        If the index cannot be written, for instance because the disk is full.
    """
    with _understood(), _connected(database) as connection:
        _make_tables(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def check(database: str) -> None:
    """Reads the whole index. Raises `DamagedIndexError` if any part of it is not as it should be."""
    with reading(database) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DamagedIndexError
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise DamagedIndexError


def set_aside(database: str) -> str:
    """Renames a damaged index, so that a new one can be made; gives the new name, "" if there was none.

    One damaged index is kept, for whoever wants to look at it; it holds names of patients, as the index
    itself does, and stays as private.
    """
    path = Path(database)
    aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
    found = ""
    for ending in _BESIDE:
        part = Path(f"{path}{ending}")
        with suppress(OSError):
            Path(f"{aside}{ending}").unlink(missing_ok=True)
        try:
            part.rename(f"{aside}{ending}")
            found = str(aside)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise WriteError(
                f"The damaged index {path} cannot be set aside; delete it and open the library again."
            ) from error
    return found


def make_private_folder(folder: Path) -> None:
    """Makes a folder that only its user can look into. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)


@contextmanager
def _connected(database: str) -> Iterator[sqlite3.Connection]:
    path = Path(database)
    try:
        make_private_folder(path.parent)
        # Made before SQLite does, so that it is never readable by others; its companions take its mode.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE_FILE))
    except OSError as error:
        reason = error.strerror or "error"
        raise WriteError(
            f"The library's index {path} cannot be opened ({reason}); check the folder."
        ) from error
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection
    finally:
        connection.close()


@contextmanager
def _understood() -> Iterator[None]:
    """SQLite's errors as sentences."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a mistake of ours, not of the file
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _TRANSIENT:
            raise WriteError("The library's index is in use by another program; try again.") from error
        if code == sqlite3.SQLITE_FULL:
            raise WriteError(
                "The library's index cannot grow because the disk is full; make room."
            ) from error
        if code in (
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_PERM,
        ):
            raise WriteError(
                "The library's index cannot be written; check its folder and its disk."
            ) from error
        raise DamagedIndexError from error


def _make_tables(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty file. Raises `DamagedIndexError` for what is no index of this version."""
    if _version(connection) == (APPLICATION_ID, VERSION):
        return
    _use_write_ahead_log(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        known = _version(connection)  # another program may have been faster
        if known != (APPLICATION_ID, VERSION):
            if known[0] == APPLICATION_ID:
                raise OtherVersionError
            if any(known) or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise DamagedIndexError
            for table in TABLES:
                connection.execute(table)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Waits by itself: SQLite does not when two programs make the same new file a WAL database."""
    deadline = time.monotonic() + _BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _TRANSIENT or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _version(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return int(application), int(connection.execute("PRAGMA user_version").fetchone()[0])
