"""Reading the file of an object (structure set, report ...) with bounds, whatever is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom

from medviewer.core.errors import ReadError
from medviewer.io.dicom.parse.bad_content import BAD_CONTENT
from medviewer.io.dicom.parse.elements import BrokenFileError
from medviewer.io.dicom.parse.quiet import quiet_pydicom
from medviewer.io.dicom.parse.text import plain
from medviewer.io.dicom.parse.whole_file import whole_file

_MOST_BYTES = 512 << 20
LONGEST_TEXT = 65536


def read_object(path: str, only: Sequence[str | int] | None = None) -> Any:
    """The data set of an object without its pixels; ``only`` names or numbers the elements that are needed.

    Raises
    ------
    ReadError
        If it cannot be read as DICOM or is too large to be one.
    """
    name = Path(path).name
    try:
        with quiet_pydicom():
            content = whole_file(path, _MOST_BYTES)
            wanted = None if only is None else list(only)
            return pydicom.dcmread(content, stop_before_pixels=True, force=True, specific_tags=wanted)
    except BrokenFileError as error:
        raise ReadError(f"{name} cannot be read as DICOM: {error}.") from error
    except BAD_CONTENT as error:
        raise ReadError(f"{name} cannot be read as DICOM; the file is damaged.") from error


def items(dataset: Any, keyword: str, most: int = 100_000) -> Iterator[Any]:
    """The items of a sequence, at most so many; none where it is missing or no sequence."""
    value = element(dataset, keyword)
    if isinstance(value, pydicom.Sequence):
        for n in range(min(len(value), most)):
            yield value[n]


def first_item(dataset: Any, keyword: str) -> Any:
    """The first item of a sequence, or None."""
    return next(items(dataset, keyword, 1), None)


def element(dataset: Any, keyword: str) -> Any:
    """The value of an element, or None where it is missing or cannot be parsed."""
    try:
        with quiet_pydicom():
            return dataset.get(keyword)
    except BAD_CONTENT:
        return None


def text_of(dataset: Any, keyword: str, most: int = LONGEST_TEXT) -> str:
    """Plain text of an element in one line; "" where there is none."""
    return " ".join(lines_of(dataset, keyword, most))


def lines_of(dataset: Any, keyword: str, most: int = LONGEST_TEXT) -> list[str]:
    """Plain text of an element by its lines, empty ones left out."""
    value = element(dataset, keyword)
    if value is None or isinstance(value, bytes | pydicom.Sequence):
        return []
    try:
        text = "\\".join(map(str, value)) if isinstance(value, pydicom.multival.MultiValue) else str(value)
    except BAD_CONTENT:
        return []
    return [line for part in text[:most].splitlines() if (line := plain(part))]


def number_of(dataset: Any, keyword: str) -> float | None:
    """The first number of an element; None where there is none or it is not finite."""
    found = numbers_of(dataset, keyword)
    return found[0] if found else None


def numbers_of(dataset: Any, keyword: str, most: int = 3_000_000) -> list[float]:
    """The numbers of an element; none at all where one of them is not finite."""
    value = element(dataset, keyword)
    if value is None:
        return []
    try:
        listed = (
            list(value)[:most] if isinstance(value, list | tuple | pydicom.multival.MultiValue) else [value]
        )
        found = [float(one) for one in listed]
    except BAD_CONTENT:
        return []
    return found if all(abs(one) < 1e12 for one in found) else []


def decimals_of(dataset: Any, keyword: str) -> npt.NDArray[np.float64]:
    """All numbers of a decimal string element; empty where it is missing or one is not a number.

    They are taken from the raw bytes: pydicom makes an object of each, which takes seconds for contours.
    """
    try:
        raw = dataset.get_item(keyword).value
        texts = raw.split(b"\\") if isinstance(raw, bytes) else [str(one) for one in raw]
        return np.array([float(text) for text in texts], dtype=np.float64)
    except BAD_CONTENT:
        return np.empty(0)


def floats_of(dataset: Any, keyword: str, most: int) -> npt.NDArray[np.float64]:
    """All numbers of an element of 32-bit floats; empty where it is missing or one is not finite.

    More than 64 KB of them are written as unknown bytes in files of explicit type (PS3.5 6.2.2).
    """
    value = element(dataset, keyword)
    if isinstance(value, bytes):
        found = np.frombuffer(value[: min(len(value), 4 * most) // 4 * 4], dtype="<f4").astype(np.float64)
    else:
        found = np.array(numbers_of(dataset, keyword, most), dtype=np.float64)
    return found if np.isfinite(found).all() else np.empty(0)
