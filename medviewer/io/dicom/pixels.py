"""Stored pixel values of one file, straight into the array they will stay in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.elements import PixelElement
from medviewer.io.dicom.fragments import frame_streams
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.transfer_syntax import DEFLATED

_LONG_FOR_FLAT = 0.05
"""A flat frame needs far less than this part of its size in any coding."""


def read_stored(header: Header, stored: npt.NDArray[Any]) -> bool:
    """Fills ``stored`` with the pixels of a file as they are stored, all allocated bits.

    Parameters
    ----------
    header
        Of a grey picture with 8, 16 or 32 bits allocated.
    stored
        C-contiguous array [frame, row, column], unsigned, as wide as the bits allocated.

    Returns
    -------
    Whether a compressed frame came out flat although its code stream is long: the mark of a decoder's fault.

    Raises
    ------
    ValueError
        If there are fewer pixels than promised or they cannot be decoded; the message is a sentence.
    OSError
        If the file cannot be read.
    """
    pixels = header.elements.pixels
    if pixels is None:
        raise ValueError("The file holds no picture.")
    if pixels.length is None:
        return _decode_into(header, pixels, stored)
    target = stored.reshape(-1).view(np.uint8).data
    if header.transfer_syntax == DEFLATED:
        from medviewer.io.dicom.parse_tolerant import inflated

        data = inflated(header.path)[pixels.offset : pixels.offset + len(target)]
        count = len(data)
        target[:count] = data
    else:
        count = _read_into(header.path, pixels.offset, target)
    if count < len(target):
        raise ValueError(f"The file is cut short: {count} of {len(target)} bytes of pixels are there.")
    if header.elements.big_endian and stored.dtype.itemsize > 1:
        stored.byteswap(inplace=True)
    return False


def _read_into(path: str, offset: int, target: memoryview) -> int:
    """Bytes of a file from ``offset`` on, without a buffer in between; how many were there."""
    count = 0
    with Path(path).open("rb", buffering=0) as file:
        file.seek(offset)
        while count < len(target):
            got = file.readinto(target[count:])
            if not got:
                break
            count += got
    return count


def _decode_into(header: Header, pixels: PixelElement, stored: npt.NDArray[Any]) -> bool:
    # Loaded late: uncompressed series need no codec.
    from medviewer.io.dicom.codecs import decode_frame

    with Path(header.path).open("rb") as file:
        file.seek(pixels.offset)
        data = file.read()
    is_suspicious = False
    streams = frame_streams(data, len(stored))
    for target, stream in zip(stored, streams, strict=True):
        frame = decode_frame(
            stream, header.transfer_syntax, header.rows, header.columns, header.bits_allocated
        )
        if frame.dtype.itemsize > target.dtype.itemsize:
            raise ValueError("The compressed pixels have more bits than the header allows.")
        # Two's complement: a signed code stream keeps its bits.
        np.copyto(target, frame, casting="unsafe")
        is_suspicious |= len(stream) > _LONG_FOR_FLAT * target.nbytes and bool(frame.min() == frame.max())
    return is_suspicious
