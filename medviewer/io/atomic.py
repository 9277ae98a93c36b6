"""Saving that either succeeds wholly or leaves the old file as it was.

``WriteImage`` of the common libraries reports success on a full disk, and a compressed file that was cut
short reads back as zeros. So every file is written beside its target, flushed to the disk, read back and
compared, and only then renamed over the target.
"""

from __future__ import annotations

import errno
import os
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from medviewer.core.errors import MedviewerError, WriteError
from medviewer.io.temporary_name import remove_stale, temporary_beside

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_TOLD = _FULL | _READ_ONLY | _GONE | {errno.ENAMETOOLONG}
"""What the system says clearly; all else may come of a full disk."""
_NO_ROOM_BYTES = 1 << 20
_NOT_WRITTEN = (OSError, RuntimeError, ValueError, EOFError, zlib.error, struct.error)
"""What writing to a bad place raises, and reading back what was cut short there."""


def atomic_write(path: str | Path, write: Callable[[Path], None], verify: Callable[[Path], None]) -> Path:
    """Writes a file through a temporary one beside it; the old file is kept on any failure.

    Parameters
    ----------
    path
        The file to make or to replace. A link is followed, so that the link stays.
    write
        Writes the whole content to the path it is given; that path ends as ``path`` does.
    verify
        Reads the written file back and raises if it is not what was meant.

    Returns
    -------
    the path of the finished file.

    Raises
    ------
    WriteError
        With one sentence; nothing is left behind and an old file is untouched.
    """
    target = _checked_target(Path(path))
    temporary = _new_temporary(target)
    try:
        # The system says why a file cannot be made; the libraries that write it do not.
        temporary.touch()
        write(temporary)
        _flush_to_disk(temporary)
        verify(temporary)
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except MedviewerError as error:
        raise _with_cause(error, target) from error
    except _NOT_WRITTEN as error:
        raise WriteError(_sentence(error, target)) from error
    finally:
        _remove(temporary)
    flush_folder(target.parent)
    return target


def write_bytes_whole(path: str | Path, content: bytes) -> Path:
    """Writes a file as `atomic_write`, and reads it back; gives its path.

    Raises
    ------
    WriteError
        With one sentence; nothing is left behind and an old file is untouched.
    """

    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    def verify(temporary: Path) -> None:
        if temporary.read_bytes() != content:
            raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    return atomic_write(path, write, verify)


def _new_temporary(target: Path) -> Path:
    remove_stale(target.parent)  # a disk may be full of what killed saves left
    return temporary_beside(target, _all_suffixes(target))


def check_place(path: str | Path) -> None:
    """Refuses a place that cannot be written to, before long work is done for it.

    Raises
    ------
    WriteError
        With the sentence that `atomic_write` would give.
    """
    target = _checked_target(Path(path))
    trial = temporary_beside(target, "")
    try:
        trial.touch()
    except OSError as error:
        raise WriteError(_sentence(error, target)) from error
    finally:
        _remove(trial)


def _checked_target(path: Path) -> Path:
    """The real place to write to, refused in plain words where it cannot be one."""
    try:
        target = path.resolve()
        if target.is_dir():
            raise WriteError(f"{path} is a folder; give the name of a file in it to save to.")
        if not target.parent.is_dir():
            raise WriteError(
                f"{path} was not saved: the folder {target.parent} does not exist; make it first."
            )
    except (OSError, RuntimeError) as error:
        raise WriteError(_sentence(error, path)) from error
    return target


def _all_suffixes(path: Path) -> str:
    """``.nii.gz`` whole: readers and writers choose the format by it."""
    suffix = path.suffix
    if suffix.lower() == ".gz":
        suffix = Path(path.stem).suffix + suffix
    return suffix


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Makes a rename in a folder durable, where the system lets a folder be opened (not on Windows)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        # The file itself is already on the disk; some network folders cannot be flushed.
        return
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # A folder that vanished took the temporary file with it.
        return


def _is_full(folder: Path) -> bool:
    try:
        usage = shutil.disk_usage(folder)
        # What has no size at all is no disk, and so not full.
        return usage.total > 0 and usage.free < _NO_ROOM_BYTES
    except OSError:
        return False


def _with_cause(error: MedviewerError, target: Path) -> MedviewerError:
    """The error itself, or the full disk that is the reason behind a failed comparison."""
    if isinstance(error, WriteError) and _is_full(target.parent):
        return WriteError(_sentence(OSError(errno.ENOSPC, ""), target))
    return error


def _sentence(error: Exception, target: Path) -> str:
    number = error.errno if isinstance(error, OSError) else None
    kept = "the old file is unchanged" if _exists(target) else "no file was left behind"
    if number not in _TOLD and _is_full(target.parent):
        number = errno.ENOSPC
    if number in _FULL:
        return (
            f"{target} was not saved because the disk is full; make room or choose another folder ({kept})."
        )
    if number in _READ_ONLY:
        return f"{target} was not saved because it may not be written there; choose another folder ({kept})."
    if number in _GONE:
        return f"{target} was not saved because its folder is not there; choose another folder ({kept})."
    if number == errno.ENAMETOOLONG:
        return f"{target.name[:40]}... was not saved because the name is too long; choose a shorter one."
    reason = os.strerror(number) if number else type(error).__name__
    return f"{target} was not saved ({reason}); try another folder or another format ({kept})."


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
