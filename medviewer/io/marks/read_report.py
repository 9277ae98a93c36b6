"""DICOM structured report of measurements -> marks: our own exactly, others as far as they can be drawn.

Whatever is in the file is foreign: nothing is believed, everything is bounded (see
`medviewer.io.marks.group_shapes`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

import numpy as np
import numpy.typing as npt

from medviewer.core.mark import Mark, MarkKind, MarkPlace, TargetRole
from medviewer.core.mark_json import MOST_MARKS, POINTS_OF
from medviewer.core.mark_record import FoundMark, OnSlice
from medviewer.core.mark_slices import plane_normal
from medviewer.core.organs import ORGANS, is_node_name
from medviewer.core.same_mark import is_same_shape
from medviewer.io.dicom.objects.content_item import value_type
from medviewer.io.dicom.objects.image_references import series_of_evidence
from medviewer.io.dicom.objects.object_file import items, read_object, text_of
from medviewer.io.marks import concepts as say
from medviewer.io.marks.group_shapes import Group, GroupShape, concept_value, group_of
from medviewer.io.marks.mark_group import tracking_uid
from medviewer.io.marks.own_notes import notes_of

Points = npt.NDArray[np.float64]
_MOST_ITEMS = 50_000
_DEEPEST = 12
_SAME_MM = 1e-3
_LONG, _SHORT = say.SIZES["long_axis"].value, say.SIZES["short_axis"].value
_MEASURED_LINES = frozenset(say.SIZES[name].value for name in ("length", "angle", "cobb_angle"))
_LINES_OF: dict[int, MarkKind] = {2: "length", 3: "angle", 4: "cobb"}


def found_marks(path: str, with_notes: bool = True) -> tuple[FoundMark, ...]:
    """The marks of a report; ``with_notes`` takes what our own notes say more exactly.

    Raises
    ------
    ReadError
        If the file cannot be read as DICOM.
    """
    return marks_of(read_object(path), with_notes)


def marks_of(dataset: Any, with_notes: bool = True) -> tuple[FoundMark, ...]:
    """As `found_marks`, of a data set that is read already."""
    groups = list(_groups(dataset))
    if not groups:
        return ()
    noted = {tracking_uid(mark): mark for mark in notes_of(dataset)[0]} if with_notes else {}
    maker = _Maker(text_of(dataset, "StudyInstanceUID", 64), series_of_evidence(dataset))
    found: list[FoundMark] = []
    for number, group in enumerate(groups):
        known = group.tracking_uid or f"{text_of(dataset, 'SOPInstanceUID', 64)} {number}"
        note = noted.get(group.tracking_uid)
        found += [one if note is None else _with_note(one, note) for one in maker.marks(group, known)]
        if len(found) >= MOST_MARKS:
            break
    return tuple(found[:MOST_MARKS])


def _groups(dataset: Any) -> Iterator[Group]:
    """All measurement groups of a tree, whatever stands around them."""
    waiting = [(dataset, 0)]
    seen = 0
    while waiting and seen < _MOST_ITEMS:
        item, depth = waiting.pop()
        seen += 1
        if depth and concept_value(item, "ConceptNameCodeSequence") == say.GROUP.value:
            yield group_of(item)
        elif depth < _DEEPEST and (not depth or value_type(item) == "CONTAINER"):
            inside = list(items(item, "ContentSequence", _MOST_ITEMS))
            waiting += [(one, depth + 1) for one in reversed(inside)]


@dataclass(frozen=True)
class _Maker:
    """Makes marks of groups; ``series_of`` names the series of each instance."""

    study_uid: str
    series_of: dict[str, str]

    def marks(self, group: Group, known: str) -> Iterator[FoundMark]:
        whole = _two_axes(group)
        shapes = [whole] if whole is not None else group.shapes
        for number, shape in enumerate(shapes):
            kind, points = _kind(group, shape, whole is not None)
            if kind is not None:
                yield self._mark(group, shape, kind, points, _mark_id(known, number))

    def _mark(self, group: Group, shape: GroupShape, kind: MarkKind, points: Points, name: str) -> FoundMark:
        uid = shape.instance_uid or group.source_uid
        place = MarkPlace(
            series_id="",
            study_uid=self.study_uid,
            series_uid=self.series_of.get(uid, "") or next(iter(self.series_of.values()), ""),
            frame_of_reference_uid=shape.frame_of_reference,
            instance_uid=uid,
            frame=shape.frame if shape.instance_uid else group.source_frame,
        )
        on = None
        world = tuple((float(p[0]), float(p[1]), float(p[2]) if len(p) > 2 else 0.0) for p in points)
        if shape.instance_uid:
            on = OnSlice(uid, shape.frame, tuple((x, y) for x, y, _ in world))
            world = ((0.0, 0.0, 0.0),) * len(world)
        mark = Mark(
            kind=kind,
            points_lps=world,
            normal_lps=plane_normal(world),
            place=place,
            label=_label(group),
            text=group.comment,
            role=cast(TargetRole, group.role),
            lesion=group.lesion,
            id=name,
            organ=_organ(group),
            node=_is_node(group),
        )
        return FoundMark(mark, on)


def _kind(group: Group, shape: GroupShape, is_whole: bool) -> tuple[MarkKind | None, Points]:
    """What a figure is to us, and its handles; None for what we cannot draw truly."""
    points, told = shape.points, group.kind
    is_closed = len(points) > 3 and np.array_equal(points[0], points[-1])
    found: MarkKind | None = None
    if is_whole:
        found = "bidirectional"
    elif shape.graphic == "POINT" and len(points) == 1:
        found = "text" if told == "text" else "point"
    elif shape.graphic == "ELLIPSE" and len(points) == 4:
        found = "ellipse"
    elif shape.graphic == "CIRCLE" and len(points) == 2:
        found = "ball" if told == "ball" else "ellipse"
        points = points if told == "ball" else _round(points)
    elif shape.graphic == "ELLIPSOID" and len(points) == 6:
        found, points = _ball(points)
    elif shape.graphic == "POLYLINE" and shape.measures in _MEASURED_LINES and len(points) in _LINES_OF:
        found = _LINES_OF[len(points)]  # even where its ends meet
    elif shape.graphic == "POLYGON" or (shape.graphic == "POLYLINE" and is_closed):
        points = points[:-1] if is_closed else points
        found = cast(MarkKind, told) if told in ("rectangle", "polygon", "freehand") else "polygon"
    elif shape.graphic == "POLYLINE":
        found = "arrow" if told == "arrow" and len(points) == 2 else _LINES_OF.get(len(points))
    if found is not None and not POINTS_OF[found][0] <= len(points) <= POINTS_OF[found][1]:
        found = None
    return found, points


def _round(points: Points) -> Points:
    """Ends of two axes of a circle from its centre and a point on it."""
    radius = float(np.linalg.norm(points[1] - points[0]))
    return np.asarray(points[0] + radius * np.array([[-1.0, 0.0], [1.0, 0.0], [0.0, -1.0], [0.0, 1.0]]))


def _ball(points: Points) -> tuple[MarkKind | None, Points]:
    """Centre and a point of the surface, if the three axes are alike."""
    radii = np.linalg.norm(points[1::2] - points[::2], axis=1) / 2.0
    if radii.min() < 0.95 * radii.max() - _SAME_MM:
        return None, points
    return "ball", np.array([points.mean(axis=0), points[1]])


def _two_axes(group: Group) -> GroupShape | None:
    """Both axes of a bidirectional measurement as one figure."""
    lines = {one.measures: one for one in group.shapes if one.graphic == "POLYLINE" and len(one.points) == 2}
    if len(group.shapes) != 2 or set(lines) != {_LONG, _SHORT}:
        return None
    long, short = lines[_LONG], lines[_SHORT]
    places = {(one.instance_uid, one.frame, one.frame_of_reference) for one in (long, short)}
    if len(places) != 1:
        return None
    return replace(long, points=np.vstack([long.points, short.points]))


def _label(group: Group) -> str:
    """A name for the list; the names that programs give to their tools say nothing to a reader."""
    if group.label or group.kind:
        return group.label
    is_technical = ":" in group.tracking_id or "@" in group.tracking_id or not group.tracking_id
    return group.finding if is_technical else group.tracking_id


def _organ(group: Group) -> str:
    """Where a finding is: of other programs the site that they name, if it is not a lymph node."""
    if group.organ or group.kind or _is_node(group):
        return group.organ
    return next((name for name, code in ORGANS.items() if code == group.site_code), group.site)


def _is_node(group: Group) -> bool | None:
    """Whether it is said to be a lymph node; None where nothing is said of it."""
    if group.node is not None or group.kind:
        return group.node
    is_node = group.site_code == say.LYMPH_NODE.value or is_node_name(group.site)
    return True if is_node else None


def _mark_id(known: str, number: int) -> str:
    """The same mark always gets the same name, so that a report that is opened twice adds nothing."""
    if known.startswith("2.25.") and known[5:].isdecimal() and number == 0:
        value = int(known[5:]) if len(known) < 50 else 1 << 128
        if value < 1 << 128:
            return UUID(int=value).hex
    return hashlib.sha256(f"{known} {number}".encode()).hexdigest()[:32]


def _with_note(found: FoundMark, note: Mark) -> FoundMark:
    """Our own note of a mark where it agrees with what the report says of it."""
    mark, on = found.mark, found.on_slice
    if (note.kind, note.role, note.lesion) != (mark.kind, mark.role, mark.lesion):
        return found
    if note.node != mark.node or _flat(note.organ) != _flat(mark.organ):
        return found
    if on is None and not is_same_shape(mark.kind, note.points_lps, mark.points_lps, _SAME_MM):
        return found
    if on is not None and len(note.points_lps) != len(on.points_px):
        return found
    if not _is_same_home(note.place, mark.place):
        return found
    label = note.label if _flat(note.label) == _flat(mark.label) else mark.label
    text = note.text if _flat(note.text) == _flat(mark.text) else mark.text
    return FoundMark(replace(note, label=label, text=text), on, is_noted=True)


def _is_same_home(noted: MarkPlace, told: MarkPlace) -> bool:
    """Whether both lie in one series; what lies on no instance names only its frame of reference."""
    if noted.study_uid != told.study_uid:
        return False
    if told.instance_uid:
        return noted.series_uid == told.series_uid
    return noted.frame_of_reference_uid == told.frame_of_reference_uid != ""


def _flat(words: str) -> str:
    return "".join(letter for letter in words if letter.isprintable() and not letter.isspace())
