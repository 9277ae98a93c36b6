"""TotalSegmentator's weight folders -> one pack a task, part models merged into it.

Around nnU-Net it does this: image turned to RAS, resampled by cubic splines to 1.5, 3 or 6 mm, no mirroring,
one fold; the parts' labels written over each other in order; labels back to the image's grid by the nearest
voxel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from medviewer.api.contract import InputContract
from medviewer.api.model import Report
from medviewer.api.model_info import Label, ModelInfo
from medviewer.importers.nnunet.convert import PAPER, convert_nnunet, part_of
from medviewer.importers.nnunet.labels import label_colour
from medviewer.importers.nnunet.make_stage import Converted, Naming, make_stage
from medviewer.importers.nnunet.model_folder import ModelFolder, models_below
from medviewer.importers.options import yes
from medviewer.importers.pack_files import take_licence
from medviewer.importers.refused import ImportRefused
from medviewer.importers.totalsegmentator.classes import code_of
from medviewer.importers.totalsegmentator.tasks import Task, cropped_to, dataset_number, task_of, tasks_in
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage

_AXES = "SAR"
_LICENCE = "Apache-2.0"
_PAPER = (
    "Wasserthal J et al. TotalSegmentator: Robust Segmentation of 104 Anatomic Structures in CT Images. "
    "Radiology: Artificial Intelligence 5(5) (2023). doi:10.1148/ryai.230024"
)
_INTENDED_USE = "Anatomical structures as TotalSegmentator segments them. Research use only."


def convert_totalsegmentator(
    source: Path, into: Path, options: Mapping[str, str], report: Report | None = None
) -> PackManifest:
    """Converts the networks of one task, once; nothing of the source is executed.

    Parameters
    ----------
    source
        A folder with ``Dataset291_TotalSegmentator_part1_organs_1559subj`` and so on, or one of them.
    into
        A folder for the pack.
    options
        ``task``, where there are several: ``total``, ``total-3mm``, ...; ``whole_image``: ``yes`` to take
        a network that TotalSegmentator runs on a part of the image; as for nnU-Net otherwise.

    Raises
    ------
    ImportRefused
        If parts are missing, or with all that cannot be converted.
    """
    step = report or (lambda fraction, message="": None)
    into.mkdir(parents=True, exist_ok=True)
    models = models_below(source)
    if not tasks_in(models):
        return _uncropped(models, source, into, options, step)
    task = _task(models, source.name, options.get("task", ""))
    parts = _parts(models, task, source.name)
    told = {"folds": _first_fold(parts[0]), **options, "axes": _AXES}
    stages = []
    for n, part in enumerate(parts):
        naming = Naming(f"part-{dataset_number(part)}")
        converted = make_stage(part, into, told, naming, part_of(step, n, len(parts)))
        stages.append(_stage(converted, task, part))
    take_licence(source, into, {"licence": _LICENCE, **options}, also_above=True)
    return _manifest(task, parts, stages, into, options)


def _uncropped(
    models: Sequence[ModelFolder], source: Path, into: Path, options: Mapping[str, str], report: Report
) -> PackManifest:
    """A network that TotalSegmentator runs on one organ only, on the whole image if that is wanted."""
    reasons = [
        f"TotalSegmentator runs {model.dataset} on {cropped_to(model)} alone, which it finds with another "
        "network first; this program does not. Give the option whole_image = yes to run it on the whole "
        "image all the same"
        for model in models
        if cropped_to(model)
    ]
    if not yes(options, "whole_image"):
        raise ImportRefused(source.name, reasons or ["it holds no networks of a task that is known"])
    manifest = convert_nnunet(source, into, {"axes": _AXES, **options}, report)
    told = f"{manifest.made_from}. TotalSegmentator would have cropped the image first"
    stages = [replace(stage, tiles=replace(stage.tiles, mirror_axes=())) for stage in manifest.stages]
    return replace(manifest, made_from=told, stages=tuple(stages))


def _task(models: Sequence[ModelFolder], source: str, wanted: str) -> Task:
    found = [task for task in tasks_in(models) if wanted in ("", task.name)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(task.name for task in found)
        raise ImportRefused(
            source, [f"it holds several tasks of TotalSegmentator ({names}); name one: task = ..."]
        )
    known = ", ".join(task.name for task in tasks_in(models))
    raise ImportRefused(source, [f"it holds no networks of the task {wanted}; it holds those of {known}"])


def _parts(models: Sequence[ModelFolder], task: Task, source: str) -> tuple[ModelFolder, ...]:
    """One model for each data set of the task, in order."""
    parts = []
    reasons = []
    for number in task.datasets:
        found = [model for model in models if task_of(model) is task and dataset_number(model) == number]
        if len(found) != 1:
            what = "is missing" if not found else "is there more than once"
            reasons.append(f"Dataset{number} of the task {task.name} {what}")
        parts += found[:1]
    if reasons:
        raise ImportRefused(source, reasons)
    return tuple(parts)


def _first_fold(model: ModelFolder) -> str:
    """TotalSegmentator runs fold 0, whatever else there is."""
    names = [path.parent.name.removeprefix("fold_") for path in model.folds()]
    return "0" if "0" in names else names[0]


def _stage(converted: Converted, task: Task, part: ModelFolder) -> Stage:
    """The stage with the task's numbers of its labels, and TotalSegmentator's own resampling around it."""
    names = {label.number: label.name for label in converted.labels}
    unknown = [name for name in names.values() if name not in task.classes]
    if unknown:
        raise ImportRefused(
            part.name, [f"its label {name} is none of the task {task.name}" for name in unknown]
        )
    numbers = tuple(
        task.classes.index(names[number]) + 1 if number else 0 for number in converted.stage.output.labels
    )
    stage = converted.stage
    return replace(
        stage,
        space=replace(stage.space, spacing_mm=(task.spacing_mm,) * 3, resampling="cubic", crop="none"),
        tiles=replace(stage.tiles, step=task.step, mirror_axes=()),
        output=replace(stage.output, labels=numbers, resample="labels"),
    )


def _manifest(
    task: Task, parts: Sequence[ModelFolder], stages: Sequence[Stage], into: Path, options: Mapping[str, str]
) -> PackManifest:
    shown = {number for stage in stages for number in stage.output.labels if number}
    labels = tuple(
        Label(n, name, label_colour(n - 1), code_of(name))
        for n, name in enumerate(task.classes, 1)
        if n in shown
    )
    is_ct = task.modality == "CT"
    info = ModelInfo(
        id=options.get("id") or f"totalsegmentator-{task.name}",
        version=options.get("version") or "2",
        name=options.get("name") or f"TotalSegmentator: {task.title}",
        task="segmentation",
        contract=InputContract(
            modalities=(task.modality,),
            value_range=(-200.0, 300.0) if is_ct else None,
            unit="HU" if is_ct else "",
        ),
        labels=labels,
        licence=options.get("licence") or _LICENCE,
        intended_use=options.get("intended_use") or _INTENDED_USE,
    )
    return PackManifest(
        info=info,
        folder=into,
        stages=tuple(stages),
        clean_up=task.clean_up,
        made_from=(
            f"TotalSegmentator weights {', '.join(part.name for part in parts)}: turned to RAS, resampled to "
            f"{task.spacing_mm:g} mm by cubic splines, tiles at step {task.step:g}, no mirroring. "
            "TotalSegmentator cuts resampled values to whole numbers; this program does not"
        ),
        references=(_PAPER, PAPER),
    )
