"""Moving pictures as MP4 (ISO/IEC 14496-12, -14, -15; H.264) or GIF."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from medviewer.api.model import Report
from medviewer.core.errors import WriteError
from medviewer.io.atomic import atomic_write, write_bytes_whole
from medviewer.io.movie_h264 import (
    COMPATIBILITY,
    GROUP,
    LEVEL,
    PROFILE,
    coded_pictures,
    picture_parameters,
    sequence_parameters,
)

Pictures = npt.NDArray[np.uint8]

MOVIE_SUFFIXES = (".mp4", ".gif")

_CLOCK = 90_000
"""Ticks a second of the film's time line."""

_MATRIX = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def save_movie(pictures: Pictures, per_second: float, path: str, report: Report) -> str:
    """Writes pictures uint8 [n, h, w, 3] as a film that goes round and round (GIF) or once (MP4).

    A job function of the writer host. Sizes of an MP4 are even: an odd last row or column is left out.

    Raises
    ------
    WriteError
        If the suffix is another one or the file could not be saved.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in MOVIE_SUFFIXES:
        raise WriteError(f"{path} was not saved: the name must end in {' or '.join(MOVIE_SUFFIXES)}.")
    report(0.0, "Writing the film")
    if suffix == ".gif":
        saved = _save_gif(pictures, per_second, path)
    else:
        saved = write_bytes_whole(path, mp4_bytes(pictures, per_second))
    report(1.0, "Saved")
    return str(saved)


def mp4_bytes(pictures: Pictures, per_second: float) -> bytes:
    """The film as one MP4 file whose index comes first, so that it starts to play at once."""
    height, width = (pictures.shape[1] // 2 * 2, pictures.shape[2] // 2 * 2)
    units = [_sized(unit) for unit in coded_pictures(pictures[:, :height, :width])]
    head = _box(b"ftyp", b"isom", struct.pack(">I", 512), b"isomiso2avc1mp41")
    index = _index(units, per_second, (width, height), 0)
    first = len(head) + len(index) + 8
    index = _index(units, per_second, (width, height), first)
    return b"".join([head, index, _box(b"mdat", *units)])


def _index(units: Sequence[bytes], per_second: float, size: tuple[int, int], first: int) -> bytes:
    """The ``moov`` box of a film whose pictures lie one after the other from byte ``first``."""
    step = round(_CLOCK / per_second)
    length = step * len(units)
    whole = struct.pack(">IHH", 0x10000, 0x100, 0) + bytes(8) + _MATRIX + bytes(24) + struct.pack(">I", 2)
    header = _full(b"mvhd", 0, struct.pack(">4I", 0, 0, _CLOCK, length), whole)
    place = bytes(16) + _MATRIX + struct.pack(">II", size[0] << 16, size[1] << 16)
    track = _full(b"tkhd", 3, struct.pack(">5I", 0, 0, 1, 0, length), place)
    media = _full(b"mdhd", 0, struct.pack(">4I", 0, 0, _CLOCK, length), struct.pack(">HH", 0x55C4, 0))
    handler = _full(b"hdlr", 0, bytes(4), b"vide", bytes(12), b"video\0")
    data = _box(b"dinf", _full(b"dref", 0, struct.pack(">I", 1), _full(b"url ", 1)))
    alone = range(1, len(units) + 1, GROUP)
    table = _box(
        b"stbl",
        _full(b"stsd", 0, struct.pack(">I", 1), _entry(size)),
        _full(b"stts", 0, struct.pack(">3I", 1, len(units), step)),
        _full(b"stss", 0, struct.pack(f">{1 + len(alone)}I", len(alone), *alone)),
        _full(b"stsc", 0, struct.pack(">4I", 1, 1, len(units), 1)),
        _full(
            b"stsz", 0, struct.pack(">2I", 0, len(units)), struct.pack(f">{len(units)}I", *map(len, units))
        ),
        _full(b"stco", 0, struct.pack(">2I", 1, first)),
    )
    information = _box(b"minf", _full(b"vmhd", 1, bytes(8)), data, table)
    return _box(b"moov", header, _box(b"trak", track, _box(b"mdia", media, handler, information)))


def _entry(size: tuple[int, int]) -> bytes:
    """The ``avc1`` sample entry with the parameter sets (14496-15, 5.3.3)."""
    sequence, picture = sequence_parameters(*size), picture_parameters()
    sets = struct.pack(">H", len(sequence)) + sequence + struct.pack(">BH", 1, len(picture)) + picture
    settings = _box(b"avcC", bytes([1, PROFILE, COMPATIBILITY, LEVEL, 0xFF, 0xE1]), sets)
    about = bytes(6) + struct.pack(">H", 1) + bytes(16) + struct.pack(">HH", *size)
    about += struct.pack(">III", 0x480000, 0x480000, 0) + struct.pack(">H", 1) + bytes(32)
    return _box(b"avc1", about, struct.pack(">Hh", 24, -1), settings)


def _box(name: bytes, *parts: bytes) -> bytes:
    return struct.pack(">I", 8 + sum(map(len, parts))) + name + b"".join(parts)


def _full(name: bytes, flags: int, *parts: bytes) -> bytes:
    return _box(name, struct.pack(">I", flags), *parts)


def _sized(unit: bytes) -> bytes:
    return struct.pack(">I", len(unit)) + unit


def _save_gif(pictures: Pictures, per_second: float, path: str) -> Path:
    frames = [Image.fromarray(one).quantize(128, dither=Image.Dither.NONE) for one in pictures]

    def write(file: Path) -> None:
        duration = max(20, round(1000.0 / per_second / 10.0) * 10)  # a GIF counts hundredths of a second
        frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=duration, loop=0)

    def verify(file: Path) -> None:
        with Image.open(file) as saved:
            if saved.size != (pictures.shape[2], pictures.shape[1]) or getattr(saved, "n_frames", 1) < 1:
                raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    return atomic_write(path, write, verify)
