"""Films: what a decoder of the standard makes of them, and the boxes around them.

The decoder here reads the two kinds of macroblock that are written, by clauses 7.3 and 9.1 of H.264; FFmpeg
has decoded the same files.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer.core.errors import WriteError
from medviewer.io.movie_file import mp4_bytes, save_movie


def silent(*_: object) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def a_film() -> np.ndarray:
    """A red square that moves over black, 37 x 50 pixels, six pictures."""
    pictures = np.zeros((6, 37, 50, 3), np.uint8)
    for n, picture in enumerate(pictures):
        picture[4:20, 2 + 4 * n : 18 + 4 * n] = (220, 60, 40)
        picture[30:, 40:] = (10, 200, 120)
    return pictures


class Bits:
    """Reads bits of a network unit whose emulation prevention has been taken out."""

    def __init__(self, unit: bytes) -> None:
        self.bytes = unit.replace(b"\x00\x00\x03", b"\x00\x00")
        self.at = 8

    def u(self, count: int) -> int:
        value = 0
        for _ in range(count):
            value = value * 2 + (self.bytes[self.at // 8] >> (7 - self.at % 8) & 1)
            self.at += 1
        return value

    def ue(self) -> int:
        zeros = 0
        while not self.u(1):
            zeros += 1
        return (1 << zeros) - 1 + self.u(zeros)

    def has_more(self) -> bool:
        """Whether there is more than the stop bit and its zeros (more_rbsp_data)."""
        rest = [
            self.bytes[n // 8] >> (7 - n % 8) & 1
            for n in range(self.at, min(self.at + 16, len(self.bytes) * 8))
        ]
        return len(self.bytes) * 8 - self.at > 8 or sum(rest) > 1

    def stored(self) -> np.ndarray:
        self.at = -(-self.at // 8) * 8
        start = self.at // 8
        self.at += 384 * 8
        return np.frombuffer(self.bytes[start : start + 384], np.uint8)


def boxes_of(content: bytes) -> dict[bytes, bytes]:
    found, at = {}, 0
    while at < len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        assert 8 <= size <= len(content) - at
        found[name] = content[at + 8 : at + size]
        at += size
    return found


def within(content: bytes, *path: bytes) -> bytes:
    for name in path:
        content = boxes_of(content)[name]
    return content


def units_of(film: bytes) -> list[bytes]:
    table = within(film, b"moov", b"trak", b"mdia", b"minf", b"stbl")
    sizes = struct.unpack(f">{len(boxes_of(table)[b'stsz']) // 4}I", boxes_of(table)[b"stsz"])[3:]
    (at,) = struct.unpack(">I", boxes_of(table)[b"stco"][8:])
    units = []
    for size in sizes:
        assert struct.unpack(">I", film[at : at + 4]) == (size - 4,)
        units.append(film[at + 4 : at + size])
        at += size
    assert at == len(film)
    return units


def decoded(film: bytes, across: int, down: int) -> tuple[list[np.ndarray], list[int]]:
    """Luminance of each picture (whole macroblocks), and how many macroblocks each one stores."""
    blocks = np.zeros((across * down, 384), np.uint8)
    pictures, stored = [], []
    for number, unit in enumerate(units_of(film)):
        bits = Bits(unit)
        is_first = number == 0
        assert unit[0] & 31 == (5 if is_first else 1)
        assert (bits.ue(), bits.ue(), bits.ue(), bits.u(16)) == (0, 7 if is_first else 5, 0, number)
        if is_first:
            assert bits.ue() == 0
            assert bits.u(2) == 0
        else:
            assert bits.u(3) == 0
        assert (bits.ue(), bits.ue()) == (0, 1)
        place = count = 0
        while bits.has_more():
            if not is_first:
                place += bits.ue()
                if not bits.has_more():
                    break
            assert bits.ue() == (25 if is_first else 30)
            blocks[place] = bits.stored()
            place, count = place + 1, count + 1
        assert place == across * down
        light = blocks[:, :256].reshape(down, across, 16, 16).transpose(0, 2, 1, 3)
        pictures.append(light.reshape(down * 16, across * 16).copy())
        stored.append(count)
    return pictures, stored


def test_every_picture_of_an_mp4_comes_out_as_it_went_in(a_film: np.ndarray) -> None:
    pictures, stored = decoded(mp4_bytes(a_film, 25.0), 4, 3)
    for picture, original in zip(pictures, a_film, strict=True):
        light = original.astype(float) @ (0.2126, 0.7152, 0.0722) * 219 / 255 + 16
        np.testing.assert_allclose(picture[:36, :50], light[:36], atol=0.51)
    assert stored[0] == 12
    assert max(stored[1:]) <= 6  # what does not change is skipped


def test_the_boxes_of_an_mp4_say_how_large_and_how_fast_it_is(a_film: np.ndarray) -> None:
    film = mp4_bytes(a_film, 25.0)
    assert list(boxes_of(film)) == [b"ftyp", b"moov", b"mdat"]
    track = within(film, b"moov", b"trak")
    assert struct.unpack(">II", within(track, b"tkhd")[-8:]) == (50 << 16, 36 << 16)
    table = within(track, b"mdia", b"minf", b"stbl")
    assert struct.unpack(">4I", within(table, b"stts")) == (0, 1, 6, 3600)
    assert struct.unpack(">4I", within(track, b"mdia", b"mdhd")[4:20])[2:] == (90000, 6 * 3600)


def test_a_gif_goes_round_and_round(tmp_path: Path, a_film: np.ndarray) -> None:
    path = save_movie(a_film, 25.0, str(tmp_path / "turn.gif"), silent)
    with Image.open(path) as film:
        assert (film.size, film.n_frames, film.info["loop"], film.info["duration"]) == ((50, 37), 6, 0, 40)
        film.seek(3)
        shown = np.asarray(film.convert("RGB")).astype(int)
    assert np.abs(shown - a_film[3]).max() <= 8


def test_a_film_of_one_still_is_small_and_another_ending_is_refused(
    tmp_path: Path, a_film: np.ndarray
) -> None:
    still = np.repeat(a_film[:1], 50, axis=0)
    path = Path(save_movie(still, 25.0, str(tmp_path / "still.mp4"), silent))
    assert path.stat().st_size < 12 * 386 + 50 * 20 + 2000
    with pytest.raises(WriteError, match=r"must end in \.mp4 or \.gif"):
        save_movie(still, 25.0, str(tmp_path / "still.avi"), silent)
    with pytest.raises(WriteError, match="folder"):
        save_movie(still, 25.0, str(tmp_path / "no" / "still.mp4"), silent)
    assert [one.name for one in tmp_path.iterdir()] == ["still.mp4"]
