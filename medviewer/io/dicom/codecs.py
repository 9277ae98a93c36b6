"""Decoding of compressed frames, with imagecodecs."""

from __future__ import annotations

from typing import Any

import imagecodecs
import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.code_stream import StreamShape, stream_shape
from medviewer.io.dicom.transfer_syntax import HTJ2K, JPEG, JPEG_2000, JPEG_LS, RLE

_LOSSLESS_PROCESS = 0xC3
_END_OF_STREAM = b"\xff\xd9"


def decode_frame(
    stream: bytes, transfer_syntax: str, rows: int, columns: int, bits_allocated: int
) -> npt.NDArray[Any]:
    """One grey frame [row, column] of stored values.

    Raises
    ------
    ValueError
        If the stream does not hold exactly that picture or cannot be decoded; the message is a sentence.
    """
    try:
        if transfer_syntax == RLE:
            frame = _decode_rle(stream, rows, columns, bits_allocated)
        else:
            shape = stream_shape(stream, transfer_syntax)
            _check_shape(shape, rows, columns, bits_allocated)
            _check_end(stream, transfer_syntax)
            frame = _decode(stream, transfer_syntax, shape)
    except (ValueError, RuntimeError, TypeError, MemoryError, OverflowError) as error:
        # Errors of the codecs are many kinds, all of RuntimeError; ours are sentences already.
        own = isinstance(error, ValueError) and str(error).startswith("The ")
        raise ValueError(str(error) if own else "The compressed pixels cannot be decoded.") from error
    if frame.shape != (rows, columns) or frame.dtype.kind not in "iu":
        raise ValueError("The compressed pixels do not decode to one grey picture of the header's size.")
    return frame


def _check_shape(shape: StreamShape, rows: int, columns: int, bits_allocated: int) -> None:
    expected = (rows, columns, 1)
    if (shape.rows, shape.columns, shape.components) != expected or shape.bits > bits_allocated:
        raise ValueError(
            f"The compressed picture is {shape.rows} x {shape.columns} of {shape.components} components and "
            f"{shape.bits} bits, not {rows} x {columns} as the header says."
        )


def _check_end(stream: bytes, transfer_syntax: str) -> None:
    """A cut stream is decoded to something without a word by some decoders, and very slowly by others."""
    if transfer_syntax in JPEG | JPEG_LS | HTJ2K and not stream.rstrip(b"\0\xff").endswith(_END_OF_STREAM):
        raise ValueError("The compressed picture is cut short.")


def _decode(stream: bytes, transfer_syntax: str, shape: StreamShape) -> npt.NDArray[Any]:
    if transfer_syntax in JPEG_LS:
        return np.asarray(imagecodecs.jpegls_decode(stream))
    if transfer_syntax in JPEG_2000:
        return np.asarray(imagecodecs.jpeg2k_decode(stream))
    if transfer_syntax in HTJ2K:
        return np.asarray(imagecodecs.htj2k_decode(stream))
    if shape.process == _LOSSLESS_PROCESS:
        return _decode_lossless_jpeg(stream)
    return np.asarray(imagecodecs.jpeg8_decode(stream))


def _decode_lossless_jpeg(stream: bytes) -> npt.NDArray[Any]:
    try:
        return np.asarray(imagecodecs.ljpeg_decode(stream))
    except (ValueError, RuntimeError):
        # The faster decoder does not know every predictor and restart interval.
        return np.asarray(imagecodecs.jpegsof3_decode(stream))


def _decode_rle(stream: bytes, rows: int, columns: int, bits_allocated: int) -> npt.NDArray[Any]:
    """DICOM RLE (PS3.5 Annex G): one segment a byte of the pixel."""
    segments = int.from_bytes(stream[:4], "little")
    if len(stream) < 64 or segments != bits_allocated // 8:
        raise ValueError("The run-length coded pixels do not have the header's number of segments.")
    flat = imagecodecs.dicomrle_decode(stream, np.dtype(f"<u{bits_allocated // 8}"))
    values = np.frombuffer(flat, dtype=f"<u{bits_allocated // 8}")
    if values.size < rows * columns:
        raise ValueError("The run-length coded pixels are cut short.")
    return values[: rows * columns].reshape(rows, columns)
