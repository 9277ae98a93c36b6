"""Reading ``plugin.toml``: what a plugin says of itself, checked strictly."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from medviewer.api.manifest_info import read_info
from medviewer.api.manifest_name import MANIFEST_NAME
from medviewer.api.manifest_table import Table
from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import PluginError

API_VERSION = "1"


@dataclass(frozen=True)
class Manifest:
    """What a ``plugin.toml`` says; ``entry`` is ``"module:Class"``, a file of ``folder`` and its class."""

    info: ModelInfo
    entry: str
    folder: Path


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a plugin's folder; imports nothing of the plugin.

    Raises
    ------
    PluginError
        If the manifest is missing, has unknown, missing or wrong fields, or names weights or an
        entry that are not there. (A missing card is no reason not to run; `check_model` asks for it.)
    """
    path = folder / MANIFEST_NAME
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PluginError(f"The folder {folder.name} has no {MANIFEST_NAME}.") from error
    except (OSError, ValueError) as error:
        raise PluginError(f"{folder.name}/{MANIFEST_NAME} cannot be read: {error}.") from error
    root = Table(data, f"{folder.name}/{MANIFEST_NAME}")
    version = root.text("api_version")
    if version != API_VERSION:
        raise PluginError(
            f"{root.place} is made for plugin API {version}; this program has {API_VERSION}. "
            "Ask for a newer version of the plugin."
        )
    entry = _entry(root, folder)
    model = root.table("model")
    info = read_info(root, model, folder)
    model.expect_no_more()
    root.expect_no_more()
    return Manifest(info, entry, folder)


def _entry(root: Table, folder: Path) -> str:
    entry = root.text("entry")
    module, _, name = entry.partition(":")
    if not module.isidentifier() or not name.isidentifier():
        raise PluginError(f'{root.place}: entry must be like "module:Class", not {entry!r}.')
    if not (folder / f"{module}.py").is_file():
        raise PluginError(f"{root.place} names {module}.py as its entry, which is not there.")
    return entry
