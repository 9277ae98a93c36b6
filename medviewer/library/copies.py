"""The library's own folder: whole copies of studies, under names that say nothing of a patient.

A study is copied into a hidden folder first, every file flushed to the disk and read back, and moved to its
place when it is complete. What was interrupted is gone on with; nothing half ever counts as a study.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from medviewer.core.errors import ReadError, WriteError
from medviewer.core.series import SeriesEntry
from medviewer.io.atomic import flush_folder
from medviewer.io.progress import ReadReport
from medviewer.io.source_file import member_of, open_source
from medviewer.library.database import make_private_folder

_COMING = ".coming"
_STEP = 1 << 20
_SPARE_BYTES = 64 << 20
_DETACHED = (".mhd", ".nhdr", ".hdr", ".img")
_ENDINGS = re.compile(r"(\.nii\.gz|\.nii|\.nrrd|\.mha|\.png|\.jpe?g|\.tiff?)$")
_FULL = (errno.ENOSPC, errno.EDQUOT)


def copies_folder(database: str) -> Path:
    """Where the copies of an index's studies lie."""
    return Path(database).with_name("studies")


def can_be_copied(entry: SeriesEntry) -> bool:
    """Whether a series is whole in its files: headers that name another file are not."""
    return not any(file.lower().endswith(_DETACHED) for file in entry.files)


def copy_study(database: str, files: Sequence[str], report: ReadReport) -> list[str]:
    """Copies files into a folder of their own; gives the copies, once all of them are safely there.

    Raises
    ------
    ReadError
        If a file cannot be read.
    WriteError
        If the disk is full or the folder cannot be written; what there is of the copies goes on from here
        the next time.
    Cancelled
        If the report says so; likewise.
    """
    name = hashlib.sha256("\0".join(sorted(files)).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    home = copies_folder(database)
    coming, final = home / _COMING / name, home / name
    try:
        make_private_folder(home)
        make_private_folder(coming)
        _check_room(coming, files)
        made = []
        for n, file in enumerate(files):
            report(n / len(files), f"Copying, {n} of {len(files)}")
            made.append(_copy(file, coming, n))
        flush_folder(coming)
        return _move(made, coming, final)
    except OSError as error:
        raise _sentence(error, home) from error


def remove_copies(database: str, paths: Sequence[str]) -> None:
    """Deletes copies, and only what lies in the library's own folder."""
    home = copies_folder(database).absolute()
    for path in paths:
        file = Path(path)
        if ".." in file.parts or home not in file.parents or file.is_symlink():
            continue
        with suppress(OSError):
            file.unlink()
            file.parent.rmdir()


def _copy(source: str, folder: Path, number: int) -> Path:
    """One copy, verified; what is there already from an interrupted run is used if it is the same."""
    ending = _ENDINGS.search(source.lower())
    target = folder / f"{number:06d}{ending[1] if ending else '.dcm'}"
    if target.exists() and _digest_of(str(target)) == _digest_of(source):
        return target
    digest = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        for piece in _pieces(source):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if _digest_of(str(target)) != digest.digest():
        target.unlink()
        raise WriteError(f"A copy of {source} does not read back as it was written; check the disk.")
    return target


def _pieces(source: str) -> Iterator[bytes]:
    try:
        with open_source(source) as file:
            while piece := file.read(_STEP):
                yield piece
    except OSError as error:
        raise ReadError(
            f"{source} cannot be read ({error.strerror or 'error'}), so the study is not copied."
        ) from error


def _digest_of(source: str) -> bytes:
    digest = hashlib.sha256()
    for piece in _pieces(source):
        digest.update(piece)
    return digest.digest()


def _check_room(folder: Path, files: Sequence[str]) -> None:
    needed = sum(_size_of(file) for file in files)
    here = sum(child.stat().st_size for child in folder.iterdir())
    free = shutil.disk_usage(folder).free
    if needed - here + _SPARE_BYTES > free:
        raise OSError(errno.ENOSPC, "disk full")


def _size_of(source: str) -> int:
    if member_of(source) is None:
        return Path(source).stat().st_size
    with open_source(source) as file:
        return file.seek(0, 2)


def _move(made: Sequence[Path], coming: Path, final: Path) -> list[str]:
    """The complete folder to its place in one step; file by file where an older copy is there."""
    if not final.exists():
        coming.rename(final)
    else:
        for copy in made:
            copy.replace(final / copy.name)
        with suppress(OSError):
            coming.rmdir()
    flush_folder(final.parent)
    return [str(final / copy.name) for copy in made]


def _sentence(error: OSError, home: Path) -> WriteError:
    if error.errno in _FULL:
        return WriteError(
            f"The study was not copied because the disk of {home} is full; make room and copy it again."
        )
    return WriteError(
        f"The study was not copied to {home} ({error.strerror or 'error'}); check the folder and try again."
    )
