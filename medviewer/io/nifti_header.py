"""The part of a NIfTI header that decides where the voxels are and whether they are all there.

ITK drops a shear of the sform, prefers the qform in some cases, and reads a cut file as zeros, each
without a word; so these few fields are read here (nifti1.h and nifti2.h of the NIfTI standard).
"""

from __future__ import annotations

import gzip
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from medviewer.io.regular_file import open_regular

_LENGTH = 540
_BLOCK = 1 << 20
_RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
_LEAST_START = 348
_TYPES = {
    2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8", 256: "i1", 512: "u2", 768: "u4", 1024: "i8", 1280: "u8"
}  # fmt: skip
_COLOURS = {128: 3, 2304: 4}
"""Samples of 8 bits that make one voxel: red, green, blue and how opaque it is."""
_MILLIMETRES = {1: 1000.0, 2: 1.0, 3: 0.001}


@dataclass(frozen=True, eq=False)
class NiftiHeader:
    """Frame and size of a NIfTI file.

    Parameters
    ----------
    qform_code, sform_code
        0 where the transform is not given.
    sform_lps
        4x4 matrix from ``(i, j, k, 1)`` to LPS mm.
    length
        Bytes that the file must have, unpacked; 0 where the voxels are in a file of their own.
    stored_type
        numpy's name of the stored type of a sample, with byte order; ``""`` for what is no number.
    start
        Where the voxels begin in their file, bytes, unpacked.
    slope, intercept
        ``value = stored * slope + intercept``; 1 and 0 where the file scales nothing.
    is_second
        Whether this is NIfTI-2.
    channels
        Samples of a voxel: 3 or 4 of a colour, else 1.
    """

    qform_code: int
    sform_code: int
    sform_lps: npt.NDArray[np.float64]
    length: int
    stored_type: str = ""
    start: int = 0
    is_second: bool = False
    slope: float = 1.0
    intercept: float = 0.0
    channels: int = 1


def read_nifti_header(path: str) -> NiftiHeader | None:
    """The header of a NIfTI-1 or NIfTI-2 file, or None if it is neither.

    Plain Analyze files are neither: they do not tell left from right.
    """
    head = _head(path)
    if len(head) >= 348 and head[344:347] in (b"n+1", b"ni1"):
        return _parse(head, "<" if head[:4] == b"\x5c\x01\0\0" else ">", _NIFTI_1)
    if len(head) >= _LENGTH and head[4:7] in (b"n+2", b"ni2"):
        return _parse(head, "<" if head[:4] == b"\x1c\x02\0\0" else ">", _NIFTI_2)
    return None


def is_complete(path: str, header: NiftiHeader) -> bool:
    """Whether the file holds all the bytes its header promises."""
    if not path.lower().endswith(".gz"):
        return Path(path).stat().st_size >= header.length
    with open_regular(path) as file:
        file.seek(-4, 2)
        (said,) = struct.unpack("<I", file.read(4))
    # The last four bytes are the unpacked length; where they disagree only unpacking can tell.
    return said == header.length % (1 << 32) or _unpacked_length(path, header.length) >= header.length


@dataclass(frozen=True)
class _Layout:
    """Where the fields are: struct format and offset."""

    dim: tuple[str, int]
    datatype: tuple[str, int]
    bitpix: tuple[str, int]
    vox_offset: tuple[str, int]
    codes: tuple[str, int]
    rows: tuple[str, int]
    units: tuple[str, int]
    scale: tuple[str, int]
    paired: bytes


_NIFTI_1 = _Layout(
    ("8h", 40), ("h", 70), ("h", 72), ("f", 108), ("2h", 252), ("12f", 280), ("B", 123), ("2f", 112), b"ni1"
)
_NIFTI_2 = _Layout(
    ("8q", 16), ("h", 12), ("h", 14), ("q", 168), ("2i", 344), ("12d", 400), ("i", 500), ("2d", 176), b"ni2"
)


def _parse(head: bytes, order: str, layout: _Layout) -> NiftiHeader:
    def at(field: tuple[str, int]) -> tuple[float, ...]:
        return struct.unpack_from(order + field[0], head, field[1])

    dim, (bits,), (offset,) = at(layout.dim), at(layout.bitpix), at(layout.vox_offset)
    qform_code, sform_code = (int(code) for code in at(layout.codes))
    scale = _MILLIMETRES.get(int(at(layout.units)[0]) & 7, 1.0)
    matrix = np.eye(4)
    matrix[:3] = np.array(at(layout.rows)).reshape(3, 4) * scale
    axes = [max(1, int(n)) for n in dim[1 : 1 + min(7, max(0, int(dim[0])))]]
    is_paired = layout.paired in (head[344:347], head[4:7])
    size = int(np.prod(axes, dtype=object)) * int(bits) // 8
    start = int(offset) if np.isfinite(offset) and offset > 0 else 0
    if not is_paired:
        start = max(start, _LEAST_START)
    datatype = int(at(layout.datatype)[0])
    channels = _COLOURS.get(datatype, 1)
    name = "u1" if channels > 1 else _TYPES.get(datatype, "")
    slope, intercept = at(layout.scale)
    is_scaled = np.isfinite(slope) and slope != 0.0 and channels == 1
    return NiftiHeader(
        qform_code,
        sform_code,
        _RAS_TO_LPS @ matrix,
        length=0 if is_paired else start + size,
        stored_type=order + name if name else "",
        start=start,
        is_second=layout is _NIFTI_2,
        slope=slope if is_scaled else 1.0,
        intercept=intercept if is_scaled else 0.0,
        channels=channels,
    )


def voxel_file(path: Path) -> Path:
    """The file with the voxels: of a pair ``.hdr`` and ``.img`` the latter."""
    name = path.name
    if not name.lower().endswith((".hdr", ".hdr.gz")):
        return path
    stem = name[: name.lower().rindex(".hdr")]
    candidates = [path.with_name(stem + ending) for ending in (".img", ".img.gz")]
    return next((found for found in candidates if found.is_file()), path)


def _head(path: str) -> bytes:
    try:
        if path.lower().endswith(".gz"):
            with open_regular(path) as file, gzip.open(file, "rb") as packed:
                return packed.read(_LENGTH)
        with open_regular(path) as file:
            return file.read(_LENGTH)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return b""


def _unpacked_length(path: str, enough: int) -> int:
    length = 0
    try:
        with open_regular(path) as file, gzip.open(file, "rb") as packed:
            while length < enough and (block := packed.read(_BLOCK)):
                length += len(block)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return 0
    return length
