"""Whether pixels fit into memory, asked before it is taken."""

from __future__ import annotations

import psutil

from medviewer.core.errors import ReadError

_LEFT_FOR_OTHERS = 0.1


def require_memory(what: str, needed_bytes: float) -> None:
    """Refuses work that would push the machine into its swap space.

    Parameters
    ----------
    what
        Subject of the sentence: a path, or "The series in" one.
    needed_bytes
        The most that is held at one time.

    Raises
    ------
    ReadError
        If less is free, a tenth of it apart; one sentence with both numbers.
    """
    free_bytes = psutil.virtual_memory().available
    if needed_bytes > (1.0 - _LEFT_FOR_OTHERS) * free_bytes:
        raise ReadError(
            f"{what} needs {needed_bytes / 1e9:.1f} GB of memory and {free_bytes / 1e9:.1f} GB are free; "
            "close other images and try again."
        )
