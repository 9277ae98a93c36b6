"""Making marks lesions: a role, and a number that stays the same over all visits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from medviewer.core.mark import Mark, TargetRole
from medviewer.scene.scene import Scene


def give_role(scene: Scene, mark_ids: Collection[str], role: TargetRole, name: str) -> int:
    """Gives marks a role as one step of undo, and a number to those without one; gives how many changed.

    A lesion of the same name and role at another visit lends its number; else the next free one is taken.
    """
    items = list(scene.marks.items)
    changed = 0
    for place, mark in enumerate(items):
        if mark.id in mark_ids and mark.role != role:
            number = 0 if not role else mark.lesion or _number_for(mark, role, items)
            items[place] = replace(mark, role=role, lesion=number)
            changed += 1
    scene.undo.write(name, (scene.marks, "items", tuple(items)))
    return changed


def give_number(scene: Scene, mark_id: str, number: int, name: str) -> None:
    """Says which lesion a mark is of."""
    mark = scene.marks.mark(mark_id)
    if mark is not None:
        scene.marks.change(replace(mark, lesion=number), name)


def join_lesion(scene: Scene, mark_id: str, other: Mark, name: str) -> None:
    """Says that a mark is of the lesion of another one: its number, role, organ and whether it is a node."""
    mark = scene.marks.mark(mark_id)
    if mark is not None:
        organ, node = mark.organ or other.organ, other.node if mark.node is None else mark.node
        told = replace(mark, lesion=other.lesion, role=other.role or mark.role, organ=organ, node=node)
        scene.marks.change(told, name)


def describe_lesion(
    scene: Scene, mark_id: str, studies: Collection[str], name: str, **told: str | bool | None
) -> None:
    """Gives a lesion an ``organ`` or says whether it is a ``node``, at all its visits of some studies."""
    mark = scene.marks.mark(mark_id)
    if mark is None:
        return
    same = [
        one
        for one in scene.marks.items
        if one.id == mark_id
        or (one.role and mark.lesion and one.lesion == mark.lesion and one.place.study_uid in studies)
    ]
    scene.marks.change_all((replace(one, **told) for one in same), name)  # type: ignore[arg-type]


def _number_for(mark: Mark, role: TargetRole, items: Collection[Mark]) -> int:
    known = [one for one in items if one.role and one.lesion]
    label = mark.label.strip().casefold()
    for one in known:
        elsewhere = one.place.study_uid != mark.place.study_uid
        if label and elsewhere and one.role == role and one.label.strip().casefold() == label:
            return one.lesion
    return max((one.lesion for one in known), default=0) + 1
