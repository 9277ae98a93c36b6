"""What the user chose for each model the last time, kept in a small file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from medviewer.ui.parts.choice_file import ChoiceFile, is_table, rows_in

_DEVICES = ("auto", "cpu", "cuda")


class ModelSettings:
    """Parameters and device by model id. A damaged file counts as none."""

    def __init__(self, file: Path) -> None:
        self.file = ChoiceFile(file, is_table)
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
        self._known = _tables_in(self.file.update(lambda rows: {**rows_in(rows), model_id: told}))

    def _of(self, model_id: str) -> dict[str, Any]:
        return self._read().get(model_id, {})

    def _read(self) -> dict[str, dict[str, Any]]:
        if self._known is None:
            self._known = _tables_in(self.file.read())
        return self._known


def _tables_in(content: Any) -> dict[str, dict[str, Any]]:
    return {str(key): value for key, value in rows_in(content).items() if isinstance(value, dict)}
