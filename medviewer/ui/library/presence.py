"""Which studies of the library are there now, found out without ever waiting for a drive."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.session import InBackground

if TYPE_CHECKING:
    from medviewer.library.study import StudyRow

_ANSWERS_WITHIN_MS = 2000
_FRESH_S = 5.0


class LibraryPresence(QObject):
    """Asks each place on a thread of its own, and at most once at a time.

    ``found`` comes whenever something is known: study ids with True where they are there. A place that does
    not answer in time counts as gone until it does.
    """

    found = Signal(object)

    def __init__(self, database: str, in_background: InBackground, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._in_background = in_background
        self._asked: set[str] = set()
        self._answered: dict[str, tuple[float, frozenset[int]]] = {}

    def look(self, studies: Iterable[StudyRow]) -> None:
        """Finds out about these studies."""
        places: dict[str, list[int]] = {}
        for study in studies:
            places.setdefault(study.place, []).append(study.id)
        for place, ids in places.items():
            since, known = self._answered.get(place, (0.0, frozenset()))
            if place in self._asked:
                continue
            if time.monotonic() - since < _FRESH_S and known.issuperset(ids):
                continue
            self._ask(place, ids)

    def _ask(self, place: str, ids: list[int]) -> None:
        self._asked.add(place)
        # A place that did not answer before is not waited for again.
        QTimer.singleShot(_ANSWERS_WITHIN_MS, self, lambda: self._give_up(place, ids))

        def look() -> dict[int, bool]:
            from medviewer.library.presence import present_studies  # the window's start need not wait for it

            return present_studies(self._database, place, ids)

        self._in_background(
            look,
            lambda found: self._take(place, found),
            lambda: self._take(place, dict.fromkeys(ids, False)),
        )

    def _take(self, place: str, found: dict[int, bool]) -> None:
        self._asked.discard(place)
        self._answered[place] = (time.monotonic(), frozenset(found))
        self.found.emit(found)

    def _give_up(self, place: str, ids: list[int]) -> None:
        if place in self._asked:
            self.found.emit(dict.fromkeys(ids, False))
