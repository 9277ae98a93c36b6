"""``medviewer models``: listing, showing and checking here, the rest in modules of its own."""

from __future__ import annotations

import argparse
import importlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from medviewer.api.model_info import ModelInfo
from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.commands.find_model import all_models, find_listed, find_model
from medviewer.commands.models_install import say_checks
from medviewer.commands.models_options import ACTIONS
from medviewer.core.errors import PluginError
from medviewer.inference.discover import PluginRecord
from medviewer.packs.install_record import InstallRecord, read_record
from medviewer.packs.store import models_folder, pack_versions


def run(arguments: argparse.Namespace) -> int:
    """Does what is asked for with the models."""
    module = ACTIONS[arguments.action][0]
    if module != "models":
        status: int = importlib.import_module(f"medviewer.commands.{module}").run(arguments)
        return status
    if arguments.action == "list":
        return _list(arguments.json)
    if arguments.action == "show":
        return _show(*find_listed(arguments.model), arguments.json)
    return _check(*find_model(arguments.model), arguments.json)


def _list(as_json: bool) -> int:
    rows = [_row(record) for record in all_models()]
    if as_json:
        say_json({"models": rows})
        return 0
    for row in rows:
        if not row["id"]:
            say(f"(broken)  {row['folder']}: {row['problem']}")
        else:
            mark = "" if row["allowed"] else "(off)  "
            say(f"{mark}{row['id']}  {row['version']}  {row['task']}  {row['name']}  ({row['kind']})")
            if row["problem"]:
                say(f"    {row['problem']}")
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
        "kind": record.kind,
        "allowed": record.is_allowed,
        "versions": [path.name for path in _versions(record)],
        "folder": str(record.folder),
        "problem": record.reason,
    }


def _versions(record: PluginRecord) -> list[Path]:
    """All installed versions of a pack, the newest first."""
    is_installed = record.kind == "pack" and record.folder.is_relative_to(models_folder())
    return pack_versions(record.folder.parent) if is_installed else []


def _show(record: PluginRecord, info: ModelInfo, as_json: bool) -> int:
    card = record.folder / info.card
    try:
        text = _without_controls(card.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        text = ""
    installed = read_record(record.folder) if record.kind == "pack" else None
    if as_json:
        told = {"source": record.source, "kind": record.kind, "folder": str(record.folder), "card_text": text}
        say_json(asdict(info) | told | {"installed": None if installed is None else asdict(installed)})
        return 0
    say(f"{info.name}  ({info.id} {info.version}, {info.task}, {info.licence})")
    say(f"Meant for: {info.intended_use}")
    say("Accepts: " + _contract_in_words(info))
    say("Gives: " + ", ".join(label.name for label in info.labels))
    say(f"Folder: {record.folder}")
    if record.reason:
        say(record.reason)
    if installed is not None:
        _say_installed(installed)
    if text:
        say()
        say(text.rstrip())
    return 0


def _without_controls(text: str) -> str:
    """A card is anybody's text: what would steer the terminal is left out; HTML stays as it is written."""
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter in "\n\t" or letter.isprintable():
        return letter
    return " " if letter.isspace() and letter != "\r" else ""


def _say_installed(installed: InstallRecord) -> None:
    signer = f"signed with the key {installed.signer}" if installed.signer else "not signed"
    say(f"Installed: {installed.installed} from {installed.source}, {signer}, by {installed.program}")
    say(f"On this machine: {installed.backend}, {installed.ms_per_tile:.0f} ms a tile")
    for check in installed.checks:
        say(
            f"  {check['outcome']:>7}  {check['title']}{': ' if check['sentence'] else ''}{check['sentence']}"
        )


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
    if record.kind == "pack":
        return _check_pack(record, info, as_json)
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


def _check_pack(record: PluginRecord, info: ModelInfo, as_json: bool) -> int:
    """All tests of the gate once more, on a copy; what is installed stays as it is."""
    from medviewer.commands.in_model_host import in_model_host
    from medviewer.installer.accept import discard

    store = str(models_folder())
    report = ConsoleReport()
    function = "medviewer.installer.gate:inspect_pack"
    found = in_model_host(function, str(record.folder), store, title="Testing a model", report=report)
    report.clear()
    discard(found.staged_folder, store)
    if as_json:
        say_json({"id": info.id, "ok": found.is_acceptable, "checks": [asdict(c) for c in found.checks]})
    else:
        say_checks(found)
    if not found.is_acceptable:
        raise PluginError(f"The model {info.id} does not keep its promises; see the test that failed.")
    if not as_json:
        say(f"The model {info.id} keeps its promises.")
    return 0
