"""The studies and series that were found, whether their pixels are read or not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from medviewer.core.series import Catalog, RejectedFile, SeriesEntry


class StudyList(QObject):
    """Every series by its id, in the order found, and the image layer that shows it, if it is read."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: dict[str, SeriesEntry] = {}
        self.rejected: list[RejectedFile] = []
        self.layer_of: dict[str, str] = {}

    def add(self, catalog: Catalog) -> list[SeriesEntry]:
        """Adds what a path holds; gives the entries of this catalog that can be opened."""
        for entry in catalog.series:
            self.entries[entry.series_id] = entry
        for rejected in catalog.rejected:
            if rejected not in self.rejected:
                self.rejected.append(rejected)
        self.changed.emit()
        return list(catalog.series)

    def entry_of_layer(self, layer_id: str) -> SeriesEntry | None:
        """The series that a layer shows."""
        for series_id, known in self.layer_of.items():
            if known == layer_id:
                return self.entries.get(series_id)
        return None

    def set_layer(self, series_id: str, layer_id: str) -> None:
        """Remembers which layer shows a series; "" for none."""
        if layer_id:
            self.layer_of[series_id] = layer_id
        else:
            self.layer_of.pop(series_id, None)
        self.changed.emit()

    def neighbour(self, series_id: str, step: int) -> SeriesEntry | None:
        """The series ``step`` places further in the list, None past its ends."""
        ids = list(self.entries)
        if not ids:
            return None
        at = ids.index(series_id) + step if series_id in ids else 0
        return self.entries[ids[at]] if 0 <= at < len(ids) else None

    def clear(self) -> None:
        """Forgets everything."""
        self.entries.clear()
        self.rejected.clear()
        self.layer_of.clear()
        self.changed.emit()
