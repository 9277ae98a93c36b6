"""Coefficients as bits: CAVLC of H.264 (ITU-T H.264 | ISO/IEC 14496-10, clause 9.2), many blocks at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

CHROMA_DC = -1
"""In the place of the number of coefficients around a block: the four of a colour's own means."""

_TOKENS = (
    "1/1; 6/5 2/1; 8/7 6/4 3/1; 9/7 8/6 7/5 5/3; 10/7 9/6 8/5 6/3; 11/7 10/6 9/5 7/4; 13/15 11/6 10/5 8/4; "
    "13/11 13/14 11/5 9/4; 13/8 13/10 13/13 10/4; 14/15 14/14 13/9 11/4; 14/11 14/10 14/13 13/12; "
    "15/15 15/14 14/9 14/12; 15/11 15/10 15/13 14/8; 16/15 15/1 15/9 15/12; 16/11 16/14 16/13 15/8; "
    "16/7 16/10 16/9 16/12; 16/4 16/6 16/5 16/8",
    "2/3; 6/11 2/2; 6/7 5/7 3/3; 7/7 6/10 6/9 4/5; 8/7 6/6 6/5 4/4; 8/4 7/6 7/5 5/6; 9/7 8/6 8/5 6/8; "
    "11/15 9/6 9/5 6/4; 11/11 11/14 11/13 7/4; 12/15 11/10 11/9 9/4; 12/11 12/14 12/13 11/12; "
    "12/8 12/10 12/9 11/8; 13/15 13/14 13/13 12/12; 13/11 13/10 13/9 13/12; 13/7 14/11 13/6 13/8; "
    "14/9 14/8 14/10 13/1; 14/7 14/6 14/5 14/4",
    "4/15; 6/15 4/14; 6/11 5/15 4/13; 6/8 5/12 5/14 4/12; 7/15 5/10 5/11 4/11; 7/11 5/8 5/9 4/10; "
    "7/9 6/14 6/13 4/9; 7/8 6/10 6/9 4/8; 8/15 7/14 7/13 5/13; 8/11 8/14 7/10 6/12; 9/15 8/10 8/13 7/12; "
    "9/11 9/14 8/9 8/12; 9/8 9/10 9/13 8/8; 10/13 9/7 9/9 9/12; 10/9 10/12 10/11 10/10; "
    "10/5 10/8 10/7 10/6; 10/1 10/4 10/3 10/2",
    "6/3; " + "; ".join(" ".join(f"6/{(n - 1) * 4 + m}" for m in range(min(n, 3) + 1)) for n in range(1, 17)),
    "2/1; 6/7 1/1; 6/4 6/6 3/1; 6/3 7/3 7/2 6/5; 6/2 8/3 8/2 7/0",
)
"""Table 9-5, a text for each range of neighbours (0, 2, 4, 8, chroma DC): for each number of coefficients and
of ones at the end, the length of the code and its value."""

_ZEROS = (
    "1/1 3/3 3/2 4/3 4/2 5/3 5/2 6/3 6/2 7/3 7/2 8/3 8/2 9/3 9/2 9/1; "
    "3/7 3/6 3/5 3/4 3/3 4/5 4/4 4/3 4/2 5/3 5/2 6/3 6/2 6/1 6/0; "
    "4/5 3/7 3/6 3/5 4/4 4/3 3/4 3/3 4/2 5/3 5/2 6/1 5/1 6/0; "
    "5/3 3/7 4/5 4/4 3/6 3/5 3/4 4/3 3/3 4/2 5/2 5/1 5/0; "
    "4/5 4/4 4/3 3/7 3/6 3/5 3/4 3/3 4/2 5/1 4/1 5/0; 6/1 5/1 3/7 3/6 3/5 3/4 3/3 3/2 4/1 3/1 6/0; "
    "6/1 5/1 3/5 3/4 3/3 2/3 3/2 4/1 3/1 6/0; 6/1 4/1 5/1 3/3 2/3 2/2 3/2 3/1 6/0; "
    "6/1 6/0 4/1 2/3 2/2 3/1 2/1 5/1; 5/1 5/0 3/1 2/3 2/2 2/1 4/1; 4/0 4/1 3/1 3/2 1/1 3/3; "
    "4/0 4/1 2/1 1/1 3/1; 3/0 3/1 1/1 2/1; 2/0 2/1 1/1; 1/0 1/1",
    "1/1 2/1 3/1 3/0; 1/1 2/1 2/0; 1/1 1/0",
)
"""Tables 9-7 to 9-9: of 4 x 4 blocks and of chroma DC, for each number of coefficients, zeros in between."""

_RUNS = (
    "1/1 1/0; 1/1 2/1 2/0; 2/3 2/2 2/1 2/0; 2/3 2/2 2/1 3/1 3/0; 2/3 2/2 3/3 3/2 3/1 3/0; "
    "2/3 3/0 3/1 3/3 3/2 3/5 3/4; 3/7 3/6 3/5 3/4 3/3 3/2 3/1 4/1 5/1 6/1 7/1 8/1 9/1 10/1 11/1"
)
"""Table 9-10: for each number of zeros left (the last: more than 6), zeros before a coefficient."""


def _table(text: str, rows: int, columns: int) -> Ints:
    """Lengths and values [2, rows, columns] from rows of ``length/value``."""
    table = np.zeros((2, rows, columns), np.int64)
    for row, line in enumerate(text.split(";")):
        for column, code in enumerate(line.split()):
            table[:, row, column] = [int(part) for part in code.split("/")]
    return table


@dataclass(frozen=True)
class Codes:
    """Codes of some bits: the lowest ``lengths`` bits of ``values``, in the order of ``places``."""

    places: Ints
    values: Ints
    lengths: Ints

    def packed(self) -> npt.NDArray[np.uint8]:
        """All bits, 0 or 1 each, in their order."""
        order = np.argsort(self.places, kind="stable")
        values, lengths = self.values[order], self.lengths[order]
        of = np.repeat(np.arange(len(lengths)), lengths)
        left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(of)) - 1
        return ((values[of] >> left) & 1).astype(np.uint8)

    @classmethod
    def joined(cls, several: list[Codes]) -> Codes:
        return cls(
            np.concatenate([one.places for one in several]),
            np.concatenate([one.values for one in several]),
            np.concatenate([one.lengths for one in several]),
        )


def exp_golomb(places: Ints, numbers: Ints) -> Codes:
    """Unsigned numbers in Exp-Golomb code (clause 9.1)."""
    digits = np.floor(np.log2(numbers + 1)).astype(np.int64)
    return Codes(places, numbers + 1, 2 * digits + 1)


class BlockCoder:
    """Writes blocks of coefficients; holds the tables."""

    PLACES = 64
    """Codes of one block have numbers below this after the number of the block."""

    def __init__(self) -> None:
        self._tokens = np.stack([_table(text, 17, 4) for text in _TOKENS], axis=1)
        self._zeros = np.stack([_table(text, 15, 16) for text in _ZEROS], axis=1)
        self._runs = _table(_RUNS, 7, 15)

    def codes(self, blocks: Ints, sizes: Ints, around: Ints, numbers: Ints) -> Codes:
        """The codes of blocks [n, 16] of coefficients from low to high frequencies.

        Parameters
        ----------
        sizes
            How many coefficients a block may have: 16, 15 or 4.
        around
            The mean number of coefficients of the blocks beside and above (nC), or `CHROMA_DC`.
        numbers
            The place of each block among all that is written.
        """
        is_set = blocks != 0
        total = is_set.sum(axis=1)
        order = np.argsort(np.where(is_set, -np.arange(16), 99), axis=1, kind="stable")
        levels = np.take_along_axis(blocks, order, axis=1)  # from the highest frequency, zeros at the end
        first = numbers * self.PLACES
        ones = np.cumprod(np.abs(levels[:, :3]) == 1, axis=1).sum(axis=1)
        kind = np.where(around == CHROMA_DC, 4, np.searchsorted([2, 4, 8], around, side="right"))
        length, value = self._tokens[:, kind, total, ones]
        signs = np.zeros(len(blocks), np.int64)
        for n in range(3):
            signs = np.where(n < ones, signs * 2 + (levels[:, n] < 0), signs)
        found = [Codes(first, value, length), Codes(first + 1, signs, ones)]
        found += _levels(levels, total, ones, first + 2)
        found += self._gaps(order, total, sizes, first + 18)
        whole = Codes.joined(found)
        kept = whole.lengths > 0
        return Codes(whole.places[kept], whole.values[kept], whole.lengths[kept])

    def _gaps(self, order: Ints, total: Ints, sizes: Ints, first: Ints) -> list[Codes]:
        """How many zeros lie between the coefficients, and where (9.2.3)."""
        zeros = np.where(total > 0, order[:, 0] + 1 - total, 0)
        told = np.flatnonzero((total > 0) & (total < sizes))
        length, value = self._zeros[:, (sizes[told] == 4).astype(int), total[told] - 1, zeros[told]]
        found = [Codes(first[told], value, length)]
        for n in range(15):
            here = np.flatnonzero((n < total - 1) & (zeros > 0))
            if not len(here):
                break
            run = order[here, n] - order[here, n + 1] - 1
            length, value = self._runs[:, np.minimum(zeros[here], 7) - 1, run]
            found.append(Codes(first[here] + 1 + n, value, length))
            zeros[here] -= run
        return found


def _levels(levels: Ints, total: Ints, ones: Ints, first: Ints) -> list[Codes]:
    """The values of coefficients that are not ones at the end (9.2.2)."""
    found = []
    digits = ((total > 10) & (ones < 3)).astype(np.int64)
    for n in range(16):
        here = np.flatnonzero((n >= ones) & (n < total))
        level, shift = levels[here, n], digits[here]
        code = np.where(level > 0, 2 * level - 2, -2 * level - 1)
        code -= np.where((n == ones[here]) & (ones[here] < 3), 2, 0)
        is_long = code >= np.where(shift == 0, 30, 15 << shift)
        is_wider = (shift == 0) & (code >= 14) & ~is_long
        prefix = np.where(is_long, 15, np.where(is_wider, 14, code >> shift))
        width = np.where(is_long, 12, np.where(is_wider, 4, shift))
        base = np.where(
            is_long, np.where(shift == 0, 30, 15 << shift), np.where(is_wider, 14, prefix << shift)
        )
        found.append(Codes(first[here] + n, (1 << width) | (code - base), prefix + 1 + width))
        wider = np.maximum(shift, 1)
        digits[here] = wider + ((np.abs(level) > (3 << (wider - 1))) & (wider < 6))
    return found
