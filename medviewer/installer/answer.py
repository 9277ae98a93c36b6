"""Answer: what of a model's result must come out the same again, and how alike two answers are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.api.model import Result
from medviewer.api.model_info import TaskType
from medviewer.core.anomaly import AnomalyMap
from medviewer.core.errors import PluginError
from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.result_json import stated_json
from medviewer.io.scan import scan_path

PLACE_TOLERANCE_MM = 1.0
"""Boxes and landmarks farther apart are not the same one; a millimetre is less than a reader's own spread."""


@dataclass(frozen=True, eq=False)
class Answer:
    """A label map or an image on its grid, or numbers and places.

    ``numbers`` by name (probabilities, scores, 0..1); ``places`` holds (label, score, corners mm LPS).
    """

    labels: npt.NDArray[Any] | None = None
    values: npt.NDArray[Any] | None = None
    geometry: Geometry | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    places: Sequence[tuple[str, float, tuple[float, ...]]] | None = None

    def turned_to(self, orientation: str) -> Answer:
        """The same in another order of axes."""
        array = self.labels if self.labels is not None else self.values
        if array is None or self.geometry is None:
            return self
        turned, geometry = reorient(array, self.geometry, orientation)
        if self.labels is not None:
            return Answer(labels=turned, geometry=geometry)
        return Answer(values=turned, geometry=geometry, numbers=self.numbers)


def answer_of(result: Result) -> Answer:
    """What of a result is compared."""
    if isinstance(result, Segmentation):
        return Answer(labels=result.labels, geometry=result.geometry)
    if isinstance(result, Volume):
        return Answer(values=result.voxels, geometry=result.geometry)
    if isinstance(result, AnomalyMap):
        return Answer(values=result.error.voxels, geometry=result.error.geometry)
    return _of_facts(stated_json(result))


def expected_answer(path: Path, task: TaskType) -> Answer:
    """The answer in a pack's file.

    Raises
    ------
    PluginError
        If it cannot be read or is no answer.
    """
    if path.suffix == ".json":
        try:
            return _of_facts(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise PluginError(f"The expected answer {path.name} cannot be read.") from error
    volume = read_volume(path)
    if task == "segmentation":
        return Answer(labels=volume.voxels, geometry=volume.geometry)
    return Answer(values=volume.voxels, geometry=volume.geometry)


def read_volume(path: Path) -> Volume:
    """A volume file of a pack.

    Raises
    ------
    PluginError, ReadError
        If it is no single volume.
    """
    report = LocalReport()
    series = scan_path(str(path), report=report).series
    loaded = load_series(series[0], report) if len(series) == 1 else None
    if not isinstance(loaded, Volume):
        raise PluginError(f"{path.name} of the pack is not one volume.")
    return loaded


def likeness(expected: Answer, found: Answer) -> float:
    """How alike two answers are, 0..1.

    Of label maps the least Dice of any label; of images 1 - the largest difference as a fraction of the
    expected range; of numbers 1 - the largest difference. 0 if the grids or the statements are others.
    """
    if expected.labels is not None and found.labels is not None:
        return _least_dice(expected.labels, found.labels) if _on_one_grid(expected, found) else 0.0
    if expected.values is not None and found.values is not None:
        return _value_likeness(expected.values, found.values) if _on_one_grid(expected, found) else 0.0
    if expected.places is not None and found.places is not None:
        return 1.0 - min(1.0, _place_difference(expected.places, found.places))
    if not expected.numbers or set(expected.numbers) != set(found.numbers):
        return 0.0
    return 1.0 - min(1.0, max(abs(expected.numbers[name] - found.numbers[name]) for name in found.numbers))


def _on_one_grid(first: Answer, second: Answer) -> bool:
    if first.geometry is None or second.geometry is None:
        return False
    return first.geometry.matches(second.geometry)


def _least_dice(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> float:
    labels = (set(np.unique(first).tolist()) | set(np.unique(second).tolist())) - {0}
    return min((dice(first == label, second == label) for label in labels), default=1.0)


def dice(first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> float:
    """Dice of two masks, 0..1; 1 if both are empty."""
    both = int(first.sum()) + int(second.sum())
    return 2.0 * int((first & second).sum()) / both if both else 1.0


def _value_likeness(expected: npt.NDArray[Any], found: npt.NDArray[Any]) -> float:
    first, second = expected.astype(np.float64), found.astype(np.float64)
    largest = float(np.abs(first - second).max())
    width = float(first.max() - first.min())
    return 1.0 - min(1.0, largest / width) if width > 0 else float(largest == 0)


def _place_difference(
    expected: Sequence[tuple[str, float, tuple[float, ...]]],
    found: Sequence[tuple[str, float, tuple[float, ...]]],
) -> float:
    """The largest difference of scores; what has no partner within the tolerance differs by its score."""
    left = list(found)
    largest = 0.0
    for label, score, corners in expected:
        near = [
            other for other in left
            if other[0] == label and np.linalg.norm(np.subtract(corners, other[2])) <= PLACE_TOLERANCE_MM * 2
        ]  # fmt: skip
        if not near:
            largest = max(largest, score)
            continue
        partner = min(near, key=lambda other: abs(other[1] - score))
        left.remove(partner)
        largest = max(largest, abs(partner[1] - score))
    return max([largest, *(score for _, score, _ in left)])


def _of_facts(facts: Mapping[str, Any]) -> Answer:
    if "findings" in facts:
        return Answer(numbers={f["label"]: float(f["probability"]) for f in facts["findings"]})
    if "boxes" in facts:
        return Answer(
            places=[(b["label"], float(b["score"]), _corners(b["centre_lps"], b["size_lps"]))
                    for b in facts["boxes"]]
        )  # fmt: skip
    if "landmarks" in facts:
        return Answer(
            places=[(p["label"], float(p["score"]), tuple(map(float, p["point_lps"])))
                    for p in facts["landmarks"]]
        )  # fmt: skip
    return Answer(numbers={"score": float(facts["anomaly"]["score"])})


def _corners(centre: Sequence[float], size: Sequence[float]) -> tuple[float, ...]:
    low = [float(c) - float(s) / 2 for c, s in zip(centre, size, strict=True)]
    high = [float(c) + float(s) / 2 for c, s in zip(centre, size, strict=True)]
    return (*low, *high)
