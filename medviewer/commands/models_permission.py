"""``medviewer models allow|forbid``."""

from __future__ import annotations

import argparse

from medviewer.commands.console import say, say_json
from medviewer.commands.find_model import find_listed
from medviewer.core.errors import PluginError
from medviewer.inference.plugin_permission import needs_permission, plugin_hash
from medviewer.packs.policy import allow_plugin, current_policy, forbid_plugin


def run(arguments: argparse.Namespace) -> int:
    """Allows or forbids a plugin, in the user's settings."""
    if arguments.action == "forbid":
        return _forbid(arguments)
    record, info = find_listed(arguments.model)
    if record.kind == "pack" or not needs_permission(record.folder):
        raise PluginError(f"{info.id} needs no permission.")
    content = plugin_hash(record.folder)
    allow_plugin(info.id, content)
    if current_policy().allowed_plugins.get(info.id) != content:
        raise PluginError("On this machine only an administrator decides about plugins; nothing was changed.")
    if arguments.json:
        say_json({"id": info.id, "allowed": True, "sha256": content})
    else:
        say(f"{info.id} may run, as long as its files in {record.folder} stay as they are.")
    return 0


def _forbid(arguments: argparse.Namespace) -> int:
    if arguments.model not in current_policy().allowed_plugins:
        raise PluginError(f"The plugin {arguments.model} is not allowed anyway.")
    forbid_plugin(arguments.model)
    if arguments.json:
        say_json({"id": arguments.model, "allowed": False})
    else:
        say(f"{arguments.model} may not run any more.")
    return 0
