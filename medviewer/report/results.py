"""What a model found, from its layer to the rows of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification
from medviewer.core.detections import Detections
from medviewer.core.landmarks import Landmarks
from medviewer.core.provenance import Provenance
from medviewer.core.report import ReportResult, ReportStatement
from medviewer.core.review import Review
from medviewer.core.segmentation import Segmentation
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.layers.layers import DetectionsLayer, LabelLayer, ResultLayer, StatementsLayer

MOST_STATEMENTS = 200


@dataclass(frozen=True, eq=False)
class LayerFacts:
    """A result with what a reader said of it; ``stated`` is None for an image that a model made."""

    kind: str
    name: str
    provenance: Provenance
    review: Review
    series: str
    stated: Any
    threshold: float | None = None


def layer_facts(layer: ResultLayer, series: str) -> LayerFacts | None:
    """Freezes a layer; None for one that only shows what another states (evidence, differences)."""
    found = _kind_and_stated(layer)
    if found is None or layer.provenance is None:
        return None
    threshold = layer.threshold if isinstance(layer, DetectionsLayer) else None
    return LayerFacts(found[0], layer.name, layer.provenance, layer.review, series, found[1], threshold)


def result_of(facts: LayerFacts) -> ReportResult:
    """The rows. Of a rejected result only that it was rejected is told."""
    origin = facts.provenance
    is_rejected = facts.review.state == "rejected"
    segments = facts.stated.counts() if isinstance(facts.stated, Segmentation) and not is_rejected else {}
    return ReportResult(
        kind=facts.kind,
        name=facts.name,
        model_name=origin.model_name,
        model_version=origin.model_version,
        model_id=origin.model_id,
        weights_sha256=origin.weights_sha256,
        device=origin.device,
        made=origin.ended,
        review=facts.review,
        series=facts.series,
        statements=() if is_rejected else _statements(facts)[:MOST_STATEMENTS],
        segments=sum(1 for count in segments.values() if count),
    )


def _kind_and_stated(layer: ResultLayer) -> tuple[str, Any] | None:
    match layer:
        case LabelLayer():
            return "segmentation", layer.segmentation
        case StatementsLayer():
            kinds = {Classification: "classification", Detections: "detection", Landmarks: "landmarks"}
            return kinds[type(layer.stated)], layer.stated
        case AnomalyLayer():
            return "anomaly", layer.anomaly
        case ImageResultLayer():
            return "image", None
    return None


def _statements(facts: LayerFacts) -> tuple[ReportStatement, ...]:
    stated = facts.stated
    match stated:
        case Classification():
            return tuple(
                ReportStatement(f.label, float(f.probability), float(f.threshold), bool(f.is_positive))
                for f in stated.findings
            )
        case Detections():
            # Those that are drawn: the reader may have moved the threshold.
            least = stated.threshold if facts.threshold is None else facts.threshold
            return tuple(
                ReportStatement(b.label, float(b.score), float(least), None, b.centre_lps, b.size_lps)
                for b in sorted(stated.boxes, key=lambda box: -box.score)
                if b.score >= least
            )
        case Landmarks():
            return tuple(
                ReportStatement(p.label, float(p.score), None, None, p.point_lps) for p in stated.points
            )
        case AnomalyMap():
            said = ReportStatement(stated.name, stated.score, stated.threshold, stated.is_abnormal)
            return (said,)
    return ()
