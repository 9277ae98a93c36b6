"""The raw data elements of one DICOM file, as its header pass found them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PixelElement:
    """Where the pixel data is.

    ``offset`` is the first byte of its value in the file (in the inflated data set for deflated files);
    ``length`` is None where the value is a sequence of fragments (encapsulated).
    """

    tag: int
    offset: int
    length: int | None


@dataclass(frozen=True, slots=True)
class Elements:
    """The kept top-level elements of one file, or the elements of one item of a sequence, as raw bytes.

    The value of a kept sequence is the bytes of its items, always little endian and in the encoding that
    ``explicit`` says; ``stream_length`` is the number of bytes of the file, inflated if it was deflated.
    """

    path: str
    transfer_syntax: str
    big_endian: bool
    values: Mapping[int, bytes]
    pixels: PixelElement | None
    stream_length: int
    explicit: bool = True


class OwnAndShared(Mapping[int, bytes]):
    """Elements of one frame (``own``) in front of those that all frames of the file share."""

    __slots__ = ("_shared", "own")

    def __init__(self, own: Mapping[int, bytes], shared: Mapping[int, bytes]) -> None:
        self.own = own
        self._shared = shared

    def __getitem__(self, tag: int) -> bytes:
        own = self.own.get(tag)
        return self._shared[tag] if own is None else own

    def get(self, tag: int, default: Any = None) -> Any:
        """Faster than the one of `Mapping`, and asked for all the time."""
        own = self.own.get(tag)
        return self._shared.get(tag, default) if own is None else own

    def __contains__(self, tag: object) -> bool:
        return tag in self.own or tag in self._shared

    def __iter__(self) -> Iterator[int]:
        yield from self.own
        yield from (tag for tag in self._shared if tag not in self.own)

    def __len__(self) -> int:
        return len(self.own.keys() | self._shared.keys())


class NotDicomError(Exception):
    """The file does not look like DICOM at all."""


class BrokenFileError(ValueError):
    """The file is DICOM but broken; the message says how, as the end of a sentence."""


class OddEncodingError(Exception):
    """The plain parser does not know this encoding; the tolerant one must try."""
