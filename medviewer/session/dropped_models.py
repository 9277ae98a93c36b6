"""What among dropped paths is a model rather than a study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from medviewer.api.manifest_name import MANIFEST_NAME
from medviewer.core.errors import PluginError
from medviewer.packs.pack_manifest import PACK_SUFFIX

_WEIGHTS = (".pt", ".pth", ".ckpt", ".safetensors", ".ts", ".pt2", ".onnx")


def models_among(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths of models, and those of everything else. For worker threads: it looks into files."""
    models = [path for path in paths if is_model(Path(path))]
    return models, [path for path in paths if path not in models]


def is_model(path: Path) -> bool:
    """Whether a file or folder is a model of a known format, or claims to be one by its name.

    A plugin's folder counts too: that it is code, and is not installed by dropping it, is told by the gate.
    """
    if path.suffix.lower() == PACK_SUFFIX or (path / MANIFEST_NAME).is_file():
        return True
    if not path.exists():
        return False
    from medviewer.importers.source_format import source_format  # not needed before something is dropped

    try:
        found = source_format(path)
    except (PluginError, OSError):
        return False
    if found == "state_dict":
        return path.is_dir() or path.suffix.lower() in _WEIGHTS
    return found != "archive"  # of images, as far as can be told without unpacking it
