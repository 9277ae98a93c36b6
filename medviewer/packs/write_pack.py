"""Writing ``pack.toml`` and the hashes of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

from medviewer.core.errors import PluginError
from medviewer.packs.hashes import write_hashes
from medviewer.packs.pack_manifest import FORMAT_VERSION, PACK_NAME, PackManifest
from medviewer.packs.pack_table import NONE_MARK
from medviewer.packs.read_pack import read_pack
from medviewer.packs.stage import Stage
from medviewer.packs.toml_text import toml_text

_LITERAL = ("arguments", "options")


def write_pack(manifest: PackManifest, folder: Path) -> None:
    """Writes ``pack.toml`` and then ``SHA256SUMS`` over every file of a pack's folder.

    All files that the manifest names must already lie in ``folder``. What is written is read back
    and must be the same.

    Raises
    ------
    PluginError
        If the manifest says what no pack may say.
    """
    try:
        text = toml_text(_document(manifest))
        (folder / PACK_NAME).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise PluginError(f"The manifest of {manifest.info.id} cannot be written: {error}") from error
    read_pack(folder)
    write_hashes(folder)


def _document(manifest: PackManifest) -> dict[str, Any]:
    info = _told(manifest.info)
    root: dict[str, Any] = {"format": FORMAT_VERSION}
    beside = ("contract", "labels", "parameters", "operating_points")
    root["model"] = {key: value for key, value in info.items() if key not in beside}
    for name in ("author", "made_from", "legacy", "references"):
        if getattr(manifest, name):
            root["model"][name] = getattr(manifest, name)
    root |= {key: info[key] for key in beside if key in info}
    root["stages"] = [_stage(stage) for stage in manifest.stages]
    rest = _told(manifest)
    return root | {key: rest[key] for key in ("clean_up", "calibration", "golden") if key in rest}


def _stage(stage: Stage) -> dict[str, Any]:
    told = _told(stage)
    told["weights"] = stage.weights
    return told


def _told(noun: Any) -> dict[str, Any]:
    """The fields of a noun that say something else than what they say if nobody says anything."""
    told: dict[str, Any] = {}
    for field in fields(noun):
        value = getattr(noun, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if value is None or (value == default and type(value) is type(default)):
            continue
        told[field.name] = _literal(value) if field.name in _LITERAL else _plain(value)
    return told


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _told(value)
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def _literal(value: Any) -> Any:
    if value is None:
        return {NONE_MARK: True}
    if isinstance(value, Mapping):
        return {str(key): _literal(item) for key, item in value.items()}
    return [_literal(item) for item in value] if isinstance(value, tuple | list) else value
