"""Any result to a file, and what it says in plain data."""

from __future__ import annotations

from typing import Any

from medviewer.api.model import Result
from medviewer.core.classification import Classification
from medviewer.core.detections import Detections
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume
from medviewer.io.progress import ReadReport
from medviewer.io.write import (
    detections_json,
    findings_json,
    provenance_json,
    save_findings,
    save_segmentation,
    save_volume,
)


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
    if isinstance(result, Classification):
        content = findings_json(result)
        return {"kind": "classification", **{key: content[key] for key in ("findings", "provenance")}}
    if isinstance(result, Detections):
        content = detections_json(result)
        return {"kind": "detection", **{key: content[key] for key in ("boxes", "provenance")}}
    return {"kind": "image", "provenance": provenance_json(result.provenance)}
