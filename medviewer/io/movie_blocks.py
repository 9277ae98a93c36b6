"""Pictures as macroblocks of H.264: predicted from their neighbours, transformed and made coarser.

Intra 16x16 prediction (ITU-T H.264 | ISO/IEC 14496-10, 8.3.3, 8.3.4), the transform and its inverse (8.5),
for all pictures of a group at once: what lies on one diagonal depends on the diagonals before it alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

QUANTISER = 24
"""QP for light and colour: no block or step is seen, a picture takes a tenth of its own size."""

_ZIGZAG = np.array([0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15])
_FORWARD = np.array([[1, 1, 1, 1], [2, 1, -1, -2], [1, -1, -1, 1], [1, -2, 2, -1]])
_MEANS = np.array([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, -1, 1], [1, -1, 1, -1]])
_PAIR = np.array([[1, 1], [1, -1]])
_BY_PLACE = np.array([[0, 2, 0, 2], [2, 1, 2, 1], [0, 2, 0, 2], [2, 1, 2, 1]]).ravel()
_COARSER = ((13107, 5243, 8066), (11916, 4660, 7490), (10082, 4194, 6554), (9362, 3647, 5825),
            (8192, 3355, 5243), (7282, 2893, 4559))  # fmt: skip
_FINER = ((10, 16, 13), (11, 18, 14), (13, 20, 16), (14, 23, 18), (16, 25, 20), (18, 29, 23))
_SHIFT = QUANTISER // 6
_MULTIPLY = np.array(_COARSER[QUANTISER % 6])[_BY_PLACE]
_SCALE = np.array(_FINER[QUANTISER % 6])[_BY_PLACE]


@dataclass(frozen=True)
class Macroblocks:
    """What is written of a group of pictures [f], by rows and columns of macroblocks [r, c].

    Parameters
    ----------
    skipped
        Bool [f, r, c]: as in the picture before.
    modes
        int8 [f, r, c, 2]: how light and colour are predicted (Intra16x16PredMode, intra_chroma_pred_mode).
    means, details
        int16 [f, r, c, 16] and [f, r, c, 4, 4, 15]: DC and AC coefficients of light, in zigzag order.
    color_means, color_details
        int16 [f, r, c, 2, 4] and [f, r, c, 2, 2, 2, 15].
    """

    skipped: npt.NDArray[np.bool_]
    modes: npt.NDArray[np.int8]
    means: npt.NDArray[np.int16]
    details: npt.NDArray[np.int16]
    color_means: npt.NDArray[np.int16]
    color_details: npt.NDArray[np.int16]


def macroblocks_of(light: Ints, color: Ints) -> tuple[Macroblocks, Ints, Ints]:
    """What is written of pictures, and the pictures as every decoder shows them.

    Parameters
    ----------
    light
        int32 [f, r, c, 16, 16], 0..255.
    color
        Blue and red differences, int32 [f, r, c, 2, 8, 8].
    """
    count, rows, columns = light.shape[:3]
    skipped = np.zeros((count, rows, columns), bool)
    skipped[1:] = (light[1:] == light[:-1]).all(axis=(3, 4)) & (color[1:] == color[:-1]).all(axis=(3, 4, 5))
    grid = (count, rows, columns)
    blocks = Macroblocks(
        skipped,
        np.zeros((*grid, 2), np.int8),
        np.zeros((*grid, 16), np.int16),
        np.zeros((*grid, 4, 4, 15), np.int16),
        np.zeros((*grid, 2, 4), np.int16),
        np.zeros((*grid, 2, 2, 2, 15), np.int16),
    )
    shown, shown_color = np.zeros_like(light), np.zeros_like(color)
    for diagonal in range(rows + columns - 1):
        across = np.arange(max(0, diagonal - rows + 1), min(columns, diagonal + 1))
        down = diagonal - across
        f, n = np.nonzero(~skipped[:, down, across])
        at = (f, down[n], across[n])
        _code_light(blocks, light, shown, at)
        _code_color(blocks, color, shown_color, at)
        for number in range(1, count):
            same = skipped[number, down, across]
            shown[number, down[same], across[same]] = shown[number - 1, down[same], across[same]]
            shown_color[number, down[same], across[same]] = shown_color[number - 1, down[same], across[same]]
    return blocks, shown, shown_color


At = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]


def _code_light(blocks: Macroblocks, light: Ints, shown: Ints, at: At) -> None:
    wanted = light[at]
    above, beside, has_above, has_beside = _borders(shown, at)
    guesses = np.stack([
        np.broadcast_to(above[:, None, :], wanted.shape),
        np.broadcast_to(beside[:, :, None], wanted.shape),
        np.broadcast_to(_mean_of(above, beside, has_above, has_beside)[:, None, None], wanted.shape),
    ])  # fmt: skip
    mode = _best(guesses, wanted, np.stack([has_above, has_beside, np.ones_like(has_above)]))
    guess = np.take_along_axis(guesses, mode[None, :, None, None], axis=0)[0]
    parts = _quarters(wanted - guess, 4)
    coarse, dc = _transformed(parts)
    means = _rounded(_half(_turned(dc, _MEANS)), 2)
    dc_back = _turned(means, _MEANS) * int(_SCALE[0])
    dc_back = (dc_back << (_SHIFT - 2)) if _SHIFT >= 2 else (dc_back + (1 << (1 - _SHIFT))) >> (2 - _SHIFT)
    shown[at] = np.clip(guess + _whole(_restored(coarse, dc_back)), 0, 255)
    blocks.modes[(*at, 0)] = mode
    blocks.means[at] = means.reshape(-1, 16)[:, _ZIGZAG]
    blocks.details[at] = coarse[..., _ZIGZAG[1:]]


def _code_color(blocks: Macroblocks, color: Ints, shown: Ints, at: At) -> None:
    for which in range(2):
        wanted = color[(*at, which)]
        above, beside, has_above, has_beside = _borders(shown[:, :, :, which], at)
        guesses = np.stack([
            _means_by_quarter(above, beside, has_above, has_beside),
            np.broadcast_to(beside[:, :, None], wanted.shape),
            np.broadcast_to(above[:, None, :], wanted.shape),
        ])  # fmt: skip
        if which == 0:  # one mode is for both
            usable = np.stack([np.ones_like(has_above), has_beside, has_above])
            mode = _best(guesses, wanted, usable)
        guess = np.take_along_axis(guesses, mode[None, :, None, None], axis=0)[0]
        coarse, dc = _transformed(_quarters(wanted - guess, 2))
        means = _rounded(_turned(dc, _PAIR), 2)
        dc_back = ((_turned(means, _PAIR) * int(_SCALE[0])) << _SHIFT) >> 1
        shown[(*at, which)] = np.clip(guess + _whole(_restored(coarse, dc_back)), 0, 255)
        blocks.modes[(*at, 1)] = mode
        blocks.color_means[(*at, which)] = means.reshape(-1, 4)
        blocks.color_details[(*at, which)] = coarse[..., _ZIGZAG[1:]]


def _borders(shown: Ints, at: At) -> tuple[Ints, Ints, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The row above and the column to the left of macroblocks, and whether they are there."""
    f, row, column = at
    above = shown[f, np.maximum(row - 1, 0), column, -1, :]
    beside = shown[f, row, np.maximum(column - 1, 0), :, -1]
    return above, beside, row > 0, column > 0


def _best(guesses: Ints, wanted: Ints, usable: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """The number of the guess [3, n, h, w] nearest to what is wanted, of those that may be made."""
    away = np.abs(guesses - wanted).sum(axis=(2, 3))
    return np.asarray(np.where(usable, away, 1 << 30).argmin(axis=0))


def _mean_of(
    above: Ints, beside: Ints, has_above: npt.NDArray[np.bool_], has_beside: npt.NDArray[np.bool_]
) -> Ints:
    """The mean of the borders that are there, 128 without any (8.3.3.3)."""
    size = above.shape[1]
    sums, bits = (above.sum(axis=1), beside.sum(axis=1)), size.bit_length() - 1
    both = (sums[0] + sums[1] + size) >> (bits + 1)
    up, left = ((one + size // 2) >> bits for one in sums)
    one = np.where(has_above, up, np.where(has_beside, left, 128))
    return np.asarray(np.where(has_above & has_beside, both, one), np.int32)


def _means_by_quarter(
    above: Ints, beside: Ints, has_above: npt.NDArray[np.bool_], has_beside: npt.NDArray[np.bool_]
) -> Ints:
    """The guess of each quarter of a colour (8.3.4.3): those off the diagonal keep to the nearer border."""
    guess = np.zeros((len(above), 8, 8), np.int32)
    none = np.zeros_like(has_above)
    for down, across in ((0, 0), (0, 1), (1, 0), (1, 1)):
        up, left = above[:, across * 4 : across * 4 + 4], beside[:, down * 4 : down * 4 + 4]
        sees_up, sees_left = has_above, has_beside
        if (down, across) == (0, 1):
            sees_left = np.where(has_above, none, has_beside)
        elif (down, across) == (1, 0):
            sees_up = np.where(has_beside, none, has_above)
        mean = _mean_of(up, left, sees_up, sees_left)
        guess[:, down * 4 : down * 4 + 4, across * 4 : across * 4 + 4] = mean[:, None, None]
    return guess


def _quarters(difference: Ints, side: int) -> Ints:
    """Blocks of 4 x 4 [n, side, side, 4, 4] of squares."""
    return difference.reshape(-1, side, 4, side, 4).transpose(0, 1, 3, 2, 4)


def _whole(parts: Ints) -> Ints:
    """The squares of which `_quarters` are made."""
    side = parts.shape[1]
    return parts.transpose(0, 1, 3, 2, 4).reshape(-1, side * 4, side * 4)


def _transformed(parts: Ints) -> tuple[Ints, Ints]:
    """Coefficients [n, s, s, 16] made coarser, without their means, and the means [n, s, s] as they are."""
    both_ways = np.kron(_FORWARD, _FORWARD).astype(np.float32)
    flat = parts.reshape(*parts.shape[:3], 16).astype(np.float32) @ both_ways.T  # whole numbers below 2 ** 24
    values = flat.astype(np.int32)
    means = values[..., 0].copy()
    coarse = _rounded(values, 1, _MULTIPLY)
    coarse[..., 0] = 0
    return coarse, means


def _rounded(values: Ints, extra: int, multiply: npt.NDArray[np.int64] | int = int(_MULTIPLY[0])) -> Ints:
    """Values divided by the step of the quantiser, a third of a step up; ``extra`` 2 is for means."""
    shift = 14 + extra + _SHIFT
    sizes = (np.abs(values).astype(np.int64) * multiply + (1 << shift) // 3) >> shift
    return np.asarray(np.where(values < 0, -sizes, sizes), np.int32)


def _turned(squares: Ints, by: npt.NDArray[np.int64]) -> Ints:
    """``by`` times each square times ``by``."""
    return np.asarray(by.astype(np.int32) @ squares @ by.astype(np.int32).T, np.int32)


def _half(values: Ints) -> Ints:
    return np.asarray(np.sign(values) * ((np.abs(values) + 1) >> 1), np.int32)


def _restored(coarse: Ints, means: Ints) -> Ints:
    """What a decoder makes of coefficients (8.5.12): differences [n, s, s, 4, 4]."""
    fine = (coarse * _SCALE.astype(np.int32)) << _SHIFT
    fine[..., 0] = means
    square = fine.reshape(*fine.shape[:-1], 4, 4)
    rows = _butterfly([square[..., n] for n in range(4)])
    columns = np.stack(rows, axis=-1)
    back = _butterfly([columns[..., n, :] for n in range(4)])
    return np.asarray((np.stack(back, axis=-2) + 32) >> 6, np.int32)


def _butterfly(w: list[Ints]) -> list[Ints]:
    e0, e1 = w[0] + w[2], w[0] - w[2]
    e2, e3 = (w[1] >> 1) - w[3], w[1] + (w[3] >> 1)
    return [e0 + e3, e1 + e2, e1 - e2, e0 - e3]
