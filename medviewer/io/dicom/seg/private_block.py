"""What a DICOM Segmentation has no element for, in a private block of its file.

The standard keeps only frames that are not empty and numbers segments 1, 2, 3 ...; so the full grid, the
label values and the provenance travel in one private JSON text (DICOM PS3.5 7.8). Other software ignores
it, and a file without it opens too: on the grid that its frames span.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, get_args

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review, ReviewState
from medviewer.core.segmentation import Segmentation
from medviewer.core.strict_json import strict_json

_GROUP, _ELEMENT, _CREATOR = 0x0099, 0x01, "MEDVIEWER SEGMENTATION 1"


@dataclass(frozen=True)
class SegExtras:
    """The full grid, the label value of each segment in order, and the provenance; None where not known."""

    geometry: Geometry | None = None
    numbers: tuple[int, ...] | None = None
    provenance: Provenance | None = None


def add_extras(dataset: Any, segmentation: Segmentation) -> None:
    """Puts the extras of a segmentation into the dataset that is made from it."""
    geometry, provenance = segmentation.geometry, segmentation.provenance
    content = {
        "grid": {
            "shape_kji": geometry.shape_kji,
            "origin_lps": geometry.origin_lps,
            "spacing_ijk": geometry.spacing_ijk,
            "axes_lps": geometry.axes_lps,
        },
        "numbers": [segment.number for segment in segmentation.segments],
        "provenance": None if provenance is None else asdict(provenance),
    }
    block = dataset.private_block(_GROUP, _CREATOR, create=True)
    block.add_new(_ELEMENT, "UT", json.dumps(content))


def extras_of(dataset: Any) -> SegExtras:
    """The extras of a dataset; whatever is missing or not valid is None."""
    try:
        content = strict_json(str(dataset.private_block(_GROUP, _CREATOR)[_ELEMENT].value))
    except (KeyError, ValueError):
        return SegExtras()
    if not isinstance(content, dict):
        return SegExtras()
    return SegExtras(_geometry(content.get("grid")), _numbers(content.get("numbers")), _provenance(content))


def _geometry(grid: Any) -> Geometry | None:
    try:
        return Geometry(
            tuple(grid["shape_kji"]),
            tuple(grid["origin_lps"]),
            tuple(grid["spacing_ijk"]),
            tuple(tuple(axis) for axis in grid["axes_lps"]),  # type: ignore[arg-type]
        )
    except (GeometryError, KeyError, TypeError, ValueError, OverflowError):
        return None


def _numbers(numbers: Any) -> tuple[int, ...] | None:
    if not isinstance(numbers, list) or len(set(map(str, numbers))) != len(numbers):
        return None
    if not all(type(n) is int and 0 < n <= 65535 for n in numbers):
        return None
    return tuple(numbers)


def _provenance(content: dict[str, Any]) -> Provenance | None:
    given = content.get("provenance")
    if not isinstance(given, dict):
        return None
    known: dict[str, Any] = {f.name: str(given.get(f.name, "")) for f in fields(Provenance)}
    known |= {name: _pairs(given.get(name)) for name in ("parameters", "further_inputs")}
    known["review"] = _review(given.get("review"))
    return Provenance(**known)


def _pairs(given: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(given, list) or not all(isinstance(p, list) and len(p) == 2 for p in given):
        return ()
    return tuple((str(key), str(value)) for key, value in given)


def _review(given: Any) -> Review:
    """What was said of it when it was saved; files of earlier versions say nothing."""
    if not isinstance(given, dict) or given.get("state") not in get_args(ReviewState):
        return Review()
    return Review(given["state"], str(given.get("reason", "")), str(given.get("when", "")))
