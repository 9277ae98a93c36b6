"""JobLog: what one job said while it ran."""

from __future__ import annotations

from datetime import UTC, datetime

_MOST_LINES = 200


class JobLog:
    """The newest lines with their times; a message that only repeats is kept once."""

    def __init__(self) -> None:
        self._lines: list[tuple[datetime, str]] = []
        self._last = ""

    def add(self, text: str) -> None:
        """Takes a line; numbers that run (remaining time, tile counts) do not make a new one."""
        key = "".join(letter for letter in text if not letter.isdigit())
        if not text or key == self._last:
            return
        self._last = key
        self._lines.append((datetime.now(UTC), text))
        del self._lines[:-_MOST_LINES]

    def text(self) -> str:
        """One line each, with the local time."""
        return "\n".join(f"{when.astimezone():%H:%M:%S}  {text}" for when, text in self._lines)
