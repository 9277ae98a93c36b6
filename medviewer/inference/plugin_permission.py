"""Whether a Python plugin may run: it is a program of its own, with all that a program can do.

Those that came with this program may. Those in the user's plugin folder and in installed packages are off
until an administrator allows them, by id and by what their files hold: a plugin that was changed is off
again. A plugin in any other folder runs only if someone names that folder, which is that person's own word.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from medviewer.api.manifest import Manifest
from medviewer.core.errors import PluginError
from medviewer.inference.plugin_places import package_folders, user_folder
from medviewer.packs.hashes import folder_sha256
from medviewer.packs.policy import current_policy


def needs_permission(folder: Path) -> bool:
    """Whether a plugin in this folder is off until it is allowed."""
    place = folder.resolve()
    return place.is_relative_to(user_folder().resolve()) or place in {p.resolve() for p in package_folders()}


def why_off(model_id: str, folder: Path) -> str:
    """One sentence that says why a plugin that needs permission may not run; "" if it may."""
    try:
        allowed = current_policy().allowed_plugins.get(model_id)
    except PluginError as error:
        return str(error)
    if allowed is None:
        return (
            f"The plugin {model_id} is a program and is off until an administrator allows it "
            f"(medviewer models allow {model_id})."
        )
    if allowed != plugin_hash(folder):
        return (
            f"The files of the plugin {model_id} were changed since it was allowed, so it is off until it is "
            f"allowed again (medviewer models allow {model_id})."
        )
    return ""


def require_permission(manifest: Manifest) -> None:
    """Refuses to run a plugin that is off. What Python compiled of one that may run is made anew.

    Raises
    ------
    PluginError
        With the sentence of `why_off`.
    """
    if not needs_permission(manifest.folder):
        return
    reason = why_off(manifest.info.id, manifest.folder)
    if reason:
        raise PluginError(reason)
    for compiled in list(manifest.folder.rglob("__pycache__")):  # the hash says nothing of it
        shutil.rmtree(compiled, ignore_errors=True)


def plugin_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a plugin, but for what Python compiled of them."""
    return folder_sha256(folder, leave_out={"__pycache__"})
