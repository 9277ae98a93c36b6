"""Proof that packed voxels are whole: ITK prints a line and hands out what it has when they are not."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import BinaryIO

from medviewer.core.errors import ReadError
from medviewer.io.regular_file import open_regular

_LONGEST_HEADER = 1 << 20
_BLOCK = 1 << 20
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def check_packed_data(path: str | Path) -> None:
    """Unpacks the voxels that follow a NRRD or MetaImage header once and compares their check sum.

    Files that are not packed, or whose voxels are in another file, pass.

    Raises
    ------
    ReadError
        If the packed voxels are cut short or do not have their check sum.
    """
    try:
        with open_regular(path) as file:
            start = _start_of_packed(file.read(_LONGEST_HEADER))
            if start is None:
                return
            file.seek(start)
            whole = _is_whole(file)
    except OSError as error:
        raise ReadError(f"{path} cannot be read ({error.strerror or 'error'}).") from error
    if not whole:
        raise ReadError(f"{path} is damaged: its packed voxels are cut short or altered.")


def _start_of_packed(head: bytes) -> int | None:
    if head.startswith(b"NRRD"):
        end = re.search(rb"\r?\n\r?\n", head)
        fields = head[: end.start()].lower() if end else b""
        is_packed = re.search(rb"\nencoding:\s*(gzip|gz)\s*(\r?\n|$)", fields)
        elsewhere = re.search(rb"\n(data ?file|byte ?skip|line ?skip):", fields)
        return end.end() if end and is_packed and not elsewhere else None
    data = re.search(rb"^ElementDataFile\s*=\s*LOCAL\s*?\r?\n", head, re.MULTILINE | re.IGNORECASE)
    if data and re.search(rb"^CompressedData\s*=\s*True", head[: data.start()], re.MULTILINE | re.IGNORECASE):
        return data.end()
    return None


def _is_whole(file: BinaryIO) -> bool:
    unpack = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        while not unpack.eof:
            block = unpack.unconsumed_tail or file.read(_BLOCK)
            if not block:
                return False
            unpack.decompress(block, 4 * _BLOCK)
    except zlib.error:
        return False
    return True
