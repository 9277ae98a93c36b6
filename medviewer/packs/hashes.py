"""``SHA256SUMS``: which files a pack has and what they must hold, in the form of coreutils' sha256sum."""

from __future__ import annotations

import functools
import hashlib
import os
import re
from collections.abc import Callable, Container, Mapping
from pathlib import Path

from medviewer.core.errors import PluginError
from medviewer.packs.install_record import RECORD_NAME
from medviewer.packs.pack_path import is_pack_path

SUMS_NAME = "SHA256SUMS"
SIGNATURE_NAME = "SHA256SUMS.minisig"
_NOT_LISTED = {SUMS_NAME, SIGNATURE_NAME, RECORD_NAME}

_LINE = re.compile(r"(?P<hash>[0-9a-f]{64}) [ *](?P<name>.+)")
_LONGEST_BYTES = 1 << 20


def write_hashes(folder: Path) -> None:
    """Writes ``SHA256SUMS`` over every file of a folder but itself and its signature.

    A signature that was there is removed: it was for other content.
    """
    (folder / SIGNATURE_NAME).unlink(missing_ok=True)
    names = [name for name in files_of(folder) if name not in _NOT_LISTED]
    lines = [f"{file_sha256(folder / name)}  {name}\n" for name in names]
    (folder / SUMS_NAME).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_hashes(folder: Path) -> Mapping[str, str]:
    """What ``SHA256SUMS`` says: name of a file -> SHA-256.

    Raises
    ------
    PluginError
        If it is missing or not of its form.
    """
    path = folder / SUMS_NAME
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            raise PluginError(f"{SUMS_NAME} is larger than 1 MB, so it is not read.")
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise PluginError(f"The pack has no {SUMS_NAME}; ask for a whole one.") from error
    except (OSError, ValueError) as error:
        raise PluginError(f"{SUMS_NAME} cannot be read; ask for the pack again.") from error
    hashes: dict[str, str] = {}
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None or not is_pack_path(found["name"]) or found["name"] in hashes:
            raise PluginError(f"{SUMS_NAME} is not a list of hashes and files; ask for the pack again.")
        hashes[found["name"]] = found["hash"]
    return hashes


def check_hashes(folder: Path, step: Callable[[float], None] = lambda fraction: None) -> Mapping[str, str]:
    """Whether the pack holds exactly the files that ``SHA256SUMS`` lists, unchanged; gives the hashes.

    The install record of this machine, which is no part of the pack, may lie there too.

    Parameters
    ----------
    step
        Told the fraction of the bytes that are done.

    Raises
    ------
    PluginError
        With the name of the first file that is missing, changed or not listed.
    """
    hashes = read_hashes(folder)
    present = set(files_of(folder)) - _NOT_LISTED
    for name in sorted(set(hashes) - present):
        raise PluginError(f"The pack lacks {name}, which its {SUMS_NAME} lists; ask for a whole one.")
    for name in sorted(present - set(hashes)):
        raise PluginError(f"The pack holds {name}, which its {SUMS_NAME} does not list.")
    whole = sum((folder / name).stat().st_size for name in hashes) or 1
    done = 0
    for name, expected in hashes.items():
        if file_sha256(folder / name) != expected:
            raise PluginError(f"{name} is not what {SUMS_NAME} says: the pack is damaged or was changed.")
        done += (folder / name).stat().st_size
        step(done / whole)
    return hashes


def files_of(folder: Path) -> list[str]:
    """Every file below a folder, as names with ``/``, in order.

    Raises
    ------
    PluginError
        If there is anything but plain files and folders, or a name that a pack may not hold.
    """
    names: list[str] = []
    _walk(folder, "", names)
    return sorted(names)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def known_sha256(path: Path) -> str:
    """The same, remembered until the file's time or size changes."""
    status = path.stat()
    return _remembered(path, status.st_mtime_ns, status.st_size)


def folder_sha256(folder: Path, leave_out: Container[str]) -> str:
    """SHA-256 over names and contents of the files below a folder; paths with a part in ``leave_out`` not."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part in leave_out for part in relative.parts):
            whole.update(f"{known_sha256(path)}  {relative.as_posix()}\n".encode())
    return whole.hexdigest()


@functools.lru_cache(maxsize=512)
def _remembered(path: Path, modified_ns: int, size_bytes: int) -> str:
    return file_sha256(path)


def _walk(folder: Path, prefix: str, names: list[str]) -> None:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        name = prefix + entry.name
        if not is_pack_path(name):
            raise PluginError(f"The pack holds a file with the name {name!r}, which no pack may hold.")
        if entry.is_dir(follow_symlinks=False):
            _walk(Path(entry.path), name + "/", names)
        elif entry.is_file(follow_symlinks=False):
            names.append(name)
        else:
            raise PluginError(f"The pack holds {name}, which is a link or a device and not a file.")
