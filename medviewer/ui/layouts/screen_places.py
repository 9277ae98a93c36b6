"""Where windows beside the main one stand: remembered for each screen, never off all screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medviewer.ui.parts.choice_file import ChoiceFile, is_table, newest_last, rows_in

Rect = tuple[int, int, int, int]
"""Left, top, width and height in logical pixels."""
_SMALLEST = (240, 200)
_MOST_SCREENS = 40


@dataclass(frozen=True)
class ScreenArea:
    """A screen that is there: its name, and what of it windows may use."""

    name: str
    area: Rect


def place_of_window(
    known: Mapping[str, Rect], last: str, screens: Sequence[ScreenArea], main: str, usual: tuple[int, int]
) -> Rect:
    """Where a window comes up.

    Parameters
    ----------
    known
        Where it stood on each screen.
    last
        The screen that it was on last, "" if never.
    screens
        Those that are there now; at least one.
    main
        The screen of the main window.
    usual
        Its width and height where it never was.
    """
    by_name = {screen.name: screen for screen in screens}
    other = next((screen for screen in screens if screen.name != main), screens[0])
    screen = by_name.get(last, other)
    if screen.name in known:
        return _inside(known[screen.name], screen.area)
    left, top, width, height = screen.area
    wanted = (min(usual[0], width), min(usual[1], height))
    centred = (left + (width - wanted[0]) // 2, top + (height - wanted[1]) // 2, *wanted)
    return _inside(centred, screen.area)


def _inside(wanted: Rect, area: Rect) -> Rect:
    """A rectangle moved and shrunk into an area."""
    width = min(max(wanted[2], _SMALLEST[0]), area[2])
    height = min(max(wanted[3], _SMALLEST[1]), area[3])
    left = min(max(wanted[0], area[0]), area[0] + area[2] - width)
    top = min(max(wanted[1], area[1]), area[1] + area[3] - height)
    return (left, top, width, height)


class WindowPlaces:
    """The places of windows by what they hold, in one small file; what is damaged counts as not there."""

    def __init__(self, file: Path) -> None:
        self.file = ChoiceFile(file, is_table)
        self._known: dict[str, dict[str, Any]] | None = None

    def known(self, name: str) -> dict[str, Rect]:
        """Where a window stood, by screen."""
        rows = self._all().get(name, {}).get("screens")
        pairs = rows.items() if isinstance(rows, dict) else ()
        return {screen: _rect(place) for screen, place in pairs if _is_rect(place)}

    def last(self, name: str) -> str:
        """The screen that a window was on last, "" if never."""
        screen = self._all().get(name, {}).get("last", "")
        return screen if isinstance(screen, str) else ""

    def remember(self, name: str, screen: str, place: Rect) -> None:
        """A window stands somewhere."""

        def change(content: Any) -> dict[str, Any]:
            rows = rows_in(content)
            screens = newest_last(rows_in(rows.get(name)).get("screens"), screen, list(place), _MOST_SCREENS)
            return {**rows, name: {"last": screen, "screens": screens}}

        self._known = _tables_in(self.file.update(change))

    def _all(self) -> dict[str, dict[str, Any]]:
        if self._known is None:
            self._known = _tables_in(self.file.read())
        return self._known


def _tables_in(content: Any) -> dict[str, dict[str, Any]]:
    return {name: row for name, row in rows_in(content).items() if isinstance(row, dict)}


def _is_rect(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 4
        and all(isinstance(one, int) and abs(one) < 1_000_000 for one in value)
    )


def _rect(value: Sequence[int]) -> Rect:
    left, top, width, height = value
    return (left, top, width, height)
