"""Loaded models, kept between the jobs of one host."""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
from collections.abc import Iterator
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


@contextlib.contextmanager
def code_of(manifest: Manifest, sentence: str) -> Iterator[None]:
    """Runs a plugin's own code: its siblings can be imported, and what it raises becomes one sentence.

    ``sentence`` names ``{model}`` and ``{error}``. Our own errors, and a lack of memory on the
    graphics card, pass as they are.
    """
    try:
        with importable(manifest.folder):
            yield
    except MedviewerError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise
        told = sentence.format(model=manifest.info.name, error=type(error).__name__)
        raise ModelError(told) from error


@functools.lru_cache(maxsize=_KEPT_MODELS)
def _loaded_model(folder: Path, device: str, stamp: tuple[int, ...]) -> Model:
    manifest = read_manifest(folder)
    model = make_model(manifest)
    with code_of(manifest, "{model} could not be loaded ({error}); the log of the model host says more."):
        model.load(device)
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
