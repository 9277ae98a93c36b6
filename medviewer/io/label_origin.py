"""Which model made a label map and what a reader said of it, as facts in the header of a NIfTI or NRRD file.

They are believed again only where the labels and their place are those that were saved: a review speaks of
what the reader has seen, and a label map that was edited or moved elsewhere is another one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review, ReviewState
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import Problem
from medviewer.core.strict_json import strict_json

_LONGEST = 2000
_CHANGED = (
    "The labels in this file are not those that were saved with its review, so the review is not taken over."
)


def origin_facts(segmentation: Segmentation) -> dict[str, str]:
    """What is written; empty for what no model made."""
    made = segmentation.provenance
    if made is None or not made.model_id:
        return {}
    grid = segmentation.geometry
    facts = {
        "Model": f"{made.model_name or made.model_id} {made.model_version}".strip(),
        "ModelId": made.model_id,
        "ModelName": made.model_name,
        "ModelVersion": made.model_version,
        "WeightsSHA256": made.weights_sha256,
        "InputFingerprint": made.input_fingerprint,
        "Review": made.review.state,
        "ReviewReason": made.review.reason,
        "ReviewTime": made.review.when,
        "LabelsSHA256": labels_sha256(segmentation.labels),
        "Grid": json.dumps([grid.origin_lps, grid.spacing_ijk, grid.axes_lps]),
    }
    return {name: value for name, value in facts.items() if value}


def labels_sha256(labels: npt.NDArray[Any]) -> str:
    """SHA-256 over the shape and every label as 16 bit, whatever type the file keeps them in."""
    digest = hashlib.sha256(repr(tuple(int(n) for n in labels.shape)).encode())
    for plane in labels:
        digest.update(np.ascontiguousarray(plane, dtype="<u2").data)
    return digest.hexdigest()


def origin_of(
    facts: Mapping[str, str], labels: npt.NDArray[Any], geometry: Geometry
) -> tuple[Provenance | None, tuple[Problem, ...]]:
    """What the facts of a file say of the labels in it, and what to tell if they are of others.

    ``facts`` as `origin_facts` makes them; those of earlier versions have no hash and are not believed.
    """
    told = {name: value[:_LONGEST] for name, value in facts.items()}
    if not told.get("ModelId") or not told.get("LabelsSHA256"):
        return None, ()
    if told["LabelsSHA256"] != labels_sha256(labels) or not _is_place(told.get("Grid", ""), geometry):
        return None, (Problem("REVIEW", _CHANGED),)
    state = told.get("Review", "")
    review = Review()
    if state in get_args(ReviewState):
        review = Review(state, told.get("ReviewReason", ""), told.get("ReviewTime", ""))  # type: ignore[arg-type]
    made = Provenance(
        model_id=told["ModelId"],
        model_name=told.get("ModelName", ""),
        model_version=told.get("ModelVersion", ""),
        weights_sha256=told.get("WeightsSHA256", ""),
        input_fingerprint=told.get("InputFingerprint", ""),
        review=review,
    )
    return made, ()


def _is_place(text: str, geometry: Geometry) -> bool:
    try:
        origin, spacing, axes = strict_json(text)
        saved = Geometry(geometry.shape_kji, tuple(origin), tuple(spacing), tuple(map(tuple, axes)))  # type: ignore[arg-type]
        return saved.matches(geometry)
    except (GeometryError, TypeError, ValueError, OverflowError):
        return False
