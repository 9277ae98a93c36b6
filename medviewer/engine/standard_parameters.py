"""What a user may set of any pack: rows of the form, by what the pack can do. No torch."""

from __future__ import annotations

from dataclasses import replace

from medviewer.api.model_info import ModelInfo, Parameter
from medviewer.packs.pack_manifest import PackManifest

LEAST_STEP = 0.05
_STEP_TASKS = ("segmentation", "image", "anomaly", "landmarks")


def standard_parameters(manifest: PackManifest) -> tuple[Parameter, ...]:
    """The rows that the engine understands for this pack.

    ``tta``, ``folds``, ``step``, ``uncertainty``, ``operating_point``, ``precision``: each where it has it.
    """
    stages = manifest.stages
    rows = []
    if any(stage.tiles.mirror_axes for stage in stages):
        help_text = (
            "The mean over mirrored copies, as the model was tested; without them it is several times faster "
            "and a little less exact."
        )
        rows.append(Parameter("tta", "Mirrored copies", "flag", "true", help_text))
    folds = max((len(stage.weights) for stage in stages), default=1)
    if folds > 1:
        choices = ("all", *(str(n) for n in range(1, folds)))
        help_text = "How many of the networks that were trained on parts of the data are averaged."
        rows.append(Parameter("folds", "Networks", "choice", "all", help_text, choices))
    steps = {stage.tiles.step for stage in stages if stage.tiles.size}
    if len(steps) == 1 and manifest.info.task in _STEP_TASKS:
        help_text = "Distance of neighbouring tiles over their size: larger is faster and less exact."
        rows.append(
            Parameter("step", "Step", "number", f"{steps.pop():g}", help_text, low=LEAST_STEP, high=1.0)
        )
    if manifest.info.task == "segmentation":
        rows.append(_uncertainty(folds))
    rows.extend(_operating_points(manifest.info))
    help_text = "auto is the fastest that gave the same answers when the pack was installed here."
    choices = ("auto", "float32", "bfloat16", "float16")
    rows.append(Parameter("precision", "Arithmetic", "choice", "auto", help_text, choices))
    return tuple(rows)


def _operating_points(info: ModelInfo) -> tuple[Parameter, ...]:
    names = tuple(dict.fromkeys(point.name for point in info.operating_points))
    if len(names) < 2:
        return ()
    help_text = "From which probability on a finding counts as positive."
    return (Parameter("operating_point", "Operating point", "choice", names[0], help_text, names),)


def _uncertainty(folds: int) -> Parameter:
    """Whether the pack has dropout is known when it is asked."""
    choices = ("off", "tta", "folds", "mc_dropout") if folds > 1 else ("off", "tta", "mc_dropout")
    help_text = "A map of where several predictions disagree; the labels stay the same, and it takes longer."
    return Parameter("uncertainty", "Uncertainty", "choice", "off", help_text, choices)


def with_standard_parameters(manifest: PackManifest) -> ModelInfo:
    """What a pack says of itself, with these rows after its own; its own win where names are the same."""
    own = {parameter.name for parameter in manifest.info.parameters}
    more = tuple(row for row in standard_parameters(manifest) if row.name not in own)
    return replace(manifest.info, parameters=(*manifest.info.parameters, *more))
