"""What happens to errors that nobody expected: the log gets them, the user one sentence, the window lives."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication

from medviewer.core.errors import MedviewerError

_LARGEST_BYTES = 500_000
_log = logging.getLogger("medviewer")


def open_log(folder: Path) -> None:
    """Sends what goes wrong in this process to ``window.log``; without a folder to write there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "window.log", maxBytes=_LARGEST_BYTES, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.propagate = False


def catch_what_slips_through(post: Callable[[Callable[[], None]], None], show: Callable[[str], None]) -> None:
    """Logs unexpected errors of any thread and shows one sentence for them.

    Only the places in the code and the kind of error are logged: its text may hold patient data. An error
    of this program's own family has its sentence for the reader in it.
    """

    def tell(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        places = "".join(traceback.format_tb(trace))
        _log.error("%s\n%s", kind.__name__, places)
        sentence = QCoreApplication.translate(
            "LastResort",
            "Something went wrong inside the program (%1); what is open is still here, see the log.",
        )
        text = str(error) if isinstance(error, MedviewerError) else sentence.replace("%1", kind.__name__)
        post(lambda: show(text))

    def on_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        tell(kind, error, trace)

    def on_thread(caught: threading.ExceptHookArgs) -> None:
        tell(caught.exc_type, caught.exc_value, caught.exc_traceback)

    sys.excepthook = on_main
    threading.excepthook = on_thread
