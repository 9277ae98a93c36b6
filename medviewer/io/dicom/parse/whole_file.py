"""All bytes of a DICOM file for the general parser, which itself knows no bounds."""

from __future__ import annotations

import io

from medviewer.io.dicom.parse.elements import BrokenFileError
from medviewer.io.dicom.parse.parse_tolerant import count_items, inflated
from medviewer.io.dicom.parse.transfer_syntax import DEFLATED
from medviewer.io.source_file import open_source

_META_HEAD = 4096
_MOST_ITEMS = 300_000


def whole_file(path: str, most_bytes: int) -> io.BytesIO:
    """The content of a file in memory, where a wrong length cannot ask for more bytes than there are.

    Raises
    ------
    BrokenFileError
        If it is too large, has too many elements, or unpacks to far more than it is.
    OSError, ReadError
        If it cannot be opened.
    """
    with open_source(path) as raw:
        if raw.seek(0, io.SEEK_END) > most_bytes:
            raise BrokenFileError("it is unreasonably large for its kind")
        raw.seek(0)
        content = raw.read()
    if DEFLATED.encode() in content[:_META_HEAD]:
        inflated(path)
    if count_items(content) > _MOST_ITEMS:
        raise BrokenFileError("it has unreasonably many elements")
    return io.BytesIO(content)
