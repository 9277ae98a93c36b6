"""Stored pixel values of one file, straight into the array they will stay in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.frames.frame_source import FrameSource
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.pixels.code_stream import StreamShape
from medviewer.io.dicom.pixels.colour import SUBSAMPLED, unthinned

_LONG_FOR_FLAT = 0.05
"""A flat frame needs far less than this part of its size in any coding."""
_CONTAINERS = {1: "u1", 8: "u1", 12: "u2", 16: "u2", 32: "u4", 64: "u8"}
PACKED = frozenset({1, 12})
"""Bits allocated that do not fill bytes: pixels follow each other without a gap (PS3.5 8.1.1, D)."""


def container_of(header: Header) -> np.dtype[Any]:
    """The unsigned type that holds one stored sample with all its allocated bits."""
    return np.dtype(_CONTAINERS[header.bits_allocated])


def read_stored(header: Header, stored: npt.NDArray[Any]) -> bool:
    """Fills ``stored`` with the pixels of a file, or of one of its frames, as they are stored.

    Parameters
    ----------
    header
        Of a picture of one sample a pixel.
    stored
        C-contiguous array [frame, row, column] of the type `container_of` gives.

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
    if header.tile is not None:
        return _read_tile(header, stored)
    source = _source(header)
    if _is_compressed(header):
        decoded = [_decode(header, source, header.frame_index + n, frame) for n, frame in enumerate(stored)]
        return any(is_suspicious for is_suspicious, _ in decoded)
    if header.bits_allocated in PACKED:
        _read_packed(header, source, stored)
        return False
    _read_native(source, header.frame_index * stored[0].nbytes, stored)
    if header.elements.big_endian and stored.dtype.itemsize > 1:
        stored.byteswap(inplace=True)
    elif _has_swapped_bytes(header, source):
        _swap_bytes(header, source, stored)
    return False


def read_samples(header: Header) -> tuple[npt.NDArray[Any], StreamShape | None]:
    """The three samples of a colour picture, as they are stored, of a file of one frame or of a frame.

    Returns
    -------
    Samples [row, column, 3] of the type `container_of` gives, and what the code stream says of itself
    (None where nothing is compressed).

    Raises
    ------
    ValueError, OSError
        As `read_stored`.
    """
    source = _source(header)
    samples = np.empty((header.rows, header.columns, 3), container_of(header))
    if _is_compressed(header):
        _, stream = _decode(header, source, header.frame_index, samples)
        return samples, stream
    thinned = is_thinned(header)
    raw = np.empty(samples.size * 2 // 3 if thinned else samples.size, samples.dtype)
    _read_native(source, header.frame_index * raw.nbytes, raw)
    if header.elements.big_endian and raw.dtype.itemsize > 1:
        raw.byteswap(inplace=True)
    elif _has_swapped_bytes(header, source):
        _swap_bytes(header, source, raw)
    if thinned:
        return unthinned(raw, header.rows, header.columns), None
    if header.short(tags.PLANAR_CONFIGURATION) == 1:
        return np.ascontiguousarray(np.moveaxis(raw.reshape(3, header.rows, header.columns), 0, -1)), None
    return raw.reshape(samples.shape), None


def read_floats(header: Header) -> npt.NDArray[Any]:
    """Float or double pixel data [frame, row, column] (PS3.3 C.7.6.24, C.7.6.25); raises as `read_stored`."""
    is_double = (
        header.elements.pixels is not None and header.elements.pixels.tag == tags.DOUBLE_FLOAT_PIXEL_DATA
    )
    order = ">" if header.elements.big_endian else "<"
    floats = np.empty((header.frames, header.rows, header.columns), f"{order}f{8 if is_double else 4}")
    _read_native(_source(header), header.frame_index * floats[0].nbytes, floats)
    return floats


def is_thinned(header: Header) -> bool:
    """Whether uncompressed colour differences are there for every second column only.

    Some writers say so and keep them all; then the length tells.
    """
    pixels = header.elements.pixels
    if header.string(tags.PHOTOMETRIC_INTERPRETATION) not in SUBSAMPLED or header.columns % 2:
        return False
    frames = header.frames if header.source is None else header.source.frames
    full = header.rows * header.columns * 3 * frames * header.bits_allocated // 8
    return pixels is not None and pixels.length is not None and pixels.length < full


def _source(header: Header) -> FrameSource:
    if header.elements.pixels is None:
        raise ValueError("The file holds no picture.")
    return header.source or FrameSource(header.elements, header.frames)


def _is_compressed(header: Header) -> bool:
    return header.elements.pixels is not None and header.elements.pixels.length is None


def _read_native(source: FrameSource, offset: int, into: npt.NDArray[Any]) -> None:
    target = into.reshape(-1).view(np.uint8).data
    count = source.read_native(offset, target)
    if count < len(target):
        raise ValueError(f"The file is cut short: {count} of {len(target)} bytes of pixels are there.")


def _read_packed(header: Header, source: FrameSource, stored: npt.NDArray[Any]) -> None:
    """Pixels of 1 or 12 bits, least significant bits first; frames begin anywhere in a byte."""
    bits = header.bits_allocated
    first_bit = header.frame_index * stored[0].size * bits
    start, end = first_bit // 8, (first_bit + stored.size * bits + 7) // 8
    raw = np.empty(end - start, np.uint8)
    _read_native(source, start, raw)
    digits = np.unpackbits(raw, bitorder="little")[first_bit % 8 :][: stored.size * bits]
    weights = (1 << np.arange(bits)).astype(stored.dtype)
    stored[...] = (digits.reshape(-1, bits) @ weights).reshape(stored.shape)


def _has_swapped_bytes(header: Header, source: FrameSource) -> bool:
    """Whether pixels of 8 bits lie in big-endian words of 16 (PS3.5 A.3: OW rather than OB)."""
    pixels = header.elements.pixels
    if not header.elements.big_endian or header.bits_allocated != 8 or pixels is None:
        return False
    representation = np.empty(2, np.uint8)
    source.read_native(-8, representation.data)
    return representation.tobytes() == b"OW"


def _swap_bytes(header: Header, source: FrameSource, into: npt.NDArray[Any]) -> None:
    """Reads bytes that lie in big-endian words: each pair the other way round."""
    start = header.frame_index * (into.nbytes if into.ndim == 1 else into[0].nbytes)
    before = start % 2
    raw = np.zeros((before + into.nbytes + 1) // 2 * 2, np.uint8)
    source.read_native(start - before, raw.data)
    swapped = raw.reshape(-1, 2)[:, ::-1].reshape(-1)
    into.reshape(-1)[:] = swapped[before : before + into.nbytes]


def _decode(
    header: Header, source: FrameSource, index: int, out: npt.NDArray[Any]
) -> tuple[bool, StreamShape | None]:
    # Loaded late: uncompressed series need no codec.
    from medviewer.io.dicom.pixels.codecs import Picture, decode_frame

    stream = source.code_stream(index)
    samples = 1 if out.ndim == 2 else 3
    picture = Picture(header.transfer_syntax, out.shape[0], out.shape[1], samples, header.bits_allocated)
    said = decode_frame(stream, picture, out)
    return len(stream) > _LONG_FOR_FLAT * out.nbytes and _is_flat(out), said


def _is_flat(picture: npt.NDArray[Any]) -> bool:
    some = picture.reshape(-1)[::997]  # nearly every picture shows in these that it is not
    return bool(some.min() == some.max()) and bool(picture.min() == picture.max())


def _read_tile(header: Header, stored: npt.NDArray[Any]) -> bool:
    """One slice out of a picture that holds many (Siemens mosaic)."""
    tile = header.tile
    if tile is None:
        raise ValueError("The file holds no slice of a mosaic here.")
    source = _source(header)

    def read() -> npt.NDArray[Any]:
        whole = np.empty((tile.rows_of_frame, tile.columns_of_frame), stored.dtype)
        _read_whole(header, source, whole)
        return whole

    whole = source.picture(tile, read)
    stored[0] = whole[tile.top : tile.top + header.rows, tile.left : tile.left + header.columns]
    return False


def _read_whole(header: Header, source: FrameSource, whole: npt.NDArray[Any]) -> None:
    if _is_compressed(header):
        _decode(header, source, header.frame_index, whole)
        return
    _read_native(source, header.frame_index * whole.nbytes, whole)
    if header.elements.big_endian and whole.dtype.itemsize > 1:
        whole.byteswap(inplace=True)
