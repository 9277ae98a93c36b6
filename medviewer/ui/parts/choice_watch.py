"""ChoiceWatch: says what went wrong with the files of the user's choices, each thing once."""

from __future__ import annotations

from collections.abc import Callable

from medviewer.ui.parts.choice_file import ChoiceFile, ChoiceTrouble


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
