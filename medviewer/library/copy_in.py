"""The job that copies studies into the library. Run by a host, named by string."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from medviewer.core.errors import ReadError
from medviewer.core.series import SeriesEntry
from medviewer.io.progress import PartOfReport, ReadReport
from medviewer.io.scan import scan_path
from medviewer.library.copies import can_be_copied, copies_folder, copy_study
from medviewer.library.database import writing
from medviewer.library.index import Indexed
from medviewer.library.store import FileStamp, forget_series_of, home_of, stamp_of, store_entries


def copy_paths(database: str, paths: Sequence[str], report: ReadReport) -> Indexed:
    """Copies all that can be opened in folders, archives and files into the library, study by study.

    A study that was indexed in place is listed as copied from then on. What is complete stays, whatever
    happens to the rest.

    Raises
    ------
    ReadError, WriteError, Cancelled
        As `index_paths` and `copy_study`; also if there is nothing that can be copied.
    """
    catalog = scan_path(list(map(os.path.abspath, paths)), PartOfReport(report, 0.0, 0.2))
    studies: dict[tuple[str, ...], list[SeriesEntry]] = {}
    for entry in catalog.series:
        if entry.files and can_be_copied(entry):
            told = entry.info.study
            alone = "" if told.study_uid else entry.files[0]
            studies.setdefault((told.study_uid, told.patient_id, told.patient_name, alone), []).append(entry)
    if not studies:
        raise ReadError(f"Nothing in {catalog.source} can be copied as it is; index it in place instead.")
    done: Indexed = {"files": 0, "series": 0, "gone": []}
    for n, entries in enumerate(studies.values()):
        start, end = 0.2 + 0.8 * n / len(studies), 0.2 + 0.8 * (n + 1) / len(studies)
        _copy_one_study(database, entries, PartOfReport(report, start, end), done)
    return done


def _copy_one_study(database: str, entries: Sequence[SeriesEntry], report: ReadReport, done: Indexed) -> None:
    files = list(dict.fromkeys(file for entry in entries for file in entry.files))
    copies = copy_study(database, files, report)
    moved = dict(zip(files, copies, strict=True))
    there = [replace(_named(entry), files=tuple(moved[file] for file in entry.files)) for entry in entries]
    stamps = {copy: stamp_of(copy) or FileStamp(0, 0) for copy in copies}
    with writing(database) as connection:
        forget_series_of(connection, files)
        done["series"] += store_entries(connection, there, stamps, str(copies_folder(database)), True)
    done["files"] += len(copies)


def _named(entry: SeriesEntry) -> SeriesEntry:
    """A series without a study keeps the name of the folder that it came from."""
    study = entry.info.study
    if study.study_uid or study.study_description:
        return entry
    named = replace(study, study_description=Path(home_of(entry.files)).name)
    return replace(entry, info=replace(entry.info, study=named))
