"""What the window is told on the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

from medviewer.core.errors import MedviewerError


def start_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Paths, and whether a window or a picture of it is wanted; ends the program on what it does not know."""
    parser = argparse.ArgumentParser(prog="python -m medviewer.app")
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--new-window", action="store_true", help="do not use a window that is open already")
    parser.add_argument("--sample", action="store_true", help="open the sample study")
    parser.add_argument("--picture", metavar="OUT.png", help="write a picture of the whole window and end")
    parser.add_argument(
        "--labels", metavar="FILE", default="", help="with --picture: a segmentation to lay over"
    )
    parser.add_argument(
        "--size", metavar="WxH", default="1600x1000", help="with --picture: size of the window"
    )
    return parser.parse_args(arguments)


def size_of(text: str) -> tuple[int, int]:
    """Width and height in pixels, from ``"1600x1000"``.

    Raises
    ------
    MedviewerError
        If it is no size.
    """
    match = re.fullmatch(r"([1-9]\d{2,4})x([1-9]\d{2,4})", text)
    if match is None:
        raise MedviewerError(f"{text} is not a size such as 1600x1000.")
    return int(match[1]), int(match[2])
