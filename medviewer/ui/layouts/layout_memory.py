"""Which layout was used last for each kind of study."""

from __future__ import annotations

from pathlib import Path

from medviewer.scene.views.layout import is_layout
from medviewer.ui.parts.json_file import read_rows, write_json

_MOST = 500


class LayoutMemory:
    """Names of layouts by kind of study, in one small file; read at first use.

    What is damaged in the file counts as not there.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, str] | None = None

    def layout_of(self, kind: str) -> str:
        """The layout that a kind of study was last read in, "" if it never was."""
        return self._all().get(kind, "")

    def remember(self, kind: str, layout: str) -> None:
        """The reader chose a layout for a study of this kind."""
        known = self._all()
        if known.get(kind) == layout:
            return
        known.pop(kind, None)  # the newest last: the oldest go first
        known[kind] = layout
        self._known = dict(list(known.items())[-_MOST:])
        write_json(self._file, self._known)

    def _all(self) -> dict[str, str]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def _read(self) -> dict[str, str]:
        return {
            kind: name
            for kind, name in read_rows(self._file).items()
            if isinstance(name, str) and is_layout(name)
        }
