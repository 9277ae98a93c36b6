"""Block: memory that two processes share and that nobody has to clean up.

On Linux a block is an anonymous file in memory (memfd) whose descriptor travels over the pipe: it
has no name, needs no room in ``/dev/shm``, and the kernel frees it when the last process that maps
it lets go or is killed. An array made on a block keeps it alive; when the last array dies the
mapping goes with it.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
import uuid
import weakref
from collections.abc import Sequence
from multiprocessing import shared_memory
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.free_memory import free_memory_bytes

# Some memory is left to the system, so that asking for the last byte fails here and not elsewhere.
_RESERVE_BYTES = 64 * 1024 * 1024


class Block(mmap.mmap):
    """A piece of shared memory. ``handle`` is a file descriptor (or, on Windows, a name)."""

    handle: int | str

    @classmethod
    def create(cls, size_bytes: int) -> Block:
        """A new block, zeroed and with all its memory reserved.

        Raises
        ------
        MemoryError
            With a sentence, if the machine has not enough memory left.
        """
        size_bytes = max(int(size_bytes), 1)
        free = free_memory_bytes()
        if free is not None and size_bytes > free - _RESERVE_BYTES:
            raise MemoryError(_too_large(size_bytes, free))
        if sys.platform == "win32":
            return cls.adopt(f"medviewer-{uuid.uuid4().hex}", size_bytes)
        descriptor = _anonymous_file()
        try:
            os.ftruncate(descriptor, size_bytes)
            if hasattr(os, "posix_fallocate"):  # a later lack of memory would be a bus error
                os.posix_fallocate(descriptor, 0, size_bytes)
        except OSError as error:
            os.close(descriptor)
            raise MemoryError(_too_large(size_bytes, free)) from error
        return cls.adopt(descriptor, size_bytes)

    @classmethod
    def adopt(cls, handle: int | str, size_bytes: int, read_only: bool = False) -> Block:
        """Maps a block that another process made; takes the descriptor over, also when it fails."""
        access = mmap.ACCESS_READ if read_only else mmap.ACCESS_WRITE
        if sys.platform == "win32":
            block = cls(-1, size_bytes, tagname=str(handle), access=access)
            block.handle = handle
            return block
        descriptor = int(handle)
        try:
            _seal(descriptor)
            if os.fstat(descriptor).st_size < size_bytes:
                raise ValueError("A block of shared memory is smaller than it claims to be.")
            block = cls(descriptor, size_bytes, access=access)
        except (OSError, ValueError):
            os.close(descriptor)
            raise
        block.handle = descriptor
        weakref.finalize(block, os.close, descriptor).atexit = False
        return block

    @property
    def address(self) -> int:
        """Address of the first byte in this process."""
        return int(np.frombuffer(self, dtype=np.uint8).ctypes.data)


def empty(shape: Sequence[int], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """A new zeroed array in a block of its own."""
    kind = np.dtype(dtype)
    shape = tuple(int(n) for n in shape)
    size = int(np.prod([1, *shape], dtype=object)) * kind.itemsize
    return np.ndarray(shape, kind, buffer=Block.create(size))


def block_of(array: npt.NDArray[Any]) -> Block | None:
    """The block that an array (or what it is a view of) lies in, or None."""
    owner: object = array
    while isinstance(owner, np.ndarray):
        owner = owner.base
    if isinstance(owner, memoryview):
        owner = owner.obj
    return owner if isinstance(owner, Block) else None


def identity_of(handle: int | str) -> tuple[int, int] | str:
    """What tells blocks apart however their handles travelled: the file's number, or the name."""
    if isinstance(handle, str):
        return handle
    status = os.fstat(handle)
    return status.st_dev, status.st_ino


def _anonymous_file() -> int:
    if sys.platform == "linux":
        return os.memfd_create("medviewer", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    return _unlinked_shared_memory()


def _unlinked_shared_memory() -> int:
    """A POSIX shared memory descriptor whose name is gone at once, for systems without memfd."""
    memory = shared_memory.SharedMemory(create=True, size=1)
    descriptor = os.dup(memory._fd)  # type: ignore[attr-defined]
    memory.close()
    memory.unlink()
    return descriptor


def _seal(descriptor: int) -> None:
    """Fixes the size: if the other process could shrink the file, reading it would be a bus error."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # not a memfd
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)


def _too_large(size_bytes: int, free_bytes: int | None) -> str:
    free = "" if free_bytes is None else f", and {free_bytes / 1e6:,.0f} MB are free"
    return (
        f"There is not enough memory: {size_bytes / 1e6:,.0f} MB are needed{free}. "
        "Close other series and try again."
    )
