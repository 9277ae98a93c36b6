"""Channel: messages between the window's process and a child, their arrays in shared memory.

A message is a tuple of plain values and nouns of `medviewer.core`. Arrays of 64 KiB or more, and those
that fill a `Block`, do not travel: one that lies in a block is sent as its place in it, any other is
copied into a new block once. A block that comes again is not mapped again. What comes
from a child is unpickled with an allow-list, for a child has parsed foreign bytes.
"""

from __future__ import annotations

import io
import os
import pickle
import socket
import struct
import sys
import threading
import weakref
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.jobs.allowed_types import find_allowed_type
from medviewer.jobs.block import Block, block_of, identity_of
from medviewer.jobs.noun_check import check_nouns

_INLINE_BYTES = 64 * 1024
_PLAIN_KINDS = "biufc"
_DESCRIPTORS_AT_ONCE = 100
_LARGEST_MESSAGE_BYTES = 512 * 1024 * 1024

Allocate = Callable[[int], Block]


class Channel:
    """One end of a duplex pipe; any thread may send, one thread receives.

    Parameters
    ----------
    connection
        The pipe's end (a socket pair, except on Windows).
    is_parent
        The parent unpickles with the allow-list and maps blocks for writing; the child trusts its
        parent and maps the parent's arrays read-only, so that no model can change a shown picture.
    allocate
        Makes the blocks for arrays that lie in none.
    """

    def __init__(self, connection: Connection, is_parent: bool, allocate: Allocate = Block.create) -> None:
        self.connection = connection
        self._is_parent = is_parent
        self._allocate = allocate
        self._sending = threading.Lock()
        self._mapped: weakref.WeakValueDictionary[object, Block] = weakref.WeakValueDictionary()

    def send(self, message: tuple[Any, ...], still_filled: bool = False) -> None:
        """Sends a message.

        Parameters
        ----------
        still_filled
            Arrays are still being written: then even a small part of a large block stays where it is,
            while otherwise it is copied, so that it does not hold the block.

        Raises
        ------
        pickle.PicklingError, TypeError, AttributeError
            If it holds something that cannot be pickled; nothing has been sent then.
        MemoryError
            If an array cannot be copied to shared memory; nothing has been sent then.
        OSError
            If the other side is gone.
        """
        buffer = io.BytesIO()
        packer = _Packer(buffer, self._allocate, still_filled)
        packer.dump(message)
        names = [block.handle if sys.platform == "win32" else "" for block in packer.blocks]
        head = pickle.dumps([(len(b), name) for b, name in zip(packer.blocks, names, strict=True)])
        with self._sending:
            self.connection.send_bytes(struct.pack("<I", len(head)) + head + buffer.getvalue())
            if packer.blocks and sys.platform != "win32":
                self._send_descriptors([int(block.handle) for block in packer.blocks])

    def receive(self) -> tuple[Any, ...]:
        """The next message; waits for it.

        Raises
        ------
        EOFError, OSError
            If the other side is gone.
        Exception
            To the parent: if the message holds something that is not on the allow-list, or that does
            not keep the promises of its type.
        """
        data = self.connection.recv_bytes(_LARGEST_MESSAGE_BYTES)
        (head_length,) = struct.unpack_from("<I", data)
        body = memoryview(data)[4 + head_length :]
        head = _Unpacker(io.BytesIO(data[4 : 4 + head_length]), [], self._is_parent).load()
        sizes_bytes, handles = [int(size) for size, _ in head], [name for _, name in head]
        if handles and sys.platform != "win32":
            handles = self._receive_descriptors(len(handles))
        blocks = self._blocks(handles, sizes_bytes)
        message = _Unpacker(io.BytesIO(body), blocks, self._is_parent).load()
        if not isinstance(message, tuple) or not message:
            raise pickle.UnpicklingError("A message is not a tuple.")
        if self._is_parent:
            check_nouns(message)
        return message

    def close(self) -> None:
        self.connection.close()

    def _blocks(self, handles: list[Any], sizes_bytes: list[int]) -> list[Block]:
        """The blocks of all handles; if one cannot be mapped, the descriptors behind it are closed."""
        blocks: list[Block] = []
        try:
            for handle, size_bytes in zip(handles, sizes_bytes, strict=True):
                blocks.append(self._block(handle, size_bytes))
        except BaseException:
            for handle in handles[len(blocks) + 1 :]:
                if isinstance(handle, int):
                    os.close(handle)
            raise
        return blocks

    def _block(self, handle: int | str, size_bytes: int) -> Block:
        """The block of a handle; the one at hand if the other side has sent it before."""
        identity = identity_of(handle)
        known = self._mapped.get(identity)
        if known is not None and len(known) == size_bytes:
            if isinstance(handle, int):
                os.close(handle)
            return known
        block = Block.adopt(handle, size_bytes, read_only=not self._is_parent)
        self._mapped[identity] = block
        return block

    def _send_descriptors(self, descriptors: list[int]) -> None:
        with socket.socket(fileno=os.dup(self.connection.fileno())) as pipe:
            for start in range(0, len(descriptors), _DESCRIPTORS_AT_ONCE):
                socket.send_fds(pipe, [b"D"], descriptors[start : start + _DESCRIPTORS_AT_ONCE])

    def _receive_descriptors(self, count: int) -> list[int]:
        descriptors: list[int] = []
        with socket.socket(fileno=os.dup(self.connection.fileno())) as pipe:
            while len(descriptors) < count:
                some = min(count - len(descriptors), _DESCRIPTORS_AT_ONCE)
                _, received, _, _ = socket.recv_fds(pipe, 1, some)
                descriptors.extend(received)
                if len(received) != some:
                    for descriptor in descriptors:
                        os.close(descriptor)
                    raise EOFError("The other process went away in the middle of a message.")
        return descriptors


class _Packer(pickle.Pickler):
    """Pickles a message and gathers the blocks that its arrays lie in."""

    def __init__(self, buffer: io.BytesIO, allocate: Allocate, still_filled: bool) -> None:
        super().__init__(buffer, protocol=5)
        self._still_filled = still_filled
        self.blocks: list[Block] = []
        self._allocate = allocate
        self._placed: dict[int, tuple[Any, ...]] = {}
        self._kept: list[npt.NDArray[Any]] = []

    def persistent_id(self, obj: Any) -> tuple[Any, ...] | None:
        if not isinstance(obj, np.ndarray) or obj.dtype.kind not in _PLAIN_KINDS:
            return None
        if obj.nbytes < _INLINE_BYTES and not _fills_a_block(obj) and not self._must_stay(obj):
            return None
        if id(obj) not in self._placed:
            self._placed[id(obj)] = self._place(obj)
        return self._placed[id(obj)]

    def _must_stay(self, array: npt.NDArray[Any]) -> bool:
        return self._still_filled and array.nbytes > 0 and block_of(array) is not None

    def _place(self, array: npt.NDArray[Any]) -> tuple[Any, ...]:
        is_writable = array.flags.writeable
        block = block_of(array)
        is_small_part = block is not None and len(block) > 4 * array.nbytes
        if block is None or (is_small_part and not self._still_filled):
            block = self._allocate(array.nbytes)
            copied: npt.NDArray[Any] = np.ndarray(array.shape, array.dtype, buffer=block)
            np.copyto(copied, array)
            array = copied
        number = next((n for n, known in enumerate(self.blocks) if known is block), len(self.blocks))
        if number == len(self.blocks):
            self.blocks.append(block)
        self._kept.append(array)
        offset = array.__array_interface__["data"][0] - block.address
        return (number, offset, array.shape, array.strides, array.dtype.str, is_writable)


def _fills_a_block(array: npt.NDArray[Any]) -> bool:
    block = block_of(array)
    return block is not None and len(block) == array.nbytes


class _Unpacker(pickle.Unpickler):
    """Unpickles a message and maps its arrays."""

    def __init__(self, buffer: io.BytesIO, blocks: list[Block], is_restricted: bool) -> None:
        super().__init__(buffer)
        self._blocks = blocks
        self._is_restricted = is_restricted

    def persistent_load(self, pid: Any) -> npt.NDArray[Any]:
        number, offset, shape, strides, dtype_name, is_writable = pid
        dtype = np.dtype(str(dtype_name))
        if dtype.kind not in _PLAIN_KINDS:
            raise pickle.UnpicklingError("An array in shared memory is not of plain numbers.")
        # numpy itself refuses a shape, offset or stride that leaves the block
        array: npt.NDArray[Any] = np.ndarray(
            shape, dtype, buffer=self._blocks[number], offset=offset, strides=strides
        )
        if not is_writable:
            array.flags.writeable = False
        return array

    def find_class(self, module: str, name: str) -> Any:
        return find_allowed_type(module, name) if self._is_restricted else super().find_class(module, name)
