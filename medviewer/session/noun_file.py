"""Results in a file of their own: plain JSON and arrays in a ZIP, nothing that could be executed."""

from __future__ import annotations

import json
import math
import zipfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

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
from medviewer.core.uncertainty import Uncertainty
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel

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


def write_noun(path: Path, noun: Any) -> None:
    """Writes a result and all that it holds, without what names a patient.

    Raises
    ------
    WriteError
        If it holds something that has no such form.
    """
    arrays: list[Any] = []
    tree = _plain(noun, arrays)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr(_TEXT, json.dumps(tree, ensure_ascii=False))
        for n, array in enumerate(arrays):
            with file.open(f"{n}.npy", "w", force_zip64=True) as member:
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
            if file.getinfo(_TEXT).file_size > _MOST_TEXT:
                raise ValueError("too long")
            tree = json.loads(file.read(_TEXT))
            return _noun(tree, file)
    except (OSError, ValueError, KeyError, TypeError, EOFError, GeometryError, zipfile.BadZipFile) as error:
        raise ReadError(
            "A result that was kept is damaged and cannot be shown; run the model again."
        ) from error


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


def _noun(tree: Any, file: zipfile.ZipFile) -> Any:
    if isinstance(tree, list):
        return tuple(_noun(one, file) for one in tree)
    if not isinstance(tree, dict):
        return tree
    if "array" in tree:
        with file.open(f"{int(tree['array'])}.npy") as member:
            return np.lib.format.read_array(member, allow_pickle=False)
    if "float" in tree:
        return float(tree["float"])
    made = dict(tree)
    noun = _NOUNS[made.pop("noun")]
    return noun(**{name: _noun(value, file) for name, value in made.items()})
