"""A mark as a measurement group of a structured report (DICOM PS3.16 TID 1501, 1410 and 1411)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid

from medviewer.core.mark import Mark
from medviewer.core.mark_record import Figure, MarkRecord
from medviewer.core.organs import ORGANS
from medviewer.core.same_mark import both_axes, principal_axes
from medviewer.io.dicom.short_label import short_label
from medviewer.io.marks import concepts as say
from medviewer.io.marks.content_tree import (
    Concept,
    Instance,
    Relation,
    coded,
    container,
    image,
    in_world,
    number,
    on_image,
    text,
    uid_reference,
)

Points = npt.NDArray[np.float64]
_LINES = ("length", "angle", "cobb", "bidirectional")
_FIRST_SIZE = {"length": "length", "angle": "angle", "cobb": "cobb_angle"}


@dataclass(frozen=True)
class Drawn:
    """The points of a mark where they are written: on an image, or in the world if that is None."""

    points: Points
    frame_of_reference: str
    instance: Instance | None

    def item(self, relation: Relation, name: Concept, graphic: str, points: Points) -> Dataset:
        """A coordinates item."""
        if self.instance is not None:
            graphic = "POLYLINE" if graphic == "POLYGON" else graphic
            return on_image(relation, name, graphic, points, self.instance)
        return in_world(relation, name, graphic, points, self.frame_of_reference)


def tracking_uid(mark: Mark) -> str:
    """The UID of a mark: always the same for the same mark (PS3.5 B.2)."""
    try:
        return f"2.25.{UUID(hex=mark.id).int}"
    except ValueError:
        return str(generate_uid(entropy_srcs=[mark.id]))


def mark_group(record: MarkRecord, drawn: Drawn, source: Instance | None) -> Dataset:
    """The whole group; ``source`` is the image that the mark was drawn on, if it is known."""
    mark = record.mark
    if mark.kind in _LINES:
        template, shape = "1501", [] if source is None else [image("CONTAINS", source, say.SOURCE_OF_GROUP)]
        numbers = _line_numbers(record, drawn)
    elif mark.kind == "ball":
        template, numbers = "1411" if drawn.instance is None else "1410", _numbers(record.figures)
        shape = [_ball(drawn)]
        if source is not None and drawn.instance is None:
            shape.append(image("CONTAINS", source, say.SOURCE_OF_SURFACE))
    else:
        template, numbers = "1410", _numbers(record.figures)
        shape = [drawn.item("CONTAINS", say.REGION, *_region(mark, drawn.points))]
    return container("CONTAINS", say.GROUP, [*_head(mark), *shape, *numbers, *_answers(mark)], template)


def _head(mark: Mark) -> list[Dataset]:
    finding = say.LESION if mark.role else say.ANY_FINDING
    name = short_label(mark.label) or f"{say.KINDS[mark.kind].meaning} {mark.id[:8]}"
    return [
        text("HAS OBS CONTEXT", say.TRACKING_ID, name),
        uid_reference("HAS OBS CONTEXT", say.TRACKING_UID, tracking_uid(mark)),
        coded("CONTAINS", say.FINDING, finding),
        *_site(mark),
    ]


def _site(mark: Mark) -> list[Dataset]:
    """Where a finding is, for whoever knows the codes; a lymph node is told as one (TID 1501)."""
    code = ORGANS.get(mark.organ)
    if mark.node:
        return [coded("HAS CONCEPT MOD", say.FINDING_SITE, say.LYMPH_NODE)]
    if code is None:
        return []
    site = Concept(code, "SCT", mark.organ.capitalize())
    return [coded("HAS CONCEPT MOD", say.FINDING_SITE, site)]


def _answers(mark: Mark) -> list[Dataset]:
    """What is no number: kind, label, role, organ, and the words of an arrow or a text."""
    told = [coded("CONTAINS", say.KIND, say.KINDS[mark.kind])]
    if mark.label:
        told.append(text("CONTAINS", say.LABEL, mark.label))
    if mark.role:
        told.append(coded("CONTAINS", say.ROLE, say.ROLES[mark.role]))
    if mark.lesion:
        told.append(number("CONTAINS", say.LESION_NUMBER, float(mark.lesion), say.NO_UNIT))
    if mark.organ:
        told.append(text("CONTAINS", say.ORGAN, mark.organ))
    if mark.node is not None:
        told.append(coded("CONTAINS", say.NODE, say.YES if mark.node else say.NO))
    if mark.text:
        told.append(text("CONTAINS", say.COMMENT, mark.text))
    return told


def _line_numbers(record: MarkRecord, drawn: Drawn) -> list[Dataset]:
    """The sizes of lines, each inferred from its own points."""
    points, figures = drawn.points, {one.name: one for one in record.figures}
    if record.mark.kind == "bidirectional":
        long, short = both_axes(points)
        parts = {"long_axis": long, "short_axis": short}
    else:
        parts = {_FIRST_SIZE[record.mark.kind]: points}
    told = []
    for name, part in parts.items():
        unit = "deg" if "angle" in name else "px"
        figure = figures.pop(name, None) or Figure(name, _size(part), unit)
        lines = drawn.item("INFERRED FROM", say.SOURCE, "POLYLINE", part)
        told.append(number("CONTAINS", say.SIZES[name], figure.value, say.unit_concept(figure.unit), lines))
    return told + _numbers(tuple(figures.values()))


def _size(points: Points) -> float:
    """A length or angle from the points alone, where no figure was given."""
    if len(points) == 2:
        return float(np.linalg.norm(points[1] - points[0]))
    first, second = (points[0] - points[1], points[2] - points[1]) if len(points) == 3 else (
        points[1] - points[0], points[3] - points[2]
    )  # fmt: skip
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    cosine = float(first @ second) / lengths if lengths else 1.0
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine))))


def _numbers(figures: tuple[Figure, ...]) -> list[Dataset]:
    return [one for figure in figures if (one := figure_number(figure)) is not None]


def figure_number(figure: Figure, relation: Relation = "CONTAINS") -> Dataset | None:
    """A figure as a number with its unit; None for what is no number, or has no concept."""
    if not math.isfinite(figure.value):
        return None
    unit = say.unit_concept(figure.unit)
    if figure.name in say.SIZES:
        return number(relation, say.SIZES[figure.name], figure.value, unit)
    if figure.name in say.DERIVATIONS:
        how = coded("HAS CONCEPT MOD", say.DERIVATION, say.DERIVATIONS[figure.name])
        return number(relation, say.value_concept(figure.unit), figure.value, unit, how)
    if figure.name == "value":
        return number(relation, say.value_concept(figure.unit), figure.value, unit)
    return None


def _region(mark: Mark, points: Points) -> tuple[str, Points]:
    """Graphic type and points of a mark that is an area, a point or an arrow (PS3.3 C.18.6.1.2, C.18.9)."""
    match mark.kind:
        case "ellipse":
            return "ELLIPSE", principal_axes(points)
        case "rectangle" | "polygon" | "freehand":
            return "POLYGON", np.vstack([points, points[:1]])
        case "arrow":
            return "POLYLINE", points
        case _:
            return "POINT", points


def _ball(drawn: Drawn) -> Dataset:
    """A ball in the world; on an image, which has no third direction, the circle that is seen."""
    if drawn.instance is not None:
        return drawn.item("CONTAINS", say.REGION, "CIRCLE", drawn.points)
    return drawn.item("CONTAINS", say.SURFACE, "ELLIPSOID", _ellipsoid(drawn.points))


def _ellipsoid(points: Points) -> Points:
    """Ends of three axes of a ball from its centre and a point of its surface."""
    radius = float(np.linalg.norm(points[1] - points[0]))
    return np.array([points[0] + side * radius * axis for axis in np.eye(3) for side in (-1.0, 1.0)])
