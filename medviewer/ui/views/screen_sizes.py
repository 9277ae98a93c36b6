"""How large the pixels of each screen are, as it says itself or as the user measured it."""

from __future__ import annotations

from PySide6.QtGui import QScreen

from medviewer.ui.comfort.settings import Settings

CARD_MM = 85.6
"""Width of a bank card, mm (ISO/IEC 7810 ID-1: 85.60)."""
KEY = "view.screens"
_LIMITS_MM = (0.02, 2.0)
_SEPARATOR = "\t"


class ScreenSizes:
    """Millimetres per screen pixel of each screen; what was measured by hand is kept in the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def mm_of(self, screen: QScreen | None) -> float:
        """Size of a pixel of the screen (not of Qt's logical pixels), mm; 0 if nothing is known."""
        if screen is None:
            return 0.0
        return self._known().get(_name(screen)) or own_mm(screen)

    def is_measured(self, screen: QScreen) -> bool:
        """Whether the user has measured a screen."""
        return _name(screen) in self._known()

    def remember(self, screen: QScreen, mm: float | None) -> None:
        """Keeps the size of a screen's pixels, mm; None goes back to what the screen says."""
        known = {name: size for name, size in self._known().items() if name != _name(screen)}
        if mm is not None and _LIMITS_MM[0] <= mm <= _LIMITS_MM[1]:
            known[_name(screen)] = mm
        self._settings.set(KEY, tuple(f"{name}{_SEPARATOR}{size:.8g}" for name, size in known.items()))

    def _known(self) -> dict[str, float]:
        known = {}
        for word in self._settings.words(KEY):
            name, _, size = word.rpartition(_SEPARATOR)
            try:
                mm = float(size)
            except ValueError:
                continue
            if name and _LIMITS_MM[0] <= mm <= _LIMITS_MM[1]:
                known[name] = mm
        return known


def own_mm(screen: QScreen) -> float:
    """Size of a pixel as the screen itself says, mm; 0 where it says nothing that can be true."""
    dots = screen.physicalDotsPerInch()
    mm = 25.4 / dots / screen.devicePixelRatio() if dots > 0 else 0.0
    return mm if _LIMITS_MM[0] <= mm <= _LIMITS_MM[1] else 0.0


def _name(screen: QScreen) -> str:
    """What a screen is called from one start to the next."""
    size = screen.size() * screen.devicePixelRatio()
    parts = (screen.manufacturer(), screen.model(), screen.serialNumber(), screen.name())
    told = " ".join(part for part in parts if part)
    return f"{told} {size.width()}x{size.height()}".replace(_SEPARATOR, " ")
