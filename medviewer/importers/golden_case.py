"""The golden case of a converted pack: a made-up image and what the model says of it here and now.

It cannot tell whether the conversion is right (the importers' tests do that, against the format's own
software); it tells a clinic whether its machine gives what the converting machine gave, and whether the model
gives the same for an image that is stored in another orientation.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from medviewer.api.model import Report, Result
from medviewer.api.result_check import check_result
from medviewer.core.anomaly import AnomalyMap
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume
from medviewer.engine.pack_model import PackModel
from medviewer.engine.part_report import PartReport
from medviewer.importers.phantom import phantom
from medviewer.io.progress import LocalReport
from medviewer.io.result_file import save_result
from medviewer.io.write import save_volume
from medviewer.packs.pack_manifest import Golden, PackManifest
from medviewer.packs.stage import Stage

FOLDER = "golden"
_VARIANTS = 3
_SAYS_NOTHING = (
    "It gives one value everywhere for each of the made-up images that were tried, so its golden case tells "
    "little; add a real one"
)
_LEAST, _MOST = 24, 112
_CONFORMED_MM = 150.0
_PICTURE = (1, 224, 256)
_SLICES, _OF_SLICES = 4.0, 128.0
_OPPOSITE = {"L": "L", "R": "L", "P": "P", "A": "P", "S": "S", "I": "S"}


def make_golden(manifest: PackManifest, into: Path, report: Report | None = None) -> PackManifest:
    """Runs the pack on a made-up image of its kind and writes both into ``into/golden``.

    Parameters
    ----------
    manifest
        Of a pack whose weights lie in ``into`` already; its ``pack.toml`` need not.

    Returns
    -------
    the manifest that names the golden case.

    Raises
    ------
    MedviewerError
        If the model cannot be loaded or run, or gives what is no result.
    """
    step = report or LocalReport()
    model = PackModel(manifest, into)
    model.load("cpu")
    tried: list[tuple[tuple[Volume, ...], Result]] = []
    try:
        for variant in range(_VARIANTS):
            part = PartReport(step, variant / _VARIANTS, (variant + 1) / _VARIANTS)
            inputs = golden_inputs(manifest, variant)
            result = _answer(model, manifest, inputs, part)
            check_result(result, inputs[0], manifest.info)
            tried.append((inputs, result))
            if not _says_nothing(result):
                return replace(manifest, golden=_written(inputs, result, into))
    finally:
        model.close()
    told = f"{manifest.made_from}. {_SAYS_NOTHING}" if manifest.made_from else _SAYS_NOTHING
    return replace(manifest, golden=_written(*tried[0], into), made_from=told)


def _answer(model: PackModel, manifest: PackManifest, inputs: tuple[Volume, ...], report: Report) -> Result:
    params = {"precision": "float32"}
    if len(inputs) == 1:
        return model.predict(inputs[0], params, report)
    roles = [role.role for role in manifest.info.contract.roles if not role.optional]
    return model.predict_channels(dict(zip(roles, inputs, strict=True)), params, report)


def _says_nothing(result: Result) -> bool:
    """Whether a segmentation is one value everywhere: that would be right for a turned image, too."""
    return isinstance(result, Segmentation) and int(result.labels.min()) == int(result.labels.max())


def golden_inputs(manifest: PackManifest, variant: int = 0) -> tuple[Volume, ...]:
    """One made-up image a channel, of the modality, spacing and size that the pack is for.

    ``variant``: which made-up patient, see `medviewer.importers.phantom.phantom`.
    """
    contract = manifest.info.contract
    stage = manifest.stages[-1]
    shape, spacing = _grid(manifest, stage)
    first = contract.modalities[0] if contract.modalities else "MR"
    roles = [role for role in contract.roles if not role.optional]
    modalities = [role.modalities[0] if role.modalities else first for role in roles] or [first]
    return tuple(
        phantom(shape, spacing, modality, contract.value_range, channel, variant)
        for channel, modality in enumerate(modalities)
    )


def _grid(manifest: PackManifest, stage: Stage) -> tuple[tuple[int, int, int], tuple[float, float, float]]:
    """Shape kji and spacing ijk, mm."""
    contract, space = manifest.info.contract, stage.space
    if contract.dimensions == 2:
        return _PICTURE, (0.5, 0.5, 1.0)
    spacing = _along_kji(space.axes, _three(space.spacing_mm, 0.0))
    usual = 1.5 if contract.spacing_mm is None else float(np.clip(1.5, *contract.spacing_mm))
    spacing = tuple(value or usual for value in spacing)
    if space.conform:
        spacing = tuple(2 * value for value in spacing)
        count = [int(_CONFORMED_MM / value) for value in spacing]
    elif space.slices:
        count = [int(size) for size in _along_kji(space.axes, (_SLICES, _OF_SLICES, _OF_SLICES))]
    else:
        sizes = _along_kji(space.axes, _three(stage.tiles.size, 64.0))
        count = [int(np.clip(size * 1.2, _LEAST, _MOST)) for size in sizes]
    least = contract.min_extent_mm
    shape = tuple(
        max(number + extra, int(np.ceil(least / value)) + 1)
        for number, extra, value in zip(count, (0, 4, 8), spacing, strict=True)
    )
    return (shape[0], shape[1], shape[2]), (spacing[2], spacing[1], spacing[0])


def _three(numbers: tuple[float, ...] | tuple[int, ...], default: float) -> tuple[float, float, float]:
    values = [float(number) for number in numbers]
    values = [default] * (3 - len(values)) + values
    return (values[0], values[1], values[2])


def _along_kji(axes: str, per_axis: tuple[float, float, float]) -> tuple[float, ...]:
    """Numbers per tensor axis as numbers along k (S), j (P) and i (L) of an ordinary volume."""
    if not axes:
        return per_axis
    by_axis = {_OPPOSITE[letter]: number for letter, number in zip(axes, per_axis, strict=True)}
    return (by_axis["S"], by_axis["P"], by_axis["L"])


def _written(inputs: tuple[Volume, ...], result: Result, into: Path) -> Golden:
    folder = into / FOLDER
    folder.mkdir(exist_ok=True)
    names = [f"{FOLDER}/input-{number}.nii.gz" for number in range(len(inputs))]
    for name, volume in zip(names, inputs, strict=True):
        save_volume(volume, str(into / name), LocalReport())
    is_grid = isinstance(result, Segmentation | Volume | AnomalyMap)
    expected = f"{FOLDER}/expected.nii.gz" if is_grid else f"{FOLDER}/expected.json"
    save_result(result, str(into / expected), None, (), LocalReport())
    return Golden(tuple(names), expected)
