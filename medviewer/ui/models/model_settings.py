"""What the user chose for each model the last time, kept in a small file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from medviewer.core.errors import ReadError
from medviewer.ui.parts.json_file import read_json, write_json

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
        write_json(self._file, known)

    def _of(self, model_id: str) -> dict[str, Any]:
        return self._read().get(model_id, {})

    def _read(self) -> dict[str, dict[str, Any]]:
        if self._known is None:
            try:
                told = read_json(self._file)
            except ReadError:
                told = {}
            rows = told.items() if isinstance(told, dict) else ()
            self._known = {str(key): value for key, value in rows if isinstance(value, dict)}
        return self._known
