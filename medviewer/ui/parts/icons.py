"""Icons of the Material Design set, coloured for the theme."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from medviewer.ui.parts.theme import ACCENT, TEXT


def icon(name: str, colour: str = TEXT) -> QIcon:
    """An icon of the library by its name, e.g. ``"mdi6.magnify"``.

    The library is imported here, at first use: it costs a quarter of a second, which the first
    picture of the window does not wait for.
    """
    import qtawesome

    drawn: QIcon = qtawesome.icon(name, color=colour, color_on=ACCENT, color_disabled="#5f6872")
    return drawn
