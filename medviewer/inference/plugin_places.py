"""Where plugins lie: beside the program, in the user's folder, and in installed packages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

import medviewer
from medviewer.packs.store import models_folder

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP = "medviewer.plugins"


def bundled_folder() -> Path:
    """The folder ``plugins`` beside the package."""
    return Path(medviewer.__file__).resolve().parent.parent / "plugins"


def user_folder() -> Path:
    """Where a user puts plugins; it need not exist."""
    return Path(platformdirs.user_data_dir("medviewer", appauthor=False)) / "plugins"


def plugin_folders() -> list[Path]:
    """The folders that are searched: the bundled one, the user's, and the store of installed packs."""
    return [bundled_folder(), user_folder(), models_folder()]


def package_folders() -> list[Path]:
    """Folders of the plugins that installed packages offer; found without importing a package."""
    from importlib.metadata import entry_points  # takes 15 ms, which the window's start need not wait for

    return [
        _folder_of(point) for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda p: p.name)
    ]


def _folder_of(point: EntryPoint) -> Path:
    relative = Path(*point.module.split("."))
    return Path(str(point.dist.locate_file(relative))) if point.dist is not None else relative
