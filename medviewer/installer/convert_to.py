"""From a model in another format to a pack somewhere else than in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from medviewer.api.model import Report
from medviewer.core.errors import PluginError
from medviewer.importers.convert import convert
from medviewer.installer.staging import new_staging
from medviewer.packs.archive import make_archive
from medviewer.packs.pack_manifest import PACK_SUFFIX, PackManifest


def convert_to(source: str, target: str, options: Mapping[str, str], *, report: Report) -> PackManifest:
    """Converts a model into a new folder, or a ``.mvpack`` file; gives its manifest.

    Raises
    ------
    PluginError
        If it cannot be converted, with the list of why, or the target is there already. Nothing is
        left behind then.
    """
    path = Path(target).absolute()
    if not Path(source).exists():
        raise PluginError(f"There is no {source}; give a model's file or folder.")
    if path.exists():
        raise PluginError(f"{target} is there already; choose another name.")
    if not path.parent.is_dir():
        raise PluginError(f"{target} cannot be made: its folder does not exist; make it first.")
    with new_staging(path.parent) as place:
        folder = place / "pack"
        folder.mkdir()
        manifest = convert(Path(source).absolute(), folder, options, report)
        if path.suffix.lower() == PACK_SUFFIX:
            make_archive(folder, path)
        else:
            folder.rename(path)
    return replace(manifest, folder=path)
