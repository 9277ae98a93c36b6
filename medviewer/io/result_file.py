"""Any result to a file, and what it says in plain data."""

from __future__ import annotations

from typing import Any

from medviewer.api.model import Result
from medviewer.api.model_info import TaskType
from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification
from medviewer.core.detections import Detections
from medviewer.core.landmarks import Landmarks
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume
from medviewer.io.progress import ReadReport
from medviewer.io.result_json import provenance_json, stated_json
from medviewer.io.write import SEGMENTATION_SUFFIXES, save_findings, save_segmentation, save_volume
from medviewer.io.write_image import IMAGE_SUFFIXES, format_of

_KINDS: dict[type, tuple[str, str]] = {
    Classification: ("classification", "findings"),
    Detections: ("detection", "boxes"),
    Landmarks: ("landmarks", "landmarks"),
    AnomalyMap: ("anomaly", "anomaly"),
}
"""What a result is called, and the key of what it states."""


def save_result(
    result: Result,
    path: str,
    image: Volume | Stack | None,
    source_files: tuple[str, ...],
    report: ReadReport,
) -> str:
    """Saves a result by its kind; returns the path.

    Parameters
    ----------
    image, source_files
        What it was made from and its DICOM files, which only DICOM SEG needs; see `save_segmentation`.

    Raises
    ------
    WriteError
        With one sentence.
    """
    if isinstance(result, Segmentation):
        reference = image if isinstance(image, Volume) else None
        return save_segmentation(result, path, reference, source_files, report=report)
    if isinstance(result, Volume):
        return save_volume(result, path, report)
    if isinstance(result, AnomalyMap) and format_of(path) != ".json":
        return save_volume(result.error, path, report)
    return save_findings(result, path, report)


def result_facts(result: Result) -> dict[str, Any]:
    """What a result says, as plain data with stable keys."""
    if isinstance(result, Segmentation):
        counts, volumes = result.counts(), result.volumes_ml()
        segments = [
            {"number": s.number, "name": s.name, "voxels": counts[s.number],
             "volume_ml": round(volumes[s.number], 3)}
            for s in result.segments
        ]  # fmt: skip
        return {
            "kind": "segmentation",
            "segments": segments,
            "provenance": provenance_json(result.provenance),
        }
    if isinstance(result, Volume):
        return {"kind": "image", "unit": result.unit, "provenance": provenance_json(result.provenance)}
    content = stated_json(result)
    kind, key = _KINDS[type(result)]
    return {"kind": kind, key: content[key], "provenance": content["provenance"]}


def suffixes_of(task: TaskType) -> tuple[str, ...]:
    """The endings of files that the result of a task can be saved to, the usual one first."""
    match task:
        case "segmentation":
            return SEGMENTATION_SUFFIXES
        case "image":
            return IMAGE_SUFFIXES
        case "anomaly":
            return (*IMAGE_SUFFIXES, ".json")
        case _:
            return (".json",)
