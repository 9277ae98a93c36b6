"""Image to image: denoising, synthesis.

Options of the output (``Output.options``):

================ ==========================================================================================
``denormalise``  ``"input"``: the normalisation of the first channel is undone, so that the image is in the
                 input's unit; ``"none"`` (default): the network's numbers times ``scale`` plus ``shift``
``residual``     ``"none"`` (default), ``"add"`` or ``"subtract"``: the network gives what is to be added to,
                 or taken from, its first channel before that
``unit``         of the result; by default the input's where ``denormalise`` is ``"input"`` or ``residual``
                 is used, else none
``low``, ``high``  the result is clipped to them
``whole_numbers``  true: stored as whole numbers, as the input is
================ ==========================================================================================
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ModelError
from medviewer.core.volume import Volume, percentile_window
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import Channel, ModelImage, to_model_space
from medviewer.engine.outputs.output_options import OutputOptions
from medviewer.engine.tiling.predict_parts import settings_used
from medviewer.engine.tiling.whole_maps import whole_maps

FloatArray = npt.NDArray[np.float32]

_LIMIT = 1e12


def run(engine_run: EngineRun) -> Volume:
    """The image that the pack makes, on its input's grid.

    It is seen through the input's window where it holds the same quantity; else it brings its own.

    Raises
    ------
    ModelError
        If the network or the pack's options do not fit.
    """
    stage = engine_run.manifest.stages[-1]
    options = OutputOptions(stage)
    engine_run.report(0.0, "Preparing the image")
    image = to_model_space(engine_run.volumes, stage)
    maps = whole_maps(engine_run, stage, image, 1)
    engine_run.report(0.97, "Bringing the image back")
    is_same = is_same_quantity(options)
    values = _true_values(maps[0], image, options)
    voxels = image.grid.values_to_volume(values)
    if is_same:
        _keep_unseen(voxels, engine_run.volume, image)
    return _result(voxels, engine_run, options, is_same)


def is_same_quantity(options: OutputOptions) -> bool:
    """Whether the result measures what the input measures."""
    undone = options.choice("denormalise", ("none", "input")) == "input"
    return undone or options.choice("residual", ("none", "add", "subtract")) != "none"


def _true_values(values: FloatArray, image: ModelImage, options: OutputOptions) -> FloatArray:
    residual = options.choice("residual", ("none", "add", "subtract"))
    if residual != "none":
        source = image.channels[0].box(tuple(slice(0, n) for n in image.shape))  # type: ignore[arg-type]
        values = source + values if residual == "add" else source - values
    if is_same_quantity(options):
        return _denormalised(values, image.channels[0])
    scale = options.number("scale", 1.0, -_LIMIT, _LIMIT)
    shift = options.number("shift", 0.0, -_LIMIT, _LIMIT)
    return np.asarray(values * np.float32(scale) + np.float32(shift), np.float32)


def _denormalised(values: FloatArray, channel: Channel) -> FloatArray:
    """The steps of the input undone, last one first; what was clipped stays clipped."""
    values = values.copy()
    for step in reversed(channel.steps):
        if step.times == 0.0:
            raise ModelError("The pack's normalisation cannot be undone, because it multiplies by 0.")
        values -= np.float32(step.plus)
        values *= np.float32(step.over / step.times)
        values += np.float32(step.minus)
    return values


def _keep_unseen(voxels: FloatArray, volume: Volume, image: ModelImage) -> None:
    """What lies outside the crop that the network has seen stays as it was."""
    seen = np.zeros(volume.geometry.shape_kji, bool)
    image.grid.turned(seen)[image.grid.seen] = True
    np.copyto(voxels, volume.voxels, where=~seen, casting="unsafe")


def _result(voxels: FloatArray, engine_run: EngineRun, options: OutputOptions, is_same: bool) -> Volume:
    source = engine_run.volume
    low, high = options.optional_number("low"), options.optional_number("high")
    if low is not None or high is not None:
        np.clip(voxels, low, high, out=voxels)
    stored: npt.NDArray[np.generic] = voxels
    if options.flag("whole_numbers", False) and source.voxels.dtype.kind in "iu":
        bounds = np.iinfo(source.voxels.dtype)
        stored = np.clip(np.rint(voxels), bounds.min, bounds.max).astype(source.voxels.dtype)
    result = Volume(
        voxels=stored,
        geometry=source.geometry,
        unit=options.text("unit", source.unit if is_same else ""),
        info=source.info,
        spacing_source=source.spacing_source,
        has_orientation=source.has_orientation,
        provenance=settings_used(engine_run, engine_run.manifest.stages[-1]),
    )
    return result if is_same else replace(result, windows=(percentile_window(result),))
