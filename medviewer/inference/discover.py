"""Finding models: plugins in three places, and installed packs. Reads manifests only; imports no plugin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from medviewer.api.manifest import Manifest
from medviewer.api.manifest_name import MANIFEST_NAME
from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import PluginError
from medviewer.inference.plugin_places import bundled_folder, package_folders
from medviewer.packs.store import pack_versions

PluginSource = Literal["bundled", "user", "package"]
ModelKind = Literal["plugin", "pack"]


@dataclass(frozen=True)
class PluginRecord:
    """One plugin or pack that was found. A broken one has no ``info`` but a ``reason``, one sentence.

    A plugin that may not run (`medviewer.inference.plugin_permission`) has both, and is not ``is_allowed``.
    """

    info: ModelInfo | None
    folder: Path
    entry: str = ""
    reason: str = ""
    source: PluginSource = "user"
    kind: ModelKind = "plugin"
    is_allowed: bool = True

    @property
    def is_usable(self) -> bool:
        return self.info is not None and self.is_allowed


def discover(folders: Sequence[Path], with_packages: bool = True) -> tuple[PluginRecord, ...]:
    """All models in the folders and, if wanted, in installed packages; broken ones with their reason.

    A folder may be that of one plugin or pack, or hold such folders, or be a store of packs: of several
    versions of a pack the newest is found.

    A package offers a plugin with an entry point of the group ``medviewer.plugins`` that names the
    module (package) whose folder holds ``plugin.toml``. Of two models with one id the first counts.
    """
    records: list[PluginRecord] = []
    first_folder_of: dict[str, Path] = {}
    for folder, source in _candidates(folders, with_packages):
        record = _record(folder, source)
        if record.info is not None and record.info.id in first_folder_of:
            other = first_folder_of[record.info.id]
            record = replace(
                record, info=None, reason=f"Another model in {other} has the same id {record.info.id}."
            )
        elif record.info is not None:
            first_folder_of[record.info.id] = folder
        records.append(record)
    return tuple(records)


def _record(folder: Path, source: PluginSource) -> PluginRecord:
    # Here, as this is done on worker threads: the window's start need not wait for what reads manifests.
    from medviewer.engine.standard_parameters import with_standard_parameters
    from medviewer.inference.plugin_permission import needs_permission, why_off
    from medviewer.inference.read_model import read_model
    from medviewer.packs.pack_manifest import PACK_NAME

    kind: ModelKind = "pack" if (folder / PACK_NAME).is_file() else "plugin"
    try:
        manifest = read_model(folder)
    except PluginError as error:
        return PluginRecord(None, folder, reason=str(error), source=source, kind=kind)
    if not isinstance(manifest, Manifest):
        return PluginRecord(with_standard_parameters(manifest), folder, source=source, kind=kind)
    reason = why_off(manifest.info.id, folder) if needs_permission(folder) else ""
    return PluginRecord(manifest.info, folder, manifest.entry, reason, source, kind, is_allowed=not reason)


def _candidates(folders: Sequence[Path], with_packages: bool) -> Iterator[tuple[Path, PluginSource]]:
    for root in folders:
        source: PluginSource = "bundled" if root == bundled_folder() else "user"
        if _is_model(root):  # the folder of one model was given
            yield root, source
            continue
        for folder in _subfolders(root):
            if not folder.name.startswith((".", "_")):
                versions = [] if _is_model(folder) else pack_versions(folder)
                yield versions[0] if versions else folder, source
    if with_packages:
        for folder in package_folders():
            yield folder, "package"


def _is_model(folder: Path) -> bool:
    from medviewer.packs.pack_manifest import PACK_NAME

    return (folder / MANIFEST_NAME).is_file() or (folder / PACK_NAME).is_file()


def _subfolders(root: Path) -> list[Path]:
    try:
        return sorted(folder for folder in root.iterdir() if folder.is_dir())
    except OSError:  # not there, or not readable: nothing to offer
        return []
