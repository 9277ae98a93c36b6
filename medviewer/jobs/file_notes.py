"""FileNotes: which files a child is reading now, in memory that outlives it.

A decoder that crashes takes the child's last words with it; the notes stay, so that the file can be named
and left out. Each thread of the child has a slot of its own, so nothing has to be locked.
"""

from __future__ import annotations

import os
import struct
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_SLOTS = 64
_SLOT_BYTES = 4608
_HEAD = struct.Struct("<Qdqq")  # thread (0: nothing is read), since when, size, time of the last change
_LENGTH = struct.Struct("<I")
_PATH_AT = _HEAD.size + _LENGTH.size
NOTES_BYTES = _SLOTS * _SLOT_BYTES


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was read: another content is another file."""

    path: str
    size_bytes: int
    changed_ns: int

    @classmethod
    def of(cls, path: str) -> FileState:
        """As the file is now; sizes of -1 where it cannot be looked at."""
        try:
            status = Path(path).stat()
        except (OSError, ValueError):
            return cls(path, -1, -1)
        return cls(path, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file that is being read: by which thread, and since when (`time.monotonic`)."""

    file: FileState
    thread: int
    since: float


class FileNotes:
    """Slots in an array of `NOTES_BYTES` bytes that child and parent share."""

    def __init__(self, memory: npt.NDArray[Any]) -> None:
        if memory.dtype != np.uint8 or memory.size != NOTES_BYTES:
            raise ValueError("The memory for notes has another size.")
        self._bytes = memory.reshape(-1).data
        self._slot_of_thread: dict[int, int] = {}

    def begin(self, file: FileState) -> None:
        """Child: this thread reads a file now."""
        thread = threading.get_ident()
        start = self._slot_of_thread.setdefault(thread, len(self._slot_of_thread) % _SLOTS) * _SLOT_BYTES
        path = os.fsencode(file.path)[: _SLOT_BYTES - _PATH_AT]
        _LENGTH.pack_into(self._bytes, start + _HEAD.size, len(path))
        self._bytes[start + _PATH_AT : start + _PATH_AT + len(path)] = path
        _HEAD.pack_into(self._bytes, start, thread, time.monotonic(), file.size_bytes, file.changed_ns)

    def end(self) -> None:
        """Child: this thread is done with its file."""
        slot = self._slot_of_thread.get(threading.get_ident())
        if slot is not None:
            _HEAD.pack_into(self._bytes, slot * _SLOT_BYTES, 0, 0.0, 0, 0)

    def open_notes(self) -> list[FileNote]:
        """Parent: the files that are being read, the one that takes longest first."""
        found = []
        for start in range(0, NOTES_BYTES, _SLOT_BYTES):
            thread, since, size, changed = _HEAD.unpack_from(self._bytes, start)
            if thread:
                (length,) = _LENGTH.unpack_from(self._bytes, start + _HEAD.size)
                length = min(length, _SLOT_BYTES - _PATH_AT)
                path = os.fsdecode(bytes(self._bytes[start + _PATH_AT : start + _PATH_AT + length]))
                found.append(FileNote(FileState(path, size, changed), thread, since))
        return sorted(found, key=lambda note: note.since)
