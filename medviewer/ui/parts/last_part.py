"""What a file or folder is called on screen."""

from __future__ import annotations


def last_part(path: str) -> str:
    """The name of a file or folder without where it lies, whichever system the path is of."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
