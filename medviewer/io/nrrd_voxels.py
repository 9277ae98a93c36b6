"""Where the voxels of a NRRD file lie that holds its own, plain or gzip; other kinds are left to ITK."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from medviewer.io.regular_file import open_regular
from medviewer.io.voxel_source import VoxelSource

_LONGEST_HEADER = 1 << 20
_TYPES = {
    "i1": ("signed char", "int8", "int8_t"),
    "u1": ("uchar", "unsigned char", "uint8", "uint8_t"),
    "i2": ("short", "short int", "signed short", "signed short int", "int16", "int16_t"),
    "u2": ("ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"),
    "i4": ("int", "signed int", "int32", "int32_t"),
    "u4": ("uint", "unsigned int", "uint32", "uint32_t"),
    "f4": ("float",),
    "f8": ("double",),
}
_NUMPY_NAMES = {name: kind for kind, names in _TYPES.items() for name in names}
_ELSEWHERE = ("data file", "datafile", "line skip", "lineskip", "byte skip", "byteskip")


def nrrd_source(path: str, shape: tuple[int, ...]) -> VoxelSource | None:
    """The source of voxels [t, k, j, i]; None for anything but the usual layout."""
    if Path(path).suffix.lower() != ".nrrd":
        return None
    with open_regular(path) as file:
        head = file.read(_LONGEST_HEADER)
    end = re.search(rb"\r?\n\r?\n", head)
    if not head.startswith(b"NRRD") or end is None:
        return None
    fields = dict(
        re.findall(r"^([^#:\n]+):[ \t]*([^=\r\n].*?)\r?$", head[: end.start()].decode("latin-1"), re.M)
    )
    fields = {name.strip().lower(): value.strip().lower() for name, value in fields.items()}
    kind, encoding = _NUMPY_NAMES.get(fields.get("type", "")), fields.get("encoding", "")
    if kind is None or any(name in fields for name in _ELSEWHERE) or not _is_shaped(fields, shape):
        return None
    if kind[1] != "1" and fields.get("endian") not in ("little", "big"):
        return None
    stored = np.dtype((">" if fields.get("endian") == "big" else "<") + kind)
    if encoding == "raw":
        return VoxelSource(path, stored, end.end(), is_gzip=False)
    if encoding in ("gzip", "gz"):
        return VoxelSource(path, stored, 0, is_gzip=True, packed_at=end.end())
    return None


def _is_shaped(fields: dict[str, str], shape: tuple[int, ...]) -> bool:
    """Whether the file counts its axes as ITK does: nothing but i, j, k and time."""
    sizes = tuple(int(part) for part in fields.get("sizes", "").split() if part.isdecimal())
    wanted = tuple(reversed(shape))
    return len(sizes) >= 3 and sizes == wanted[: len(sizes)] and all(n == 1 for n in wanted[len(sizes) :])
