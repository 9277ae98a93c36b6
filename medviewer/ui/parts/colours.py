"""Colours that mean something: planes and states, in two palettes, one of which is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

_PROPERTY = "medviewer_colours"


@dataclass(frozen=True)
class Colours:
    """One palette; every colour as ``#rrggbb``. ``planes`` has one for each plane by its name."""

    warning: str
    error: str
    good: str
    planes: Mapping[str, str]


USUAL = Colours(
    "#dba74a",
    "#e0786c",
    "#6dbf8b",
    MappingProxyType({"axial": "#e0594f", "sagittal": "#e3c94f", "coronal": "#57b86a"}),
)
SAFE = Colours(  # Okabe and Ito (2008), "Color Universal Design"; words are lighter, to be read on dark
    "#f0e442",
    "#e36b0a",
    "#33bfa0",
    MappingProxyType({"axial": "#d55e00", "sagittal": "#f0e442", "coronal": "#56b4e9"}),
)
PALETTES: Mapping[str, Colours] = MappingProxyType({"usual": USUAL, "safe": SAFE})


def colours() -> Colours:
    """The palette in force: the application carries its name, as it carries Qt's palette."""
    application = QCoreApplication.instance()
    name = None if application is None else application.property(_PROPERTY)
    return PALETTES.get(name, USUAL) if isinstance(name, str) else USUAL


def use_colours(application: QCoreApplication, name: str) -> None:
    """Puts a palette in force; widgets are painted anew by whoever asks for it."""
    application.setProperty(_PROPERTY, name)
