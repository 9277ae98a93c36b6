"""From what a user types to a model: a plugin or an installed pack."""

from __future__ import annotations

from pathlib import Path

from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import PluginError
from medviewer.inference.discover import PluginRecord, discover
from medviewer.inference.plugin_places import plugin_folders


def all_models() -> tuple[PluginRecord, ...]:
    """Every model that is found, broken ones too."""
    return discover(plugin_folders())


def find_model(name: str) -> tuple[PluginRecord, ModelInfo]:
    """The model with an id, or in a folder, that may be run.

    Raises
    ------
    PluginError
        If there is none, it is broken or it is not allowed; with what there is, or the reason.
    """
    record, info = find_listed(name)
    if not record.is_usable:
        raise PluginError(record.reason)
    return record, info


def find_listed(name: str) -> tuple[PluginRecord, ModelInfo]:
    """The same, but it may be one that is not allowed to run.

    Raises
    ------
    PluginError
        If there is none, or it is broken; with what there is, or the reason.
    """
    records = all_models()
    found = [r for r in records if r.info is not None and r.info.id == name]
    if not found and Path(name).is_dir():
        found = list(discover([Path(name).resolve()], with_packages=False))
    if not found:
        found = [r for r in records if r.info is None and r.folder.name == name]
    if not found:
        known = ", ".join(sorted(r.info.id for r in records if r.info is not None)) or "none"
        raise PluginError(f"There is no model {name}; there are: {known}.")
    info = found[0].info
    if info is None:
        raise PluginError(f"The model in {found[0].folder} cannot be used: {found[0].reason}")
    return found[0], info
