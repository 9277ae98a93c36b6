"""One series as plain data: how it was read, where it lies, its values, how it asks to be shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.commands.object_facts import is_object, object_facts
from medviewer.core.contours import StructureSet
from medviewer.core.document import Document, EncapsulatedDocument
from medviewer.core.geometry import Geometry
from medviewer.core.presentation_state import PresentationState
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import LoadReport, Problem, SeriesEntry, SlicePositions, Verdict
from medviewer.core.study_object import StudyObject
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume

Loaded = Volume | Stack | TimeSeries | Segmentation | StudyObject


def series_facts(entry: SeriesEntry, loaded: Loaded | None, unreadable: str) -> dict[str, Any]:
    """What is known of a series, as JSON can hold it.

    Parameters
    ----------
    loaded
        What reading it gave, None where it was refused or ``unreadable`` says why it failed.
    """
    image = loaded.middle if isinstance(loaded, TimeSeries) else loaded
    report = report_of(entry, loaded)
    problems = list(report.problems)
    if isinstance(image, Segmentation | StructureSet | PresentationState | Document | EncapsulatedDocument):
        problems += image.problems
    if unreadable:
        problems.append(Problem("UNREADABLE", unreadable))
    return {
        "id": entry.series_id,
        "kind": entry.kind,
        "modality": entry.info.modality,
        "description": entry.info.description,
        "verdict": _verdict(entry, report, unreadable),
        **_grid_facts(entry, image),
        "instances": len(entry.files),
        **_value_facts(loaded),
        **_time_facts(entry, loaded),
        "positions": _positions(report.positions),
        **_shown_as(entry, image),
        "refers_to": list(entry.refers_to),
        "content": object_facts(loaded),
        "problems": [{"code": problem.code, "message": problem.message} for problem in problems],
        "rejected": [{"file": one.file, "reason": one.reason} for one in report.rejected],
    }


def report_of(entry: SeriesEntry, loaded: Loaded | None) -> LoadReport:
    """The report of what was read, else the one of the headers."""
    image = loaded.middle if isinstance(loaded, TimeSeries) else loaded
    return image.report if isinstance(image, (Volume, Stack)) else entry.report


def _verdict(entry: SeriesEntry, report: LoadReport, unreadable: str) -> str | None:
    """Whether it is a grid; of an object only whether it can be read."""
    verdict = Verdict.REFUSED if unreadable else report.verdict
    return None if is_object(entry) and verdict is not Verdict.REFUSED else verdict.value


def _grid_facts(entry: SeriesEntry, image: Loaded | None) -> dict[str, Any]:
    """Shape, spacing and place; of a stack those of its first slice."""
    grid, shape = _grid(image), None if is_object(entry) else list(entry.shape_kji)
    if isinstance(image, Stack):
        shape = list(image.frames.shape)
    elif grid is not None:
        shape = list(grid.shape_kji)
    is_oriented = isinstance(image, Segmentation) or (
        isinstance(image, (Volume, Stack)) and image.has_orientation
    )
    return {
        "shape_kji": shape,
        "spacing_mm_kji": None if grid is None else [_rounded(v) for v in reversed(grid.spacing_ijk)],
        "spacing_source": image.spacing_source if isinstance(image, (Volume, Stack)) else None,
        "orientation": None if grid is None or not is_oriented else grid.orientation,
        "origin_lps": None if grid is None else [_rounded(v) for v in grid.origin_lps],
    }


def _grid(image: Loaded | None) -> Geometry | None:
    if isinstance(image, Stack):
        return image.planes[0]
    return image.geometry if isinstance(image, (Volume, Segmentation)) else None


def _value_facts(loaded: Loaded | None) -> dict[str, Any]:
    """Unit, least and greatest of all values but padding, and what does not count as one."""
    image = loaded.middle if isinstance(loaded, TimeSeries) else loaded
    picture = image if isinstance(image, (Volume, Stack)) else None
    padding = None if picture is None else picture.padding
    arrays = _values(loaded)
    return {
        "unit": "" if picture is None else picture.unit,
        "min": _extreme(arrays, np.fmin, padding),
        "max": _extreme(arrays, np.fmax, padding),
        "padding": None if padding is None else list(padding),
        "colour": picture is not None and picture.rgb is not None,
    }


def _values(loaded: Loaded | None) -> list[npt.NDArray[Any]]:
    match loaded:
        case TimeSeries():
            return [volume.voxels for volume in loaded.volumes]
        case Volume():
            return [loaded.voxels]
        case Stack():
            return [loaded.frames]
        case Segmentation():
            return [loaded.labels]
    return []


def _time_facts(entry: SeriesEntry, loaded: Loaded | None) -> dict[str, Any]:
    series = loaded if isinstance(loaded, TimeSeries) else None
    return {
        "time_points": entry.time_points if series is None else len(series),
        "times": None if series is None else [_rounded(time) for time in series.times],
        "time_unit": None if series is None else series.time_unit,
        "frame_time_ms": loaded.frame_time_ms if isinstance(loaded, Stack) else None,
    }


def _positions(positions: SlicePositions | None) -> dict[str, Any] | None:
    if positions is None:
        return None
    return {
        "distances_mm": [_rounded(distance) for distance in positions.distances_mm],
        "step_mm": _rounded(positions.step_mm),
        "missing": positions.missing,
        "repeated": positions.repeated,
        "tilt_degrees": _rounded(positions.tilt_degrees),
    }


def _shown_as(entry: SeriesEntry, image: Loaded | None) -> dict[str, Any]:
    """How the file asks to be shown, and whether it lost something."""
    shown = image if isinstance(image, (Volume, Stack)) else None
    windows = () if shown is None else shown.windows
    tables = () if shown is None else shown.voi_luts
    return {
        "windows": [
            {"width": w.width, "level": w.level, "function": w.function, "name": w.name} for w in windows
        ],
        "voi_luts": [{"name": t.name, "first": t.first, "entries": int(t.table.size)} for t in tables],
        "inverted": shown is not None and shown.inverted,
        "lossy": entry.info.lossy,
        "resampled": isinstance(image, Volume) and image.acquired is not None,
    }


def _extreme(
    arrays: list[npt.NDArray[Any]], extreme: np.ufunc, padding: tuple[float, float] | None
) -> int | float | None:
    """Least or greatest of all values as JSON can hold it; padding and what is no number do not count."""
    kept = [values if padding is None else _without(values, padding) for values in arrays]
    parts = [extreme.reduce(values, axis=None) for values in kept if values.size]
    if not parts:
        return None
    found = extreme.reduce(parts)
    if arrays[0].dtype.kind in "iub":
        return int(found)
    return float(found) if np.isfinite(found) else None


def _without(values: npt.NDArray[Any], padding: tuple[float, float]) -> npt.NDArray[Any]:
    return values[(values < padding[0]) | (values > padding[1])]


def _rounded(value: float) -> float:
    return round(float(value), 6) + 0.0
