"""NIfTI, NRRD and MetaImage headers whose numbers make no sense, noticed before ITK sees them.

ITK takes some of them as they are: it crashes on a number of dimensions that is none, begins to read
before the voxels, and puts an image at a place that is no number, each without a word.
"""

from __future__ import annotations

import gzip
import math
import re
import struct
import zlib

from medviewer.core.errors import ReadError
from medviewer.io.regular_file import open_regular

_LONGEST_HEADER = 1 << 20
_NIFTI_HEADER = 352
_NUMBER = re.compile(r"[^\s(),]+")
_MOST_AXES = 10
_LARGEST_MM = 1e6
_NRRD_PLACES = ("space directions", "space origin", "spacings")
_META_PLACES = (
    "offset",
    "position",
    "origin",
    "transformmatrix",
    "rotation",
    "orientation",
    "elementspacing",
)
_IMAGE = {"", "image"}


def check_header_numbers(path: str) -> None:
    """Refuses a header that says nonsense about sizes or places.

    Raises
    ------
    ReadError
        With one sentence that names the file.
    OSError
        If it cannot be opened.
    """
    head = _head(path)
    if head.startswith(b"NRRD"):
        reason = _nrrd_fault(_fields(re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0], ":"))
    elif path.lower().endswith((".mha", ".mhd")):
        reason = _meta_fault(_fields(re.split(rb"(?i)ElementDataFile", head, maxsplit=1)[0], "="))
    elif head[344:348] in (b"n+1\0", b"ni1\0"):
        reason = _nifti_fault(head, "<" if head.startswith(b"\x5c\x01\0\0") else ">")
    else:
        reason = ""
    if reason:
        raise ReadError(f"{path} cannot be shown: {reason}.")


def _head(path: str) -> bytes:
    with open_regular(path) as file:
        if not path.lower().endswith(".gz"):
            return file.read(_LONGEST_HEADER)
        try:
            with gzip.open(file) as packed:
                return packed.read(_NIFTI_HEADER)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            return b""


def _nifti_fault(head: bytes, order: str) -> str:
    axes, *sizes = struct.unpack_from(order + "8h", head, 40)
    spacing = struct.unpack_from(order + "3f", head, 80)
    (offset,) = struct.unpack_from(order + "f", head, 108)
    (sform_code,) = struct.unpack_from(order + "h", head, 254)
    if not 1 <= axes <= 7 or min(sizes[: min(axes, 2)]) < 1 or min(sizes[:axes]) < 0:
        return "its header does not say how many voxels there are"
    least = _NIFTI_HEADER if head[344:348] == b"n+1\0" else 0
    if not math.isfinite(offset) or offset < least:
        return "its header says that the voxels begin before the file does"
    used = [step for step, size in zip(spacing, sizes[:axes], strict=False) if size > 1]
    if sform_code < 1 and not all(math.isfinite(step) and step != 0 for step in used):
        return "the distances of its voxels are no lengths"
    return ""


def _fields(head: bytes, mark: str) -> dict[str, str]:
    """Names in small letters and values; the last one counts, as it does for ITK."""
    fields = {}
    for line in head.decode("utf-8", "replace").splitlines():
        name, found, value = line.partition(mark)
        if found and not value.startswith("="):
            fields[name.strip().lower()] = value.strip()
    return fields


def _nrrd_fault(fields: dict[str, str]) -> str:
    skips = (
        fields.get("byte skip", fields.get("byteskip", "0")),
        fields.get("line skip", fields.get("lineskip", "0")),
    )
    if _whole(skips[0], -1) is None or _whole(skips[1], 0) is None:
        return "its header says that the voxels begin before the file does"
    return _sizes_fault(fields.get("dimension"), fields.get("sizes")) or _place_fault(fields, _NRRD_PLACES)


def _meta_fault(fields: dict[str, str]) -> str:
    if fields.get("objecttype", "").lower() not in _IMAGE:
        return "it is a MetaIO object, but no image"
    if _whole(fields.get("headersize", "0"), -1) is None or (
        fields.get("headersize", "0") not in ("0", "-1") and not fields.get("headersize", "0").isdecimal()
    ):
        return "its header says that the voxels begin before the file does"
    if _whole(fields.get("elementnumberofchannels", "1"), 1) is None:
        return "its number of channels is no number"
    return _sizes_fault(fields.get("ndims"), fields.get("dimsize")) or _place_fault(fields, _META_PLACES)


def _sizes_fault(axes_text: str | None, sizes_text: str | None) -> str:
    axes = _whole(axes_text or "", 1)
    if axes is None or axes > _MOST_AXES:
        return "its number of dimensions is none"
    sizes = [_whole(text, 1) for text in (sizes_text or "").split()]
    if len(sizes) != axes or None in sizes:
        return "its header does not say how many voxels there are"
    return ""


def _place_fault(fields: dict[str, str], names: tuple[str, ...]) -> str:
    for name in names:
        for text in _NUMBER.findall(fields.get(name, "")):
            if text.lower() == "none" or (name == "spacings" and text.lower() == "nan"):
                continue
            try:
                number = abs(float(text))
            except ValueError:
                return f"its {name} are no numbers"
            if not math.isfinite(number) or number > _LARGEST_MM:
                return f"its {name} are no lengths that a body can have"
    return ""


def _whole(text: str, least: int) -> int | None:
    """A whole number of at least ``least``, None for everything else."""
    return int(text) if re.fullmatch(r"-?\d{1,18}", text) and int(text) >= least else None
