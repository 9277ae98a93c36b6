"""One member of a ZIP archive as a stream that is unpacked only as far as it is read."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from medviewer.io.regular_file import open_regular

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MARK = b"PK\x03\x04"
_STEP = 1 << 16


@dataclass(frozen=True)
class PackedMember:
    """Where a member lies and what the archive says of it; ``is_packed`` False means stored as it is."""

    header_offset: int
    packed_size: int
    size: int
    crc: int
    is_packed: bool


class MemberStream(io.RawIOBase):
    """The bytes of a member, from the beginning to as far as somebody has read.

    Never more than the size that the archive says; what is there beyond it is an error. A member that was
    read to its end has been checked against its sum.

    Raises
    ------
    OSError
        From all reading: if the archive cannot be read, or the member is damaged.
    """

    def __init__(self, path: str, member: PackedMember) -> None:
        super().__init__()
        self.name = path
        self._member = member
        self._unpacked = bytearray()
        self._position = 0
        self._crc = 0
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS) if member.is_packed else None
        self._file = open_regular(path, buffering=0)
        try:
            self._file.seek(member.header_offset)
            head = self._file.read(_LOCAL_HEADER.size)
            if len(head) < _LOCAL_HEADER.size or not head.startswith(_LOCAL_MARK):
                raise OSError("damaged archive")
            _, name_length, extra_length = _LOCAL_HEADER.unpack(head)
            self._file.seek(name_length + extra_length, 1)
        except BaseException:
            self._file.close()
            raise
        self._packed_left = member.packed_size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:
        base = (0, self._position, self._member.size)[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: Any) -> int:
        target = memoryview(buffer).cast("B")
        end = min(self._position + len(target), self._member.size)
        self._unpack_to(end)
        found = self._unpacked[self._position : end]
        target[: len(found)] = found
        self._position += len(found)
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _unpack_to(self, end: int) -> None:
        while len(self._unpacked) < end:
            piece = self._next_piece()
            if not piece:
                raise OSError(None, "the archive is cut short")
            self._crc = zlib.crc32(piece, self._crc)
            self._unpacked += piece
            if len(self._unpacked) == self._member.size and self._crc != self._member.crc:
                raise OSError(None, "damaged in its archive")

    def _next_piece(self) -> bytes:
        room = self._member.size - len(self._unpacked)
        if self._inflater is None:
            return self._packed_bytes(min(room, 1 << 20))
        while True:
            waiting = self._inflater.unconsumed_tail or self._packed_bytes(_STEP)
            if not waiting:
                return b""
            try:
                piece = self._inflater.decompress(waiting, min(room, 1 << 20))
            except zlib.error as error:
                raise OSError(None, "damaged in its archive") from error
            if piece or self._inflater.eof:
                return piece

    def _packed_bytes(self, count: int) -> bytes:
        found = self._file.read(min(count, self._packed_left))
        self._packed_left -= len(found)
        return found
