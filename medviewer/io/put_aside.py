"""Damaged files are kept under another name, so that nothing in them is lost and nothing is written over."""

from __future__ import annotations

from pathlib import Path

_MOST = 100


def put_aside(file: Path) -> str:
    """Renames a damaged file and gives its new name.

    What was put aside before stays. Where nothing can be renamed the file keeps its name.
    """
    names = [f"{file.name}.broken", *(f"{file.name}.{number}.broken" for number in range(2, _MOST))]
    try:
        name = next((name for name in names if not file.with_name(name).exists()), names[0])
        file.replace(file.with_name(name))
    except OSError:
        return file.name
    return name
