"""The options of ``medviewer models``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from medviewer.commands.argument_types import key_and_value

if TYPE_CHECKING:
    SubParsers = argparse._SubParsersAction[argparse.ArgumentParser]

ACTIONS = {
    "list": ("models", "All models: plugins, installed packs, broken ones with their reason."),
    "show": ("models", "What a model says of itself, and how its installation went."),
    "check": ("models", "Whether a model keeps its promises: a pack's tests, a plugin's contract."),
    "install": ("models_install", "Tests a model pack (or what can be made one) and installs it."),
    "remove": ("models_install", "Removes an installed pack."),
    "export": ("models_install", "Copies an installed pack to a folder or a .mvpack file."),
    "convert": ("models_install", "Makes a pack from a model in another format; installs nothing."),
    "fetch": ("models_fetch", "Downloads a pack from an address; resumes where it broke off."),
    "allow": ("models_permission", "Lets a Python plugin run, as its files are now."),
    "forbid": ("models_permission", "Takes the permission of a Python plugin back."),
}
"""Each action with the module of `medviewer.commands` that does it, and what it does."""


def add_models(commands: SubParsers) -> None:
    """``medviewer models ACTION``."""
    says = "The models that can be run: listing, installing, removing, checking."
    parser = commands.add_parser("models", help=says, description=says, allow_abbrev=False)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    made = {
        name: actions.add_parser(name, help=says, description=says, allow_abbrev=False)
        for name, (_, says) in ACTIONS.items()
    }
    for name in ("show", "check", "remove", "export", "allow", "forbid"):
        made[name].add_argument("model", metavar="ID", help="as `models list` names it")
    for name in ("remove", "export"):
        made[name].add_argument("--version", metavar="V", default="", dest="pack_version")
    made["export"].add_argument("output", metavar="OUT", help="a new folder, or a name in .mvpack")
    _add_sources(made)
    for one in made.values():
        one.add_argument("--json", action="store_true", help="JSON with stable keys")


def _add_sources(made: dict[str, argparse.ArgumentParser]) -> None:
    for name in ("install", "convert"):
        made[name].add_argument("path", metavar="PATH", help="a pack, or a model in another format")
        made[name].add_argument(
            "--option", metavar="K=V", type=key_and_value, action="append", default=[],
            help="what a model in another format does not say of itself (see docs/model-packs.md)",
        )  # fmt: skip
    made["install"].add_argument("--yes", action="store_true", help="accept it without being asked")
    made["convert"].add_argument("output", metavar="OUT", help="a new folder, or a name in .mvpack")
    fetch = made["fetch"]
    fetch.add_argument("url", metavar="URL", help="https:// or http://")
    fetch.add_argument("--sha256", metavar="H", required=True, help="what the file must hold")
    fetch.add_argument("-o", "--output", metavar="FILE", default="", help="default: the address's file name")
