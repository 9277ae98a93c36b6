"""The DICOM files in the ZIP archives among other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile
from medviewer.io.archive import is_archive, read_archive
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.read_headers import read_headers
from medviewer.io.file_kind import FileKind, kind_of, looks_like_an_image
from medviewer.io.progress import ReadReport
from medviewer.io.rejection import rejection
from medviewer.io.source_file import MEMBER_MARK


@dataclass(slots=True)
class ArchivePass:
    """Headers and broken files in archives, members and archives left out, and files that are no archive."""

    headers: list[Header] = field(default_factory=list)
    rejected: list[RejectedFile] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_archives(files: Sequence[str], alone: bool, report: ReadReport) -> ArchivePass:
    """Looks into the archives among files that are not DICOM; never raises for a bad one.

    Parameters
    ----------
    alone
        Whether the user opened just this file, and so expects an answer even if it holds no picture.
    """
    found = ArchivePass()
    for file in files:
        if not is_archive(file):
            found.others.append(file)
            continue
        try:
            _look_into(file, alone, found, report)
        except (ReadError, OSError) as error:
            found.rejected.append(rejection(file, error))
    return found


def _look_into(file: str, alone: bool, found: ArchivePass, report: ReadReport) -> None:
    archive = read_archive(file)
    if archive.is_document and not alone:
        return
    members = read_headers([f"{file}{MEMBER_MARK}{name}" for name in sorted(archive.members)], report)
    found.headers += members.headers
    found.rejected += [*archive.rejected, *members.broken]
    others = [_other_member(path) for path in members.others]
    found.rejected += [one for one in others if one is not None]
    if alone and not members.headers and not found.rejected:
        found.rejected.append(RejectedFile(file, "The archive holds no DICOM file."))


def _other_member(path: str) -> RejectedFile | None:
    """Why a member that is not DICOM is left out; None if nobody expects to open it."""
    if _is_archive_inside(path):
        return RejectedFile(path, "It is an archive in an archive; unpack the outer one first.")
    if kind_of(path) is not FileKind.OTHER:
        return RejectedFile(path, "Only DICOM is read inside an archive; unpack it first.")
    if looks_like_an_image(path):
        return RejectedFile(path, "This is no DICOM file.")
    return None


def _is_archive_inside(path: str) -> bool:
    return path.lower().endswith(
        (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz")
    ) and not path.lower().endswith(".nii.gz")
