"""A finished report (PDF, HTML) to a file."""

from __future__ import annotations

from medviewer.io.atomic import write_bytes_whole
from medviewer.io.progress import ReadReport


def save_report_file(content: bytes, path: str, report: ReadReport) -> str:
    """Writes the bytes of a report, whole or not at all, and reads them back; gives the path.

    Raises
    ------
    WriteError
        If it cannot be written; an old file is untouched.
    """
    report(0.2, "Saving the report")
    return str(write_bytes_whole(path, content))
