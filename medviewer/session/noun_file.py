"""Results in a file of their own: plain JSON and arrays in a ZIP, nothing that could be executed."""

from __future__ import annotations

import json
import math
import tokenize
import zipfile
import zlib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.errors import GeometryError, ReadError, WriteError
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap, Trust
from medviewer.core.landmarks import Landmark, Landmarks
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review
from medviewer.core.segmentation import Code, Segment, Segmentation
from medviewer.core.series import LoadReport, SeriesInfo, StudyInfo
from medviewer.core.strict_json import strict_json
from medviewer.core.uncertainty import Uncertainty
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.session.plain_values import declared_types, fits

_NOUNS = {
    noun.__name__: noun
    for noun in (
        AnomalyMap, Box, Classification, Code, Detections, Finding, Geometry, HeatMap, Landmark, Landmarks,
        LoadReport, Provenance, Review, Segment, Segmentation, SeriesInfo, StudyInfo, Trust, Uncertainty,
        Volume, WindowLevel,
    )
}  # fmt: skip
_EMPTY = (StudyInfo, LoadReport)
"""Whose patient it is and which files were read is known again once the series is open."""
_TEXT = "result.json"
_MOST_TEXT = 64 << 20
_DAMAGED = "A result that was kept is damaged and cannot be shown; run the model again."
FOREIGN = (
    OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, GeometryError, zipfile.BadZipFile,
    RecursionError, OverflowError, MemoryError, NotImplementedError, RuntimeError, zlib.error,
    tokenize.TokenError, SyntaxError,
)  # fmt: skip
"""What reading a damaged or hostile file may raise."""


def write_noun(path: Path, noun: Any) -> None:
    """Writes a result and all that it holds, without what names a patient.

    Raises
    ------
    WriteError
        If it holds something that has no such form.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        write_noun_into(file, noun)


def write_noun_into(file: zipfile.ZipFile, noun: Any, prefix: str = "") -> None:
    """Writes a result among others into a ZIP; ``prefix`` begins the names of its members."""
    arrays: list[Any] = []
    tree = _plain(noun, arrays)
    file.writestr(prefix + _TEXT, json.dumps(tree))
    for n, array in enumerate(arrays):
        with file.open(f"{prefix}{n}.npy", "w", force_zip64=True) as member:
            np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)


def read_noun(path: Path) -> Any:
    """What `write_noun` wrote.

    Raises
    ------
    ReadError
        If the file is damaged or is none of these.
    """
    try:
        with zipfile.ZipFile(path) as file:
            return read_noun_from(file)
    except FOREIGN as error:
        raise ReadError(_DAMAGED) from error


def read_noun_from(file: zipfile.ZipFile, prefix: str = "") -> Any:
    """What `write_noun_into` wrote.

    Raises
    ------
    ReadError
        If it is damaged, or tells of something that it does not hold.
    """
    try:
        require_plain_packing(file)
        if file.getinfo(prefix + _TEXT).file_size > _MOST_TEXT:
            raise ValueError("too long")
        return _noun(strict_json(file.read(prefix + _TEXT)), _Arrays(file, prefix))
    except FOREIGN as error:
        raise ReadError(_DAMAGED) from error


def require_plain_packing(file: zipfile.ZipFile) -> None:
    """Refuses members that are packed in ways that this program never writes.

    Raises
    ------
    ValueError
    """
    ways = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if not all(member.compress_type in ways for member in file.infolist()):
        raise ValueError("packed in another way")


def _plain(value: Any, arrays: list[Any]) -> Any:
    if isinstance(value, np.ndarray):
        arrays.append(value)
        return {"array": len(arrays) - 1}
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, tuple | list):
        return [_plain(one, arrays) for one in value]
    if is_dataclass(value) and _NOUNS.get(type(value).__name__) is type(value):
        names = () if isinstance(value, _EMPTY) else (field.name for field in fields(value))
        return {"noun": type(value).__name__, **{n: _plain(getattr(value, n), arrays) for n in names}}
    raise WriteError("A result of this kind cannot be kept for later; open its series and run it again.")


class _Arrays:
    """The arrays of one result; each is read once, however often it is told of."""

    def __init__(self, file: zipfile.ZipFile, prefix: str) -> None:
        self._file = file
        self._prefix = prefix
        self._read: dict[int, npt.NDArray[Any]] = {}

    def array(self, number: int) -> npt.NDArray[Any]:
        """An array by its number."""
        if number not in self._read:
            self._read[number] = _array(self._file, f"{self._prefix}{number}.npy")
        return self._read[number]


def _noun(tree: Any, arrays: _Arrays) -> Any:
    if isinstance(tree, list):
        return tuple(_noun(one, arrays) for one in tree)
    if not isinstance(tree, dict):
        return tree
    if "array" in tree:
        return arrays.array(int(tree["array"]))
    if "float" in tree:
        return float(tree["float"])
    made = dict(tree)
    kind = _NOUNS[made.pop("noun")]
    values = {name: _noun(value, arrays) for name, value in made.items()}
    declared = declared_types(kind)
    if not all(fits(declared[name], value) for name, value in values.items()):
        raise ValueError("not of its declared type")
    return kind(**values)


def _array(file: zipfile.ZipFile, name: str) -> npt.NDArray[Any]:
    """An array that is as large as its file says, so that none is made room for that is not there."""
    with file.open(name) as member:
        version = np.lib.format.read_magic(member)
        read = (
            np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        )
        shape, _, dtype = read(member)
        if (
            dtype.hasobject
            or math.prod(shape) * dtype.itemsize != file.getinfo(name).file_size - member.tell()
        ):
            raise ValueError("not as large as it says")
    with file.open(name) as member:
        found: npt.NDArray[Any] = np.lib.format.read_array(member, allow_pickle=False)
        return found
