"""A screen to paint on: the one that is there, a virtual one, or none (Qt's offscreen platform)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def a_screen() -> Iterator[str]:
    """Sets up the environment for Qt and says in words what is painted on. Call before Qt starts."""
    if os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        yield "the screen " + os.environ["DISPLAY"]
        return
    server = shutil.which("Xvfb")
    if server is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield "memory (no screen)"
        return
    read_end, write_end = os.pipe()
    command = [server, "-displayfd", str(write_end), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, pass_fds=[write_end], **silent) as process:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            os.environ["DISPLAY"] = ":" + pipe.readline().strip()
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        try:
            yield "a virtual screen (Xvfb)"
        finally:
            process.terminate()
