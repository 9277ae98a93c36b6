"""The templates of reports: those that come with the program, and the site's own, which win."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from medviewer.report.words import RESOURCES

SUFFIX = ".html.j2"
STANDARD = "standard"
_MOST_BYTES = 256 * 1024
_NAME = re.compile(r"[\w][\w .-]{0,79}")


@dataclass(frozen=True)
class TemplateFile:
    """A template by its name; ``is_own`` if the site wrote it."""

    name: str
    path: Path
    is_own: bool = False


def template_files(own_folder: Path | None, shipped: Path = RESOURCES) -> tuple[TemplateFile, ...]:
    """All templates by name, the standard one first; a name of the site's hides that of the program."""
    found = {name: TemplateFile(name, path) for name, path in _in_folder(shipped)}
    if own_folder is not None:
        found |= {name: TemplateFile(name, path, True) for name, path in _in_folder(own_folder)}
    return tuple(sorted(found.values(), key=lambda one: (one.name != STANDARD, one.name.casefold())))


def read_template(name: str, files: Iterable[TemplateFile]) -> str | None:
    """The text of a template, None if there is none of that name.

    Raises
    ------
    ValueError
        With the reason in words, if it is too long or no text.
    """
    file = next((one for one in files if one.name == name), None)
    if file is None:
        return None
    try:
        with file.path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ValueError("it cannot be read") from error
    if len(content) > _MOST_BYTES:
        raise ValueError(f"it is longer than {_MOST_BYTES // 1024} KB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not text in UTF-8") from error


def _in_folder(folder: Path) -> list[tuple[str, Path]]:
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}"))
    except OSError:
        return []
    named = ((path.name.removesuffix(SUFFIX), path) for path in paths)
    return [(name, path) for name, path in named if _NAME.fullmatch(name) and path.is_file()]
