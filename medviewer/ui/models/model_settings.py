"""What the user chose for each model the last time, kept in a small file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSaveFile

_DEVICES = ("auto", "cpu", "cuda")


class ModelSettings:
    """Parameters and device by model id. A damaged file counts as none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, dict[str, Any]] | None = None

    def params(self, model_id: str) -> dict[str, str]:
        """The values that were chosen, as text; only those that differ from the defaults."""
        params = self._of(model_id).get("params")
        found = params if isinstance(params, dict) else {}
        return {name: value for name, value in found.items() if isinstance(value, str)}

    def device(self, model_id: str) -> str:
        """``"auto"``, ``"cpu"`` or ``"cuda"``."""
        device = self._of(model_id).get("device")
        return device if device in _DEVICES else "auto"

    def remember(self, model_id: str, params: dict[str, str], device: str) -> None:
        """Keeps what was chosen."""
        told = {"params": params, "device": device}
        if self._of(model_id) == told:
            return
        known = self._read()
        known[model_id] = told
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        file = QSaveFile(str(self._file))
        if file.open(QSaveFile.OpenModeFlag.WriteOnly):
            file.write(json.dumps(known, ensure_ascii=False, indent=1).encode())
            file.commit()

    def _of(self, model_id: str) -> dict[str, Any]:
        return self._read().get(model_id, {})

    def _read(self) -> dict[str, dict[str, Any]]:
        if self._known is None:
            try:
                told = json.loads(self._file.read_text("utf-8"))
            except (OSError, ValueError):
                told = {}
            rows = told.items() if isinstance(told, dict) else ()
            self._known = {str(key): value for key, value in rows if isinstance(value, dict)}
        return self._known
