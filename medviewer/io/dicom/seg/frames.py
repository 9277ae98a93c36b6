"""The masks that the frames of a DICOM Segmentation hold (PS3.3 C.8.20.2, PS3.5 8.1.1)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.encaps import generate_frames

from medviewer.core.errors import ReadError
from medviewer.io.dicom.parse.transfer_syntax import DEFLATED_FRAMES
from medviewer.io.dicom.pixels.codecs import Picture, decode_frame

NUMBER_OF_FRAMES_LIMIT = 500_000


def frames_of(dataset: Any, name: str) -> Iterator[npt.NDArray[Any]]:
    """Every frame [row, column] in order: booleans, or label values where the type is LABELMAP.

    A FRACTIONAL frame is set where it is at least half of its maximum.

    Raises
    ------
    ReadError
        If the pixel data are shorter than the header says or cannot be decoded.
    """
    kind = str(dataset.get("SegmentationType", "BINARY"))
    half = float(dataset.get("MaximumFractionalValue") or 255) / 2
    encapsulated = bool(dataset["PixelData"].is_undefined_length)
    for frame in _decoded(dataset, name) if encapsulated else _native(dataset, name):
        if kind == "LABELMAP":
            yield frame
        else:
            yield frame >= half if kind == "FRACTIONAL" else frame != 0


def _native(dataset: Any, name: str) -> Iterator[npt.NDArray[Any]]:
    rows, columns, frames = int(dataset.Rows), int(dataset.Columns), int(dataset.NumberOfFrames)
    bits = int(dataset.BitsAllocated)
    data = np.frombuffer(dataset.PixelData, dtype=np.uint8)
    if bits not in (1, 8, 16) or data.size * 8 < rows * columns * frames * bits:
        raise ReadError(
            f"{name} is cut short: its header promises more frames than it holds; it is not shown."
        )
    size = rows * columns
    for n in range(frames):
        if bits == 1:
            start = n * size
            part = np.unpackbits(data[start // 8 : -(-(start + size) // 8)], bitorder="little")
            yield part[start % 8 : start % 8 + size].reshape(rows, columns)
        else:
            part = data[n * size * bits // 8 : (n + 1) * size * bits // 8]
            yield part.view(np.dtype(f"<u{bits // 8}")).reshape(rows, columns)


def _decoded(dataset: Any, name: str) -> Iterator[npt.NDArray[Any]]:
    """Compressed frames, each on its own (PS3.5 A.4), never more than the header's size of each."""
    rows, columns, bits = int(dataset.Rows), int(dataset.Columns), int(dataset.BitsAllocated)
    syntax = str(dataset.file_meta.TransferSyntaxUID)
    try:
        if bits not in (8, 16) and syntax != DEFLATED_FRAMES:
            raise ValueError("The compressed frames do not have 8 or 16 bits a pixel.")
        streams = generate_frames(dataset.PixelData, number_of_frames=int(dataset.NumberOfFrames))
        for stream in streams:
            if syntax == DEFLATED_FRAMES:
                yield _inflated(stream, rows, columns, bits)
            else:
                frame = np.empty((rows, columns), f"u{bits // 8}")
                decode_frame(stream, Picture(syntax, rows, columns, 1, bits), frame)
                yield frame
    except (RuntimeError, ValueError, zlib.error) as error:
        raise ReadError(f"{name} is compressed in a way that cannot be read, or it is damaged.") from error


def _inflated(stream: bytes, rows: int, columns: int, bits: int) -> npt.NDArray[Any]:
    """A frame of the Deflated Image Frame transfer syntax (PS3.5 A.4.13)."""
    size = -(-rows * columns * bits // 8)
    data = np.frombuffer(zlib.decompressobj(-zlib.MAX_WBITS).decompress(stream, size + 2), dtype=np.uint8)
    if not size <= data.size <= size + 1 or bits not in (1, 8, 16):
        raise ValueError("The deflated frame does not have the size that the header says.")
    if bits == 1:
        return np.unpackbits(data, bitorder="little")[: rows * columns].reshape(rows, columns)
    return data[:size].view(np.dtype(f"<u{bits // 8}")).reshape(rows, columns)
