"""H.264: a decoder that is written here from the standard makes of our bits what the encoder says it does.

It shares the tables of codes with the encoder, nothing else; FFmpeg has decoded the same films to the same
pixels, and does so again wherever it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from medviewer.io.movie_blocks import QUANTISER, macroblocks_of
from medviewer.io.movie_codes import _RUNS, _TOKENS, _ZEROS
from medviewer.io.movie_file import mp4_bytes
from medviewer.io.movie_h264 import coded_pictures, split_colors

ACROSS, DOWN = 3, 2
ZIGZAG = ((0, 0), (0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0), (3, 1), (2, 2),
          (1, 3), (2, 3), (3, 2), (3, 3))  # fmt: skip
SCALE = ((10, 16, 13), (11, 18, 14), (13, 20, 16), (14, 23, 18), (16, 25, 20), (18, 29, 23))[QUANTISER % 6]


def codes_of(text: str) -> list[dict[tuple[int, int], int]]:
    """For each row of a table the number of each code by its length and value."""
    rows = [[tuple(int(n) for n in code.split("/")) for code in row.split()] for row in text.split(";")]
    return [{code: n for n, code in enumerate(row)} for row in rows]


TOKENS = [
    {code: (total, ones) for total, row in enumerate(codes_of(text)) for code, ones in row.items()}
    for text in _TOKENS
]
ZEROS, RUNS = [codes_of(text) for text in _ZEROS], codes_of(_RUNS)


class Bits:
    """Reads the payload of a network unit."""

    def __init__(self, unit: bytes) -> None:
        plain = unit[1:].replace(b"\x00\x00\x03", b"\x00\x00")
        bits = np.unpackbits(np.frombuffer(plain, np.uint8))
        self.bits, self.at = bits[: np.flatnonzero(bits)[-1]].tolist(), 0

    def u(self, count: int) -> int:
        value = 0
        for bit in self.bits[self.at : self.at + count]:
            value = value * 2 + bit
        self.at += count
        return value

    def zeros(self) -> int:
        start = self.at
        while not self.u(1):
            pass
        return self.at - start - 1

    def ue(self) -> int:
        zeros = self.zeros()
        return (1 << zeros) - 1 + self.u(zeros)

    def code(self, table: dict) -> object:
        start = self.at
        for length in range(1, 17):
            found = table.get((length, self.u(length)))
            self.at = start
            if found is not None:
                self.at += length
                return found
        raise AssertionError("no such code")


def block_of(bits: Bits, around: int, size: int) -> list[int]:
    """The coefficients of one block (9.2)."""
    kind = 4 if around < 0 else sum(around >= n for n in (2, 4, 8))
    total, ones = bits.code(TOKENS[kind])
    levels = [1 - 2 * bits.u(1) for _ in range(ones)]
    digits = int(total > 10 and ones < 3)
    for n in range(ones, total):
        prefix = bits.zeros()
        width = 12 if prefix == 15 else 4 if prefix == 14 and digits == 0 else digits
        code = (min(prefix, 15) << digits) + bits.u(width)
        code += 15 if prefix == 15 and digits == 0 else 0
        code += 2 if n == ones < 3 else 0
        levels.append((code + 2) // 2 if code % 2 == 0 else -(code + 1) // 2)
        digits = max(digits, 1)
        digits += int(abs(levels[-1]) > 3 << (digits - 1) and digits < 6)
    left = bits.code(ZEROS[int(size == 4)][total - 1]) if 0 < total < size else 0
    found, place = [0] * size, total + left - 1
    for level in levels:
        found[place] = level
        total -= 1
        run = bits.code(RUNS[min(left, 7) - 1]) if left and total else 0
        left -= run
        place -= 1 + run
    return found


def restored(block: list[int], mean: int) -> np.ndarray:
    """Differences [4, 4] of a block of 15 coefficients and its mean (8.5.12)."""
    d = np.zeros((4, 4), int)
    for value, (i, j) in zip(block, ZIGZAG[1:], strict=True):
        d[i, j] = value * SCALE[0 if i % 2 == j % 2 == 0 else 1 if i % 2 and j % 2 else 2] << (QUANTISER // 6)
    d[0, 0] = mean
    for _ in range(2):
        d = d.T
        e = (d[0] + d[2], d[0] - d[2], (d[1] >> 1) - d[3], d[1] + (d[3] >> 1))
        d = np.array([e[0] + e[3], e[1] + e[2], e[1] - e[2], e[0] - e[3]])
    return (d + 32) >> 6


class Decoder:
    """Decodes what is written: pictures as planes [h, w] of light, blue and red difference."""

    def __init__(self) -> None:
        self.planes = [np.zeros((DOWN * 16 // n, ACROSS * 16 // n), int) for n in (1, 2, 2)]

    def picture(self, unit: bytes, number: int) -> list[np.ndarray]:
        self.counts: list[dict[tuple[int, int], int]] = [{}, {}, {}]
        bits, is_alone = Bits(unit), number == 0
        assert unit[0] == (0x65 if is_alone else 0x41)
        assert (bits.ue(), bits.ue(), bits.ue(), bits.u(16)) == (0, 7 if is_alone else 5, 0, number)
        assert (bits.ue(), bits.u(2)) == (0, 0) if is_alone else bits.u(3) == 0
        assert (bits.ue(), bits.ue()) == (0, 1)
        at = 0
        while at < ACROSS * DOWN:
            skipped = 0 if is_alone else bits.ue()
            for n in range(at, at + skipped):
                self._note_nothing(n)
            at += skipped
            if at < ACROSS * DOWN:
                self._macroblock(bits, at, bits.ue() - (1 if is_alone else 6))
                at += 1
        assert bits.at == len(bits.bits)
        return [plane.copy() for plane in self.planes]

    def _note_nothing(self, at: int) -> None:
        for plane, side in enumerate((4, 2, 2)):
            row, column = at // ACROSS * side, at % ACROSS * side
            self.counts[plane] |= {(row + i, column + j): 0 for i in range(side) for j in range(side)}

    def _around(self, plane: int, row: int, column: int) -> int:
        near = [self.counts[plane].get(place) for place in ((row, column - 1), (row - 1, column))]
        there = [one for one in near if one is not None]
        return (sum(there) + 1) // 2 if len(there) == 2 else sum(there)

    def _block(self, bits: Bits, plane: int, row: int, column: int, is_there: bool) -> list[int]:
        found = block_of(bits, self._around(plane, row, column), 15) if is_there else [0] * 15
        self.counts[plane][row, column] = sum(one != 0 for one in found)
        return found

    def _macroblock(self, bits: Bits, at: int, kind: int) -> None:
        mode, colors, has_details = kind % 4, kind // 4 % 3, kind >= 12
        color_mode = bits.ue()
        assert bits.ue() == 0
        row, column = divmod(at, ACROSS)
        means = block_of(bits, self._around(0, row * 4, column * 4), 16)
        quarters = [
            (i, j) for a in range(4) for i, j in ((a // 2 * 2 + n // 2, a % 2 * 2 + n % 2) for n in range(4))
        ]
        details = {
            (i, j): self._block(bits, 0, row * 4 + i, column * 4 + j, has_details) for i, j in quarters
        }
        c = np.zeros((4, 4), int)
        for value, place in zip(means, ZIGZAG, strict=True):
            c[place] = value
        h = np.array([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, -1, 1], [1, -1, 1, -1]])
        dc = h @ c @ h * SCALE[0] << (QUANTISER // 6 - 2)
        self._paint(0, row, column, 4, mode, dc, details)
        dcs = [block_of(bits, -1, 4) if colors else [0] * 4 for _ in range(2)]
        for plane in (1, 2):
            details = {
                (i, j): self._block(bits, plane, row * 2 + i, column * 2 + j, colors == 2)
                for i, j in ((0, 0), (0, 1), (1, 0), (1, 1))
            }
            p = np.array([[1, 1], [1, -1]])
            dc = ((p @ np.reshape(dcs[plane - 1], (2, 2)) @ p * SCALE[0]) << (QUANTISER // 6)) >> 1
            self._paint(plane, row, column, 2, {0: 2, 1: 1, 2: 0}[color_mode], dc, details)

    def _paint(self, plane, row, column, side, mode, dc, details) -> None:
        size, whole = side * 4, self.planes[plane]
        y, x = row * size, column * size
        up = whole[y - 1, x : x + size] if row else None
        left = whole[y : y + size, x - 1] if column else None
        for i, j in details:
            part = slice(j * 4, j * 4 + 4), slice(i * 4, i * 4 + 4)
            if mode == 0:
                guess = np.tile(up[part[0]], (4, 1))
            elif mode == 1:
                guess = np.tile(left[part[1]][:, None], (1, 4))
            elif side == 4:
                guess = self._mean(up, left)
            else:
                above, beside = (
                    None if one is None else one[p] for one, p in zip((up, left), part, strict=True)
                )
                if (i, j) == (0, 1) and above is not None:
                    beside = None
                if (i, j) == (1, 0) and beside is not None:
                    above = None
                guess = self._mean(above, beside)
            block = guess + restored(details[i, j], int(dc[i, j]))
            whole[y + i * 4 : y + i * 4 + 4, x + j * 4 : x + j * 4 + 4] = np.clip(block, 0, 255)

    @staticmethod
    def _mean(above, beside) -> int:
        there = [one for one in (above, beside) if one is not None]
        count = sum(map(len, there))
        return (sum(int(one.sum()) for one in there) + count // 2) // count if there else 128


def planes_of(light: np.ndarray, color: np.ndarray) -> Iterator[list[np.ndarray]]:
    for one, two in zip(light, color, strict=True):
        yield [
            part.transpose(0, 2, 1, 3).reshape(DOWN * side, ACROSS * side)
            for part, side in ((one, 16), (two[:, :, 0], 8), (two[:, :, 1], 8))
        ]


@pytest.fixture
def a_film() -> np.ndarray:
    """Smooth light, a square that moves, noise in a corner and half of the picture that never changes."""
    rng = np.random.default_rng(5)
    film = np.zeros((4, 32, 48, 3), np.uint8)
    film[:, :, :32] = np.linspace(20, 230, 32).astype(np.uint8)[None, None, :, None]
    for n, picture in enumerate(film):
        picture[4:16, 2 + 4 * n : 12 + 4 * n] = (220, 60, 40)
        picture[16:, :16] = rng.integers(0, 256, (16, 16, 3)) if n != 2 else film[1, 16:, :16]
    return film


def test_every_pixel_is_decoded_as_the_encoder_says_and_near_to_what_was_meant(a_film: np.ndarray) -> None:
    light, color = split_colors(a_film)
    blocks, shown, shown_color = macroblocks_of(light, color)
    decoder = Decoder()
    wanted = zip(planes_of(shown, shown_color), planes_of(light, color), strict=True)
    for number, (unit, (said, meant)) in enumerate(zip(coded_pictures(a_film), wanted, strict=True)):
        seen = decoder.picture(unit, number)
        for plane, (one, other, first) in enumerate(zip(seen, said, meant, strict=True)):
            np.testing.assert_array_equal(one, other, err_msg=f"picture {number}, plane {plane}")
            assert np.sqrt(np.square(one - first).mean()) < 4.0
    assert blocks.skipped[1:, :, 2].all()
    assert blocks.skipped[2, 1, 0]
    assert not blocks.skipped[0].any()
    assert set(np.unique(blocks.modes[..., 0])) == {0, 1, 2}


@pytest.mark.parametrize("texts", [*_TOKENS, *_ZEROS, _RUNS])
def test_no_code_is_the_beginning_of_another(texts: str) -> None:
    groups = codes_of(texts)
    if texts in _TOKENS:
        groups = [{code: 0 for row in groups for code in row}]
    for row in groups:
        assert sum(2.0**-length for length, _ in row) <= 1.0
        words = sorted(format(value, f"0{length}b") for length, value in row)
        assert all(not after.startswith(before) for before, after in pairwise(words))


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="FFmpeg is not installed here")
def test_ffmpeg_sees_the_same_pixels(a_film: np.ndarray, tmp_path: Path) -> None:
    film = np.concatenate([a_film] * 7)  # more than one group
    (tmp_path / "film.mp4").write_bytes(mp4_bytes(film, 25.0))
    command = ["ffmpeg", "-v", "error", "-i", str(tmp_path / "film.mp4"), "-f", "rawvideo", "-pix_fmt"]
    done = subprocess.run([*command, "yuv420p", "-"], capture_output=True, timeout=60, check=True)
    assert done.stderr == b""
    seen = np.frombuffer(done.stdout, np.uint8).reshape(28, -1)
    for start in (0, 25):
        _, shown, color = macroblocks_of(*split_colors(film[start : start + 25]))
        for number, planes in enumerate(planes_of(shown, color)):
            np.testing.assert_array_equal(
                seen[start + number], np.concatenate([one.ravel() for one in planes])
            )
