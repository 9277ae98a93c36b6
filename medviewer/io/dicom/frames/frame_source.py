"""The stored frames of one file: where each lies, found once and shared by the headers of its frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import RawIOBase
from threading import Lock
from typing import Any, cast

import numpy.typing as npt

from medviewer.io.dicom.parse.elements import Elements
from medviewer.io.dicom.parse.transfer_syntax import DEFLATED
from medviewer.io.dicom.pixels.fragments import Piece, frame_places
from medviewer.io.source_file import MEMBER_MARK, open_source


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a stored frame: its first row and column, the size of the whole frame, and its parts."""

    top: int
    left: int
    rows_of_frame: int
    columns_of_frame: int
    tiles: int = 1


class FrameSource:
    """Reads the bytes of frames of one file.

    Parameters
    ----------
    elements
        Of the file; it must have a pixel element.
    frames
        How many frames the file promises.
    """

    def __init__(self, elements: Elements, frames: int) -> None:
        if elements.pixels is None:
            raise ValueError("The file holds no picture.")
        self._path = elements.path
        self._pixels = elements.pixels
        self._is_deflated = elements.transfer_syntax == DEFLATED
        self.frames = frames
        self._lock = Lock()
        self._places: list[list[Piece]] | None = None
        self._inflated: bytes | None = None
        self._stream_lock = Lock()
        self._stream: RawIOBase | None = None
        self._taken = 0
        self._picture_lock = Lock()
        self._picture: npt.NDArray[Any] | None = None
        self._cuts = 0

    def read_native(self, offset: int, target: memoryview) -> int:
        """Bytes of uncompressed pixels from ``offset`` within them on; how many were there."""
        start = self._pixels.offset + offset
        if self._is_deflated:
            data = self._whole()[start : start + len(target)]
            target[: len(data)] = data
            return len(data)
        count = 0
        with self._opened(len(target), self._pixels.length or 0) as file:
            file.seek(start)
            while count < len(target):
                got = file.readinto(target[count:])
                if not got:
                    break
                count += got
        return count

    def code_stream(self, frame_index: int) -> bytes:
        """The compressed bytes of one frame.

        Raises
        ------
        ValueError
            If the fragments are cut short or cannot be told apart into the promised frames.
        """
        with self._opened(1, self.frames) as file:
            with self._lock:
                if self._places is None:
                    self._places = frame_places(file, self._pixels.offset, self.frames)
            parts = []
            for start, length in self._places[frame_index]:
                file.seek(start)
                parts.append(file.read(length) or b"")
        return b"".join(parts)

    @contextmanager
    def _opened(self, share: int, whole: int) -> Iterator[RawIOBase]:
        """The file. A packed one of many frames stays open until all shares of it were taken.

        It would have to be unpacked from its beginning for each frame.
        """
        if self.frames < 2 or MEMBER_MARK not in self._path:
            with open_source(self._path) as file:
                yield cast(RawIOBase, file)
            return
        with self._stream_lock:
            if self._stream is None:
                self._stream, self._taken = cast(RawIOBase, open_source(self._path)), 0
            yield self._stream
            self._taken += share
            if self._taken >= whole:
                self._stream.close()
                self._stream = None

    def picture(self, tile: Tile, read: Callable[[], npt.NDArray[Any]]) -> npt.NDArray[Any]:
        """The whole stored picture, read once for all its tiles and forgotten when each was cut out."""
        with self._picture_lock:
            picture = read() if self._picture is None else self._picture
            self._cuts = (self._cuts + 1) % tile.tiles
            self._picture = picture if self._cuts else None
        return picture

    def _whole(self) -> bytes:
        # Loaded late: hardly any file is deflated.
        from medviewer.io.dicom.parse.parse_tolerant import inflated

        with self._lock:
            if self._inflated is None:
                self._inflated = inflated(self._path)
        return self._inflated
