"""Loaded models, kept between the jobs of one host."""

from __future__ import annotations

import contextlib
import functools
import gc
from collections.abc import Iterator
from pathlib import Path

from medviewer.api.load_model import importable, make_model
from medviewer.api.manifest import Manifest
from medviewer.api.model import Model
from medviewer.core.errors import MedviewerError, ModelError
from medviewer.engine.backends.out_of_memory import is_out_of_memory
from medviewer.inference.plugin_permission import require_permission
from medviewer.inference.read_model import AnyManifest, read_model
from medviewer.packs.hashes import known_sha256
from medviewer.packs.pack_manifest import PACK_NAME, PackManifest
from medviewer.packs.weights_hash import weights_hash

_KEPT_MODELS = 2


def loaded_model(folder: Path, device: str) -> Model:
    """A model with its weights on a device; the same one as last time if no file of it has changed.

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


def weights_sha256(manifest: AnyManifest) -> str:
    """SHA-256 of a model's weights, ``""`` if it has none; of several files by `weights_hash`."""
    if isinstance(manifest, Manifest):
        names = [manifest.info.weights] if manifest.info.weights else []
    else:
        names = [name for stage in manifest.stages for name in stage.weights]
    return weights_hash({name: known_sha256(manifest.folder / name) for name in names})


@contextlib.contextmanager
def code_of(manifest: AnyManifest, sentence: str) -> Iterator[None]:
    """Runs a model: what it raises becomes one sentence, and a plugin's siblings can be imported.

    ``sentence`` names ``{model}`` and ``{error}``. Our own errors, and a lack of memory on the
    graphics card, pass as they are.
    """
    try:
        with contextlib.nullcontext() if isinstance(manifest, PackManifest) else importable(manifest.folder):
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
    manifest = read_model(folder)
    model = _pack_model(manifest) if isinstance(manifest, PackManifest) else _plugin_model(manifest)
    with code_of(manifest, "{model} could not be loaded ({error}); the log of the model host says more."):
        model.load(device)
    # What the libraries brought stays: after each run only what the run left behind is looked through.
    gc.collect()
    gc.freeze()
    return model


def _plugin_model(manifest: Manifest) -> Model:
    require_permission(manifest)
    return make_model(manifest)


def _pack_model(manifest: PackManifest) -> Model:
    from medviewer.engine.pack_model import PackModel  # brings torch

    return PackModel(manifest)


def _stamp(folder: Path) -> tuple[int, ...]:
    """Changes whenever a file of the model's folder changes."""
    if not folder.is_dir():
        return ()
    inner = folder.rglob("*") if (folder / PACK_NAME).is_file() else folder.iterdir()
    return tuple(path.stat().st_mtime_ns for path in sorted(inner) if path.is_file())
