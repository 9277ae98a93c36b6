"""Importing a library's networks without what it would like to have for other ends.

MONAI looks for plotting and table libraries while it is imported and takes what it finds: with them installed
it needs 2.5 s and 150 MB more in every process that runs a network.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_NOT_FOR_NETWORKS = ("matplotlib", "pandas", "sklearn", "torchvision")


def import_lean(module: str) -> ModuleType:
    """A module, imported as if those libraries were not installed; they can be imported afterwards."""
    hidden = [name for name in _NOT_FOR_NETWORKS if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        return importlib.import_module(module)
    finally:
        for name in hidden:
            del sys.modules[name]
