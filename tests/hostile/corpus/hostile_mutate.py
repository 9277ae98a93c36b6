"""Random damage to a file."""

from __future__ import annotations

import gzip
import random
import struct
import zlib
from collections.abc import Sequence

_NUMBERS = (0, 1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE)
_WORDS = (
    b"nan",
    b"-1",
    b"0",
    b"1e300",
    b"99999999999",
    b"0,5",
    b"\\",
    b"\0",
    b"\xff\xff\xff\xff",
    b"..",
    b"%s",
)
_ITEMS = (
    b"\xfe\xff\x00\xe0",
    b"\xfe\xff\x0d\xe0\0\0\0\0",
    b"\xfe\xff\xdd\xe0\0\0\0\0",
    b"SQ\0\0\xff\xff\xff\xff",
)


def mutated(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A copy with one to six kinds of damage; what is packed is damaged inside as often as outside."""
    if content.startswith(b"\x1f\x8b") and chance.random() < 0.6:
        return gzip.compress(_damaged(_unpacked(content), others, chance), 1)
    return _damaged(content, others, chance)


def _unpacked(content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return content


def _damaged(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if not damaged:
            break
        chance.choice(_DAMAGES)(damaged, others, chance)
    return bytes(damaged[: 4 * len(content) + 4096])


def _place(damaged: bytearray, chance: random.Random) -> int:
    """Anywhere, but more often in the header, where most of the meaning is."""
    return chance.randrange(len(damaged) if chance.random() < 0.4 else min(len(damaged), 2500))


def _flip(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    damaged[_place(damaged, chance)] ^= 1 << chance.randrange(8)


def _byte(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    damaged[_place(damaged, chance)] = chance.randrange(256)


def _number(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    place, number = _place(damaged, chance), chance.choice(_NUMBERS)
    size = chance.choice((2, 4))
    order = chance.choice("<>")
    raw = struct.pack(order + ("H" if size == 2 else "I"), number % (1 << 8 * size))
    damaged[place : place + size] = raw


def _word(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    place, word = _place(damaged, chance), chance.choice(_WORDS + _ITEMS)
    end = place + (len(word) if chance.random() < 0.7 else 0)
    damaged[place:end] = word


def _digits(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    """Another number where one is written in digits."""
    start = _place(damaged, chance)
    for place in range(start, min(start + 400, len(damaged))):
        if 48 <= damaged[place] < 58:
            damaged[place] = chance.choice(b"0123456789-.eE\\ ")
            if chance.random() < 0.5:
                return


def _cut(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    del damaged[_place(damaged, chance) :]


def _remove(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    place = _place(damaged, chance)
    del damaged[place : place + chance.choice((1, 2, 4, 8, 100))]


def _repeat(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    place, length = _place(damaged, chance), chance.choice((8, 64, 500))
    damaged[place:place] = damaged[place : place + length] * chance.choice((1, 2, 30))


def _blank(damaged: bytearray, _: Sequence[bytes], chance: random.Random) -> None:
    place, length = _place(damaged, chance), chance.choice((4, 50, 400))
    damaged[place : place + length] = bytes([chance.choice((0, 255))]) * len(damaged[place : place + length])


def _splice(damaged: bytearray, others: Sequence[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    place = chance.randrange(len(other)) if other else 0
    damaged[_place(damaged, chance) :] = other[place:]


_DAMAGES = (
    _flip,
    _byte,
    _byte,
    _number,
    _number,
    _word,
    _digits,
    _digits,
    _cut,
    _remove,
    _repeat,
    _blank,
    _splice,
)
