"""MainThreadCalls: a `post` for programs without an event loop (command line, tests)."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable


class MainThreadCalls:
    """Collects calls from other threads until the main thread makes them."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, call: Callable[[], None]) -> None:
        """Any thread: have ``call`` made by the main thread."""
        self._calls.put(call)

    def run_until(self, is_done: Callable[[], bool], timeout_s: float = 60.0) -> bool:
        """Main thread: makes the calls that come in until ``is_done`` or the time is over; whether done."""
        end = time.monotonic() + timeout_s
        while not is_done():
            try:
                self._calls.get(timeout=max(end - time.monotonic(), 0.0))()
            except queue.Empty:
                return is_done()
        return True
