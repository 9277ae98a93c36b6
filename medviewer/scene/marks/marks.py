"""Marks: everything that the reader drew, and the key images, as observable state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from medviewer.core.mark import KeyImage, Mark
from medviewer.scene.events import Events
from medviewer.scene.undo import UndoStack

if TYPE_CHECKING:
    from medviewer.scene.marks.mark_figures import KeptFigures


@dataclass(eq=False)
class Marks:
    """The marks of the studies that are open. ``events.<field>`` fires once for each real change.

    ``items`` and ``key_images`` are replaced whole, in the order in which they came; the verbs below do
    that as steps of the undo stack. Marks of series that are not on screen stay here.

    Parameters
    ----------
    selected
        Ids of the marks whose handles are shown.
    saved_items, saved_key_images
        What is in a file; whoever has written one calls `mark_saved`.
    """

    events: ClassVar[Events] = Events()

    undo: UndoStack
    items: tuple[Mark, ...] = ()
    key_images: tuple[KeyImage, ...] = ()
    selected: frozenset[str] = frozenset()
    saved_items: tuple[Mark, ...] = ()
    saved_key_images: tuple[KeyImage, ...] = ()

    @property
    def unsaved(self) -> tuple[Mark, ...]:
        """Marks that would be lost if everything were closed now; whether one is shown is no matter."""
        saved = {_as_drawn(one) for one in self.saved_items}
        return tuple(one for one in self.items if _as_drawn(one) not in saved)

    @property
    def unsaved_key_images(self) -> tuple[KeyImage, ...]:
        """Key images that would be lost."""
        return tuple(one for one in self.key_images if one not in self.saved_key_images)

    def mark_saved(self, marks: bool = True, key_images: bool = True) -> None:
        """All that is here now has been written to a file (SR, JSON, a session, a KO)."""
        if marks:
            self.saved_items = self.items
        if key_images:
            self.saved_key_images = self.key_images

    def __post_init__(self) -> None:
        self._figures: KeptFigures | None = None

    @property
    def figures(self) -> KeptFigures:
        """What was measured lately."""
        if self._figures is None:
            from medviewer.scene.marks.mark_figures import KeptFigures  # not needed for the first picture

            self._figures = KeptFigures()
        return self._figures

    @property
    def chosen(self) -> tuple[Mark, ...]:
        """The marks that are selected, in the order in which they were drawn."""
        return tuple(one for one in self.items if one.id in self.selected)

    def mark(self, mark_id: str) -> Mark | None:
        """A mark by its id, None if it is gone."""
        return next((one for one in self.items if one.id == mark_id), None)

    def add(self, mark: Mark, name: str) -> None:
        """Adds a mark and selects it; ``name`` is what undo calls it."""
        self.undo.write(name, (self, "items", (*self.items, mark)))
        self.selected = frozenset({mark.id})

    def change(self, mark: Mark, name: str, merge: str = "") -> None:
        """Puts a mark in the place of the one with its id, if that is there."""
        self.change_all((mark,), name, merge)

    def change_all(self, marks: Iterable[Mark], name: str, merge: str = "") -> None:
        """Puts marks in the place of those with their ids, as one step."""
        changed = {one.id: one for one in marks}
        items = tuple(changed.get(one.id, one) for one in self.items)
        self.undo.write(name, (self, "items", items), merge=merge)

    def remove(self, mark_ids: frozenset[str], name: str) -> None:
        """Removes marks."""
        self.undo.write(name, (self, "items", tuple(one for one in self.items if one.id not in mark_ids)))
        self.selected = self.selected - mark_ids

    def add_key_image(self, key_image: KeyImage, name: str) -> None:
        """Adds a key image."""
        self.undo.write(name, (self, "key_images", (*self.key_images, key_image)))

    def change_key_image(self, key_image: KeyImage, name: str) -> None:
        """Puts a key image in the place of the one with its id, if that is there."""
        changed = tuple(key_image if one.id == key_image.id else one for one in self.key_images)
        self.undo.write(name, (self, "key_images", changed))

    def note_key_image(self, key_id: str, note: str, name: str) -> None:
        """Writes what the reader says of a key image."""
        noted = tuple(replace(one, note=note) if one.id == key_id else one for one in self.key_images)
        self.undo.write(name, (self, "key_images", noted), merge=f"note {key_id}")

    def remove_key_image(self, key_id: str, name: str) -> None:
        """Removes a key image."""
        rest = tuple(one for one in self.key_images if one.id != key_id)
        self.undo.write(name, (self, "key_images", rest))

    def clear(self) -> None:
        """Forgets everything, as when the next patient is opened; this is no step."""
        self.selected, self.items, self.key_images = frozenset(), (), ()
        self.saved_items, self.saved_key_images = (), ()
        self._figures = None


def _as_drawn(mark: Mark) -> Mark:
    return mark if mark.visible else replace(mark, visible=True)
