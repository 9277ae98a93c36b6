"""Loaded models, kept between the jobs of one host."""

from __future__ import annotations

import functools
import gc
import hashlib
from pathlib import Path

from medviewer.api.load_model import importable, make_model
from medviewer.api.manifest import Manifest, read_manifest
from medviewer.api.model import Model
from medviewer.core.errors import MedviewerError, ModelError
from medviewer.inference.device import is_out_of_memory

_KEPT_MODELS = 2


def loaded_model(folder: Path, device: str) -> Model:
    """A plugin's model with its weights on a device; the same one as last time if no file has changed.

    Raises
    ------
    PluginError, ModelError
        If it cannot be imported or loaded.
    """
    return _loaded_model(folder, device, _stamp(folder))


def forget_models() -> None:
    """Lets go of all loaded models and so of their memory."""
    _loaded_model.cache_clear()
    gc.unfreeze()


def weights_sha256(manifest: Manifest) -> str:
    """SHA-256 of a plugin's weights file, ``""`` if it has none."""
    if not manifest.info.weights:
        return ""
    path = manifest.folder / manifest.info.weights
    status = path.stat()
    return _file_sha256(path, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=_KEPT_MODELS)
def _loaded_model(folder: Path, device: str, stamp: tuple[int, ...]) -> Model:
    manifest = read_manifest(folder)
    model = make_model(manifest)
    try:
        with importable(folder):
            model.load(device)
    except MedviewerError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise
        raise ModelError(
            f"{manifest.info.name} could not be loaded ({type(error).__name__}); "
            "the log of the model host says more."
        ) from error
    # What the libraries brought stays: after each run only what the run left behind is looked through.
    gc.collect()
    gc.freeze()
    return model


def _stamp(folder: Path) -> tuple[int, ...]:
    """Changes whenever a file of the plugin's folder changes."""
    if not folder.is_dir():
        return ()
    return tuple(path.stat().st_mtime_ns for path in sorted(folder.iterdir()) if path.is_file())


@functools.lru_cache(maxsize=16)
def _file_sha256(path: Path, modified_ns: int, size_bytes: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
