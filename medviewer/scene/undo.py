"""One undo and redo for everything that a reader changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from psygnal import Signal

_MOST_STEPS = 500


@dataclass(frozen=True)
class FieldWrite:
    """One field of an observable object, with its value before and after; both are frozen values."""

    target: object
    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Step:
    """What one undo takes back. ``name`` is told in the menu ("Undo %1"), in the program's own words.

    ``merge`` joins steps of one movement: one that follows another of the same ``merge`` becomes part of it.
    ``undo`` and ``redo`` are called after the fields were written, for what is no field. ``concerns`` are the
    layers without which the step means nothing any more, beside the targets of its writes.
    """

    name: str
    writes: tuple[FieldWrite, ...] = ()
    merge: str = ""
    undo: Callable[[], None] | None = None
    redo: Callable[[], None] | None = None
    concerns: tuple[object, ...] = ()

    def is_about(self, gone: Collection[object]) -> bool:
        """Whether it changes one of some objects."""
        things = (*self.concerns, *(one.target for one in self.writes))
        return any(thing is one for thing in things for one in gone)


class UndoStack:
    """Steps that were done, and those that were taken back. ``changed`` follows any change of either.

    ``performed`` carries each step as it is done, and ``stepped`` the name of one taken back or done again.
    """

    changed = Signal()
    performed = Signal(object)
    stepped = Signal(str)

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._inside: list[Step] | None = None

    @property
    def undo_name(self) -> str:
        """What would be taken back, "" for nothing."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """What would be done again, "" for nothing."""
        return self._undone[-1].name if self._undone else ""

    def write(self, name: str, *fields: tuple[object, str, object], merge: str = "") -> None:
        """Sets fields ``(object, field, value)`` as one step; what does not change is no step."""
        writes = tuple(
            FieldWrite(target, field, getattr(target, field), value) for target, field, value in fields
        )
        real = tuple(one for one in writes if one.before != one.after)
        if not real:
            return
        for one in real:
            setattr(one.target, one.field, one.after)
        self.push(Step(name, real, merge))

    @contextmanager
    def recording(self, name: str, *fields: tuple[object, str]) -> Iterator[None]:
        """Makes a step of what is done to some fields ``(object, field)`` inside a ``with`` block.

        The fields of steps that are made inside become part of it (what their ``undo`` and ``redo`` do does
        not). The fields are written back in this order; one whose setter changes another comes before that.
        """
        before = [getattr(target, field) for target, field in fields]
        outer, self._inside = self._inside, []
        try:
            yield
        finally:
            inside, self._inside = self._inside, outer
        own = tuple(
            FieldWrite(target, field, old, getattr(target, field))
            for (target, field), old in zip(fields, before, strict=True)
        )
        writes: tuple[FieldWrite, ...] = ()
        for one in (*(step.writes for step in inside), own):
            writes = _joined(writes, one)
        self.push(Step(name, tuple(one for one in writes if one.before != one.after)))

    def push(self, step: Step) -> None:
        """Remembers a step that has been done already; one that changes nothing is none."""
        if not step.writes and step.undo is None:
            return
        if self._inside is not None:
            self._inside.append(step)
            return
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and step.merge and step.merge == last.merge:
            self._done[-1] = replace(last, writes=_joined(last.writes, step.writes), redo=step.redo)
        else:
            self._done.append(step)
            del self._done[:-_MOST_STEPS]
        self.performed.emit(step)
        self.changed.emit()

    def seal(self) -> None:
        """The movement is over: what follows is a step of its own."""
        if self._done and self._done[-1].merge:
            self._done[-1] = replace(self._done[-1], merge="")

    def undo(self) -> None:
        """Takes back the last step, if there is one."""
        if not self._done:
            return
        step = self._done.pop()
        for one in step.writes:
            setattr(one.target, one.field, one.before)
        if step.undo is not None:
            step.undo()
        self._undone.append(replace(step, merge=""))
        self._tell(step)

    def redo(self) -> None:
        """Does again what was taken back last, if anything was."""
        if not self._undone:
            return
        step = self._undone.pop()
        for one in step.writes:
            setattr(one.target, one.field, one.after)
        if step.redo is not None:
            step.redo()
        self._done.append(step)
        self._tell(step)

    def forget(self, gone: Collection[object]) -> None:
        """Forgets the steps that are about layers which are gone for good."""
        for steps in (self._done, self._undone):
            steps[:] = [step for step in steps if not step.is_about(gone)]
        self.changed.emit()

    def clear(self) -> None:
        """Forgets everything, as when the next patient is opened."""
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    def _tell(self, step: Step) -> None:
        self.stepped.emit(step.name)
        self.changed.emit()


def _joined(earlier: tuple[FieldWrite, ...], later: tuple[FieldWrite, ...]) -> tuple[FieldWrite, ...]:
    """Both as one: of a field that both write, the value before the first and after the second."""
    joined = {(id(one.target), one.field): one for one in earlier}
    for one in later:
        before = joined.get((id(one.target), one.field))
        joined[id(one.target), one.field] = one if before is None else replace(before, after=one.after)
    return tuple(joined.values())
