"""Crossing threads: calls posted to the main thread, and small work done on a worker thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from medviewer.jobs.in_background import nobody_waits


class MainThread(QObject):
    """Makes calls from other threads on the thread that it was created on."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Any thread: have ``call`` made by the main thread."""
        self._posted.emit(call)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()


class Background:
    """Small work of this process on a thread of its own: sums over label maps, fingerprints, paths.

    The threads are daemons: a path on a dead network drive may hold one for minutes, and the program
    still ends at once.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post

    def __call__(
        self,
        function: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[], None] = nobody_waits,
    ) -> None:
        """Calls ``function`` on a worker thread, then ``done`` with what it gave on the main thread.

        If it raises, ``failed`` is called there in its place; the error itself goes the way of every error
        that nobody expected (`ui.last_resort`): into the log, and one sentence for the reader.
        """

        def work() -> None:
            try:
                result = function()
            except BaseException:
                self._post(failed)
                raise
            self._post(lambda: done(result))

        threading.Thread(target=work, name="background", daemon=True).start()
