"""The files below what a user opened."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile
from medviewer.io.progress import ReadReport

_MOST_FILES = 200_000


def find_files(
    paths: Sequence[str], report: ReadReport | None = None
) -> tuple[list[str], list[RejectedFile]]:
    """Regular files named by or below ``paths``, each once in a stable order; and unreadable folders.

    Folders are walked; hidden files and folders are passed over, and so are links that lead out of the
    folder that was opened.

    Raises
    ------
    ReadError
        If a path does not exist or cannot be read, or holds no file.
    Cancelled
        If the report says so, which is asked at each folder.
    """
    found: dict[str, None] = {}
    closed: list[RejectedFile] = []
    for path in paths:
        if not path:
            raise ReadError("No path was given; choose a file or a folder.")
        given = Path(path)
        try:
            is_folder, is_file = given.is_dir(), given.is_file()
            if is_folder:
                for file in _walk(given, closed, report, _MOST_FILES - len(found)):
                    found[file] = None
            elif is_file:
                found[str(given)] = None
        except (OSError, ValueError) as error:
            raise ReadError(f"{path} cannot be read; check its name and its permissions.") from error
        if not is_folder and not is_file:
            raise ReadError(f"{path} does not exist or is neither a file nor a folder.")
    if not found:
        raise ReadError(f"{', '.join(paths)} holds no files.")
    return list(found), closed


def _walk(top: Path, closed: list[RejectedFile], report: ReadReport | None, most: int) -> list[str]:
    """All files below a folder. Only the top's own permissions are an error; others go to ``closed``."""
    root = top.resolve()
    waiting, files = [str(top)], list[str]()
    while waiting:
        folder = waiting.pop()
        if report is not None:
            report(0.0, f"Looking for files, {len(files)} found")
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            if folder == str(top):
                raise
            closed.append(RejectedFile(folder, f"The folder cannot be read ({error.strerror})."))
            continue
        for entry in entries:
            if entry.name.startswith(".") or (entry.is_symlink() and not _leads_inside(entry.path, root)):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.is_file():
                files.append(entry.path)
        if len(files) > most:
            raise ReadError(f"{top} holds more than {_MOST_FILES} files; open a smaller folder.")
    return sorted(files)


def _leads_inside(link: str, root: Path) -> bool:
    try:
        return Path(link).resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a loop of links
        return False
