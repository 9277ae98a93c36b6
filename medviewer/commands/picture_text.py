"""Letters and facts on a rendered picture, drawn without Qt; no patient data."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Picture = npt.NDArray[np.uint8]
_INK, _SHADOW = (235, 235, 235), (0, 0, 0)
_MARGIN_PX = 6


def with_text(
    picture: Picture,
    letters: tuple[str, str, str, str],
    corners: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
) -> Picture:
    """The picture [h, w, 3] with orientation letters and lines of text.

    Parameters
    ----------
    letters
        Of the left, right, top and bottom edge.
    corners
        Lines for the top left, top right and bottom left corner.
    """
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image)
    height, width = picture.shape[:2]
    font = ImageFont.load_default(size=float(np.clip(height / 36, 9, 22)))
    large = ImageFont.load_default(size=float(np.clip(height / 28, 10, 28)))
    middle_x, middle_y = width / 2, height / 2
    left, right, top, bottom = letters
    _ink(draw, (_MARGIN_PX, middle_y), left, large, "lm")
    _ink(draw, (width - _MARGIN_PX, middle_y), right, large, "rm")
    _ink(draw, (middle_x, _MARGIN_PX), top, large, "ma")
    _ink(draw, (middle_x, height - _MARGIN_PX), bottom, large, "md")
    places = (("la", _MARGIN_PX, _MARGIN_PX), ("ra", width - _MARGIN_PX, _MARGIN_PX),
              ("ld", _MARGIN_PX, height - _MARGIN_PX))  # fmt: skip
    for (anchor, x, y), lines in zip(places, corners, strict=True):
        _ink_lines(draw, (x, y), lines, font, anchor)
    return np.asarray(image)


def _ink_lines(draw: Any, place: tuple[float, float], lines: tuple[str, ...], font: Any, anchor: str) -> None:
    """Lines downwards from a top corner, upwards from a bottom one."""
    step = font.size * 1.25
    x, y = place
    start = y if anchor[1] == "a" else y - step * (len(lines) - 1)
    for n, line in enumerate(lines):
        _ink(draw, (x, start + n * step), line, font, anchor)


def _ink(draw: Any, place: tuple[float, float], text: str, font: Any, anchor: str) -> None:
    shown = text.encode("latin-1", "replace").decode("latin-1")
    draw.text(place, shown, fill=_INK, font=font, anchor=anchor, stroke_width=1, stroke_fill=_SHADOW)
