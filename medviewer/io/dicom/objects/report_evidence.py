"""What the lines of a report rest on: numbers with units, images, algorithms (PS3.16 TID 2001, 300, 4019)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pydicom.dataset import Dataset

from medviewer.core.mark_record import Figure, named_figures
from medviewer.core.recist import Response, Visit
from medviewer.core.report import Report, ReportMeasurement, ReportResult, ReportSegment, ReportStatement
from medviewer.core.report_comparison import ReportChange, ReportComparison
from medviewer.core.segmentation import Code
from medviewer.io.marks import concepts as say
from medviewer.io.marks.content_tree import Concept, coded, image, number, text
from medviewer.io.marks.mark_group import figure_number
from medviewer.io.marks.source_study import SourceStudy

_BEST_PICTURE = Concept("121080", "DCM", "Best illustration of finding")
_ALGORITHM = Concept("111001", "DCM", "Algorithm Name")
_ALGORITHM_VERSION = Concept("111003", "DCM", "Algorithm Version")
_ALGORITHM_PARAMETERS = Concept("111002", "DCM", "Algorithm Parameters")
_CERTAINTY = Concept("111012", "DCM", "Certainty of Finding")
_SCORE = Concept("SCORE", say.OWN, "Score of an anomaly")
_WHEN = Concept("408731000", "SCT", "Temporal context")
_NOW = Concept("410512000", "SCT", "Current or specified time")
_BEFORE = Concept("410513005", "SCT", "In the past")
_CHANGE = Concept("CHANGE", say.OWN, "Change in per cent")
_SUM = Concept("RECIST-SUM", say.OWN, "Sum of diameters of target lesions")
_FROM_BASELINE = Concept("RECIST-BASE", say.OWN, "Change of sum from baseline")
_NADIR = Concept("RECIST-NADIR", say.OWN, "Smallest sum of diameters before")
_FROM_NADIR = Concept("RECIST-NADIR-PC", say.OWN, "Change of sum from nadir")
_PERCENT = Concept("%", "UCUM", "percent")
_MM = say.unit_concept("mm")
_RESPONSE = Concept("112048", "DCM", "Current Response")
_METHOD = Concept("112021", "DCM", "Response Evaluation Method")
_RECIST = Concept("126081", "DCM", "RECIST 1.1")
_RESPONSES: dict[Response, Concept] = {
    "CR": Concept("112041", "DCM", "Target Lesion Complete Response"),
    "PR": Concept("112042", "DCM", "Target Lesion Partial Response"),
    "PD": Concept("112043", "DCM", "Target Lesion Progressive Disease"),
    "SD": Concept("112044", "DCM", "Target Lesion Stable Disease"),
}
_PLAIN_UNITS = {"°": "deg", "mm²": "mm2", "px²": "px2"}
_FIGURES_OF_KIND = {
    "bidirectional": "long_axis", "ball": "diameter", "angle": "angle", "cobb": "cobb_angle",
    "segment": "volume",
}  # fmt: skip
_UNKNOWN_VERSION = "unknown"


def evidence_of(kind: str, content: Report, study: SourceStudy) -> list[list[Dataset]]:
    """What the last paragraphs of a section were inferred from, a list for each of them.

    Parameters
    ----------
    kind
        Of the section, as `ReportSection.kind`.
    study
        The instances that may be referred to.
    """
    found = _evidence(kind, content, study)
    for base in found:
        _round(base)
    return found


def _round(numbers: Sequence[Dataset]) -> None:
    """As many digits as anybody reads; the whole number stays beside them (Floating Point Value)."""
    for item in numbers:
        for measured in item.get("MeasuredValueSequence", ()):
            measured.NumericValue = f"{measured.FloatingPointValue:.6g}"


def _evidence(kind: str, content: Report, study: SourceStudy) -> list[list[Dataset]]:
    match kind:
        case "key_images":
            keys = (one for one in content.pictures if one.is_key_image)
            return [_picture(one.instance_uid, one.frame, study) for one in keys]
        case "measurements":
            return [_measurement(one) for one in content.measurements]
        case "segments":
            return [_segment(one, content) for one in content.segments]
        case "comparison" if content.comparison is not None:
            return _comparison(content.comparison)
        case _:
            return []


def algorithm(result: ReportResult) -> list[Dataset]:
    """Which algorithm made a result (TID 4019)."""
    parameters = [f"weights SHA-256 {result.weights_sha256}" if result.weights_sha256 else "", result.device]
    return [
        text("HAS CONCEPT MOD", _ALGORITHM, result.model_name or result.model_id or result.name),
        text("HAS CONCEPT MOD", _ALGORITHM_VERSION, result.model_version or _UNKNOWN_VERSION),
        *(text("HAS CONCEPT MOD", _ALGORITHM_PARAMETERS, told) for told in parameters if told),
    ]


def statement_evidence(statement: ReportStatement, result: ReportResult) -> list[Dataset]:
    """The score of one statement, none where the model gives none."""
    score = statement.score
    if score is None or not math.isfinite(score):
        return []
    if result.kind != "anomaly" and 0.0 <= score <= 1.0:
        return [number("INFERRED FROM", _CERTAINTY, 100.0 * score, _PERCENT)]
    return [number("INFERRED FROM", _SCORE, score, say.NO_UNIT)]


def response_code(content: Report) -> list[Dataset]:
    """What the target lesions say at the last visit (CID 6143); none where there is nothing to say."""
    visits = () if content.comparison is None else content.comparison.visits
    found = _RESPONSES.get(visits[-1].target_response) if visits else None
    if found is None:
        return []
    item = coded("CONTAINS", _RESPONSE, found)
    item.ContentSequence = [coded("HAS CONCEPT MOD", _METHOD, _RECIST)]
    return [item]


def _picture(instance_uid: str, frame: int, study: SourceStudy) -> list[Dataset]:
    found = study.instances.get(instance_uid)
    return [] if found is None else [image("INFERRED FROM", found.reference(frame), _BEST_PICTURE)]


def _measurement(one: ReportMeasurement) -> list[Dataset]:
    figures = () if one.figures is None else named_figures(one.figures)
    items = (figure_number(figure, "INFERRED FROM") for figure in figures)
    return [item for item in items if item is not None]


def _segment(one: ReportSegment, content: Report) -> list[Dataset]:
    maker = next((r for r in content.results if r.kind == "segmentation" and r.name == one.result), None)
    made_by = algorithm(maker) if maker is not None and one.is_from_model else []
    site = [] if one.code is None else [coded("HAS CONCEPT MOD", say.FINDING_SITE, _concept(one.code))]
    unit = say.unit_concept("ml")
    return [number("INFERRED FROM", say.SIZES["volume"], one.volume_ml, unit, *site, *made_by)]


def _comparison(comparison: ReportComparison) -> list[list[Dataset]]:
    return [
        *(_change(one) for one in comparison.changes),
        *(_visit(one) for one in comparison.visits),
    ]


def _change(one: ReportChange) -> list[Dataset]:
    """The number then and the number now, told apart by when they were, and the change in per cent."""
    name = one.part if one.part in ("area", "volume", "mean") else _FIGURES_OF_KIND.get(one.kind, "length")
    name = "short_axis" if one.part == "short" else name
    found = []
    for value, when in ((one.before, _BEFORE), (one.now, _NOW)):
        if value is None:
            continue
        unit = _PLAIN_UNITS.get(one.unit, one.unit)
        item = figure_number(Figure(name, value, unit), "INFERRED FROM")
        if item is not None:
            item.ContentSequence = [*item.get("ContentSequence", []), coded("HAS CONCEPT MOD", _WHEN, when)]
            found.append(item)
    return [*found, *_numbers(((_CHANGE, one.percent, _PERCENT),))]


def _visit(visit: Visit) -> list[Dataset]:
    return _numbers(
        (
            (_SUM, visit.sum_mm, _MM),
            (_FROM_BASELINE, visit.baseline_percent, _PERCENT),
            (_NADIR, visit.nadir_mm, _MM),
            (_FROM_NADIR, visit.nadir_percent, _PERCENT),
        )
    )


def _numbers(told: Sequence[tuple[Concept, float | None, Concept]]) -> list[Dataset]:
    return [
        number("INFERRED FROM", name, value, unit)
        for name, value, unit in told
        if value is not None and math.isfinite(value)
    ]


def _concept(code: Code) -> Concept:
    return Concept(code.value, code.scheme, code.meaning)
