"""``medviewer models install|remove|export|convert``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.core.errors import PluginError
from medviewer.core.install_report import InstallReport
from medviewer.installer.accept import accept_pack, discard, export_pack, remove_pack
from medviewer.packs.pack_manifest import PACK_SUFFIX, PackManifest
from medviewer.packs.read_pack import read_pack
from medviewer.packs.store import models_folder

_MARKS = {"passed": "ok", "warned": "note", "failed": "FAILED", "skipped": "-"}


def run(arguments: argparse.Namespace) -> int:
    """Does one of the four."""
    actions = {"install": _install, "remove": _remove, "export": _export, "convert": _convert}
    return actions[arguments.action](arguments)


def say_checks(found: InstallReport) -> None:
    """One line for each test."""
    for check in found.checks:
        say(f"{_MARKS[check.outcome]:>6}  {check.title}{': ' if check.sentence else ''}{check.sentence}")
    for note in found.notes:
        say(f"  note  {note}")


def why_refused(found: InstallReport) -> str:
    """The sentence of the test that failed."""
    reasons = [check.sentence for check in found.checks if check.outcome == "failed"]
    return f"{found.name} is not installed. {' '.join(reasons)}"


def _install(arguments: argparse.Namespace) -> int:
    from medviewer.commands.in_model_host import in_model_host

    store = str(models_folder())
    report = ConsoleReport()
    function, path = "medviewer.installer.gate:inspect_pack", str(Path(arguments.path).absolute())
    what = (path, store, dict(arguments.option))
    found: InstallReport = in_model_host(function, *what, title="Testing a model", report=report)
    report.clear()
    if not found.is_acceptable:
        if arguments.json:
            say_json(_facts(found, ""))
        else:
            say_checks(found)
        raise PluginError(why_refused(found))
    folder = ""
    try:
        if not arguments.json:
            _say_pack(read_pack(Path(found.staged_folder)), found)
        if arguments.yes or (not arguments.json and _agrees()):
            folder = accept_pack(found.staged_folder, store)
    finally:
        discard(found.staged_folder, store)
    if arguments.json:
        say_json(_facts(found, folder))
    else:
        say(f"Installed {found.model_id} {found.version} in {folder}" if folder else "Nothing was installed.")
    return 0 if folder or arguments.json else 1


def _say_pack(manifest: PackManifest, found: InstallReport) -> None:
    info = manifest.info
    say(f"{info.name}  ({info.id} {info.version}, {info.task}, {info.licence})")
    say(f"Meant for: {info.intended_use}")
    if manifest.made_from:
        say(f"Made from: {manifest.made_from}")
    say_checks(found)
    if found.backend:
        say(
            f"On this machine: {found.backend}, {found.ms_per_tile:.0f} ms a tile, "
            f"{found.peak_ram_bytes / 1e9:.1f} GB of memory at most."
        )


def _agrees() -> bool:
    sys.stderr.write("Install it? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _facts(found: InstallReport, folder: str) -> dict[str, object]:
    facts = {key: value for key, value in asdict(found).items() if key != "staged_folder"}
    return facts | {"acceptable": found.is_acceptable, "installed": bool(folder), "folder": folder}


def _remove(arguments: argparse.Namespace) -> int:
    removed = remove_pack(arguments.model, str(models_folder()), arguments.pack_version)
    if arguments.json:
        say_json({"id": arguments.model, "removed": list(removed)})
    else:
        say(f"Removed {arguments.model} {', '.join(removed)}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    path = export_pack(arguments.model, str(models_folder()), arguments.output, arguments.pack_version)
    if arguments.json:
        say_json({"id": arguments.model, "output": path})
    else:
        say(f"Saved {path}")
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from medviewer.installer.convert_to import convert_to

    report = ConsoleReport()
    manifest = convert_to(arguments.path, arguments.output, dict(arguments.option), report=report)
    report.clear()
    kind = "file" if arguments.output.lower().endswith(PACK_SUFFIX) else "folder"
    if arguments.json:
        say_json({"id": manifest.info.id, "version": manifest.info.version, "output": arguments.output})
    else:
        say(f"Made the pack {manifest.info.id} {manifest.info.version} in the {kind} {arguments.output}")
        say("Look at its pack.toml and card.md, then: medviewer models install " + arguments.output)
    return 0
