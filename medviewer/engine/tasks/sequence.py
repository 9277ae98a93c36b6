"""Sequence models: a recurrent network that reads the slices of a series in order.

The network is given the whole series [1, channels, slices, rows, columns] and gives what
`medviewer.engine.networks.slice_sequence.SliceSequence` gives: [1, outputs + 1, 1 + slices], in each row the
logit of the whole and then of every slice, and in the last row the attention of every slice.

Options of the output (``Output.options``):

================ ==========================================================================================
``per_slice``    ``"probability"`` (default) of each slice, or ``"attention"``: how strongly each slice
                 counts, the strongest being 1
================ ==========================================================================================
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from medviewer.core.classification import Classification
from medviewer.core.errors import ModelError
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import to_model_space
from medviewer.engine.outputs.class_findings import class_findings, class_probabilities, output_names
from medviewer.engine.outputs.output_options import OutputOptions
from medviewer.engine.outputs.slice_values import by_input_slice
from medviewer.engine.outputs.time_points import of_time_points
from medviewer.engine.tiling.predict_parts import predicted_parts, settings_used
from medviewer.engine.tiling.tile_plan import plan_tiles
from medviewer.packs.stage import Tiles

_KINDS: tuple[Literal["probability", "attention"], ...] = ("probability", "attention")


def run(engine_run: EngineRun) -> Classification:
    """The findings of a pack, with what it says of every slice.

    Raises
    ------
    ModelError
        If the network or the pack's options do not fit.
    """
    manifest, stage = engine_run.manifest, engine_run.manifest.stages[-1]
    kind = OutputOptions(stage).choice("per_slice", _KINDS)
    if manifest.info.contract.time_points is not None:
        return of_time_points(engine_run)
    engine_run.report(0.0, "Preparing the image")
    image = to_model_space(engine_run.volumes, stage)
    plan = plan_tiles(image.shape, Tiles())  # a sequence is not cut into tiles, and no slice left out
    whole = replace(stage, tiles=replace(stage.tiles, skip_below=None))
    (part,) = predicted_parts(engine_run, whole, image, plan)
    if part.output is None:
        raise ModelError(f"{manifest.info.name} found nothing to look at.")
    said = np.asarray(part.output.cpu().numpy(), np.float64)
    outputs, slices = len(output_names(manifest, stage)), image.shape[0]
    if said.shape != (outputs + 1, slices + 1):
        raise ModelError(
            f"The network {stage.name} gave {said.shape} numbers for {slices} slices and {outputs} outputs; "
            f"{(outputs + 1, slices + 1)} were expected."
        )
    probabilities = class_probabilities(manifest, stage, said[:-1].T)
    of_slices = probabilities[1:]
    if kind == "attention":
        attention = said[-1, 1:] / max(float(said[-1, 1:].max()), 1e-12)
        of_slices = np.repeat(np.clip(attention, 0.0, 1.0)[:, None], outputs, axis=1)
    columns = [by_input_slice(of_slices[:, n], image.grid) for n in range(outputs)]
    told, places = np.stack([values for values, _ in columns], axis=1), columns[0][1]
    findings = class_findings(manifest, stage, probabilities[0], engine_run.params, told, places)
    findings = tuple(replace(one, per_slice_kind=kind) for one in findings)
    return Classification(findings, manifest.info.name, settings_used(engine_run, stage))
