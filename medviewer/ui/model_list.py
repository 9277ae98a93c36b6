"""The models that were found, and which one is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord


class ModelList(QObject):
    """Usable models by id, and those that are broken or not allowed with their reasons.

    ``look_again`` asks whoever finds models to do so once more: one was installed or removed.
    """

    changed = Signal()
    look_again = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.usable: dict[str, PluginRecord] = {}
        self.broken: tuple[PluginRecord, ...] = ()
        self.chosen = ""

    def fill(self, records: Iterable[PluginRecord]) -> None:
        """Takes what was found."""
        found = tuple(records)
        self.usable.clear()
        self.usable.update(
            {record.info.id: record for record in found if record.info is not None and record.is_usable}
        )
        self.broken = tuple(record for record in found if not record.is_usable)
        if self.chosen not in self.usable:
            self.chosen = next(iter(self.usable), "")
        self.changed.emit()

    def choose(self, model_id: str) -> None:
        """Makes a model the one that the run command runs."""
        if model_id in self.usable and model_id != self.chosen:
            self.chosen = model_id
            self.changed.emit()
