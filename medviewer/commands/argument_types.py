"""What a word on the command line must look like."""

from __future__ import annotations

import argparse
import math
import re

IMAGE_ENDINGS = (".nii.gz", ".nii", ".nrrd", ".mha")
RESULT_ENDINGS = (*IMAGE_ENDINGS, ".dcm", ".json")


def point(text: str) -> tuple[float, float, float]:
    """``X,Y,Z``, mm, LPS."""
    x, y, z = _numbers(text, 3, "X,Y,Z, for example -12.5,30,101")
    return (x, y, z)


def window(text: str) -> tuple[float, float]:
    """``W,L``."""
    width, level = _numbers(text, 2, "W,L, for example 1500,-600")
    if width <= 0:
        raise argparse.ArgumentTypeError(f"the width must be more than 0 in {text!r}")
    return (width, level)


def size(text: str) -> tuple[int, int]:
    """``WxH``, pixels."""
    width, _, height = text.lower().partition("x")
    if not (
        width.isdecimal() and height.isdecimal() and 1 <= int(width) <= 8192 and 1 <= int(height) <= 8192
    ):
        raise argparse.ArgumentTypeError(f"{text!r} is not WxH with 1 to 8192 pixels, for example 512x512")
    return (int(width), int(height))


def count(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def key_and_value(text: str) -> tuple[str, str]:
    """``K=V``."""
    key, equals, value = text.partition("=")
    if not key or not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not K=V")
    return (key, value)


def device(text: str) -> str:
    """``auto``, ``cpu``, ``cuda`` or ``cuda:N``."""
    if not re.fullmatch(r"auto|cpu|cuda(:\d{1,3})?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not auto, cpu or cuda")
    return text


def image_file(text: str) -> str:
    """A name with the ending of an image format."""
    return _ends_in(text, IMAGE_ENDINGS)


def result_file(text: str) -> str:
    """A name with the ending of a format for results."""
    return _ends_in(text, RESULT_ENDINGS)


def png_file(text: str) -> str:
    """A name that ends in ``.png``."""
    return _ends_in(text, (".png",))


def report_file(text: str) -> str:
    """A name that ends in ``.txt``."""
    return _ends_in(text, (".txt",))


def _ends_in(text: str, endings: tuple[str, ...]) -> str:
    if not text.lower().endswith(endings):
        raise argparse.ArgumentTypeError(f"{text!r} must end in {' '.join(endings)}")
    return text


def _numbers(text: str, count: int, form: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count or not all(map(math.isfinite, numbers)):
        raise argparse.ArgumentTypeError(f"{text!r} is not {form}")
    return numbers
