"""Reading ``plugin.toml``: what a plugin says of itself, checked strictly."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from medviewer.api.contract import InputContract
from medviewer.api.manifest_table import Table
from medviewer.api.model_info import Label, ModelInfo, TaskType
from medviewer.core.errors import PluginError
from medviewer.core.segmentation import COLOR_BLIND_SAFE, Code

API_VERSION = "1"
MANIFEST_NAME = "plugin.toml"


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
    info = _model_info(root, folder)
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


def _model_info(root: Table, folder: Path) -> ModelInfo:
    model = root.table("model")
    task = model.text("task")
    if task not in get_args(TaskType):
        raise PluginError(
            f"{model.place}: task must be one of {', '.join(get_args(TaskType))}, not {task!r}."
        )
    labels = tuple(_label(table, n) for n, table in enumerate(root.tables("labels")))
    if task == "segmentation" and not labels:
        raise PluginError(f"{root.place}: a segmentation model needs at least one of [[labels]].")
    for what in ("number", "name"):
        if len({getattr(label, what) for label in labels}) != len(labels):
            raise PluginError(f"{root.place}: two labels have the same {what}.")
    info = ModelInfo(
        id=model.identifier("id"),
        version=model.text("version"),
        name=model.text("name"),
        task=cast(TaskType, task),
        contract=_contract(root.table("contract", optional=True)),
        labels=labels,
        licence=model.text("licence"),
        intended_use=model.text("intended_use"),
        weights=model.file_name("weights", folder, default=""),
        card=model.file_name("card", folder, default="card.md", must_exist=False),
    )
    model.expect_no_more()
    return info


def _contract(table: Table) -> InputContract:
    contract = InputContract(
        modalities=table.texts("modalities"),
        dimensions=table.whole_number("dimensions", default=3),
        spacing_mm=table.range("spacing_mm"),
        value_range=table.range("value_range"),
        unit=table.text("unit", default=""),
        min_extent_mm=table.number("min_extent_mm", default=0.0),
    )
    if contract.dimensions not in (2, 3):
        raise PluginError(f"{table.place}: dimensions must be 2 or 3.")
    table.expect_no_more()
    return contract


def _label(table: Table, position: int) -> Label:
    number = table.whole_number("number")
    if not 1 <= number <= 65535:
        raise PluginError(f"{table.place}: a label's number must be from 1 to 65535.")
    color = table.color("color", default=COLOR_BLIND_SAFE[position % len(COLOR_BLIND_SAFE)])
    label = Label(number, table.text("name"), color, _code(table.table("code", optional=True)))
    table.expect_no_more()
    return label


def _code(table: Table) -> Code | None:
    if table.is_empty:
        return None
    code = Code(table.text("value"), table.text("scheme"), table.text("meaning"))
    table.expect_no_more()
    return code
