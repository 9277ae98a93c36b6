"""Landmarks: one heat map a landmark.

Options of the output (``Output.options``):

================ ==========================================================================================
``activation``   ``"none"`` (default): the network gives heat from 0 to ``height``; ``"sigmoid"``: logits
``height``       of the heat at a landmark that is certain; default 1
``radius_mm``    how far from its highest voxel a peak is looked at; default 15
================ ==========================================================================================

``Output.threshold`` is the least score of a landmark that counts as found. ``Output.labels`` are the numbers
of the pack's labels, channel by channel; 0 for a channel that is no landmark.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ModelError
from medviewer.core.landmarks import Landmark, Landmarks
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import ModelImage, to_model_space
from medviewer.engine.outputs.class_findings import BACKGROUND, output_names
from medviewer.engine.outputs.landmark_peak import find_peak
from medviewer.engine.outputs.output_options import OutputOptions
from medviewer.engine.tiling.predict_parts import settings_used
from medviewer.engine.tiling.whole_maps import whole_maps
from medviewer.packs.stage import Stage


def run(engine_run: EngineRun) -> Landmarks:
    """The landmarks that a pack finds, in the order of its outputs.

    Raises
    ------
    ModelError
        If the network or the pack's options do not fit.
    """
    manifest, stage = engine_run.manifest, engine_run.manifest.stages[-1]
    engine_run.report(0.0, "Preparing the image")
    image = to_model_space(engine_run.volumes, stage)
    names = output_names(manifest, stage)
    heats = whole_maps(engine_run, stage, image, len(names))
    if len(heats) != len(names):
        raise ModelError(
            f"The network {stage.name} gives {len(heats)} maps, and its pack names {len(names)}."
        )
    engine_run.report(0.97, "Finding the peaks")
    found = (
        _landmark(name, heat, image, stage)
        for name, heat in zip(names, heats, strict=True)
        if name != BACKGROUND
    )
    points = tuple(point for point in found if point is not None)
    return Landmarks(points, manifest.info.name, settings_used(engine_run, stage))


def _landmark(name: str, heat: npt.NDArray[np.float32], image: ModelImage, stage: Stage) -> Landmark | None:
    options = OutputOptions(stage)
    if options.choice("activation", ("none", "sigmoid")) == "sigmoid":
        heat = np.asarray(1.0 / (1.0 + np.exp(-np.clip(heat, -50.0, 50.0))), np.float32)
    spacing_mm = image.grid.geometry.spacing_ijk[::-1]
    peak = find_peak(heat, spacing_mm, options.number("radius_mm", 15.0, 0.0, 500.0))
    if peak is None:
        return None
    score = min(peak.height / options.number("height", 1.0, 1e-12, 1e12), 1.0)
    x, y, z = (float(value) for value in image.grid.to_lps(peak.place))
    is_there = image.grid.volume.nearest_index((x, y, z)) is not None  # not in what was filled around it
    if score < stage.output.threshold or not is_there:
        return None
    return Landmark(name, score, (x, y, z), peak.spread_mm)
