"""A finished report (PDF, HTML) to a file."""

from __future__ import annotations

from pathlib import Path

from medviewer.io.atomic import atomic_write
from medviewer.io.progress import ReadReport


def save_report_file(content: bytes, path: str, report: ReadReport) -> str:
    """Writes the bytes of a report, whole or not at all, and reads them back; gives the path.

    Raises
    ------
    WriteError
        If it cannot be written; an old file is untouched.
    """
    report(0.2, "Saving the report")

    def verify(written: Path) -> None:
        if written.read_bytes() != content:
            raise OSError("what was read back differs")

    return str(atomic_write(path, lambda temporary: _write(temporary, content), verify))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
