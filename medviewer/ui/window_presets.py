"""The window presets of the menu and the keys, read from ``resources/window_presets.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from medviewer.core.window_level import WindowLevel

PRESETS_FILE = Path(__file__).parents[2] / "resources" / "window_presets.toml"


@dataclass(frozen=True)
class WindowPreset:
    """A named window. ``modality`` is the DICOM Modality that it is meant for; ``key`` its shortcut."""

    id: str
    name: str
    width: float
    level: float
    key: str = ""
    modality: str = "CT"
    inverted: bool = False

    @property
    def window(self) -> WindowLevel:
        return WindowLevel(self.width, self.level, name=self.name)


def read_presets(path: Path = PRESETS_FILE) -> tuple[WindowPreset, ...]:
    """All presets of a file, in its order."""
    with path.open("rb") as stream:
        rows = tomllib.load(stream)["preset"]
    return tuple(WindowPreset(**row) for row in rows)
