"""What models state, as plain data with stable keys; places in mm, LPS, and no patient data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Detections
from medviewer.core.geometry import Vector
from medviewer.core.landmarks import Landmarks
from medviewer.core.provenance import Provenance

Stated = Classification | Detections | Landmarks | AnomalyMap

_NOTICE = "Made by a model. Research use only, not a medical device."


def stated_json(stated: Stated) -> dict[str, Any]:
    """All that is stated, where it comes from, and a notice."""
    if isinstance(stated, Classification):
        content: dict[str, Any] = {"findings": [_finding(finding) for finding in stated.findings]}
    elif isinstance(stated, Detections):
        content = {"boxes": _boxes(stated), "threshold": round(float(stated.threshold), 6)}
    elif isinstance(stated, Landmarks):
        content = {"landmarks": _landmarks(stated)}
    else:
        content = {"anomaly": anomaly_facts(stated)}
    return {
        "name": stated.name,
        **content,
        "provenance": provenance_json(stated.provenance),
        "notice": _NOTICE,
    }


def provenance_json(provenance: Provenance | None) -> dict[str, Any] | None:
    """A provenance as plain data."""
    if provenance is None:
        return None
    return asdict(provenance) | {"parameters": dict(provenance.parameters)}


def anomaly_facts(anomaly: AnomalyMap) -> dict[str, Any]:
    """The numbers of an anomaly map without the map."""
    return {
        "score": _rounded(anomaly.score),
        "threshold": _rounded(anomaly.threshold),
        "abnormal": anomaly.is_abnormal,
        "full_scale": _rounded(anomaly.full_scale),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "label": finding.label,
        "probability": round(float(finding.probability), 6),
        "threshold": round(float(finding.threshold), 6),
        "positive": bool(finding.is_positive),
        "has_evidence": finding.evidence is not None,
    }
    if finding.operating_point:
        facts["operating_point"] = finding.operating_point
        facts["sensitivity"], facts["specificity"] = finding.sensitivity, finding.specificity
    if finding.calibration:
        facts["calibration"] = finding.calibration
    if finding.per_slice:
        facts["per_slice"] = [_rounded(value) for value in finding.per_slice]
        facts["per_slice_kind"] = finding.per_slice_kind
        facts["slice_places_lps"] = [_place(place) for place in finding.slice_places]
    return facts


def _boxes(detections: Detections) -> list[dict[str, Any]]:
    return [
        {
            "label": box.label,
            "score": round(float(box.score), 6),
            "centre_lps": _place(box.centre_lps),
            "size_lps": _place(box.size_lps),
        }
        for box in detections.boxes
    ]


def _landmarks(landmarks: Landmarks) -> list[dict[str, Any]]:
    return [
        {
            "label": point.label,
            "score": round(float(point.score), 6),
            "point_lps": _place(point.point_lps),
            "spread_mm": _rounded(point.spread_mm),
        }
        for point in landmarks.points
    ]


def _place(vector: Vector) -> list[float]:
    return [round(float(value), 4) for value in vector]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)
