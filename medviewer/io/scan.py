"""What a path holds: the header pass over a file or a folder."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path

from medviewer.core.errors import ReadError
from medviewer.core.series import Catalog, RejectedFile, SeriesEntry
from medviewer.io.archive_scan import read_archives
from medviewer.io.countdown import Countdown
from medviewer.io.dicom.catalog_entries import catalog_entries
from medviewer.io.dicom.follow_directory import follow_directories, with_missing_files
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.read_headers import HeaderPass, read_headers
from medviewer.io.dicom.parse.sop_classes import DIRECTORY_CLASS
from medviewer.io.file_kind import FileKind, kind_of, looks_like_an_image
from medviewer.io.find_files import find_files
from medviewer.io.progress import PartOfReport, ReadReport
from medviewer.io.rejection import rejection

_MOST_REASONS = 1000


def scan_path(path: str | Sequence[str], report: ReadReport) -> Catalog:
    """The series in a file, a folder or several of them.

    Parameters
    ----------
    path
        What the user opened. Folders are searched; file names and endings do not matter for DICOM.
    report
        Progress and cancelling.

    Returns
    -------
    Catalog
        Series that can be opened (also refused ones, with their reason) and files that cannot.

    Raises
    ------
    ReadError
        If nothing there can be opened; the message names the path.
    Cancelled
        If the report says so.
    """
    paths = [path] if isinstance(path, str) else list(path)
    source = paths[0] if len(paths) == 1 else str(Path(paths[0]).parent) if paths else ""
    files, closed = find_files(paths, report)
    catalog, headers = _look_into(files, source, report, follows=True)
    rejected = _not_too_many([*closed, *catalog.rejected], source)
    if not catalog.series:
        raise ReadError(_nothing(source, files, headers, rejected))
    return replace(catalog, rejected=rejected)


def scan_files(files: Sequence[str], source: str, report: ReadReport) -> Catalog:
    """The series in these files, which may be none; ``source`` is the path they were found in.

    A table of contents is followed to other files only if it is the only file.
    """
    return _look_into(files, source, report, follows=False)[0]


def _look_into(
    files: Sequence[str], source: str, report: ReadReport, follows: bool
) -> tuple[Catalog, Sequence[Header]]:
    """The catalog, and all headers. ``follows`` tables of contents also to files beyond these."""
    found = read_headers(files, PartOfReport(report, 0.0, 0.7))
    named = follow_directories(found.headers, files, report)
    if named.files and (follows or len(files) == 1):
        also = read_headers(named.files, PartOfReport(report, 0.7, 0.8))
        found = HeaderPass(
            found.headers + also.headers, found.broken + also.broken, found.others + also.others
        )
    packed = read_archives(found.others, len(files) == 1, PartOfReport(report, 0.8, 0.9))
    headers = [*found.headers, *packed.headers]
    entries, rejected = catalog_entries(headers, source)
    entries = [with_missing_files(entry, named.missing_of_series) for entry in entries]
    rejected = [*named.rejected, *found.broken, *packed.rejected, *rejected]
    taken, countdown = {entry.series_id for entry in entries}, Countdown("Other files,", len(packed.others))
    for n, file in enumerate(packed.others):
        report(0.9 + 0.1 * n / len(packed.others), countdown.text(n))
        one = _other_file(file, source, taken, len(files) == 1, report)
        if isinstance(one, SeriesEntry):
            entries.append(one)
            taken.add(one.series_id)
        elif one is not None:
            rejected.append(one)
    report(1.0, "")
    return Catalog(source, tuple(entries), tuple(rejected)), headers


def _not_too_many(rejected: Sequence[RejectedFile], source: str) -> tuple[RejectedFile, ...]:
    """The first files that were left out; of the others only how many, for nobody reads thousands."""
    beyond = len(rejected) - _MOST_REASONS
    if beyond <= 0:
        return tuple(rejected)
    return (*rejected[:_MOST_REASONS], RejectedFile(source, f"{beyond} more files were left out."))


def _other_file(
    file: str, source: str, taken: Container[str], alone: bool, report: ReadReport
) -> SeriesEntry | RejectedFile | None:
    """An entry for a file that is not DICOM, or why it is none; None for a file nobody expects to open."""
    kind = kind_of(file)
    try:
        if kind is FileKind.PICTURE:
            from medviewer.io.picture_file import scan_picture

            with report.reading(file):
                return scan_picture(file, source, taken)
        if kind is FileKind.IMAGE:
            from medviewer.io.image_file import scan_image

            with report.reading(file):
                return scan_image(file, source, taken)
    except ReadError as error:
        return rejection(file, error)
    if alone or looks_like_an_image(file):
        return RejectedFile(file, "This is no DICOM file, and no other kind of image that can be opened.")
    return None


def _nothing(
    source: str, files: Sequence[str], headers: Sequence[Header], rejected: Sequence[RejectedFile]
) -> str:
    if len(files) == 1 and headers and headers[0].sop_class == DIRECTORY_CLASS and not rejected:
        return f"{source} is a table of contents (DICOMDIR) that names no file; open the folder it lies in."
    if len(rejected) == 1:
        return f"{source} cannot be opened: {rejected[0].reason}"
    if rejected:
        return (
            f"Nothing in {source} can be opened; the first of {len(rejected)} reasons: {rejected[0].reason}"
        )
    return f"{source} holds no image that can be opened."
