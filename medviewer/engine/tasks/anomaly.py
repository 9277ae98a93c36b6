"""Anomaly maps: where a network that has learned to copy what is usual fails to copy.

Options of the output (``Output.options``):

================ ==========================================================================================
``error``        ``"absolute"`` (default) or ``"squared"`` difference of input and copy, both normalised,
                 the mean over channels
``smooth_mm``    standard deviation of a Gaussian that the error is smoothed with, mm; 0 (default): none
``inside_above`` the error counts only where the first channel, normalised, is above this; default: everywhere
``margin_mm``    and not within this distance of the rim of that, or of the image's edges; default 0
``score``        ``"percentile"`` (default), ``"mean"`` or ``"max"`` of the error that counts
``percentile``   default 99.5
``threshold``    the score from which an image is called abnormal; default: none is named
``full_scale``   the error of the strongest colour; default: the map's percentile 99.9
================ ==========================================================================================
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.errors import ModelError
from medviewer.core.volume import Volume
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import ModelImage, to_model_space
from medviewer.engine.outputs.output_options import OutputOptions
from medviewer.engine.tiling.predict_parts import settings_used
from medviewer.engine.tiling.whole_maps import whole_maps

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_LIMIT = 1e12


def run(engine_run: EngineRun) -> AnomalyMap:
    """The error of a pack's reconstruction, on its input's grid, with its score.

    Raises
    ------
    ModelError
        If the network or the pack's options do not fit.
    """
    stage = engine_run.manifest.stages[-1]
    options = OutputOptions(stage)
    engine_run.report(0.0, "Preparing the image")
    image = to_model_space(engine_run.volumes, stage)
    copies = whole_maps(engine_run, stage, image, len(image.channels))
    if len(copies) != len(image.channels):
        raise ModelError(
            f"The network {stage.name} copies {len(copies)} channels and was given {len(image.channels)}."
        )
    engine_run.report(0.97, "Measuring the error")
    error = reconstruction_error(image, copies, options)
    inside = _inside(image, options)
    if inside is not None:
        error[~inside] = 0.0
    counted = error if inside is None else error[inside]
    score = _score(counted, options)
    volume = engine_run.volume
    result = Volume(
        image.grid.values_to_volume(error),
        volume.geometry,
        info=replace(volume.info, description=engine_run.manifest.info.name),
        has_orientation=volume.has_orientation,
    )
    return AnomalyMap(
        result,
        score,
        _full_scale(counted, options),
        options.optional_number("threshold"),
        engine_run.manifest.info.name,
        settings_used(engine_run, stage),
    )


def reconstruction_error(image: ModelImage, copies: FloatArray, options: OutputOptions) -> FloatArray:
    """The error [a, b, c] of copies [channels, a, b, c], not negative."""
    is_squared = options.choice("error", ("absolute", "squared")) == "squared"
    error = np.zeros(image.shape, np.float32)
    whole = tuple(slice(0, n) for n in image.shape)
    for channel, copy in zip(image.channels, copies, strict=True):
        difference = np.abs(channel.box(whole) - copy)  # type: ignore[arg-type]
        error += difference * difference if is_squared else difference
    error /= len(copies)
    sigma_mm = options.number("smooth_mm", 0.0, 0.0, 100.0)
    if sigma_mm > 0:
        error = ndimage.gaussian_filter(error, [sigma_mm / mm for mm in _spacing_abc(image)])
    return np.maximum(error, 0.0)


def _inside(image: ModelImage, options: OutputOptions) -> Mask | None:
    level = options.optional_number("inside_above")
    if level is None:
        return None
    whole = tuple(slice(0, n) for n in image.shape)
    inside: Mask = image.channels[0].box(whole) > level  # type: ignore[arg-type]
    margin_mm = options.number("margin_mm", 0.0, 0.0, 100.0)
    if margin_mm > 0 and inside.any():
        # A network sees less at the image's edges; a single slice has none before and behind it.
        around = [(1, 1) if count > 1 else (0, 0) for count in inside.shape]
        distance = ndimage.distance_transform_edt(np.pad(inside, around), sampling=_spacing_abc(image))
        inner = tuple(slice(n, n + count) for (n, _), count in zip(around, inside.shape, strict=True))
        inside = distance[inner] > margin_mm
    return inside


def _spacing_abc(image: ModelImage) -> tuple[float, ...]:
    return image.grid.geometry.spacing_ijk[::-1]


def _score(counted: FloatArray, options: OutputOptions) -> float:
    if counted.size == 0:
        return 0.0
    match options.choice("score", ("percentile", "mean", "max")):
        case "mean":
            return float(counted.mean(dtype=np.float64))
        case "max":
            return float(counted.max())
        case _:
            return float(np.percentile(counted, options.number("percentile", 99.5, 0.0, 100.0)))


def _full_scale(counted: FloatArray, options: OutputOptions) -> float:
    given = options.optional_number("full_scale")
    if given is not None:
        return options.number("full_scale", 1.0, 1e-12, _LIMIT)
    highest = float(np.percentile(counted, 99.9)) if counted.size else 0.0
    return highest if highest > 0 else 1.0
