"""Gzip files: unpacked at once into memory that waits for it, or as a stream of any number of members.

A check sum that does not agree, a missing end and a file that unpacks to far more than it should are
errors; bytes after the last member are not (some programs pad files).
"""

from __future__ import annotations

import threading
import zlib
from pathlib import Path
from typing import BinaryIO

from medviewer.io.progress import ReadReport
from medviewer.io.regular_file import open_regular

_MAGIC = b"\x1f\x8b"
_BLOCK = 1 << 20
_MOST_AFTER = 64 << 20
_LARGEST_RATIO = 1100
"""Deflate packs at most 1032 bytes into one (RFC 1951: 258 bytes in two bits)."""

_LARGEST_AT_ONCE = 1 << 32
_LOOK_S = 0.05


class DamagedGzipError(ValueError):
    """The packed bytes are cut short, altered or not what they should be."""


def check_ratio(path: str | Path, unpacked_bytes: int) -> None:
    """Raises `DamagedGzipError` if a file is too short to hold so many bytes, before memory is taken."""
    if unpacked_bytes > _LARGEST_RATIO * (Path(path).stat().st_size + 1):
        raise DamagedGzipError("cut short")


def unpack_at_once(path: str | Path, packed_at: int, target: memoryview, report: ReadReport) -> bool:
    """Fills ``target`` with all that the one member from a place on holds; several times as fast as a stream.

    Returns
    -------
    False if the file is not of this simple kind or is damaged: then `GzipStream` tells.
    """
    # Loaded late: NIfTI without packing needs no codec.
    import imagecodecs

    if len(target) >= _LARGEST_AT_ONCE:
        return False
    try:
        with open_regular(path) as file:
            file.seek(packed_at)
            packed = file.read()
    except MemoryError:  # a stream needs next to none
        return False
    if int.from_bytes(packed[-4:], "little") != len(target):
        return False
    is_whole = []

    def unpack() -> None:
        try:
            is_whole.append(len(imagecodecs.gzip_decode(packed, out=target)) == len(target))
        except (imagecodecs.DeflateError, ValueError):
            is_whole.append(False)

    worker = threading.Thread(target=unpack, name="unpack", daemon=True)
    worker.start()
    while worker.is_alive():
        report(0.0, "Unpacking")
        worker.join(_LOOK_S)
    return is_whole == [True]


class GzipStream:
    """The unpacked bytes of a gzip file in their order, with little memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._packed = b""

    def skip(self, count: int) -> None:
        """Leaves bytes out."""
        while count:
            count -= len(self._next(min(count, _BLOCK)))

    def fill(self, target: memoryview) -> None:
        """The next bytes.

        Raises
        ------
        DamagedGzipError
            If there are not so many, or a check sum does not agree.
        """
        done = 0
        while done < len(target):
            part = self._next(min(len(target) - done, _BLOCK))
            target[done : done + len(part)] = part
            done += len(part)

    def finish(self, after: int) -> None:
        """Goes to the end of the member, where its check sum is; ``after`` bytes may lie before it.

        Raises
        ------
        DamagedGzipError
            If it does not agree, or the end does not come soon.
        """
        beyond = 0
        while not self._unpacker.eof:
            beyond += len(self._unpacked(_BLOCK))
            if beyond > after + _MOST_AFTER:
                raise DamagedGzipError("far more than the header says")

    def _next(self, most: int) -> bytes:
        while True:
            part = self._unpacked(most)
            if part:
                return part
            if self._unpacker.eof:
                self._begin_member()

    def _begin_member(self) -> None:
        rest = self._unpacker.unused_data or self._file.read(_BLOCK)
        if not rest.startswith(_MAGIC):
            raise DamagedGzipError("cut short")
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._packed = rest

    def _unpacked(self, most: int) -> bytes:
        """Some bytes; none where more must be read first or the member is at its end."""
        if not self._packed and not self._unpacker.eof:
            self._packed = self._file.read(_BLOCK)
            if not self._packed:
                raise DamagedGzipError("cut short")
        try:
            part = self._unpacker.decompress(self._packed, most)
        except zlib.error as error:
            raise DamagedGzipError("altered") from error
        self._packed = self._unpacker.unconsumed_tail
        return part
