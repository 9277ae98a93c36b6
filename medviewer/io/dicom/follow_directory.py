"""What tables of contents (DICOMDIR) name beyond the files that are looked at, and what of it is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from medviewer.core.errors import ReadError
from medviewer.core.series import Problem, RejectedFile, SeriesEntry
from medviewer.io.dicom.directory import Directory, read_directory
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.sop_classes import DIRECTORY_CLASS
from medviewer.io.progress import ReadReport
from medviewer.io.rejection import rejection

_USUAL_NAME = "dicomdir"
_MOST_TOLD = 20


@dataclass(slots=True)
class DirectoryPass:
    """``files`` are named and there but not among those that were looked at; ``missing_of_series`` counts the
    named files of each series and those of them that are not there."""

    files: list[str] = field(default_factory=list)
    rejected: list[RejectedFile] = field(default_factory=list)
    missing_of_series: dict[str, tuple[int, int]] = field(default_factory=dict)


def follow_directories(headers: Sequence[Header], files: Sequence[str], report: ReadReport) -> DirectoryPass:
    """Reads the directories among headers: one that was opened by itself, and those with the usual name."""
    found = DirectoryPass()
    known = set(files)
    for header in headers:
        if header.sop_class != DIRECTORY_CLASS:
            continue
        if len(files) > 1 and Path(header.path).name.casefold() != _USUAL_NAME:
            continue  # a spare copy lies beside the one that counts
        try:
            with report.reading(header.path):
                directory = read_directory(header.path)
        except (ReadError, OSError) as error:
            found.rejected.append(rejection(header.path, error))
            continue
        new = [file for file in directory.files if file not in known]
        known.update(new)
        found.files += new
        _tell_missing(directory, found)
    return found


def with_missing_files(entry: SeriesEntry, missing_of_series: dict[str, tuple[int, int]]) -> SeriesEntry:
    """The entry with a problem if a directory names more files of its series than there are."""
    named, missing = missing_of_series.get(entry.info.series_uid, (0, 0))
    if not missing:
        return entry
    message = f"{missing} of {named} files that the DICOMDIR names for this series are missing."
    problems = (*entry.report.problems, Problem("MISSING_FILES", message))
    return replace(entry, report=replace(entry.report, problems=problems))


def _tell_missing(directory: Directory, found: DirectoryPass) -> None:
    if not directory.missing:
        return
    count = len(directory.missing)
    reason = f"{count} of {directory.named} referenced files are missing."
    if count == 1:
        reason = f"1 of {directory.named} referenced files is missing."
    found.rejected.append(RejectedFile(directory.path, reason))
    folder = Path(directory.path).parent
    for one in directory.missing[:_MOST_TOLD]:
        reason = "The DICOMDIR names this file, which is not there."
        if one.leads_outside:
            reason = "The DICOMDIR names a file outside its own folder, which is not followed."
        found.rejected.append(RejectedFile(f"{folder}/{one.name}", reason))
    for uid, missing in Counter(one.series_uid for one in directory.missing if one.series_uid).items():
        found.missing_of_series[uid] = (directory.images_of_series.get(uid, missing), missing)
