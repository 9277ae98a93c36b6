"""Saving marks and key images by the suffix of the file; what the writer's host is asked for.

All functions take the ``report`` of their job and return the path of the finished file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from medviewer.core.errors import WriteError
from medviewer.core.mark import KeyImage
from medviewer.core.mark_record import MarkRecord
from medviewer.core.presentation_state import PresentationState
from medviewer.io.marks.json_file import write_json
from medviewer.io.marks.write_csv import write_csv
from medviewer.io.progress import ReadReport


def save_marks(
    records: Sequence[MarkRecord],
    key_images: Sequence[KeyImage],
    path: str,
    source_files: Sequence[str],
    report: ReadReport,
) -> str:
    """Saves marks to ``.dcm`` (structured report), ``.json`` (with key images) or ``.csv``.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    report(0.0, "Writing the measurements")
    match Path(path).suffix.lower():
        case ".dcm":
            from medviewer.io.marks.write_report import write_report

            saved = write_report(records, Path(path), source_files, report)
        case ".json":
            saved = write_json(records, key_images, Path(path))
        case ".csv":
            saved = write_csv(records, Path(path))
        case _:
            raise WriteError(f"{path} was not saved: the name must end in .dcm, .json or .csv.")
    report(1.0, "Saved")
    return str(saved)


def save_state(state: PresentationState, path: str, source_files: Sequence[str], report: ReadReport) -> str:
    """Saves how images are seen, with what was drawn on them, as a DICOM presentation state."""
    from medviewer.io.marks.write_state import write_state

    _demand_dcm(path)
    saved = write_state(state, Path(path), source_files, report)
    report(1.0, "Saved")
    return str(saved)


def save_key_images(
    key_images: Sequence[KeyImage], path: str, source_files: Sequence[str], report: ReadReport
) -> str:
    """Saves key images as a DICOM key object, or as ``.json``."""
    if Path(path).suffix.lower() == ".json":
        saved = write_json((), key_images, Path(path))
    else:
        from medviewer.io.marks.write_key_images import write_key_images

        _demand_dcm(path)
        saved = write_key_images(key_images, Path(path), source_files, report)
    report(1.0, "Saved")
    return str(saved)


def _demand_dcm(path: str) -> None:
    if Path(path).suffix.lower() != ".dcm":
        raise WriteError(f"{path} was not saved: the name must end in .dcm.")
