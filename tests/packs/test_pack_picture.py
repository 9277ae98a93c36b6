"""A pack's picture is passed on as nothing but pixels, or not at all."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from medviewer.packs.pack_picture import MOST_BYTES, MOST_SIDE, pack_picture, plain_png

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(
    width: int = 4,
    height: int = 3,
    *,
    told: tuple[int, int] | None = None,
    more: bytes = b"",
    rows: bytes = b"",
) -> bytes:
    told_width, told_height = told or (width, height)
    header = struct.pack(">IIBBBBB", told_width, told_height, 8, 2, 0, 0, 0)
    pixels = rows or b"".join(b"\0" + bytes([200, 30, 60]) * width for _ in range(height))
    return (
        SIGNATURE
        + chunk(b"IHDR", header)
        + more
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def test_a_picture_stays_and_what_is_no_picture_goes() -> None:
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * (1 << 20)))
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(b"profile"))
    assert plain_png(a_png(more=text + profile)) == a_png()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        a_png()[:-8],
        a_png()[:40] + b"\x01" + a_png()[41:],
        a_png(told=(MOST_SIDE + 1, 1)),
        a_png(told=(0, 3)),
        a_png(told=(400, 300)),
        a_png(rows=b"\0" * (64 << 20)),
        a_png(more=chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0))),
        SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 1)) + chunk(b"IEND", b""),
        SIGNATURE + struct.pack(">I4s", 0xFFFFFFFF, b"IHDR"),
    ],
    ids=[
        "empty",
        "gif",
        "head",
        "cut",
        "damaged",
        "wide",
        "none",
        "short",
        "bomb",
        "twice",
        "interlaced",
        "length",
    ],
)
def test_bombs_and_broken_pictures_are_none(data: bytes) -> None:
    assert plain_png(data) == b""


def test_links_and_large_files_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    path.write_bytes(a_png())
    assert pack_picture(path) == a_png()
    (tmp_path / "link.png").symlink_to(path)
    assert pack_picture(tmp_path / "link.png") == b""
    assert pack_picture(tmp_path / "missing.png") == b""
    path.write_bytes(a_png() + b"\0" * MOST_BYTES)
    assert pack_picture(path) == b""
