"""Finding plugins in three places. Reads manifests only; never imports a plugin or torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

import medviewer
from medviewer.api.manifest import MANIFEST_NAME, read_manifest
from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

PluginSource = Literal["bundled", "user", "package"]
ENTRY_POINT_GROUP = "medviewer.plugins"


@dataclass(frozen=True)
class PluginRecord:
    """One plugin that was found. A broken one has no ``info`` but a ``reason``, one sentence."""

    info: ModelInfo | None
    folder: Path
    entry: str = ""
    reason: str = ""
    source: PluginSource = "user"

    @property
    def is_usable(self) -> bool:
        return self.info is not None


def bundled_folder() -> Path:
    """The folder ``plugins`` beside the package."""
    return Path(medviewer.__file__).resolve().parent.parent / "plugins"


def user_folder() -> Path:
    """Where a user puts plugins; it need not exist."""
    return Path(platformdirs.user_data_dir("medviewer", appauthor=False)) / "plugins"


def plugin_folders() -> list[Path]:
    """The folders that are searched: the bundled one and the user's."""
    return [bundled_folder(), user_folder()]


def discover(folders: Sequence[Path], with_packages: bool = True) -> tuple[PluginRecord, ...]:
    """All plugins in the folders and, if wanted, in installed packages; broken ones with their reason.

    A package offers a plugin with an entry point of the group ``medviewer.plugins`` that names the
    module (package) whose folder holds ``plugin.toml``. Of two plugins with one id the first counts.
    """
    records: list[PluginRecord] = []
    first_folder_of: dict[str, Path] = {}
    for folder, source in _candidates(folders, with_packages):
        record = _record(folder, source)
        if record.info is not None and record.info.id in first_folder_of:
            other = first_folder_of[record.info.id]
            record = replace(
                record, info=None, reason=f"Another plugin in {other} has the same id {record.info.id}."
            )
        elif record.info is not None:
            first_folder_of[record.info.id] = folder
        records.append(record)
    return tuple(records)


def _record(folder: Path, source: PluginSource) -> PluginRecord:
    try:
        manifest = read_manifest(folder)
    except PluginError as error:
        return PluginRecord(None, folder, reason=str(error), source=source)
    return PluginRecord(manifest.info, folder, manifest.entry, source=source)


def _candidates(folders: Sequence[Path], with_packages: bool) -> Iterator[tuple[Path, PluginSource]]:
    for root in folders:
        source: PluginSource = "bundled" if root == bundled_folder() else "user"
        if (root / MANIFEST_NAME).is_file():  # the folder of one plugin was given
            yield root, source
            continue
        for folder in _subfolders(root):
            if not folder.name.startswith((".", "_")):
                yield folder, source
    if with_packages:
        from importlib.metadata import entry_points  # takes 15 ms, which the window's start need not wait for

        for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda p: p.name):
            yield _folder_of(point), "package"


def _subfolders(root: Path) -> list[Path]:
    try:
        return sorted(folder for folder in root.iterdir() if folder.is_dir())
    except OSError:  # not there, or not readable: nothing to offer
        return []


def _folder_of(point: EntryPoint) -> Path:
    """Where a package's plugin lies; found without importing the package."""
    relative = Path(*point.module.split("."))
    return Path(str(point.dist.locate_file(relative))) if point.dist is not None else relative
