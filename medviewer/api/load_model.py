"""Importing a plugin's class from its folder. Runs the plugin's code: only in the model host and in tests."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from medviewer.api.manifest import Manifest
from medviewer.api.model import Model
from medviewer.core.errors import MedviewerError, PluginError

_OWN = "medviewer_plugin_"


def make_model(manifest: Manifest) -> Model:
    """A new, not yet loaded model of a plugin.

    Raises
    ------
    PluginError
        If its module cannot be imported, or has no such class, or the class cannot be made. The
        plugin's own exception is the cause.
    """
    module_name, _, class_name = manifest.entry.partition(":")
    path = manifest.folder / f"{module_name}.py"
    unique = f"{_prefix(manifest.folder)}_{module_name}"
    for name in [name for name in sys.modules if name.startswith(_prefix(manifest.folder))]:
        del sys.modules[name]  # its files may have changed since
    spec = importlib.util.spec_from_file_location(unique, path)
    if spec is None or spec.loader is None:
        raise PluginError(f"The plugin {manifest.info.id} cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[unique] = module  # dataclasses and pickle look their module up
    try:
        with importable(manifest.folder):
            spec.loader.exec_module(module)
            model: Model = getattr(module, class_name)(manifest.info, manifest.folder)
    except MedviewerError:
        raise
    except Exception as error:  # the edge: a plugin may raise anything
        del sys.modules[unique]
        raise PluginError(
            f"The plugin {manifest.info.id} cannot be imported ({type(error).__name__}: {error})."
        ) from error
    return model


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Lets a plugin import its sibling files while its code runs.

    Afterwards they are put aside under names of their own, and modules of the same names that others
    have imported are back in their place.
    """
    prefix = _prefix(folder) + "."
    own_names = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    others = {name: sys.modules[name] for name in list(sys.modules) if name.partition(".")[0] in own_names}
    for name in others:
        del sys.modules[name]
    for name in [name for name in sys.modules if name.startswith(prefix)]:
        sys.modules[name.removeprefix(prefix)] = sys.modules[name]
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] in own_names]:
            sys.modules[prefix + name] = sys.modules.pop(name)
        sys.modules.update(others)


def _prefix(folder: Path) -> str:
    return _OWN + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
