"""Pictures as H.264 (ITU-T H.264 | ISO/IEC 14496-10) without loss of detail and without a foreign encoder.

Every macroblock is either stored as it is (``I_PCM``, clause 7.3.5) or, where nothing has changed since the
last picture, skipped (``P_Skip``). Every decoder of the constrained baseline profile plays it; it costs size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]

PROFILE, COMPATIBILITY, LEVEL = 66, 0xC0, 51

_FORBIDDEN = re.compile(rb"\x00\x00(?=[\x00-\x03])")
_FRAME_NUMBER_BITS = 16


class _Bits:
    """Bits that are written one after the other, as clause 7.2 names their kinds."""

    def __init__(self) -> None:
        self._text: list[str] = []

    def u(self, value: int, count: int) -> _Bits:
        """An unsigned number of so many bits."""
        self._text.append(format(value, f"0{count}b"))
        return self

    def ue(self, *values: int) -> _Bits:
        """Unsigned numbers in Exp-Golomb code (clause 9.1)."""
        for value in values:
            digits = format(value + 1, "b")
            self._text.append("0" * (len(digits) - 1) + digits)
        return self

    def aligned(self, first: str = "") -> bytes:
        """All bits, then ``first``, then zeros up to a whole byte."""
        text = "".join(self._text) + first
        text += "0" * (-len(text) % 8)
        return int(text, 2).to_bytes(len(text) // 8, "big") if text else b""


def sequence_parameters(width: int, height: int) -> bytes:
    """The sequence parameter set (7.3.2.1) of pictures of a size, both even; BT.709, limited range."""
    across, down = -(-width // 16), -(-height // 16)
    bits = _Bits().u(PROFILE, 8).u(COMPATIBILITY, 8).u(LEVEL, 8)
    bits.ue(0, _FRAME_NUMBER_BITS - 4, 2, 1).u(0, 1).ue(across - 1, down - 1).u(1, 1).u(1, 1)
    bits.u(1, 1).ue(0, (across * 16 - width) // 2, 0, (down * 16 - height) // 2)
    bits.u(1, 1).u(0, 2).u(1, 1).u(5, 3).u(0, 1).u(1, 1).u(1, 8).u(1, 8).u(1, 8).u(0, 6)
    return _unit(0x67, bits.aligned("1"))


def picture_parameters() -> bytes:
    """The picture parameter set (7.3.2.2): CAVLC, one slice a picture, no filter between blocks."""
    bits = _Bits().ue(0, 0).u(0, 2).ue(0, 0, 0).u(0, 3).ue(0, 0, 0).u(1, 1).u(0, 2)
    return _unit(0x68, bits.aligned("1"))


def coded_pictures(pictures: Iterator[Bytes]) -> Iterator[bytes]:
    """Each picture RGB [h, w, 3] as one network unit (7.3.1): the first whole, then what changes."""
    before: Bytes | None = None
    for number, picture in enumerate(pictures):
        blocks = _macroblocks(picture)
        if before is None:
            yield _unit(
                0x65, _slice(_Bits().ue(0, 7, 0).u(0, _FRAME_NUMBER_BITS).ue(0).u(0, 2), blocks, None)
            )
        else:
            frame = number % (1 << _FRAME_NUMBER_BITS)
            head = _Bits().ue(0, 5, 0).u(frame, _FRAME_NUMBER_BITS).u(0, 3)
            yield _unit(0x41, _slice(head, blocks, (blocks != before).any(axis=1)))
        before = blocks


def _slice(head: _Bits, blocks: Bytes, changed: npt.NDArray[np.bool_] | None) -> bytes:
    """Header and data of a slice (7.3.3, 7.3.4) that holds the whole picture."""
    bits = head.ue(0, 1)  # no change of the quantiser; no deblocking
    parts = []
    skipped = 0
    for number, block in enumerate(blocks):
        if changed is not None and not changed[number]:
            skipped += 1
            continue
        if changed is not None:
            bits.ue(skipped)
        parts += [bits.ue(25 if changed is None else 30).aligned(), block.tobytes()]
        bits, skipped = _Bits(), 0
    if skipped:
        bits.ue(skipped)
    parts.append(bits.aligned("1"))
    return b"".join(parts)


def _macroblocks(picture: Bytes) -> Bytes:
    """A picture RGB [h, w, 3] as macroblocks [n, 384]: 256 of luminance, 64 and 64 of colour, BT.709."""
    height, width = picture.shape[:2]
    whole = np.pad(picture, ((0, -height % 16), (0, -width % 16), (0, 0)), mode="edge").astype(np.float32)
    red, green, blue = whole[..., 0], whole[..., 1], whole[..., 2]
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    rows, columns = whole.shape[0] // 16, whole.shape[1] // 16
    planes = [_cut(16.0 + light * (219.0 / 255.0), rows, columns, 16)]
    for color, scale in ((blue, 1.8556), (red, 1.5748)):
        part = 128.0 + (color - light) * (224.0 / 255.0 / scale)
        halved = part.reshape(rows * 8, 2, columns * 8, 2).mean(axis=(1, 3))
        planes.append(_cut(halved, rows, columns, 8))
    return np.concatenate(planes, axis=1)


def _cut(plane: npt.NDArray[np.float32], rows: int, columns: int, side: int) -> Bytes:
    """A plane cut into blocks of ``side`` x ``side``, one a row of bytes."""
    blocks = np.clip(np.rint(plane), 1.0, 254.0).astype(np.uint8).reshape(rows, side, columns, side)
    return blocks.transpose(0, 2, 1, 3).reshape(rows * columns, side * side)


def _unit(kind: int, payload: bytes) -> bytes:
    """A network unit: its kind, and its payload without what looks like a start code (7.4.1)."""
    return bytes([kind]) + _FORBIDDEN.sub(b"\x00\x00\x03", payload)
