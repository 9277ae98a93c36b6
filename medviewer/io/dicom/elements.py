"""The raw data elements of one DICOM file, as its header pass found them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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


class NotDicomError(Exception):
    """The file does not look like DICOM at all."""


class BrokenFileError(ValueError):
    """The file is DICOM but broken; the message says how, as the end of a sentence."""


class OddEncodingError(Exception):
    """The plain parser does not know this encoding; the tolerant one must try."""
