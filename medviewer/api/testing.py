"""The contract test that every plugin runs: `check_model`."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from medviewer.api.load_model import importable, make_model
from medviewer.api.manifest import read_manifest
from medviewer.api.model import Model, Result
from medviewer.api.result_check import check_result
from medviewer.api.testing_volume import made_up_volume
from medviewer.core.classification import Classification
from medviewer.core.detections import Detections
from medviewer.core.errors import Cancelled
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume

_SAME_PROBABILITY = 1e-5


def check_model(
    plugin_folder: Path, volume: Volume | None = None, params: Mapping[str, str] | None = None
) -> None:
    """Checks that a plugin keeps the promises of the plugin API, on the processor.

    The manifest is valid and its files are there; the class can be imported and loaded; the result
    fits the volume; the input's voxels are unchanged; progress is reported, never goes back and
    stays in 0..1; a cancel comes out as `Cancelled`; two runs give the same.

    Parameters
    ----------
    plugin_folder
        Where ``plugin.toml`` lies.
    volume, params
        An image that fits the model's contract (None for a small made-up one); given to ``predict``.

    Raises
    ------
    AssertionError, MedviewerError
        One sentence that says which promise is not kept.
    """
    folder = Path(plugin_folder)
    manifest = read_manifest(folder)
    _promise(any(folder.glob("LICEN[CS]E*")), "The plugin's folder has no LICENSE file.")
    card = manifest.info.card
    _promise(bool(card) and (folder / card).is_file(), f"The plugin's folder has no model card {card}.")
    model = make_model(manifest)
    _promise(model.info.id == manifest.info.id, "The model's info is not the info it was made with.")
    image = _locked(made_up_volume(manifest.info.contract) if volume is None else volume)
    before = _digest(image)
    with importable(folder):
        model.load("cpu")
        _check_runs(model, image, dict(params or {}))
    _promise(_digest(image) == before, "The model has changed the voxels that it was given.")


def _check_runs(model: Model, image: Volume, params: dict[str, str]) -> None:
    report = _CountingReport()
    first = model.predict(image, dict(params), report)
    report.check()
    check_result(first, image, model.info)
    second = model.predict(image, dict(params), _CountingReport())
    _promise(_is_same(first, second), "Two runs on the same volume gave different results.")
    _check_cancel(model, image, params)


class _CountingReport:
    """Remembers the fractions; stops the model at the call numbered ``cancel_at``."""

    def __init__(self, cancel_at: int = 0) -> None:
        self.fractions: list[float] = []
        self._cancel_at = cancel_at

    def __call__(self, fraction: float, message: str = "") -> None:
        self.fractions.append(float(fraction))
        if len(self.fractions) == self._cancel_at:
            raise Cancelled()

    def check(self) -> None:
        steps = np.array(self.fractions)
        _promise(len(steps) >= 2, "The model reports less than twice, so nobody can see or stop its work.")
        _promise(bool(((steps >= 0) & (steps <= 1)).all()), "The model reports fractions outside 0 to 1.")
        _promise(bool((np.diff(steps) >= 0).all()), "The model reports fractions that go back.")


def _check_cancel(model: Model, volume: Volume, params: dict[str, str]) -> None:
    report = _CountingReport(cancel_at=2)
    try:
        model.predict(volume, dict(params), report)
    except Cancelled:
        return
    except Exception as error:
        raise AssertionError(
            "The model turned the cancel into another error (Cancelled must not be caught)."
        ) from error
    _promise(False, "The model went on although report asked it to stop (Cancelled must not be caught).")


def _locked(volume: Volume) -> Volume:
    """The volume with a read-only view of its voxels, as the model host passes it."""
    voxels = volume.voxels.view()
    voxels.flags.writeable = False
    return dataclasses.replace(volume, voxels=voxels)


def _digest(volume: Volume) -> str:
    return hashlib.sha256(np.ascontiguousarray(volume.voxels).data).hexdigest()


def _is_same(first: Result, second: Result) -> bool:
    if isinstance(first, Segmentation) and isinstance(second, Segmentation):
        return np.array_equal(first.labels, second.labels)
    if isinstance(first, Classification) and isinstance(second, Classification):
        pairs = list(zip(first.findings, second.findings, strict=True))
        return all(
            a.label == b.label and abs(a.probability - b.probability) <= _SAME_PROBABILITY for a, b in pairs
        )
    if isinstance(first, Detections) and isinstance(second, Detections):
        return first.boxes == second.boxes
    if isinstance(first, Volume) and isinstance(second, Volume):
        return np.allclose(first.voxels, second.voxels)
    return False


def _promise(is_kept: bool, sentence: str) -> None:
    if not is_kept:
        raise AssertionError(sentence)
