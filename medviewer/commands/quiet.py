"""Keeping the libraries' own words off standard error: a failure is one sentence there, and ours."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def quiet_libraries() -> Iterator[None]:
    """Sends what native code prints to standard error nowhere; ``sys.stderr`` still reaches the user.

    Does nothing where standard error is not the real one, as in tests.
    """
    try:
        is_real = sys.stderr is not None and sys.stderr.fileno() == 2
    except (OSError, ValueError):
        is_real = False
    if not is_real:
        yield
        return
    shown, kept = sys.stderr, os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    shown.flush()
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        with os.fdopen(kept, "w", encoding=shown.encoding, errors="backslashreplace", closefd=False) as ours:
            sys.stderr = ours
            yield
    finally:
        sys.stderr = shown
        os.dup2(kept, 2)
        os.close(kept)
