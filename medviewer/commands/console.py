"""Writing to the terminal."""

from __future__ import annotations

import json
import sys
from typing import Any

from medviewer.io.progress import LocalReport


def say(text: str = "") -> None:
    """One line on standard output; characters that the terminal cannot show become marks."""
    out = sys.stdout
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def say_json(content: Any) -> None:
    """Strict JSON on standard output, in ASCII, so that any terminal and any reader takes it."""
    say(json.dumps(content, indent=2, allow_nan=False))


class ConsoleReport(LocalReport):
    """Progress on standard error while a person watches it; silent otherwise."""

    def __init__(self) -> None:
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()
        self._last = ""

    def __call__(self, fraction: float, message: str = "") -> None:
        """Shows the percentage and the message in one line that is written over."""
        line = f"{min(max(fraction, 0.0), 1.0):4.0%}  {message}"[:78]
        if self._is_watched and line != self._last:
            sys.stderr.write(f"\r{line:<78}")
            sys.stderr.flush()
            self._last = line

    def clear(self) -> None:
        """Takes the line away again."""
        if self._is_watched and self._last:
            sys.stderr.write("\r" + " " * 78 + "\r")
            self._last = ""
