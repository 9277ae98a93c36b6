"""Whether a model's result may be shown: shape, place, labels, values."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.api.model import Result
from medviewer.api.model_info import ModelInfo
from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Detections
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.core.landmarks import Landmarks
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume

_KINDS = {
    "segmentation": Segmentation,
    "classification": Classification,
    "detection": Detections,
    "image": Volume,
    "sequence": Classification,
    "anomaly": AnomalyMap,
    "landmarks": Landmarks,
}


def check_result(result: Result, volume: Volume, info: ModelInfo) -> None:
    """Refuses a result that does not fit the volume it was made from.

    An entirely empty segmentation is a valid answer.

    Raises
    ------
    ModelError
        One sentence that says what does not fit.
    """
    expected = _KINDS[info.task]
    if not isinstance(result, expected):
        raise _refused(info, f"a {type(result).__name__} where a {expected.__name__} belongs")
    if isinstance(result, Segmentation):
        _check_segmentation(result, volume, info)
    elif isinstance(result, Classification):
        _check_classification(result, volume, info)
    elif isinstance(result, Detections):
        _check_detections(result, volume, info)
    elif isinstance(result, Landmarks):
        _check_landmarks(result, volume, info)
    elif isinstance(result, AnomalyMap):
        _check_anomaly(result, volume, info)
    else:
        _check_place(result.geometry, volume, info)
        _check_finite(result.voxels, "image", info)


def _check_segmentation(result: Segmentation, volume: Volume, info: ModelInfo) -> None:
    labels = result.labels
    if labels.dtype not in (np.uint8, np.uint16):
        raise _refused(info, f"labels of type {labels.dtype} instead of uint8 or uint16")
    _check_place(result.geometry, volume, info)
    allowed = {label.number for label in info.labels}
    named = {segment.number for segment in result.segments}
    if len(named) != len(result.segments):
        raise _refused(info, "two segments with the same number")
    if not named <= allowed:
        raise _refused(info, f"segments {_listed(named - allowed)} that its manifest does not name")
    found = _values(labels) - {0}
    if not found <= named:
        raise _refused(info, f"label values {_listed(found - named)} without a segment")
    if result.uncertainty is not None:
        _check_uncertainty(result.uncertainty.entropy, volume, info)


def _check_uncertainty(entropy: Volume, volume: Volume, info: ModelInfo) -> None:
    _check_place(entropy.geometry, volume, info)
    _check_finite(entropy.voxels, "uncertainty map", info)
    if float(entropy.voxels.min()) < 0.0 or float(entropy.voxels.max()) > 1.0:
        raise _refused(info, "an uncertainty that is not between 0 and 1")


def _values(labels: npt.NDArray[Any]) -> set[int]:
    """The values in a label map; plane by plane, because a copy of 100 million voxels is felt."""
    present = np.zeros(int(labels.max()) + 1, dtype=bool)
    for plane in labels:
        if not present.all():  # the usual map is soon known to hold all that it may hold
            present[plane] = True
    return set(np.flatnonzero(present).tolist())


def _check_classification(result: Classification, volume: Volume, info: ModelInfo) -> None:
    if not result.findings:
        raise _refused(info, "no finding at all")
    names = [finding.label for finding in result.findings]
    if len(set(names)) != len(names):
        raise _refused(info, "two findings with the same name")
    unknown = set(names) - {label.name for label in info.labels}
    if info.labels and unknown:
        raise _refused(info, f"findings that its manifest does not name: {_listed(unknown)}")
    for finding in result.findings:
        for number in (finding.probability, finding.threshold, *finding.per_slice):
            if not 0.0 <= float(number) <= 1.0:  # also false for NaN
                raise _refused(info, f"a probability or threshold of {number} for {finding.label}")
        if not np.isfinite(np.array(finding.slice_places, dtype=np.float64)).all():
            raise _refused(info, f"slices of {finding.label} at an impossible place")
        if finding.evidence is not None:
            _check_evidence(finding, finding.evidence, volume, info)


def _check_evidence(finding: Finding, evidence: Volume, volume: Volume, info: ModelInfo) -> None:
    voxels = evidence.voxels
    _check_finite(voxels, f"heat map of {finding.label}", info)
    low, high = float(voxels.min()), float(voxels.max())
    if low < 0.0 or high > 1.0:
        raise _refused(
            info, f"a heat map of {finding.label} with values from {low:g} to {high:g}, not 0 to 1"
        )
    if voxels.size > 1 and low == high and high > 0.0:
        raise _refused(info, f"a heat map of {finding.label} with the same value everywhere")
    if volume.geometry.nearest_index(evidence.geometry.centre_lps) is None:
        raise _refused(info, f"a heat map of {finding.label} that lies outside the picture")


def _check_detections(result: Detections, volume: Volume, info: ModelInfo) -> None:
    allowed = {label.name for label in info.labels}
    for box in result.boxes:
        numbers = np.array([box.score, *box.centre_lps, *box.size_lps], dtype=np.float64)
        if not np.isfinite(numbers).all() or not 0.0 <= box.score <= 1.0 or min(box.size_lps) <= 0:
            raise _refused(info, "a box with an impossible score, place or size")
        if allowed and box.label not in allowed:
            raise _refused(info, f"a box of {box.label!r}, which its manifest does not name")
        if volume.geometry.nearest_index(box.centre_lps) is None:
            raise _refused(info, "a box that lies outside the picture")


def _check_landmarks(result: Landmarks, volume: Volume, info: ModelInfo) -> None:
    allowed = {label.name for label in info.labels}
    for point in result.points:
        if not np.isfinite([point.score, *point.point_lps]).all() or not 0.0 <= point.score <= 1.0:
            raise _refused(info, "a landmark with an impossible score or place")
        if allowed and point.label not in allowed:
            raise _refused(info, f"a landmark {point.label!r}, which its manifest does not name")
        if volume.geometry.nearest_index(point.point_lps) is None:
            raise _refused(info, "a landmark that lies outside the picture")


def _check_anomaly(result: AnomalyMap, volume: Volume, info: ModelInfo) -> None:
    _check_place(result.error.geometry, volume, info)
    _check_finite(result.error.voxels, "anomaly map", info)
    numbers = (result.score, result.full_scale, 0.0 if result.threshold is None else result.threshold)
    if float(result.error.voxels.min()) < 0.0 or not np.isfinite(numbers).all() or result.full_scale <= 0:
        raise _refused(info, "an anomaly map with an impossible error, score or scale")


def _check_place(geometry: Geometry, volume: Volume, info: ModelInfo) -> None:
    if geometry.shape_kji != volume.geometry.shape_kji:
        raise _refused(info, f"a result of shape {geometry.shape_kji} for {volume.geometry.shape_kji}")
    if not geometry.matches(volume.geometry):
        raise _refused(info, "a result that lies elsewhere than the picture it was made from")


def _check_finite(values: npt.NDArray[Any], what: str, info: ModelInfo) -> None:
    if values.dtype.kind not in "biuf" or values.size == 0:
        raise _refused(info, f"an {what} without numbers")
    if not np.isfinite(values).all():
        raise _refused(info, f"values that are not numbers (NaN or infinite) in its {what}")


def _listed(items: set[Any]) -> str:
    return ", ".join(str(item) for item in sorted(items)[:5])


def _refused(info: ModelInfo, what: str) -> ModelError:
    return ModelError(f"The result of {info.name} is not shown, because it gave {what}.")
