"""Stored pixel values of one file, straight into the array they will stay in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.frame_source import FrameSource
from medviewer.io.dicom.header import Header

_LONG_FOR_FLAT = 0.05
"""A flat frame needs far less than this part of its size in any coding."""


def read_stored(header: Header, stored: npt.NDArray[Any]) -> bool:
    """Fills ``stored`` with the pixels of a file, or of one of its frames, as they are stored.

    Parameters
    ----------
    header
        Of a grey picture with 8, 16 or 32 bits allocated.
    stored
        C-contiguous array [frame, row, column], unsigned, as wide as the bits allocated (all of them).

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
    source = header.source or FrameSource(header.elements, header.frames)
    if pixels.length is None:
        return _decode_into(header, source, stored)
    target = stored.reshape(-1).view(np.uint8).data
    count = source.read_native(header.frame_index * (len(target) // len(stored)), target)
    if count < len(target):
        raise ValueError(f"The file is cut short: {count} of {len(target)} bytes of pixels are there.")
    if header.elements.big_endian and stored.dtype.itemsize > 1:
        stored.byteswap(inplace=True)
    return False


def _decode_into(header: Header, source: FrameSource, stored: npt.NDArray[Any]) -> bool:
    # Loaded late: uncompressed series need no codec.
    from medviewer.io.dicom.codecs import decode_frame

    is_suspicious = False
    for n, target in enumerate(stored):
        stream = source.code_stream(header.frame_index + n)
        frame = decode_frame(
            stream, header.transfer_syntax, header.rows, header.columns, header.bits_allocated
        )
        if frame.dtype.itemsize > target.dtype.itemsize:
            raise ValueError("The compressed pixels have more bits than the header allows.")
        # Two's complement: a signed code stream keeps its bits.
        np.copyto(target, frame, casting="unsafe")
        is_suspicious |= len(stream) > _LONG_FOR_FLAT * target.nbytes and bool(frame.min() == frame.max())
    return is_suspicious
