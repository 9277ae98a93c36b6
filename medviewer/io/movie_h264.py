"""Pictures as H.264 (ITU-T H.264 | ISO/IEC 14496-10), without a foreign encoder.

Of the constrained baseline profile, which every player knows, four things are used: macroblocks predicted
from their neighbours as a whole (Intra 16x16), their differences in coefficients (CAVLC), macroblocks that
are as in the last picture (``P_Skip``), and a new beginning every second, from which players can start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from medviewer.io.movie_blocks import QUANTISER, Macroblocks, macroblocks_of
from medviewer.io.movie_codes import CHROMA_DC, BlockCoder, Codes, exp_golomb

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

PROFILE, COMPATIBILITY, LEVEL = 66, 0xC0, 51
GROUP = 25
"""Pictures from one that stands alone to the next."""

_FORBIDDEN = re.compile(rb"\x00\x00(?=[\x00-\x03])")
_FRAME_NUMBER_BITS = 16
_SCAN = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (0, 3), (1, 2), (1, 3),
         (2, 0), (2, 1), (3, 0), (3, 1), (2, 2), (2, 3), (3, 2), (3, 3))  # fmt: skip
"""Row and column of the sixteen blocks of a macroblock in the order they are written in (6.4.3)."""

_BLOCKS = 32
"""Numbers kept free for the blocks of one macroblock, its head included."""


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

    def se(self, value: int) -> _Bits:
        """A signed number in Exp-Golomb code (9.1.1)."""
        return self.ue(2 * value - 1 if value > 0 else -2 * value)

    def whole(self, more: Bytes | None = None) -> bytes:
        """All bits, then ``more`` of them (0 or 1 each), the stop bit, and zeros up to a whole byte."""
        first = np.array([int(one) for text in self._text for one in text], np.uint8)
        return np.packbits(np.concatenate([first, *([] if more is None else [more]), [1]])).tobytes()


def sequence_parameters(width: int, height: int) -> bytes:
    """The sequence parameter set (7.3.2.1) of pictures of a size, both even; BT.709, limited range."""
    across, down = -(-width // 16), -(-height // 16)
    bits = _Bits().u(PROFILE, 8).u(COMPATIBILITY, 8).u(LEVEL, 8)
    bits.ue(0, _FRAME_NUMBER_BITS - 4, 2, 1).u(0, 1).ue(across - 1, down - 1).u(1, 1).u(1, 1)
    bits.u(1, 1).ue(0, (across * 16 - width) // 2, 0, (down * 16 - height) // 2)
    bits.u(1, 1).u(0, 2).u(1, 1).u(5, 3).u(0, 1).u(1, 1).u(1, 8).u(1, 8).u(1, 8).u(0, 6)
    return _unit(0x67, bits.whole())


def picture_parameters() -> bytes:
    """The picture parameter set (7.3.2.2): CAVLC, one slice a picture, no filter between blocks."""
    bits = _Bits().ue(0, 0).u(0, 2).ue(0, 0, 0).u(0, 3).se(QUANTISER - 26).se(0).se(0).u(1, 1).u(0, 2)
    return _unit(0x68, bits.whole())


def coded_pictures(pictures: Bytes) -> Iterator[bytes]:
    """Each picture RGB [n, h, w, 3] as one network unit (7.3.1); every `GROUP` th stands alone."""
    coder = BlockCoder()
    for start in range(0, len(pictures), GROUP):
        light, color = split_colors(pictures[start : start + GROUP])
        blocks, _, _ = macroblocks_of(light, color)
        around = _coefficients_around(blocks)
        for number in range(len(light)):
            if number == 0:
                head = _Bits().ue(0, 7, 0).u(0, _FRAME_NUMBER_BITS).ue(start // GROUP % 2).u(0, 2)
            else:
                head = _Bits().ue(0, 5, 0).u(number, _FRAME_NUMBER_BITS).u(0, 3)
            head.se(0).ue(1)  # the quantiser as it is; no filter between blocks
            data = _slice_data(blocks, around, number, coder)
            yield _unit(0x41 if number else 0x65, head.whole(data))


def split_colors(pictures: Bytes) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Pictures RGB [n, h, w, 3] as macroblocks of light and of blue and red differences, BT.709.

    int32 [n, r, c, 16, 16] and [n, r, c, 2, 8, 8], limited range; where a picture ends in a macroblock its
    edge goes on.
    """
    height, width = pictures.shape[1:3]
    margin = ((0, 0), (0, -height % 16), (0, -width % 16), (0, 0))
    whole = np.pad(pictures, margin, mode="edge").astype(np.float32)
    red, green, blue = whole[..., 0], whole[..., 1], whole[..., 2]
    light = np.float32(0.2126) * red + np.float32(0.7152) * green + np.float32(0.0722) * blue
    count, rows, columns = len(whole), whole.shape[1] // 16, whole.shape[2] // 16
    planes = []
    for part, scale in ((blue, 1.8556), (red, 1.5748)):
        plane = 128.0 + (part - light) * np.float32(224.0 / 255.0 / scale)
        halved = plane.reshape(count, rows * 8, 2, columns * 8, 2).mean(axis=(2, 4))
        planes.append(_cut(halved, rows, columns, 8))
    return _cut(16.0 + light * np.float32(219.0 / 255.0), rows, columns, 16), np.stack(planes, axis=3)


def _cut(planes: npt.NDArray[np.float32], rows: int, columns: int, side: int) -> npt.NDArray[np.int32]:
    """Planes [n, h, w] in squares of ``side`` pixels, [n, r, c, side, side]."""
    whole = np.clip(np.rint(planes), 0.0, 255.0).astype(np.int32)
    return whole.reshape(len(planes), rows, side, columns, side).transpose(0, 1, 3, 2, 4)


def _coefficients_around(blocks: Macroblocks) -> tuple[Ints, Ints]:
    """nC of the blocks of light [f, r, c, 4, 4] and of color [f, r, c, 2, 2, 2] (9.2.1)."""
    light = _mean_around(np.count_nonzero(blocks.details, axis=-1)[:, :, :, None])[:, :, :, 0]
    return light, _mean_around(np.count_nonzero(blocks.color_details, axis=-1))


def _mean_around(counts: npt.NDArray[np.intp]) -> Ints:
    """The mean of the counts [f, r, c, p, s, s] to the left of and above each block, or the only one."""
    f, rows, columns, planes, side, _ = counts.shape
    flat = counts.transpose(0, 3, 1, 4, 2, 5).reshape(f, planes, rows * side, columns * side)
    left, up = np.zeros_like(flat), np.zeros_like(flat)
    left[..., 1:], up[..., 1:, :] = flat[..., :-1], flat[..., :-1, :]
    mean = left + up
    mean[..., 1:, 1:] = (mean[..., 1:, 1:] + 1) >> 1
    grid = mean.reshape(f, planes, rows, side, columns, side)
    return np.asarray(grid.transpose(0, 2, 4, 1, 3, 5), np.int64)


def _slice_data(blocks: Macroblocks, around: tuple[Ints, Ints], number: int, coder: BlockCoder) -> Bytes:
    """The bits (0 or 1 each) of all macroblocks of a picture (7.3.4, 7.3.5)."""
    coded = np.flatnonzero(~blocks.skipped[number].ravel())
    count = blocks.skipped[number].size
    details, means = blocks.details[number].reshape(count, 4, 4, 15)[coded], blocks.means[number]
    colors = blocks.color_details[number].reshape(count, 2, 2, 2, 15)[coded]
    color_means = blocks.color_means[number].reshape(count, 2, 4)[coded]
    has_details = details.any(axis=(1, 2, 3))
    color_kind = np.where(colors.any(axis=(1, 2, 3, 4)), 2, np.where(color_means.any(axis=(1, 2)), 1, 0))
    modes = blocks.modes[number].reshape(count, 2)[coded].astype(np.int64)
    place = coded.astype(np.int64) * _BLOCKS * coder.PLACES
    kinds = 1 + modes[:, 0] + 4 * color_kind + 12 * has_details + (5 if number else 0)
    found = [
        exp_golomb(place + 1, kinds),
        exp_golomb(place + 2, modes[:, 1]),
        Codes(place + 3, np.ones(len(coded), np.int64), np.ones(len(coded), np.int64)),  # the same quantiser
    ]
    if number:
        found.append(exp_golomb(place, np.diff(coded, prepend=-1) - 1))
        if len(coded) == 0 or coded[-1] != count - 1:
            last = np.array([count * _BLOCKS * coder.PLACES])
            found.append(exp_golomb(last, count - 1 - (coded[-1:] if len(coded) else np.array([-1]))))
    near, near_color = around[0][number].reshape(count, 4, 4)[coded], around[1][number]
    near_color = near_color.reshape(count, 2, 2, 2)[coded]
    wide = _Wide(coded.astype(np.int64), coder)
    everywhere = np.ones(len(coded), bool)
    found.append(wide.codes(1, means.reshape(count, 16)[coded], 16, near[:, 0, 0], everywhere))
    for n, (row, column) in enumerate(_SCAN):
        found.append(wide.codes(2 + n, details[:, row, column], 15, near[:, row, column], has_details))
    for which in range(2):
        nothing = np.full(len(coded), CHROMA_DC, np.int64)
        found.append(wide.codes(18 + which, color_means[:, which], 4, nothing, color_kind > 0))
        for n in range(4):
            at = (slice(None), which, n // 2, n % 2)
            found.append(wide.codes(20 + 4 * which + n, colors[at], 15, near_color[at], color_kind > 1))
    return Codes.joined(found).packed()


class _Wide:
    """Writes one block of every macroblock."""

    def __init__(self, coded: Ints, coder: BlockCoder) -> None:
        self._coded = coded
        self._coder = coder

    def codes(
        self, number: int, values: npt.NDArray[np.int16], size: int, around: Ints, has: npt.NDArray[np.bool_]
    ) -> Codes:
        """Block ``number`` of the macroblocks that have it, of ``size`` coefficients."""
        whole = np.zeros((int(has.sum()), 16), np.int64)
        whole[:, : values.shape[1]] = values[has]
        sizes = np.full(len(whole), size, np.int64)
        return self._coder.codes(whole, sizes, around[has], self._coded[has] * _BLOCKS + number)


def _unit(kind: int, payload: bytes) -> bytes:
    """A network unit: its kind, and its payload without what looks like a start code (7.4.1)."""
    return bytes([kind]) + _FORBIDDEN.sub(b"\x00\x00\x03", payload)
