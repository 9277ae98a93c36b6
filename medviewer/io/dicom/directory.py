"""DICOMDIR: the table of contents of a disc (DICOM PS3.3 annex F), and whether what it names is there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydicom

from medviewer.core.errors import ReadError
from medviewer.io.dicom.parse.bad_content import BAD_CONTENT
from medviewer.io.dicom.parse.quiet import quiet_pydicom
from medviewer.io.regular_file import open_regular

_LARGEST_BYTES = 1 << 27
_MOST_RECORDS = 1_000_000
_IN_USE = 0xFFFF


@dataclass(frozen=True)
class MissingFile:
    """A file that a directory names and that is not there, or must not be followed.

    ``name`` is as the directory writes it, ``series_uid`` "" where the directory does not say.
    """

    name: str
    series_uid: str
    leads_outside: bool = False


@dataclass(frozen=True)
class Directory:
    """What a DICOMDIR says.

    Parameters
    ----------
    files
        The referenced files that are there, each once, in the order of the directory.
    missing
        Those that are not.
    named
        How many different files are named.
    images_of_series
        For each series instance UID how many files are named.
    """

    path: str
    files: tuple[str, ...]
    missing: tuple[MissingFile, ...]
    named: int
    images_of_series: Mapping[str, int]


def read_directory(path: str) -> Directory:
    """Reads a DICOMDIR and looks for its files, in any case of letters, inside its folder only.

    Raises
    ------
    ReadError
        If it is damaged or unreasonably large; one sentence.
    OSError
        If it cannot be opened.
    """
    if Path(path).stat().st_size > _LARGEST_BYTES:
        raise ReadError(f"{path} is unreasonably large for a table of contents; open its folder.")
    try:
        with open_regular(path) as file, quiet_pydicom():
            dataset = pydicom.dcmread(file, force=True)
            records = list(dataset.get("DirectoryRecordSequence") or ())[:_MOST_RECORDS]
            series_of = _series_of_records(records)
            named = _named_files(records, series_of)
    except OSError:
        raise
    except BAD_CONTENT as error:
        raise ReadError(f"{path} is a damaged table of contents (DICOMDIR); open its folder.") from error
    names = _Names(Path(path).parent)
    files, missing = [], []
    counts: dict[str, int] = {}
    for parts, series_uid in named.items():
        counts[series_uid] = counts.get(series_uid, 0) + 1
        found = names.find(parts)
        if found:
            files.append(found)
        else:
            missing.append(MissingFile("/".join(parts), series_uid, not _is_safe(parts)))
    return Directory(path, tuple(files), tuple(missing), len(named), counts)


def _named_files(records: Sequence[Any], series_of: Mapping[int, str]) -> dict[tuple[str, ...], str]:
    """The components of each file that a record in use names, with its series."""
    named: dict[tuple[str, ...], str] = {}
    for number, record in enumerate(records):
        raw = record.get("ReferencedFileID")
        if raw is None or not _is_in_use(record):
            continue
        parts = [raw] if isinstance(raw, str) else list(raw)
        # Some writers put a whole path into one component.
        split = tuple(piece for part in parts for piece in str(part).replace("\\", "/").split("/"))
        if any(split):
            named.setdefault(split, series_of.get(number, ""))
    return named


def _is_in_use(record: Any) -> bool:
    """Records that were taken out stay in the file with this flag at 0 (PS3.3 F.3.2.2)."""
    flag = record.get("RecordInUseFlag", _IN_USE)
    return flag is None or int(flag) != 0


def _series_of_records(records: Sequence[Any]) -> dict[int, str]:
    """The series of each record: by the links between records, else by the order they are written in."""
    places = {int(getattr(record, "seq_item_tell", -1) or -1): n for n, record in enumerate(records)}
    found: dict[int, str] = {}
    for number, record in enumerate(records):
        uid = str(record.get("SeriesInstanceUID", "") or "")
        if str(record.get("DirectoryRecordType", "")) != "SERIES":
            continue
        at = places.get(int(record.get("OffsetOfReferencedLowerLevelDirectoryEntity", 0) or 0), -1)
        for _ in range(len(records)):
            if at < 0 or at in found:
                break
            found[at] = uid
            step = int(records[at].get("OffsetOfTheNextDirectoryRecord", 0) or 0)
            at = places.get(step, -1)
        following = number + 1
        while following < len(records) and str(records[following].get("DirectoryRecordType", "")) not in (
            "SERIES", "STUDY", "PATIENT",
        ):  # fmt: skip
            found.setdefault(following, uid)
            following += 1
    return found


class _Names:
    """Finds files whatever case their names have on this disc, and never outside the top folder."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._root = os.path.realpath(top)
        self._listings: dict[str, dict[str, str]] = {}

    def find(self, parts: Sequence[str]) -> str:
        """The path of a file, "" if there is none that may be followed."""
        if not _is_safe(parts):
            return ""
        at = str(self._top)
        for part in parts:
            name = self._name(at, part)
            if not name:
                return ""
            at = os.path.join(at, name)  # noqa: PTH118 - thousands of names
        real = os.path.realpath(at)
        inside = real == self._root or real.startswith(self._root.rstrip(os.sep) + os.sep)
        return at if inside and Path(at).is_file() else ""

    def _name(self, folder: str, wanted: str) -> str:
        listing = self._listings.get(folder)
        if listing is None:
            listing = self._listings[folder] = dict(_folded_names(folder))
        return listing.get(wanted) or listing.get(_plain_name(wanted), "")


def _folded_names(folder: str) -> Iterator[tuple[str, str]]:
    """Every name in a folder under its own form and the one that it is looked up by."""
    try:
        names = sorted((entry.name for entry in os.scandir(folder)), reverse=True)
    except OSError:
        return
    for name in names:
        yield _plain_name(name), name
    for name in names:
        yield name, name


def _plain_name(name: str) -> str:
    """Without case, the version ``;1`` and the closing dot of ISO 9660."""
    return name.casefold().split(";")[0].rstrip(".")


def _is_safe(parts: Sequence[str]) -> bool:
    return all(
        part not in ("", ".", "..") and not any(c in part for c in ":\0") and len(part) < 256
        for part in parts
    )
