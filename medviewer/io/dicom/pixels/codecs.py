"""Decoding of compressed frames, with imagecodecs, straight into the array they will stay in."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import imagecodecs
import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.frames.tile_parts import check_tiles
from medviewer.io.dicom.parse.transfer_syntax import (
    DEFLATED_FRAMES,
    ENCAPSULATED_UNCOMPRESSED,
    HTJ2K,
    JPEG,
    JPEG_2000,
    JPEG_LS,
    RLE,
)
from medviewer.io.dicom.pixels.code_stream import StreamShape, stream_shape
from medviewer.io.dicom.pixels.lossless_jpeg import decode_lossless

_LOSSLESS_PROCESS = 0xC3
_END_OF_STREAM = b"\xff\xd9"
_RLE_HEADER = 64
_MOST_SEGMENTS = 15


@dataclass(frozen=True, slots=True)
class Picture:
    """What one compressed frame must hold, as the header says."""

    transfer_syntax: str
    rows: int
    columns: int
    samples: int
    bits_allocated: int

    @property
    def shape(self) -> tuple[int, ...]:
        """[row, column], or [row, column, sample] where there is more than one."""
        return (self.rows, self.columns) if self.samples == 1 else (self.rows, self.columns, self.samples)


def decode_frame(stream: bytes, picture: Picture, out: npt.NDArray[Any]) -> StreamShape | None:
    """Decodes one frame of stored values.

    Parameters
    ----------
    out
        C-contiguous array of `Picture.shape`, unsigned, as wide as the bits allocated; signed samples keep
        their bits (two's complement).

    Returns
    -------
    What the code stream says of itself; None for codings without a header of their own.

    Raises
    ------
    ValueError
        If the stream does not hold exactly that picture or cannot be decoded; the message is a sentence.
    """
    try:
        if picture.transfer_syntax in (RLE, ENCAPSULATED_UNCOMPRESSED, DEFLATED_FRAMES):
            _HEADLESS[picture.transfer_syntax](stream, out)
            return None
        shape = stream_shape(stream, picture.transfer_syntax)
        _check_shape(shape, picture)
        stream = stream[shape.start :] if shape.start else stream
        _check_end(stream, picture.transfer_syntax)
        _decode_into(stream, picture.transfer_syntax, shape, out)
    except (ValueError, RuntimeError, TypeError, MemoryError, OverflowError) as error:
        # Errors of the codecs are many kinds, all of RuntimeError; ours are sentences already.
        own = isinstance(error, ValueError) and str(error).startswith("The ")
        raise ValueError(str(error) if own else "The compressed pixels cannot be decoded.") from error
    return shape


def _check_shape(shape: StreamShape, picture: Picture) -> None:
    expected = (picture.rows, picture.columns, picture.samples)
    if (shape.rows, shape.columns, shape.components) != expected or shape.bits > picture.bits_allocated:
        held = f"{shape.rows} x {shape.columns} of {shape.components} components and {shape.bits} bits"
        wanted = f"{picture.rows} x {picture.columns} of {picture.samples}"
        raise ValueError(f"The compressed picture is {held}, not {wanted} as the header says.")


def _check_end(stream: bytes, transfer_syntax: str) -> None:
    """A cut stream is decoded to something without a word by some decoders, and very slowly by others."""
    if transfer_syntax in JPEG | JPEG_LS | HTJ2K and not stream.rstrip(b"\0\xff").endswith(_END_OF_STREAM):
        raise ValueError("The compressed picture is cut short.")
    if transfer_syntax in JPEG_2000 | HTJ2K:
        check_tiles(stream)


def _decode_into(stream: bytes, transfer_syntax: str, shape: StreamShape, out: npt.NDArray[Any]) -> None:
    size = 1 if shape.bits <= 8 else 2 if shape.bits <= 16 else 4
    kind = "i" if shape.is_signed else "u"
    if size == out.dtype.itemsize:
        _decode(stream, transfer_syntax, shape, out.view(f"{kind}{size}"))
        return
    decoded = np.empty(out.shape, f"{kind}{size}")
    _decode(stream, transfer_syntax, shape, decoded)
    np.copyto(out, decoded, casting="unsafe")


def _decode(stream: bytes, transfer_syntax: str, shape: StreamShape, out: npt.NDArray[Any]) -> None:
    if transfer_syntax in JPEG_LS:
        imagecodecs.jpegls_decode(stream, out=out)
    elif transfer_syntax in JPEG_2000 | HTJ2K:
        # Not OpenJPH: its binding wraps what overshoots in lossy pictures (255 becomes 0) and passes over
        # errors in damaged ones.
        imagecodecs.jpeg2k_decode(stream, out=out)
    elif shape.process == _LOSSLESS_PROCESS:
        decode_lossless(stream, out)
    elif shape.components == 3:
        # What the components are is told by the stream or the header; the decoder must not guess.
        imagecodecs.jpeg8_decode(stream, colorspace="YCBCR", outcolorspace="YCBCR", out=out)
    else:
        imagecodecs.jpeg8_decode(stream, out=out)


def _decode_rle(stream: bytes, out: npt.NDArray[Any]) -> None:
    """DICOM RLE (PS3.5 Annex G): one segment a byte of the pixel, samples one after the other."""
    samples = out.shape[2] if out.ndim == 3 else 1
    segments = int.from_bytes(stream[:4], "little")
    if len(stream) < _RLE_HEADER or segments != out.dtype.itemsize * samples:
        raise ValueError("The run-length coded pixels do not have the header's number of segments.")
    # The decoder does not look whether they are true, and reads outside the stream if they are not.
    offsets = np.frombuffer(stream, "<u4", min(segments, _MOST_SEGMENTS), 4).tolist()
    if offsets != sorted(set(offsets)) or offsets[0] < _RLE_HEADER or offsets[-1] > len(stream):
        raise ValueError("The run-length coded pixels begin at places that cannot be true.")
    # Without a given place, so that a stream that is too short is noticed.
    flat = np.frombuffer(imagecodecs.dicomrle_decode(stream, out.dtype.newbyteorder("<")), np.uint8)
    if flat.size < out.nbytes:
        raise ValueError("The run-length coded pixels are cut short.")
    planes = flat[: out.nbytes].view(out.dtype.newbyteorder("<")).reshape(samples, *out.shape[:2])
    np.copyto(out, np.moveaxis(planes, 0, -1) if out.ndim == 3 else planes[0])


def _copy_native(stream: bytes, out: npt.NDArray[Any]) -> None:
    if len(stream) < out.nbytes:
        raise ValueError(
            f"The picture is cut short: {len(stream)} of {out.nbytes} bytes of pixels are there."
        )
    out.reshape(-1).view(np.uint8)[:] = np.frombuffer(stream, np.uint8, out.nbytes)


def _inflate(stream: bytes, out: npt.NDArray[Any]) -> None:
    """Deflated Image Frame Compression (PS3.5 A.4.13): each frame a deflate stream of its own."""
    try:
        # One byte more than there may be shows a stream that is too long.
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(stream, out.nbytes + 2)
    except zlib.error as error:
        raise ValueError("The compressed pixels cannot be decoded.") from error
    _copy_native(data, out)


_HEADLESS = {RLE: _decode_rle, ENCAPSULATED_UNCOMPRESSED: _copy_native, DEFLATED_FRAMES: _inflate}
