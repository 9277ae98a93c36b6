"""ChoiceFile: one small file of the user's own choices, as several windows may write it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication

from medviewer.core.errors import ReadError
from medviewer.ui.parts.json_file import read_json, write_json

_PATIENCE_S = 0.5
_MOST_BEHIND = 200
Change = Callable[[Any], Any]


@dataclass(frozen=True)
class ChoiceTrouble:
    """What happened to choices, and one sentence for the user."""

    kind: Literal["damaged", "unwritable"]
    text: str


class ChoiceFile:
    """A change is made to what the file says by then, so that two windows do not undo each other's choices.

    Where the file cannot be written, changes hold for this run and are written with the next one that can be.
    A file that is damaged, or that ``is_right`` refuses, is put aside and counts as not there. Either is told
    to whoever watches, also of before.
    """

    def __init__(self, path: Path, is_right: Callable[[Any], bool] = lambda _content: True) -> None:
        self._path = path
        self._is_right = is_right
        self._behind: list[Change] = []
        self._troubles: list[ChoiceTrouble] = []
        self._watcher: Callable[[ChoiceTrouble], None] = lambda _trouble: None

    @property
    def trouble(self) -> str:
        """The last sentence for the user, "" if all is well."""
        return self._troubles[-1].text if self._troubles else ""

    @property
    def is_written(self) -> bool:
        """Whether the file holds every change."""
        return not self._behind

    def watch(self, watcher: Callable[[ChoiceTrouble], None]) -> None:
        """Tells what went wrong, and what will."""
        self._watcher = watcher
        for trouble in self._troubles:
            watcher(trouble)

    def read(self) -> Any:
        """What the file says now, with the changes that could not be written; None for nothing."""
        content = self._in_file()
        for change in self._behind:
            content = change(content)
        return content

    def update(self, change: Change) -> Any:
        """Changes what the file says, which is None for nothing; gives what it says then."""
        from medviewer.io.file_lock import FileLock  # not needed for the first picture

        self._behind = [*self._behind, change][-_MOST_BEHIND:]
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock.held(self._path.with_name(f"{self._path.name}.lock"), _PATIENCE_S):
            content = self.read()
            if write_json(self._path, content):
                self._behind = []
                return content
        text = QCoreApplication.translate(
            "ChoiceFile",
            "What you choose cannot be kept, because %1 cannot be written or its disk is full; "
            "it holds until this window is closed.",
        )
        self._tell(ChoiceTrouble("unwritable", text.replace("%1", str(self._path.parent))))
        return content

    # --- parts ---

    def _in_file(self) -> Any:
        try:
            content = read_json(self._path)
            if content is None or self._is_right(content):
                return content
        except ReadError:
            pass
        text = QCoreApplication.translate(
            "ChoiceFile",
            "%1 could not be read; the usual values are in force, and the old file is kept as %2.",
        )
        from medviewer.io.put_aside import put_aside  # seldom needed

        kept = put_aside(self._path)
        self._tell(ChoiceTrouble("damaged", text.replace("%1", self._path.name).replace("%2", kept)))
        return None

    def _tell(self, trouble: ChoiceTrouble) -> None:
        if trouble not in self._troubles:
            self._troubles.append(trouble)
            self._watcher(trouble)


def rows_in(content: Any) -> dict[str, Any]:
    """The rows of a file that holds a table; none where there is nothing."""
    return dict(content) if isinstance(content, dict) else {}


def is_table(content: Any) -> bool:
    """For files that hold a table of rows."""
    return isinstance(content, dict)


def newest_last(content: Any, name: str, row: Any, most: int) -> dict[str, Any]:
    """A table with a row put at its end (None: taken out); of too many the oldest go."""
    rows = rows_in(content)
    rows.pop(name, None)
    if row is not None:
        rows[name] = row
    return dict(list(rows.items())[-most:])


class ChoiceWatch:
    """Gathers what is told of files until somebody can say it.

    That choices cannot be kept is said once for all files: one folder holds them, and one sentence is enough.
    """

    def __init__(self) -> None:
        self._say: Callable[[str], None] | None = None
        self._waiting: list[str] = []
        self._told: set[str] = set()

    def watch(self, *files: ChoiceFile) -> None:
        """Listens to files."""
        for file in files:
            file.watch(self._take)

    def begin(self, say: Callable[[str], None]) -> None:
        """Says what is known by now, and what comes."""
        self._say = say
        for text in self._waiting:
            say(text)
        self._waiting.clear()

    def _take(self, trouble: ChoiceTrouble) -> None:
        key = trouble.kind if trouble.kind == "unwritable" else trouble.text
        if key in self._told:
            return
        self._told.add(key)
        if self._say is None:
            self._waiting.append(trouble.text)
        else:
            self._say(trouble.text)
