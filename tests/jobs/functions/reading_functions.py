"""Jobs that read files, some of which stop the process that reads them."""

from __future__ import annotations

import ctypes
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from medviewer.core.errors import ReadError


def read_files(paths, threads, report):
    """What each file holds, by name; what was left out, with the reason."""
    read, left_out = [], []

    def one(path):
        try:
            with report.reading(path):
                read.append(_decode(Path(path)))
        except ReadError as error:
            left_out.append(str(error))

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(one, paths))
    return sorted(read), sorted(left_out)


def _decode(path):
    text = path.read_text()
    if text == "crash":
        ctypes.string_at(0)
    if text == "abort":
        os.abort()
    if text == "silent crash":  # as a thread that has used up its stack dies: nothing is logged
        time.sleep(0.1)
        os._exit(3)
    if text == "hang":
        while True:
            pass
    if text == "slow":
        time.sleep(0.15)
    return text


def crash_elsewhere(path, report):
    """A thread that reads nothing crashes while a file is read."""
    with report.reading(path):
        thread = threading.Thread(target=lambda: ctypes.string_at(0))
        thread.start()
        thread.join()


def long_work(seconds, report):
    """Computes for long without reading: no file is to blame."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    return "done"


def slow_start(report):
    time.sleep(0.6)
