"""Catalog entries of files that are not DICOM."""

from __future__ import annotations

import hashlib
from collections.abc import Container
from pathlib import Path

from medviewer.core.series import LoadReport, SeriesEntry, SeriesInfo


def file_entry(
    path: str, source: str, shape_kji: tuple[int, int, int], report: LoadReport, taken: Container[str]
) -> SeriesEntry:
    """An entry for one file, described by its name; its identifier is unique among ``taken``."""
    file = Path(path)
    name = (
        str(file.relative_to(source)) if file != Path(source) and file.is_relative_to(source) else file.name
    )
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
    series_id = next(digest[n : n + 8] for n in range(57) if digest[n : n + 8] not in taken)
    info = SeriesInfo(series_id=series_id, description=file.name)
    return SeriesEntry(info, "file", (path,), shape_kji, report, source)
