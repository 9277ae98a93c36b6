"""Radiographs as ordinary pictures."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image

from medviewer.core.errors import ReadError
from medviewer.core.volume import Stack

GREY = np.array([[0, 10, 20], [100, 200, 255]], np.uint8)


@pytest.mark.parametrize("name", ["x.png", "x.tif", "x.TIFF"])
def test_grey_values_are_kept_and_nothing_is_claimed_of_place(tmp_path, load, name):
    Image.fromarray(GREY).save(tmp_path / name)
    stack = load(tmp_path / name)
    assert isinstance(stack, Stack)
    assert np.array_equal(stack.frames, GREY[np.newaxis])
    assert (stack.spacing_source, stack.has_orientation) == ("unknown", False)


def test_sixteen_bits_are_kept(tmp_path, load):
    deep = GREY.astype(np.uint16) * 257
    Image.fromarray(deep).save(tmp_path / "x.png")
    stack = load(tmp_path / "x.png")
    assert stack.frames.dtype == np.uint16
    assert np.array_equal(stack.frames[0], deep)


def test_a_jpeg_opens(tmp_path, load):
    Image.fromarray(np.full((16, 24), 90, np.uint8)).save(tmp_path / "x.jpg", quality=95)
    assert abs(int(load(tmp_path / "x.jpg").frames[0, 8, 8]) - 90) <= 1


def test_colours_are_kept_beside_their_luminance(tmp_path, load):
    colours = np.zeros((1, 3, 3), np.uint8)
    colours[0] = [[255, 0, 0], [0, 255, 0], [50, 50, 50]]
    Image.fromarray(colours).save(tmp_path / "x.png")
    stack = load(tmp_path / "x.png")
    assert stack.frames[0].tolist() == [[76, 150, 50]]
    assert np.array_equal(stack.rgb[0], colours)
    assert "COLOUR" not in [problem.code for problem in stack.report.problems]


def test_a_palette_picture_has_the_colours_of_its_palette(tmp_path, load):
    picture = Image.fromarray(np.array([[0, 1], [1, 0]], np.uint8), mode="P")
    picture.putpalette([10, 20, 30, 200, 100, 0])
    picture.save(tmp_path / "x.png")
    assert load(tmp_path / "x.png").rgb[0, 0].tolist() == [[10, 20, 30], [200, 100, 0]]


def test_grey_saved_as_colours_is_grey(tmp_path, load):
    Image.fromarray(np.repeat(GREY[..., None], 3, axis=2)).save(tmp_path / "x.png")
    stack = load(tmp_path / "x.png")
    assert stack.rgb is None
    assert np.array_equal(stack.frames[0], GREY)


def test_a_turned_photograph_is_upright(tmp_path, load, scan):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(GREY).save(tmp_path / "x.png", exif=exif)
    assert scan(tmp_path / "x.png").series[0].shape_kji == (1, 3, 2)
    assert np.array_equal(load(tmp_path / "x.png").frames[0], np.rot90(GREY, -1))


def test_of_several_pages_the_first_is_shown_and_said(tmp_path, load):
    pages = [Image.fromarray(GREY + n) for n in range(3)]
    pages[0].save(tmp_path / "x.tif", save_all=True, append_images=pages[1:])
    stack = load(tmp_path / "x.tif")
    assert np.array_equal(stack.frames[0], GREY)
    assert "3 pages" in " ".join(problem.message for problem in stack.report.problems)


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\njunk", b"II*\0" + b"\xff" * 40, b"\xff\xd8\xff\xe0junk"]
)
@pytest.mark.parametrize("name", ["x.png", "x.jpg", "x.tif"])
def test_junk_is_one_sentence(tmp_path, load, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=r"x\.(png|jpg|tif)"):
        load(tmp_path / name)


def test_a_cut_picture_is_one_sentence(tmp_path, load):
    noise = np.random.default_rng(0).integers(0, 255, (64, 64)).astype(np.uint8)
    Image.fromarray(noise).save(tmp_path / "x.png")
    (tmp_path / "x.png").write_bytes((tmp_path / "x.png").read_bytes()[:2000])
    with pytest.raises(ReadError, match="damaged"):
        load(tmp_path / "x.png")


def a_tiff_16(path, values, photometric):
    """Pillow cannot be asked for 16 bits with white as 0, so the few tags are written here."""
    raw, (rows, columns) = values.astype("<u2").tobytes(), values.shape
    tags = [(256, columns), (257, rows), (258, 16), (259, 1), (262, photometric), (273, 8), (277, 1)]
    tags += [(278, rows), (279, len(raw))]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    directory = struct.pack("<H", len(tags)) + entries + bytes(4)
    path.write_bytes(b"II*\0" + struct.pack("<I", 8 + len(raw)) + raw + directory)
    return path


@pytest.mark.parametrize(("photometric", "inverted"), [(0, True), (1, False)])
def test_a_tiff_of_16_bits_that_says_0_is_white_is_shown_so(tmp_path, load, photometric, inverted):
    values = np.array([[0, 1000, 2000], [40000, 50000, 65535]], np.uint16)
    picture = load(a_tiff_16(tmp_path / "x.tif", values, photometric))
    assert picture.frames[0].tolist() == values.tolist()
    assert picture.inverted is inverted


def test_a_tiff_of_8_bits_that_says_0_is_white_is_turned_by_its_reader(tmp_path, load):
    values = np.array([[0, 10], [200, 255]], np.uint8)
    Image.fromarray(values).save(tmp_path / "x.tif", tiffinfo={262: 0})
    picture = load(tmp_path / "x.tif")
    assert picture.frames[0].tolist() == values.tolist()
    assert picture.inverted is False
