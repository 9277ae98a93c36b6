"""The types that a message from a child may hold: nouns and plain values, never a function to call."""

from __future__ import annotations

import importlib
import pickle
from typing import Any

_NOUN_ROOMS = ("medviewer.core.", "medviewer.api.")
_PLAIN: dict[str, frozenset[str]] = {
    "builtins": frozenset({"complex", "set", "frozenset", "slice", "bytearray", "range"}),
    "collections": frozenset({"OrderedDict"}),
    "datetime": frozenset({"datetime", "date", "time", "timedelta", "timezone"}),
    "numpy": frozenset({"ndarray", "dtype"}),
    "numpy._core.multiarray": frozenset({"_reconstruct", "scalar"}),
    "numpy.core.multiarray": frozenset({"_reconstruct", "scalar"}),
    "numpy._core.numeric": frozenset({"_frombuffer"}),
}
_PATHS = frozenset({"PurePosixPath", "PureWindowsPath", "PosixPath", "WindowsPath"})


def find_allowed_type(module: str, name: str) -> Any:
    """What a pickle may name.

    Raises
    ------
    pickle.UnpicklingError
        For everything else. Nothing is imported then.
    """
    if "." not in name:
        if module.startswith(_NOUN_ROOMS):
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and found.__module__.startswith(_NOUN_ROOMS):
                return found
        elif name in _PLAIN.get(module, ()) or (module in ("pathlib", "pathlib._local") and name in _PATHS):
            return getattr(importlib.import_module(module), name)
    raise pickle.UnpicklingError(f"A result holds {module}.{name}, which is not allowed.")
