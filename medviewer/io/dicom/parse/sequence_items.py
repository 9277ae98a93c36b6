"""The items of a sequence from the bytes of its value (DICOM PS3.5 section 7.5)."""

from __future__ import annotations

import struct
from collections.abc import Callable

from medviewer.io.dicom.parse.element_encoding import (
    DEEPEST,
    EXPLICIT,
    IMPLICIT,
    ITEM,
    ITEM_END,
    LENGTH,
    LONG_VRS,
    SEQUENCE_END,
    SHORT_VRS,
    UNDEFINED,
)

Item = dict[int, bytes]
_HeadReader = Callable[[bytes, int], tuple[int, int, int]]


def parse_items(value: bytes, explicit: bool) -> list[Item]:
    """The items, each as raw bytes by tag; a sequence inside one is the bytes of its own items again.

    Parameters
    ----------
    value
        What follows the head of the sequence, little endian; a closing delimiter may be there.
    explicit
        Whether value representations are written.

    Raises
    ------
    ValueError
        If lengths contradict each other or sequences are nested more than 64 deep.
    """
    head = _explicit_head if explicit else _implicit_head
    items: list[Item] = []
    position = 0
    try:
        while position + 8 <= len(value):
            tag, length, start = _implicit_head(value, position)
            if tag == SEQUENCE_END:
                break
            if tag != ITEM:
                raise ValueError("a sequence holds something that is no item")
            end = len(value) if length == UNDEFINED else start + length
            if end > len(value):
                raise ValueError("an item is longer than its sequence")
            item, position = _item(value, start, end, head)
            items.append(item)
    except struct.error as error:
        raise ValueError("a sequence ends early") from error
    return items


def _item(value: bytes, position: int, end: int, head: _HeadReader) -> tuple[Item, int]:
    """The elements from ``position`` on, and the first byte after the item."""
    found: Item = {}
    while position < end:
        tag, length, start = head(value, position)
        if tag == ITEM_END:
            return found, start
        position = _after(value, start, end, head) if length == UNDEFINED else start + length
        if position > end:
            raise ValueError("an element is longer than its item")
        found[tag] = value[start:position]
    return found, position


def _after(value: bytes, position: int, end: int, head: _HeadReader) -> int:
    """The first byte after a sequence of undefined length."""
    depth = 1
    while position < end:
        tag, length, position = head(value, position)
        if tag in (ITEM_END, SEQUENCE_END):
            depth -= 1
            if depth == 0:
                return position
        elif length == UNDEFINED:
            depth += 1
            if depth > 2 * DEEPEST:
                raise ValueError("sequences are nested too deeply")
        else:
            position += length
    raise ValueError("a sequence does not end")


def _implicit_head(value: bytes, position: int) -> tuple[int, int, int]:
    """Tag, length of the value and its first byte."""
    group, number, length = IMPLICIT.unpack_from(value, position)
    return (group << 16) | number, length, position + 8


def _explicit_head(value: bytes, position: int) -> tuple[int, int, int]:
    group, number, vr, length = EXPLICIT.unpack_from(value, position)
    tag = (group << 16) | number
    if vr in SHORT_VRS:
        return tag, length, position + 8
    if group == 0xFFFE:
        return tag, LENGTH.unpack_from(value, position + 4)[0], position + 8
    if vr not in LONG_VRS:
        raise ValueError("an element has an unknown value representation")
    return tag, LENGTH.unpack_from(value, position + 8)[0], position + 12
