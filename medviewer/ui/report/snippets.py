"""Snippets: texts that a reader writes again and again, by name, in a file of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from medviewer.core.errors import ReadError
from medviewer.ui.parts.choice_file import ChoiceFile
from medviewer.ui.parts.json_file import read_json, write_json

MOST_SNIPPETS = 1000
_LONGEST_NAME = 120
_LONGEST_TEXT = 20_000
_FORMAT = "medviewer report snippets"


@dataclass(frozen=True)
class Snippet:
    """A text by its name."""

    name: str
    text: str


class Snippets(QObject):
    """All snippets by name in alphabetical order. ``changed`` follows any change.

    Parameters
    ----------
    file
        Where they are kept; made at the first snippet.
    """

    changed = Signal()

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = ChoiceFile(file, _is_listed)
        self.items = _snippets_in(self.file.read())

    def put(self, name: str, text: str) -> bool:
        """Adds a snippet or replaces the one of that name; False where it cannot be saved."""
        name = " ".join(name.split())[:_LONGEST_NAME]
        if not name or not text.strip():
            return False
        new = Snippet(name, text[:_LONGEST_TEXT])
        return self._keep(lambda known: [*(one for one in known if one.name != name), new])

    def remove(self, name: str) -> bool:
        """Takes a snippet away."""
        return self._keep(lambda known: [one for one in known if one.name != name])

    def take_from(self, path: str) -> int:
        """Adds those of a file; one with a known name replaces that. Gives how many there were.

        Raises
        ------
        ReadError
            If the file holds no snippets.
        """
        found = read_snippets(Path(path))
        if not found:
            raise ReadError(f"{Path(path).name} holds no snippets of reports.")
        names = {one.name for one in found}
        self._keep(lambda known: [*(one for one in known if one.name not in names), *found])
        return len(found)

    def write_to(self, path: str) -> bool:
        """Writes all to a file of the user's choice."""
        return write_json(Path(path), _plain(self.items))

    def _keep(self, change: Callable[[Iterable[Snippet]], list[Snippet]]) -> bool:
        content = self.file.update(lambda told: _plain(_in_order(change(_snippets_in(told)))))
        self.items = _snippets_in(content)
        self.changed.emit()
        return self.file.is_written


def read_snippets(file: Path) -> tuple[Snippet, ...]:
    """The snippets of a file, none where there is no file.

    Raises
    ------
    ReadError
        If it is damaged or holds something else.
    """
    content = read_json(file)
    if content is None:
        return ()
    if not _is_listed(content):
        raise ReadError(f"{file.name} holds no snippets of reports.")
    return _snippets_in(content)


def _is_listed(content: Any) -> bool:
    return isinstance(content, dict) and isinstance(content.get("snippets"), list)


def _snippets_in(content: Any) -> tuple[Snippet, ...]:
    listed = content["snippets"] if _is_listed(content) else []
    return _in_order([Snippet(one["name"], one["text"]) for one in listed if _is_snippet(one)])


def _in_order(found: Iterable[Snippet]) -> tuple[Snippet, ...]:
    return tuple(sorted(found, key=lambda one: one.name.casefold())[:MOST_SNIPPETS])


def _is_snippet(one: Any) -> bool:
    if not isinstance(one, dict):
        return False
    name, text = one.get("name"), one.get("text")
    if not isinstance(name, str) or not isinstance(text, str):
        return False
    return 0 < len(name) <= _LONGEST_NAME and 0 < len(text) <= _LONGEST_TEXT


def _plain(items: tuple[Snippet, ...]) -> dict[str, Any]:
    return {"format": _FORMAT, "version": 1, "snippets": [asdict(one) for one in items]}
