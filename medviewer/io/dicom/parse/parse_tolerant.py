"""The parser for unusual DICOM files: no preamble, big endian, deflated, odd elements. Uses pydicom."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any, BinaryIO

import pydicom
from pydicom.dataset import FileDataset
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_sequence

from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.elements import BrokenFileError, Elements, NotDicomError, PixelElement
from medviewer.io.dicom.parse.quiet import quiet_pydicom
from medviewer.io.dicom.parse.transfer_syntax import DEFLATED, EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE
from medviewer.io.source_file import open_source, source_bytes

_UNDEFINED = 0xFFFFFFFF
_LARGEST_INFLATED = 1 << 30
_HIGHEST_RATIO = 200
_ALWAYS_ALLOWED = 1 << 24
_LARGEST_IN_MEMORY = 1 << 28
_META_HEAD = 4096
_MOST_ITEMS = 100_000
_INFLATED_AT_FIRST = (1 << 14, 1 << 18)
_BROKEN = (
    ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, TypeError,
    ValueError, BytesLengthException, struct.error, zlib.error,
)  # fmt: skip
_MOSAIC_BLOCKS = [
    (group << 16) | number
    for group, elements in ((0x0019, (0x0A,)), (0x0029, (0x10, 0x20)))
    for block in range(0x10, 0x18)
    for number in (block, *((block << 8) | element for element in elements))
]
"""Private blocks that say what a Siemens mosaic holds."""
_WANTED = [*sorted(tags.KEPT), *_MOSAIC_BLOCKS, tags.MEDIA_STORAGE_SOP_CLASS_UID, tags.TRANSFER_SYNTAX_UID]


def parse_tolerant(path: str) -> Elements:
    """The kept elements of a file in any encoding that pydicom understands.

    Raises
    ------
    NotDicomError
        If nothing in the file looks like a DICOM data set.
    BrokenFileError
        If it is DICOM but its structure is broken; the message says how.
    """
    with open_source(path) as file, quiet_pydicom():
        length = file.seek(0, 2)
        has_prefix = _has_prefix(file)
        if not has_prefix and not _may_be_data_set(file):
            raise NotDicomError(path)
        file.seek(0)
        # In memory a wrong length cannot ask for more bytes than there are.
        source: BinaryIO = io.BytesIO(file.read()) if length <= _LARGEST_IN_MEMORY else file
        try:
            elements = _parse(path, source, length)
        except BrokenFileError:
            raise
        except (RecursionError, MemoryError) as error:
            raise BrokenFileError("its elements are unreasonably deep or large") from error
        except InvalidDicomError as error:
            raise NotDicomError(path) from error
        except _BROKEN as error:
            raise BrokenFileError("its structure is broken") from error
    if not has_prefix and tags.SOP_CLASS_UID not in elements.values and tags.ROWS not in elements.values:
        raise NotDicomError(path)
    return elements


def _parse(path: str, source: BinaryIO, length: int) -> Elements:
    if DEFLATED.encode() in source.read(_META_HEAD):
        return _parse_deflated(path)
    source.seek(0)
    if isinstance(source, io.BytesIO) and count_items(source.getvalue()) > _MOST_ITEMS:
        raise BrokenFileError("it has unreasonably many elements")
    dataset = pydicom.dcmread(source, stop_before_pixels=True, specific_tags=_WANTED, force=True)
    syntax, big_endian = _encoding(dataset)
    values = _raw_values(dataset) | _raw_values(dataset.file_meta)
    return Elements(
        path, syntax, big_endian, values, _pixel_element(source, source.tell(), big_endian), length
    )


def count_items(content: bytes) -> int:
    """About how many items there are, before a general parser makes an object of each: that takes long."""
    return max(content.count(b"\xfe\xff\x00\xe0"), content.count(b"\xff\xfe\xe0\x00"))


def inflated(path: str) -> bytes:
    """The data set of a deflated file (DICOM PS3.5 A.5), behind as many zero bytes as its meta part has.

    So offsets that the header pass found hold. Raises BrokenFileError if it is too large to be honest.
    """
    raw = source_bytes(path)
    start = _end_of_meta(raw)
    limit = min(_LARGEST_INFLATED, _HIGHEST_RATIO * len(raw) + _ALWAYS_ALLOWED)
    try:
        body = zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw[start:], limit + 1)
    except zlib.error as error:
        raise BrokenFileError("its compressed data set is broken") from error
    if len(body) > limit:
        raise BrokenFileError("its compressed data set is unreasonably large")
    return bytes(start) + body


def _parse_deflated(path: str) -> Elements:
    """Inflates no more than the header needs; whether all pixels are there shows when they are read."""
    raw = source_bytes(path)
    start = _end_of_meta(raw)
    for most in _INFLATED_AT_FIRST:
        head = zlib.decompressobj(-zlib.MAX_WBITS)
        body = io.BytesIO(head.decompress(raw[start:], most))
        try:
            dataset = pydicom.dcmread(body, stop_before_pixels=True, specific_tags=_WANTED, force=True)
            element = _pixel_element(body, body.tell(), big_endian=False)
        except _BROKEN:
            continue
        if element is not None and element.length is not None:
            element = PixelElement(element.tag, element.offset + start, element.length)
            end = element.offset + (element.length or 0)
            return Elements(path, DEFLATED, False, _raw_values(dataset), element, end)
    return _parse_inflated(path, start)


def _parse_inflated(path: str, start: int) -> Elements:
    stream = inflated(path)
    body = io.BytesIO(stream[start:])
    dataset = pydicom.dcmread(body, stop_before_pixels=True, specific_tags=_WANTED, force=True)
    element = _pixel_element(body, body.tell(), big_endian=False)
    if element is not None:
        element = PixelElement(element.tag, element.offset + start, element.length)
    return Elements(path, DEFLATED, False, _raw_values(dataset), element, len(stream))


def _end_of_meta(raw: bytes) -> int:
    """The first byte after the file meta information (group 0002, always explicit little endian)."""
    position = 132
    while raw[position : position + 2] == b"\x02\x00":
        if raw[position + 4 : position + 6] in (b"OB", b"UN", b"OW", b"SQ", b"UT"):
            position += 12 + struct.unpack_from("<I", raw, position + 8)[0]
        else:
            position += 8 + struct.unpack_from("<H", raw, position + 6)[0]
    return position


def _has_prefix(file: BinaryIO) -> bool:
    file.seek(128)
    return file.read(4) == b"DICM"


def _may_be_data_set(file: BinaryIO) -> bool:
    """Whether the first element is one that a data set or its meta part begins with."""
    file.seek(0)
    head = file.read(8)
    if len(head) < 8:
        return False
    is_explicit = head[4:6].isalpha() and head[4:6].isupper()
    for order in "<>":
        group, number = struct.unpack(order + "HH", head[:4])
        (length,) = struct.unpack(order + "I", head[4:])
        if group in (0x0002, 0x0008) and number <= 0x0070 and (is_explicit or length <= 256):
            return True
    return False


def _encoding(dataset: FileDataset) -> tuple[str, bool]:
    """Transfer syntax (guessed from the bytes where the file names none) and byte order."""
    implicit, little = dataset.original_encoding
    named = str(dataset.file_meta.get("TransferSyntaxUID", "")).strip("\0 ")
    guessed = IMPLICIT_LITTLE if implicit else EXPLICIT_LITTLE if little else EXPLICIT_BIG
    return named or guessed, not little


def _raw_values(dataset: Any) -> dict[int, bytes]:
    values: dict[int, bytes] = {}
    for tag in list(dataset.keys()):
        value = dataset.get_item(tag).value
        if isinstance(value, bytes) and int(tag) not in tags.SEQUENCES:
            values[int(tag)] = value
        elif int(tag) in tags.SEQUENCES:
            values[int(tag)] = _sequence_bytes(dataset, tag)
        elif int(tag) == tags.SPECIFIC_CHARACTER_SET:  # pydicom always decodes this one
            names = [value] if isinstance(value, str) or value is None else value
            values[int(tag)] = "\\".join(str(name or "") for name in names).encode("latin-1", "replace")
        else:
            values[int(tag)] = b""
    return values


def _sequence_bytes(dataset: Any, tag: Any) -> bytes:
    """The items of a sequence, written anew as explicit little endian; nothing where that fails."""
    target = DicomBytesIO()
    target.is_little_endian, target.is_implicit_VR = True, False
    try:
        write_sequence(target, dataset[tag], [dataset.get("SpecificCharacterSet") or "iso8859"])
    except _BROKEN:
        return b""
    return bytes(target.getvalue())


def _pixel_element(file: BinaryIO, position: int, big_endian: bool) -> PixelElement | None:
    """The pixel element that starts at ``position``, if one does."""
    file.seek(position)
    head = file.read(12)
    if len(head) < 8:
        return None
    order = ">" if big_endian else "<"
    group, number = struct.unpack(order + "HH", head[:4])
    tag = (group << 16) | number
    if tag not in tags.PIXEL_TAGS:
        return None
    is_explicit = head[4:6] in (b"OB", b"OW", b"OF", b"OD", b"UN", b"OL")
    if is_explicit and len(head) < 12:
        return None
    (length,) = struct.unpack(order + "I", head[8:12] if is_explicit else head[4:8])
    start = position + (12 if is_explicit else 8)
    return PixelElement(tag, start, None if length == _UNDEFINED else length)
