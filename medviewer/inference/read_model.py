"""Reading the manifest of any model: a plugin's or a pack's."""

from __future__ import annotations

from pathlib import Path

from medviewer.api.manifest import Manifest, read_manifest
from medviewer.packs.pack_manifest import PACK_NAME, PackManifest
from medviewer.packs.read_pack import read_pack

AnyManifest = Manifest | PackManifest


def read_model(folder: Path) -> AnyManifest:
    """The manifest in a model's folder: ``pack.toml`` if there is one, else ``plugin.toml``.

    Raises
    ------
    PluginError
        As `read_pack` and `read_manifest`.
    """
    return read_pack(folder) if (folder / PACK_NAME).is_file() else read_manifest(folder)
