"""From a probability to a finding: its threshold, operating point and calibration."""

from __future__ import annotations

from collections.abc import Mapping

from medviewer.api.model_info import ModelInfo, OperatingPoint
from medviewer.core.classification import Finding
from medviewer.engine.outputs.calibration import calibration_of, calibration_words
from medviewer.packs.pack_manifest import PackManifest

PARAMETER = "operating_point"


def stated_finding(
    manifest: PackManifest,
    label: str,
    probability: float,
    params: Mapping[str, str] | None = None,
    threshold: float = 0.5,
    per_slice: tuple[float, ...] = (),
) -> Finding:
    """The finding for a calibrated probability of one label.

    Parameters
    ----------
    params
        ``"operating_point"`` names the one that the reader wants; without it (or where the label has
        none of that name) the first that the manifest gives for the label is taken.
    threshold
        Used where the manifest gives no operating point for the label.
    """
    point = operating_point(manifest.info, label, (params or {}).get(PARAMETER, ""))
    return Finding(
        label,
        probability,
        threshold if point is None else point.threshold,
        per_slice=per_slice,
        calibration=calibration_words(calibration_of(manifest.calibration, label)),
        operating_point="" if point is None else point.name,
        sensitivity=None if point is None else point.sensitivity,
        specificity=None if point is None else point.specificity,
    )


def operating_point(info: ModelInfo, label: str, wanted: str = "") -> OperatingPoint | None:
    """The operating point of a label by its name, else the label's first, else None."""
    own = [point for point in info.operating_points if point.label == label]
    named = [point for point in own if point.name == wanted]
    return next(iter(named or own), None)
