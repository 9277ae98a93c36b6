"""Sequence models over time: a recurrent network that reads a patient's images in the order of their dates.

Each image comes onto the network's grid by itself, of a shape that all have (``Space.conform``). The network
is given them one behind the other along the first axis, [1, channels, points * a, b, c], the oldest first. It
gives what `medviewer.engine.networks.time_sequence.TimeSequence` gives: [outputs + 1, 1 + points], in each
row the logit of the whole and then of every time point, in the last row the share that each has in it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch

from medviewer.core.classification import Classification
from medviewer.core.errors import ModelError
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import to_model_space
from medviewer.engine.outputs.class_findings import class_findings, class_probabilities, output_names
from medviewer.engine.tiling.predict_parts import settings_used
from medviewer.engine.tiling.tile_network import TileNetwork
from medviewer.packs.stage import Stage


def of_time_points(engine_run: EngineRun) -> Classification:
    """The findings of a pack on several time points; the first of the run's volumes is the latest.

    Raises
    ------
    ModelError
        If the network gives other numbers than these.
    """
    manifest, stage = engine_run.manifest, engine_run.manifest.stages[-1]
    volumes = engine_run.volumes[::-1]
    images = []
    for n, volume in enumerate(volumes):
        engine_run.report(0.6 * n / len(volumes), f"Preparing time point {n + 1} of {len(volumes)}")
        images.append(to_model_space((volume,), stage).tensor())
    series = torch.cat(images, dim=1)
    engine_run.report(0.6, "Reading the time points in order")
    said = _said(engine_run, stage, series)
    outputs = len(output_names(manifest, stage))
    if said.shape != (outputs + 1, len(volumes) + 1):
        raise ModelError(
            f"The network {stage.name} gave {said.shape} numbers for {len(volumes)} time points and "
            f"{outputs} outputs; {(outputs + 1, len(volumes) + 1)} were expected."
        )
    probabilities = class_probabilities(manifest, stage, said[:-1].T)
    findings = class_findings(manifest, stage, probabilities[0], engine_run.params)
    used = settings_used(engine_run, stage)
    told = ", ".join(
        f"{volume.info.study.study_date or n + 1}: {probabilities[1 + n, 0]:.3f}"
        for n, volume in enumerate(volumes)
    )
    used = replace(used, parameters=tuple(sorted((*used.parameters, ("time_points", told)))))
    return Classification(findings, manifest.info.name, used)


def _said(engine_run: EngineRun, stage: Stage, series: torch.Tensor) -> npt.NDArray[np.float64]:
    """Mean over folds of what the networks give for [channels, points * a, b, c]."""
    output = TileNetwork(engine_run.backends_of(stage), False, ()).answer(series)
    if not bool(torch.isfinite(output).all()):
        raise ModelError(f"The network {stage.name} gave numbers that are not finite.")
    return np.asarray(output.cpu().numpy(), np.float64)
