"""Saving the table of a verification."""

from __future__ import annotations

from pathlib import Path

from medviewer.core.verification import VerificationReport
from medviewer.io.atomic import atomic_write
from medviewer.io.progress import ReadReport


def save_report(found: VerificationReport, path: str, report: ReadReport) -> str:
    """Writes the table as text; an old file of that name stays if that fails. Gives the path.

    Raises
    ------
    WriteError
        With one sentence.
    """
    content = found.as_text().encode("utf-8")

    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    def compare(temporary: Path) -> None:
        if temporary.read_bytes() != content:
            raise OSError("the report reads back differently")

    saved = str(atomic_write(path, write, compare))
    report(1.0, "Saved")
    return saved
