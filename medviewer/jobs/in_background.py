"""InBackground: how a room has something done off the main thread without knowing how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


def nobody_waits() -> None:
    """For ``failed`` where nothing waits for the answer: the reader is told of the error all the same."""


class InBackground(Protocol):
    """Runs ``function`` on a worker thread and hands its result to ``done`` on the main thread.

    If it raises, ``failed`` is called on the main thread in its place, after the error was logged and told
    to the reader: one of the two is always called, so that nobody waits for ever.
    """

    def __call__(
        self,
        function: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[], None] = nobody_waits,
    ) -> None: ...
