"""Where installed packs lie: ``<store>/<id>/<version>/``, with what the gate found beside each."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs

STAGING_NAME = ".staging"


def models_folder() -> Path:
    """The user's store of packs; it need not exist."""
    return Path(platformdirs.user_data_dir("medviewer", appauthor=False)) / "models"


def installed_packs(folder: Path | None = None) -> tuple[Path, ...]:
    """Folders of all installed packs, by id, the newest version of each first."""
    return tuple(
        version for model in _subfolders(folder or models_folder()) for version in pack_versions(model)
    )


def pack_versions(model_folder: Path) -> list[Path]:
    """Folders of the versions of one pack, the newest first."""
    from medviewer.packs.pack_manifest import PACK_NAME  # the window's start need not wait for it

    versions = [path for path in _subfolders(model_folder) if (path / PACK_NAME).is_file()]
    return sorted(versions, key=lambda path: version_key(path.name), reverse=True)


def version_key(version: str) -> tuple[tuple[int, int | str], ...]:
    """What versions are ordered by: numbers as numbers, ``1.10`` after ``1.9`` and after ``1.10-beta``."""
    parts = re.findall(r"\d+|[A-Za-z]+", version)
    # A word such as "beta" or "rc" comes before the end of the version, which comes before a number.
    return (*((2, int(part)) if part.isdecimal() else (0, part.lower()) for part in parts), (1, 0))


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:  # not there, or not readable: nothing is installed
        return []
