"""From one trained configuration to one stage of a pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.api.model_info import Label
from medviewer.importers.foreign_json import read_json_table
from medviewer.importers.nnunet.labels import read_channels, read_labels
from medviewer.importers.nnunet.model_folder import ModelFolder
from medviewer.importers.nnunet.network import (
    TRUST_TRAINER,
    Fold,
    architecture,
    check_weights,
    read_fold,
    trainer_reasons,
)
from medviewer.importers.nnunet.plans import Plans, read_plans
from medviewer.importers.options import yes
from medviewer.importers.pack_files import write_weights
from medviewer.importers.refused import ImportRefused
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles

AXES_OF_READER = {
    "SimpleITKIO": "SPL",
    "NibabelIO": "SPL",
    "SimpleITKIOWithReorient": "SAR",
    "NibabelIOWithReorient": "SAR",
}
"""nnU-Net's reader -> the axes of its arrays. The first two take a file's array as it lies; ``SPL`` is how
it lies in files made from axial DICOM series."""

_EPSILON = 1e-8
Step = Callable[[float, str], None]


@dataclass(frozen=True)
class Converted:
    """A stage with what the whole pack needs to know of it."""

    stage: Stage
    labels: tuple[Label, ...]
    channels: tuple[str, ...]
    plans: Plans
    trainer: str
    previous: str


@dataclass(frozen=True)
class Naming:
    """What a stage is called inside the pack."""

    stage: str
    previous: str = ""


def make_stage(
    model: ModelFolder, into: Path, options: Mapping[str, str], naming: Naming, step: Step
) -> Converted:
    """Reads a model's folder and writes the weights of its folds into ``into``, as safetensors.

    Parameters
    ----------
    options
        ``axes``: the axes of the arrays the network was trained on, where the reader does not tell;
        ``folds``: which ones, such as ``"0,2"``; ``checkpoint``: of each; `TRUST_TRAINER`.

    Raises
    ------
    ImportRefused
        With all that cannot be converted.
    """
    checkpoints = _chosen(model, options.get("folds", ""), options.get("checkpoint", ""))
    step(0.0, f"Reading {model.name}")
    first = read_fold(checkpoints[0])
    told = _told(model, first)
    trainer = first.trainer or model.parts[0]
    reasons = [*told.plans.reasons, *trainer_reasons(trainer, yes(options, TRUST_TRAINER))]
    normalise = _normalise(told.plans, len(told.channels), reasons)
    space = _space(told.plans, options.get("axes", ""), reasons)
    stage = Stage(
        name=naming.stage,
        weights=tuple(f"{naming.stage}.{path.parent.name}.safetensors" for path in checkpoints),
        normalise=normalise,
        space=space,
        tiles=_tiles(told.plans, first.mirror_axes),
        output=told.output,
        previous=naming.previous,
    )
    stage = _with_network(stage, told, trainer, model, reasons)
    _write_folds(stage, checkpoints, first, into, step)
    return Converted(stage, told.labels, told.channels, told.plans, trainer, told.plans.previous)


@dataclass(frozen=True)
class _Told:
    """What the two JSON files say."""

    plans: Plans
    channels: tuple[str, ...]
    output: Output
    labels: tuple[Label, ...]


def _told(model: ModelFolder, first: Fold) -> _Told:
    plans = read_plans(model.path / "plans.json", first.configuration or model.parts[2])
    dataset = read_json_table(model.path / "dataset.json")
    try:
        return _Told(plans, read_channels(dataset), *read_labels(dataset))
    except ValueError as error:
        raise ImportRefused(model.name, [*plans.reasons, str(error)]) from error


def _with_network(stage: Stage, told: _Told, trainer: str, model: ModelFolder, reasons: list[str]) -> Stage:
    """The stage with its architecture; refuses it with all reasons there are."""
    labels_in = len({number for number in told.output.labels if number}) if told.plans.previous else 0
    try:
        name, arguments = architecture(
            told.plans, trainer, len(told.channels) + labels_in, len(told.output.labels)
        )
    except ValueError as error:
        raise ImportRefused(model.name, [*reasons, str(error)]) from error
    if reasons:
        raise ImportRefused(model.name, reasons)
    return replace(stage, architecture=name, arguments=arguments)


def _chosen(model: ModelFolder, wanted: str, checkpoint: str) -> tuple[Path, ...]:
    """The checkpoints to convert."""
    if checkpoint not in ("", *model.checkpoints()):
        raise ImportRefused(model.name, [f"not every fold has a checkpoint {checkpoint!r:.20}"])
    there = {path.parent.name.removeprefix("fold_"): path for path in model.folds(checkpoint)}
    if not wanted:
        return tuple(there.values())
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    all_of_it = model.path / "fold_all" / f"checkpoint_{checkpoint or 'final'}.pth"
    if all_of_it.is_file():
        there.setdefault("all", all_of_it)
    missing = [name for name in names if name not in there]
    if missing:
        raise ImportRefused(model.name, [f"it has no fold {name}" for name in missing])
    return tuple(there[name] for name in names)


def _write_folds(stage: Stage, checkpoints: tuple[Path, ...], first: Fold, into: Path, step: Step) -> None:
    for n, (path, name) in enumerate(zip(checkpoints, stage.weights, strict=True)):
        step(n / len(checkpoints), f"Converting {path.parent.name} of {stage.name}")
        fold = first if n == 0 else read_fold(path)
        check_weights(stage.architecture, stage.arguments, fold.weights, f"{path.parent.name}/{path.name}")
        write_weights({key: value.float() for key, value in fold.weights.items()}, into / name)


def _normalise(plans: Plans, channels: int, reasons: list[str]) -> tuple[tuple[Normalise, ...], ...]:
    if len(plans.schemes) != channels or len(plans.masked) != channels:
        reasons.append(f"the plans normalise {len(plans.schemes)} channels and dataset.json names {channels}")
        return ()
    steps: list[tuple[Normalise, ...]] = []
    for n, (scheme, masked) in enumerate(zip(plans.schemes, plans.masked, strict=True)):
        try:
            steps.append(_scheme(scheme, masked, plans.intensities.get(str(n), {})))
        except KeyError as error:
            reasons.append(f"channel {n} is normalised by {scheme}, for which {error.args[0]} is missing")
        except ValueError:
            reasons.append(f"channel {n} is normalised by its own code, {scheme}")
    return tuple(steps)


def _scheme(scheme: str, masked: bool, measured: Mapping[str, float]) -> tuple[Normalise, ...]:
    if scheme == "CTNormalization":
        low, high = float(measured["percentile_00_5"]), float(measured["percentile_99_5"])
        mean, std = float(measured["mean"]), max(float(measured["std"]), _EPSILON)
        return (Normalise("clip", low=low, high=high), Normalise("zscore", mean=mean, std=std))
    if scheme == "ZScoreNormalization":
        return (Normalise("zscore", nonzero=masked),)
    if scheme == "RescaleTo01Normalization":
        return (Normalise("minmax"),)
    if scheme == "RGBTo01Normalization":
        return (Normalise("linear", scale=1 / 255),)
    if scheme == "NoNormalization":
        return ()
    raise ValueError(scheme)


def _space(plans: Plans, wanted: str, reasons: list[str]) -> Space:
    axes = wanted.upper() or AXES_OF_READER.get(plans.reader, "")
    if not axes:
        reasons.append(
            f"it reads images with {plans.reader}, which does not tell their orientation; give the axes of "
            "its arrays with the option axes, such as SPL for axial slices as DICOM has them"
        )
        return Space()
    if sorted(plans.transpose) != [0, 1, 2] or len(axes) != 3:
        reasons.append("transpose_forward or the option axes does not name three axes")
        return Space()
    spacing = plans.spacing_mm
    slices = len(plans.patch_size) == 2
    if len(spacing) != len(plans.patch_size) or len(spacing) not in (2, 3) or min(spacing) <= 0:
        reasons.append("spacing and patch_size of the plans do not fit each other")
    return Space(
        axes="".join(axes[n] for n in plans.transpose),
        spacing_mm=(0.0, *spacing) if slices else spacing,
        resampling="nnunet",
        crop="nonzero",
        slices=slices,
    )


def _tiles(plans: Plans, mirror_axes: tuple[int, ...]) -> Tiles:
    """Mirroring is counted over the axes of the network; of slices these are the volume's last two."""
    first = 3 - len(plans.patch_size)
    return Tiles(
        size=plans.patch_size,
        step=0.5,
        scheme="nnunet",
        mirror_axes=tuple(first + axis for axis in mirror_axes),
    )
