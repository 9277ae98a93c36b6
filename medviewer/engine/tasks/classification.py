"""Classification of a picture, of a volume, or slice by slice (tile by tile) with an aggregation.

A network that sees all at once answers for the whole. One that sees slices (``Space.slices``) or tiles
answers for each of them, and its calibrated probabilities are put together.

Options of the output (``Output.options``):

================ ==========================================================================================
``aggregate``    ``"max"`` (default), ``"mean"``, ``"top_k"`` or ``"noisy_or"`` over slices or tiles
``top_k``        how many for that; default 3
================ ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from medviewer.core.classification import Classification
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Vector
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_space import ModelImage, to_model_space
from medviewer.engine.outputs.class_findings import class_findings, class_probabilities, output_names
from medviewer.engine.outputs.output_options import OutputOptions
from medviewer.engine.outputs.slice_values import AGGREGATIONS, Aggregation, aggregated, by_input_slice
from medviewer.engine.tiling.predict_parts import Part, plan_of, predicted_parts, settings_used
from medviewer.packs.stage import Stage

FloatArray = npt.NDArray[np.float64]


def run(engine_run: EngineRun) -> Classification:
    """The findings of a pack.

    Raises
    ------
    ModelError
        If the network or the pack's options do not fit, or there was nothing to look at.
    """
    manifest, stage = engine_run.manifest, engine_run.manifest.stages[-1]
    options = OutputOptions(stage)
    how: Aggregation = options.choice("aggregate", AGGREGATIONS)
    k = options.whole("top_k", 3, 1, 10_000)
    engine_run.report(0.0, "Preparing the image")
    image = to_model_space(engine_run.volumes, stage)
    plan = plan_of(engine_run, stage, image)
    parts = list(predicted_parts(engine_run, stage, image, plan))
    seen = [part for part in parts if part.output is not None]
    if not seen:
        raise ModelError(f"{manifest.info.name} found nothing to look at: the image is empty throughout.")
    logits = np.stack([_scores(part) for part in seen])
    engine_run.report(0.97, "Putting it together")
    probabilities = class_probabilities(manifest, stage, logits)
    whole = probabilities[0] if len(parts) == 1 else aggregated(probabilities, how, k)
    of_slices: FloatArray | None = None
    places: tuple[Vector, ...] = ()
    if stage.space.slices and image.shape[0] > 1:
        of_slices, places = _by_slice(seen, probabilities, image, stage, len(output_names(manifest, stage)))
    findings = class_findings(manifest, stage, whole, engine_run.params, of_slices, places)
    return Classification(findings, manifest.info.name, settings_used(engine_run, stage))


def _scores(part: Part) -> FloatArray:
    if part.output is None:
        raise ValueError("a part that was skipped has no scores")
    return np.asarray(part.output.flatten().cpu().numpy(), np.float64)


def _by_slice(
    seen: Sequence[Part], probabilities: FloatArray, image: ModelImage, stage: Stage, outputs: int
) -> tuple[FloatArray, tuple[Vector, ...]]:
    """For each slice the highest of its tiles; 0 where there was nothing in it."""
    own = np.zeros((image.shape[0], outputs))
    for part, values in zip(seen, probabilities, strict=True):
        number = part.start[0]
        own[number] = np.maximum(own[number], values)
    columns = [by_input_slice(own[:, n], image.grid) for n in range(outputs)]
    return np.stack([values for values, _ in columns], axis=1), columns[0][1]
