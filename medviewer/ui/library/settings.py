"""How the user wants the library to behave, kept in a small file."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QSaveFile

_DEFAULTS = {"adds_opened": True, "watches": False}


class LibrarySettings:
    """``adds_opened``: what is opened is added; ``watches``: indexed places are looked at again and again."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values: dict[str, bool] | None = None

    @property
    def adds_opened(self) -> bool:
        return self._read()["adds_opened"]

    @adds_opened.setter
    def adds_opened(self, value: bool) -> None:
        self._write("adds_opened", value)

    @property
    def watches(self) -> bool:
        return self._read()["watches"]

    @watches.setter
    def watches(self, value: bool) -> None:
        self._write("watches", value)

    def _read(self) -> dict[str, bool]:
        """Read once; a damaged file counts as none."""
        if self._values is None:
            try:
                told = json.loads(self._file.read_text("utf-8"))
            except (OSError, ValueError):
                told = {}
            told = told if isinstance(told, dict) else {}
            self._values = {
                name: told[name] if isinstance(told.get(name), bool) else usual
                for name, usual in _DEFAULTS.items()
            }
        return self._values

    def _write(self, name: str, value: bool) -> None:
        values = self._read()
        values[name] = value
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        file = QSaveFile(str(self._file))
        if file.open(QSaveFile.OpenModeFlag.WriteOnly):
            file.write(json.dumps(values).encode())
            file.commit()
