"""Radiographs as PNG, JPEG or TIFF, through Pillow."""

from __future__ import annotations

import warnings
from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from medviewer.core.errors import ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.series import LoadReport, Problem, SeriesEntry, Verdict
from medviewer.core.volume import Stack
from medviewer.io.dicom.pixels.colour import luminance_into
from medviewer.io.file_entry import file_entry
from medviewer.io.progress import ReadReport

_MOST_PIXELS = 300_000_000
_FORMATS = ("PNG", "JPEG", "TIFF")
_GREY_MODES = ("1", "L", "LA", "I;16", "I;16L", "I;16B", "I;16N", "I", "F")
_EXIF_ORIENTATION = 0x0112
_PHOTOMETRIC = 262
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError, MemoryError)


def scan_picture(path: str, source: str, taken: Container[str]) -> SeriesEntry:
    """The entry of a picture, from its header alone. Raises `ReadError` if it is not what its name says."""
    with _without_warnings(), _open(path) as picture:
        try:
            columns, rows = picture.size
            if _is_turned(picture):
                columns, rows = rows, columns
            report = LoadReport(Verdict.STACK, _problems(picture))
        except _BROKEN as error:
            raise ReadError(f"{path} is no PNG, JPEG or TIFF picture, or it is damaged.") from error
    return file_entry(path, source, (1, rows, columns), report, taken)


def read_picture(entry: SeriesEntry, report: ReadReport) -> Stack:
    """A picture as a stack of one frame: no orientation, spacing unknown, true colours and luminance.

    Raises
    ------
    ReadError
        If the file is damaged or too large.
    """
    path = entry.files[0]
    with _without_warnings(), _open(path) as picture:
        try:
            problems = _problems(picture)
            is_inverted = _is_inverted(picture)
            values, colours = _pixels(ImageOps.exif_transpose(picture))
        except _BROKEN as error:
            raise ReadError(f"{path} is damaged: its pixels cannot be read.") from error
    frames = report.empty((1, *values.shape), values.dtype)
    frames[0] = values
    rgb = None
    if colours is not None:
        rgb = report.empty((1, *colours.shape), np.uint8)
        rgb[0] = colours
    report(1.0, "")
    return Stack(
        frames,
        (Geometry((1, *values.shape)),),
        info=entry.info,
        report=LoadReport(Verdict.STACK, problems, entry.report.rejected),
        inverted=is_inverted,
        spacing_source="unknown",
        has_orientation=False,
        rgb=rgb,
    )


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Pillow warns of harmless faults (metadata) and of sizes, which are checked here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _open(path: str) -> Image.Image:
    try:
        picture = Image.open(path, formats=_FORMATS)
    except (UnidentifiedImageError, *_BROKEN, Image.DecompressionBombError) as error:
        raise ReadError(f"{path} is no PNG, JPEG or TIFF picture, or it is damaged.") from error
    if picture.width * picture.height > _MOST_PIXELS:
        picture.close()
        raise ReadError(f"{path} is unreasonably large for a picture.")
    return picture


def _is_turned(picture: Image.Image) -> bool:
    """Whether the camera lay on its side. A PNG without the chunk is not asked: it would be decoded."""
    if picture.format == "PNG" and "exif" not in picture.info:
        return False
    return int(picture.getexif().get(_EXIF_ORIENTATION, 1)) >= 5


def _is_inverted(picture: Image.Image) -> bool:
    """Whether a TIFF says that 0 is white; Pillow turns 8 bits round by itself, but no more than those."""
    tags = getattr(picture, "tag_v2", {})
    return picture.mode.startswith(("I", "F")) and int(tags.get(_PHOTOMETRIC, 1)) == 0


def _problems(picture: Image.Image) -> tuple[Problem, ...]:
    problems = [Problem("NO_SPACING", "The file gives no pixel spacing: lengths are in pixels.")]
    pages = int(getattr(picture, "n_frames", 1))
    if pages > 1:
        problems.append(Problem("FIRST_PAGE", f"The file has {pages} pages; only the first is shown."))
    return tuple(problems)


def _pixels(picture: Image.Image) -> tuple[npt.NDArray[Any], npt.NDArray[np.uint8] | None]:
    """Values [row, column] and colours [row, column, 3] of a picture that has any.

    Values are uint8, uint16, int32 or float32: 16 bits and floats are kept; of colours, the luminance.
    """
    if picture.mode.startswith("I;16"):
        return np.asarray(picture).astype(np.uint16), None
    if picture.mode in ("I", "F"):
        return np.asarray(picture), None
    if picture.mode in _GREY_MODES:
        return np.asarray(picture.convert("L")), None
    colours = np.asarray(picture.convert("RGB"))
    if (colours[..., :1] == colours).all():  # a radiograph that was saved as colours
        return np.ascontiguousarray(colours[..., 0]), None
    values = np.empty(colours.shape[:2], np.uint8)
    luminance_into(colours, values)
    return values, colours
