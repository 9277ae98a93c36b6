"""Films: the boxes around their pictures, and what is small and what is refused."""

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


def test_the_boxes_of_an_mp4_say_how_large_and_how_fast_it_is(a_film: np.ndarray) -> None:
    film = mp4_bytes(a_film, 25.0)
    assert list(boxes_of(film)) == [b"ftyp", b"moov", b"mdat"]
    track = within(film, b"moov", b"trak")
    assert struct.unpack(">II", within(track, b"tkhd")[-8:]) == (50 << 16, 36 << 16)
    table = within(track, b"mdia", b"minf", b"stbl")
    assert struct.unpack(">4I", within(table, b"stts")) == (0, 1, 6, 3600)
    assert struct.unpack(">4I", within(track, b"mdia", b"mdhd")[4:20])[2:] == (90000, 6 * 3600)
    assert [unit[0] & 31 for unit in units_of(film)] == [5, 1, 1, 1, 1, 1]


def test_a_player_may_start_at_each_second(a_film: np.ndarray) -> None:
    film = mp4_bytes(np.concatenate([a_film] * 5), 25.0)
    table = within(film, b"moov", b"trak", b"mdia", b"minf", b"stbl")
    assert struct.unpack(">4I", within(table, b"stss")) == (0, 2, 1, 26)
    assert [n for n, unit in enumerate(units_of(film)) if unit[0] & 31 == 5] == [0, 25]


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
    assert path.stat().st_size < 3000
    with pytest.raises(WriteError, match=r"must end in \.mp4 or \.gif"):
        save_movie(still, 25.0, str(tmp_path / "still.avi"), silent)
    with pytest.raises(WriteError, match="folder"):
        save_movie(still, 25.0, str(tmp_path / "no" / "still.mp4"), silent)
    assert [one.name for one in tmp_path.iterdir()] == ["still.mp4"]
