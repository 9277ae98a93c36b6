"""The files of a MONAI bundle: a folder, or one ``.ts`` that carries them inside."""

from __future__ import annotations

import importlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medviewer.importers.foreign_json import read_json_table
from medviewer.importers.mac_files import is_mac_file
from medviewer.importers.refused import ImportRefused

_LONGEST_BYTES = 4 << 20
_CONFIGS = ("inference.json", "inference.yaml", "inference.yml")


@dataclass(frozen=True)
class BundleFiles:
    """``metadata`` and ``config`` as data; ``weights`` is a file of plain weights, ``script`` TorchScript."""

    name: str
    metadata: Mapping[str, Any]
    config: Mapping[str, Any]
    weights: Path | None
    script: Path | None


def bundle_files(source: Path) -> BundleFiles:
    """What a bundle's files hold; weights are only found.

    Raises
    ------
    ImportRefused
        If configuration, metadata or weights are missing or cannot be read.
    """
    if source.is_file():
        return _of_script(source)
    configs = source / "configs"
    found = next((configs / name for name in _CONFIGS if (configs / name).is_file()), None)
    if found is None:
        raise ImportRefused(
            source.name, ["it has no configs/inference.json, which says what it does to an image."]
        )
    metadata = configs / "metadata.json"
    weights = _one_of(source / "models", ("model.pt", "model.safetensors"), ".pt")
    script = _one_of(source / "models", ("model.ts",), ".ts")
    if weights is None and script is None:
        raise ImportRefused(
            source.name, ["it has no models/model.pt; its weights may be fetched separately."]
        )
    return BundleFiles(
        source.name,
        read_json_table(metadata) if metadata.is_file() else {},
        read_json_table(found) if found.suffix == ".json" else _yaml(found),
        weights,
        script,
    )


def _one_of(folder: Path, names: tuple[str, ...], suffix: str) -> Path | None:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    others = sorted(path for path in folder.glob(f"*{suffix}") if not is_mac_file(path.name))
    return others[0] if len(others) == 1 else None


def _of_script(source: Path) -> BundleFiles:
    """MONAI's ``ckpt_export`` puts ``metadata.json`` and ``inference.json`` into ``extra/``."""
    with zipfile.ZipFile(source) as archive:
        inside = {info.filename.partition("/")[2]: info for info in archive.infolist()}
        tables = {}
        for name in ("metadata.json", "inference.json"):
            info = inside.get(f"extra/{name}")
            if info is None or info.file_size > _LONGEST_BYTES:
                raise ImportRefused(
                    source.name, [f"it carries no {name}, which says what it does to an image."]
                )
            tables[name] = json.loads(archive.read(info))
    if not all(isinstance(table, dict) for table in tables.values()):
        raise ImportRefused(source.name, ["its metadata or configuration is no table."])
    return BundleFiles(source.stem, tables["metadata.json"], tables["inference.json"], None, source)


def _yaml(path: Path) -> Mapping[str, Any]:
    """YAML's plain values only. PyYAML is not among what this program needs, so it may not be there."""
    try:
        yaml = importlib.import_module("yaml")
    except ImportError as error:
        raise ImportRefused(
            path.name, ["it is YAML, which this installation cannot read; save it as JSON."]
        ) from error
    if path.stat().st_size > _LONGEST_BYTES:
        raise ImportRefused(path.name, ["it is larger than 4 MB, so it is not read."])
    text = path.read_text(encoding="utf-8")
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            raise ImportRefused(
                path.name, ["it uses aliases, which can grow beyond all bounds; write them out."]
            )
        value = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ImportRefused(
            path.name, ["it is no YAML of plain values; what else it names is not built."]
        ) from error
    if not isinstance(value, dict):
        raise ImportRefused(path.name, ["it holds no table of names and values."])
    return value
