"""ZIP archives that are read in place: members stay packed, and nothing is ever written to a disk.

What an archive says of itself is not believed: sizes, ratios, names and overlaps are checked before a member
is unpacked, and a member is unpacked only as far as it is read.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile
from medviewer.io.archive_member import MemberStream, PackedMember
from medviewer.io.regular_file import open_regular
from medviewer.io.source_file import MEMBER_MARK

_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_MEMBERS = 200_000
_LARGEST_MEMBER = 1 << 31
_HIGHEST_RATIO = 200
_ALWAYS_ALLOWED = 1 << 28
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
_ENCRYPTED = 0x1
_UTF8 = 0x800
_DIRECTORIES_KEPT = 4
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, LookupError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Archive:
    """The table of contents of an archive: members that may be read, and why others may not.

    ``is_document`` marks packed office documents and programs, which nobody means to open here.
    """

    members: Mapping[str, PackedMember]
    rejected: tuple[RejectedFile, ...]
    is_document: bool


def is_archive(path: str) -> bool:
    """Whether a file begins as a ZIP archive does, whatever its name says."""
    if MEMBER_MARK in path and not Path(path).exists():
        return False
    try:
        with open_regular(path, buffering=0) as file:
            return file.read(4) in _STARTS
    except (OSError, ValueError):
        return False


def read_archive(path: str) -> Archive:
    """What an archive holds.

    Raises
    ------
    ReadError
        If it is damaged, or made to unpack to far more than it is.
    OSError
        If it cannot be opened.
    """
    found = Path(path).stat()
    return _contents(path, found.st_size, found.st_mtime_ns)


def open_member(path: str, name: str) -> BinaryIO:
    """A member of an archive as a seekable stream.

    Raises
    ------
    ReadError
        If the archive holds no member of this name that may be read.
    OSError
        If the archive cannot be opened.
    """
    member = read_archive(path).members.get(name)
    if member is None:
        raise ReadError(f"{path} holds no member of this name any more; open it again.")
    return cast(BinaryIO, MemberStream(path, member))


@lru_cache(_DIRECTORIES_KEPT)
def _contents(path: str, size: int, _mtime_ns: int) -> Archive:
    """Remembered by size and time: an archive of a thousand slices is asked a thousand times."""
    try:
        with zipfile.ZipFile(path) as opened:
            infos = opened.infolist()
            start = opened.start_dir
    except _BROKEN as error:
        raise ReadError(
            f"{path} is a damaged ZIP archive; unpack it with another program, if one can."
        ) from error
    if len(infos) > _MOST_MEMBERS:
        raise ReadError(
            f"{path} holds more than {_MOST_MEMBERS} members; unpack it and open a smaller folder."
        )
    _check_sizes(path, infos, size, start)
    members: dict[str, PackedMember] = {}
    rejected: list[RejectedFile] = []
    for info in infos:
        name = _name(info)
        if info.is_dir():
            continue
        reason = _refusal(info, name, name in members)
        if reason:
            rejected.append(RejectedFile(f"{path}{MEMBER_MARK}{name}", reason))
        else:
            is_packed = info.compress_type == zipfile.ZIP_DEFLATED
            members[name] = PackedMember(
                info.header_offset, info.compress_size, info.file_size, info.CRC, is_packed
            )
    return Archive(members, tuple(rejected), any(name in _OFFICE for name in members))


def _check_sizes(path: str, infos: list[zipfile.ZipInfo], size: int, start_of_directory: int) -> None:
    """Refuses archives that are made to fill a machine: overlapping members, unreasonable ratios."""
    whole = sum(info.file_size for info in infos)
    if whole > _HIGHEST_RATIO * size + _ALWAYS_ALLOWED:
        raise ReadError(f"{path} would unpack to an unreasonable size, so it is not opened.")
    packed = [info for info in infos if info.compress_size]
    packed.sort(key=lambda info: info.header_offset)
    ends = [info.header_offset + info.compress_size for info in packed]
    begins = [*[info.header_offset for info in packed[1:]], start_of_directory]
    if any(end > begin for end, begin in zip(ends, begins, strict=False)):
        raise ReadError(f"{path} is a damaged ZIP archive: its members overlap.")


def _refusal(info: zipfile.ZipInfo, name: str, is_second: bool) -> str:
    """Why a member is not read; "" if it is."""
    parts = name.replace("\\", "/").split("/")
    if info.flag_bits & _ENCRYPTED:
        return "It is encrypted; unpack the archive with its password first."
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name:
        return "Its name leads out of the archive."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link, not a file."
    if is_second:
        return "Another member of the archive has the same name."
    if info.compress_type not in _METHODS:
        return "It is packed by a method that is not read; unpack the archive first."
    if info.file_size > _LARGEST_MEMBER:
        return "It is unreasonably large for a member of an archive; unpack the archive first."
    return ""


def _name(info: zipfile.ZipInfo) -> str:
    """The name; without a mark for UTF-8 it is guessed, for Chinese systems write GB18030 there."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
