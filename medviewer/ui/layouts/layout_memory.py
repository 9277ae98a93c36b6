"""Which layout was used last for each kind of study."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from medviewer.scene.views.layout import is_layout
from medviewer.ui.parts.choice_file import ChoiceFile, is_table, newest_last, rows_in

_MOST = 500


class LayoutMemory:
    """Names of layouts by kind of study, in one small file; read at first use.

    What is damaged in the file counts as not there.
    """

    def __init__(self, file: Path) -> None:
        self.file = ChoiceFile(file, is_table)
        self._known: dict[str, str] | None = None

    def layout_of(self, kind: str) -> str:
        """The layout that a kind of study was last read in, "" if it never was."""
        return self._all().get(kind, "")

    def remember(self, kind: str, layout: str) -> None:
        """The reader chose a layout for a study of this kind."""
        known = self._all()
        if known.get(kind) == layout:
            return
        self._known = _layouts_in(self.file.update(lambda told: newest_last(told, kind, layout, _MOST)))

    def _all(self) -> dict[str, str]:
        if self._known is None:
            self._known = _layouts_in(self.file.read())
        return self._known


def _layouts_in(content: Any) -> dict[str, str]:
    rows = rows_in(content).items()
    return {kind: name for kind, name in rows if isinstance(name, str) and is_layout(name)}
