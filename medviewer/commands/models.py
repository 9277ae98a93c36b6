"""``medviewer models list|show|check``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import Any

from medviewer.api.model_info import ModelInfo
from medviewer.commands.console import say, say_json
from medviewer.commands.find_model import all_models, find_model
from medviewer.core.errors import PluginError
from medviewer.inference.discover import PluginRecord


def run(arguments: argparse.Namespace) -> int:
    """Lists the models, shows what one says of itself, or checks that it keeps its promises."""
    if arguments.action == "list":
        return _list(arguments.json)
    if not arguments.model:
        sys.stderr.write(f"medviewer: models {arguments.action} needs the ID of a model (see: models list)\n")
        return 2
    record, info = find_model(arguments.model)
    if arguments.action == "show":
        return _show(record, info, arguments.json)
    return _check(record, info, arguments.json)


def _list(as_json: bool) -> int:
    rows = [_row(record) for record in all_models()]
    if as_json:
        say_json({"models": rows})
        return 0
    for row in rows:
        if row["problem"]:
            say(f"(broken)  {row['folder']}: {row['problem']}")
        else:
            say(f"{row['id']}  {row['version']}  {row['task']}  {row['name']}")
    if not rows:
        say("No models were found.")
    return 0


def _row(record: PluginRecord) -> dict[str, Any]:
    info = record.info
    return {
        "id": "" if info is None else info.id,
        "version": "" if info is None else info.version,
        "name": "" if info is None else info.name,
        "task": "" if info is None else info.task,
        "source": record.source,
        "folder": str(record.folder),
        "problem": record.reason,
    }


def _show(record: PluginRecord, info: ModelInfo, as_json: bool) -> int:
    card = record.folder / info.card
    try:
        text = card.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    if as_json:
        say_json(asdict(info) | {"source": record.source, "folder": str(record.folder), "card_text": text})
        return 0
    say(f"{info.name}  ({info.id} {info.version}, {info.task}, {info.licence})")
    say(f"Meant for: {info.intended_use}")
    say("Accepts: " + _contract_in_words(info))
    say("Gives: " + ", ".join(label.name for label in info.labels))
    say(f"Folder: {record.folder}")
    if text:
        say()
        say(text.rstrip())
    return 0


def _contract_in_words(info: ModelInfo) -> str:
    contract = info.contract
    parts = [" or ".join(contract.modalities) or "any modality", f"{contract.dimensions}D"]
    if contract.spacing_mm is not None:
        parts.append(f"spacing {contract.spacing_mm[0]:g} to {contract.spacing_mm[1]:g} mm")
    if contract.unit:
        parts.append(f"values in {contract.unit}")
    if contract.min_extent_mm:
        parts.append(f"at least {contract.min_extent_mm:g} mm long along every axis")
    return ", ".join(parts)


def _check(record: PluginRecord, info: ModelInfo, as_json: bool) -> int:
    from medviewer.api.testing import check_model

    try:
        check_model(record.folder)
    except AssertionError as error:
        raise PluginError(f"The model {info.id} does not keep its promises: {error}") from error
    if as_json:
        say_json({"id": info.id, "ok": True})
    else:
        say(f"The model {info.id} keeps its promises.")
    return 0
