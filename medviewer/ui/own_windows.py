"""The windows that the reader keeps for kinds of series."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.ui.parts.choice_file import ChoiceFile, is_table, newest_last, rows_in

_MOST = 500


@dataclass(frozen=True)
class OwnWindow:
    """Width and level in the unit of the image, and whether low values are white."""

    width: float
    level: float
    inverted: bool = False

    @property
    def window(self) -> WindowLevel:
        return WindowLevel(self.width, self.level, name="own")


class OwnWindows:
    """Windows by kind of series, in one small file; read at first use.

    What is damaged in the file counts as not there. Kinds are kept as digests: a description may say more of
    a patient than a file of settings should.
    """

    def __init__(self, file: Path) -> None:
        self.file = ChoiceFile(file, is_table)
        self._known: dict[str, OwnWindow] | None = None

    def of(self, image: Volume | Stack) -> OwnWindow | None:
        """What the reader keeps for series like that of an image."""
        return self._all().get(_kind_of(image))

    def keep(self, image: Volume | Stack, window: OwnWindow) -> None:
        """Series like that of an image open with this window from now on."""
        self._put(_kind_of(image), window)

    def forget(self, image: Volume | Stack) -> bool:
        """Series like that of an image open as their files say again; False if nothing was kept."""
        was_kept = self.of(image) is not None
        if was_kept:
            self._put(_kind_of(image), None)
        return was_kept

    def _put(self, kind: str, window: OwnWindow | None) -> None:
        row = None if window is None else [window.width, window.level, window.inverted]
        self._known = _windows_in(self.file.update(lambda told: newest_last(told, kind, row, _MOST)))

    def _all(self) -> dict[str, OwnWindow]:
        if self._known is None:
            self._known = _windows_in(self.file.read())
        return self._known


def _windows_in(content: Any) -> dict[str, OwnWindow]:
    read = {kind: _window_of(row) for kind, row in rows_in(content).items()}
    return {kind: window for kind, window in read.items() if window is not None}


def _kind_of(image: Volume | Stack) -> str:
    """What series have in common that are read alike: modality, unit, body part and description."""
    import hashlib  # not needed for the first picture of the window

    info = image.info
    words = (info.modality, image.unit, info.body_part, info.description)
    text = "|".join(" ".join(word.casefold().split()) for word in words)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _window_of(row: object) -> OwnWindow | None:
    match row:
        case [int() | float() as width, int() | float() as level, bool() as inverted]:
            if math.isfinite(width) and math.isfinite(level) and width > 0:
                return OwnWindow(float(width), float(level), inverted)
    return None
