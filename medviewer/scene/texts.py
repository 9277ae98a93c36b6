"""Texts: what the reader writes by hand about the studies that are open, as observable state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from medviewer.scene.events import Events
from medviewer.scene.undo import UndoStack


@dataclass(eq=False)
class Texts:
    """Texts by the name of their place, such as ``"report"``. ``events.<field>`` fires for each change.

    ``items`` is replaced whole; `write` does that as a step of the undo stack. What is here is kept in the
    journal and in sessions, and asked about before it would be lost. ``saved_items`` is what is in a file.
    """

    events: ClassVar[Events] = Events()

    undo: UndoStack
    items: Mapping[str, str] = field(default_factory=dict)
    saved_items: Mapping[str, str] = field(default_factory=dict)

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The places whose text would be lost if everything were closed now."""
        return tuple(name for name, text in self.items.items() if text != self.saved_items.get(name, ""))

    def text(self, place: str) -> str:
        """What was written there, "" for nothing."""
        return self.items.get(place, "")

    def write(self, place: str, text: str, name: str) -> None:
        """Writes a text; what is typed in one go is one step, which undo calls ``name``."""
        self.undo.write(name, (self, "items", {**self.items, place: text}), merge=f"text {place}")

    def mark_saved(self) -> None:
        """All that is here has been written to a file."""
        self.saved_items = self.items

    def clear(self) -> None:
        """Forgets everything, as when the next patient is opened; this is no step."""
        self.items, self.saved_items = {}, {}
