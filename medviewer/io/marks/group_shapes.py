"""The figures of one measurement group of a report: what was drawn, where, and of which number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.objects.content_item import code_meaning, value_type
from medviewer.io.dicom.objects.image_references import reference_of
from medviewer.io.dicom.objects.object_file import first_item, floats_of, items, number_of, text_of
from medviewer.io.marks import concepts as say
from medviewer.io.marks.content_tree import Concept

MOST_POINTS_OF_ONE = 100_000
_MOST_ITEMS = 5_000
_DEEPEST = 8
_FARTHEST = 1e9
_AXES = {say.SIZES["long_axis"].value, say.SIZES["short_axis"].value}


@dataclass(frozen=True, eq=False)
class GroupShape:
    """A figure: points [n, 2] column and row of an instance, or [n, 3] LPS mm in a frame of reference.

    ``measures`` is the code of the number that is inferred from it, "" for none.
    """

    graphic: str
    points: npt.NDArray[np.float64]
    measures: str = ""
    frame_of_reference: str = ""
    instance_uid: str = ""
    frame: int = 1


@dataclass
class Group:
    """What one group says. ``left_out`` counts figures that cannot be taken over truly.

    ``site`` and its code are what any program tells of the place, ``organ`` and ``node`` what we tell.
    """

    tracking_id: str = ""
    tracking_uid: str = ""
    finding: str = ""
    kind: str = ""
    role: str = ""
    label: str = ""
    comment: str = ""
    lesion: int = 0
    organ: str = ""
    node: bool | None = None
    site: str = ""
    site_code: str = ""
    source_uid: str = ""
    source_frame: int = 1
    shapes: list[GroupShape] = field(default_factory=list)
    left_out: int = 0


def group_of(container: Any) -> Group:
    """Goes through a group with a stack of its own; what is deeper or more than is sensible is not read."""
    group = Group()
    waiting = [(item, "", 0) for item in reversed(list(items(container, "ContentSequence", _MOST_ITEMS)))]
    seen = 0
    while waiting and seen < _MOST_ITEMS:
        seen += 1
        item, measured, depth = waiting.pop()
        concept = concept_value(item, "ConceptNameCodeSequence")
        kind = value_type(item)
        if kind in ("SCOORD", "SCOORD3D"):
            _take_shape(group, item, measured)
            continue
        _take_answer(group, item, kind, concept)
        below = concept if kind == "NUM" else measured
        if depth < _DEEPEST:
            inside = list(items(item, "ContentSequence", _MOST_ITEMS))
            waiting += [(one, below, depth + 1) for one in reversed(inside)]
    return group


def concept_value(item: Any, keyword: str) -> str:
    """The value of the code in a sequence, "" where there is none."""
    code = first_item(item, keyword)
    return "" if code is None else text_of(code, "CodeValue", 64)


def _take_answer(group: Group, item: Any, kind: str, concept: str) -> None:
    def is_called(name: Concept) -> bool:
        return concept == name.value

    if kind == "TEXT" and is_called(say.TRACKING_ID):
        group.tracking_id = text_of(item, "TextValue", 256)
    elif kind == "TEXT" and is_called(say.LABEL):
        group.label = text_of(item, "TextValue", 20_000)
    elif kind == "TEXT" and is_called(say.ORGAN):
        group.organ = text_of(item, "TextValue", 4_000)
    elif kind == "TEXT" and is_called(say.COMMENT):
        group.comment = text_of(item, "TextValue", 20_000)
    elif kind == "UIDREF" and is_called(say.TRACKING_UID):
        group.tracking_uid = text_of(item, "UID", 64)
    elif kind == "NUM" and is_called(say.LESION_NUMBER):
        told = number_of(first_item(item, "MeasuredValueSequence") or item, "NumericValue")
        group.lesion = int(told) if told is not None and 0 <= told <= 1_000_000 else 0
    elif kind == "CODE":
        value = concept_value(item, "ConceptCodeSequence")
        if is_called(say.KIND):
            group.kind = _key(say.KINDS, value)
        elif is_called(say.ROLE):
            group.role = _key(say.ROLES, value)
        elif is_called(say.NODE):
            group.node = value == say.YES.value
        elif is_called(say.FINDING_SITE):
            group.site = code_meaning(first_item(item, "ConceptCodeSequence"))[:256]
            group.site_code = value
        elif is_called(say.FINDING):
            group.finding = code_meaning(first_item(item, "ConceptCodeSequence"))[:256]
    elif kind == "IMAGE" and not group.source_uid:
        reference = reference_of(first_item(item, "ReferencedSOPSequence") or item)
        group.source_uid = reference.instance_uid
        group.source_frame = reference.frames[0] if reference.frames else 1


def _take_shape(group: Group, item: Any, measured: str) -> None:
    size = 3 if value_type(item) == "SCOORD3D" else 2
    numbers = floats_of(item, "GraphicData", size * MOST_POINTS_OF_ONE + size)
    referred = next((one for one in items(item, "ContentSequence", 16) if value_type(one) == "IMAGE"), None)
    reference = (
        None if referred is None else reference_of(first_item(referred, "ReferencedSOPSequence") or item)
    )
    place = text_of(item, "ReferencedFrameOfReferenceUID", 64) if size == 3 else ""
    is_whole = 0 < numbers.size <= size * MOST_POINTS_OF_ONE and numbers.size % size == 0
    has_place = bool(place) if size == 3 else reference is not None and bool(reference.instance_uid)
    of_volume = text_of(item, "PixelOriginInterpretation", 16) == "VOLUME"
    if not is_whole or not has_place or of_volume or float(np.abs(numbers).max()) > _FARTHEST:
        group.left_out += 1
        return
    points = numbers.reshape(-1, size)
    frame = reference.frames[0] if reference is not None and reference.frames else 1
    uid = "" if reference is None else reference.instance_uid
    shape = GroupShape(text_of(item, "GraphicType", 32), points, measured, place, uid, frame)
    if not any(_is_same(shape, known) for known in group.shapes):
        group.shapes.append(shape)


def _is_same(one: GroupShape, other: GroupShape) -> bool:
    """Several numbers may be inferred from the same points; the two axes of a lesion are two all the same."""
    if {one.measures, other.measures} == _AXES:
        return False
    return (one.graphic, one.instance_uid, one.frame, one.frame_of_reference) == (
        other.graphic, other.instance_uid, other.frame, other.frame_of_reference
    ) and np.array_equal(one.points, other.points)  # fmt: skip


def _key(table: Any, value: str) -> str:
    return next((name for name, concept in table.items() if concept.value == value), "")
