"""A folder of nnU-Net v2 -> a pack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from medviewer.api.contract import InputContract
from medviewer.api.model import Report
from medviewer.api.model_info import ModelInfo
from medviewer.engine.part_report import PartReport
from medviewer.importers.foreign_json import read_json_table
from medviewer.importers.nnunet.labels import modalities_of, roles
from medviewer.importers.nnunet.make_stage import Converted, Naming, make_stage
from medviewer.importers.nnunet.model_folder import ModelFolder, models_below
from medviewer.importers.pack_files import take_licence
from medviewer.importers.refused import ImportRefused
from medviewer.packs.pack_manifest import PackManifest

CASCADE, COARSE = "3d_cascade_fullres", "3d_lowres"
PAPER = (
    "Isensee F et al. nnU-Net: a self-configuring method for deep learning-based biomedical image "
    "segmentation. Nature Methods 18, 203-211 (2021). doi:10.1038/s41592-020-01008-z"
)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")


def convert_nnunet(
    source: Path, into: Path, options: Mapping[str, str], report: Report | None = None
) -> PackManifest:
    """Converts one trained model, once; nothing of the source is executed.

    Parameters
    ----------
    source
        A folder with one or more of ``DatasetXXX_Name/Trainer__Plans__configuration``.
    into
        A folder for the pack's files; ``pack.toml`` is left to `medviewer.importers.convert`.
    options
        ``dataset``, ``configuration``, ``trainer``, ``plans``: which model, where there are several;
        ``axes``, ``folds``, ``trust_trainer``: see `make_stage`; ``id``, ``name``,
        ``version``, ``licence``, ``intended_use``: of the pack, where the source does not tell.

    Raises
    ------
    ImportRefused
        With all that cannot be converted, or that is missing.
    """
    step = report or (lambda fraction, message="": None)
    into.mkdir(parents=True, exist_ok=True)
    models = choose(models_below(source), source.name, options)
    converted = [
        make_stage(
            model,
            into,
            options,
            Naming(model.parts[2] or "nnunet", models[n - 1].parts[2] if n else ""),
            part_of(step, n, len(models)),
        )
        for n, model in enumerate(models)
    ]
    manifest = _manifest(models[-1], converted, into, options)
    step(1.0, "Converted")
    return manifest


def part_of(report: Report, position: int, count: int) -> Report:
    """A report for one of several equal parts of the work; the rest is for what follows them."""
    return PartReport(report, 0.95 * position / count, 0.95 * (position + 1) / count)


def choose(models: Sequence[ModelFolder], source: str, options: Mapping[str, str]) -> tuple[ModelFolder, ...]:
    """The stages' models in order: one, or the coarse and the fine one of a cascade.

    Raises
    ------
    ImportRefused
        If there is none, or it is not clear which.
    """
    wanted = [model for model in models if _is_wanted(model, options)]
    fine = [model for model in wanted if model.parts[2] == CASCADE]
    if len(fine) == 1 and all(_family(model) == _family(fine[0]) for model in wanted):
        others = {model.parts[2] for model in wanted} - {CASCADE, COARSE}
        if not others or options.get("configuration") == CASCADE:
            return (_coarse_of(fine[0], models), fine[0])
    if len(wanted) == 1:
        return (wanted[0],)
    if not models:
        raise ImportRefused(
            source, ["there is no folder with dataset.json, plans.json and a fold's checkpoint"]
        )
    if not wanted:
        raise ImportRefused(
            source, [f"none of its models is the one asked for; it has {model.name}" for model in models]
        )
    raise ImportRefused(
        source,
        ["it holds several models; say which with the options dataset, configuration, trainer or plans"]
        + [f"it has {model.name}" for model in wanted],
    )


def _is_wanted(model: ModelFolder, options: Mapping[str, str]) -> bool:
    trainer, plans, configuration = model.parts
    own = {"trainer": trainer, "plans": plans, "configuration": configuration}
    dataset = options.get("dataset", "")
    return (not dataset or dataset in (model.dataset, _number(model.dataset))) and all(
        options.get(key) in (None, "", value) for key, value in own.items()
    )


def _number(dataset: str) -> str:
    found = re.match(r"Dataset(\d+)_", dataset)
    return found[1].lstrip("0") if found else ""


def _family(model: ModelFolder) -> tuple[str, str, str]:
    return (model.dataset, model.parts[0], model.parts[1])


def _coarse_of(fine: ModelFolder, models: Sequence[ModelFolder]) -> ModelFolder:
    for model in models:
        if model.parts[2] == COARSE and _family(model) == _family(fine):
            return model
    raise ImportRefused(
        fine.name,
        [f"it is the second stage of a cascade and needs the first, {COARSE}, which is not beside it"],
    )


def _manifest(
    model: ModelFolder, converted: Sequence[Converted], into: Path, options: Mapping[str, str]
) -> PackManifest:
    last = converted[-1]
    if len(converted) == 1 and last.previous:
        raise ImportRefused(
            model.name,
            [f"it is the second stage of a cascade and needs the first, {last.previous}, beside it"],
        )
    dataset = read_json_table(model.path / "dataset.json")
    name = options.get("name") or _text(dataset, "name") or model.dataset
    info = ModelInfo(
        id=options.get("id") or identifier(f"{model.dataset}-{last.plans.configuration}"),
        version=identifier(options.get("version") or _text(dataset, "release") or "1"),
        name=name,
        task="segmentation",
        contract=contract_of(last),
        labels=last.labels,
        licence=take_licence(model.path, into, _with_licence(options, dataset), also_above=True),
        intended_use=options.get("intended_use")
        or _text(dataset, "description")
        or "Not stated by its authors. Research use only.",
    )
    return PackManifest(
        info=info,
        folder=into,
        stages=tuple(one.stage for one in converted),
        made_from=made_from(model, converted),
        references=tuple(text for text in (PAPER, _text(dataset, "reference")) if text),
    )


def contract_of(converted: Converted) -> InputContract:
    """What the plans and dataset.json tell of the input."""
    plans, channels = converted.plans, converted.channels
    first = modalities_of(channels[0])
    if "CTNormalization" not in plans.schemes[:1] or first not in ((), ("CT",)):
        return InputContract(modalities=first, channels=roles(channels))
    measured = plans.intensities["0"]
    low, high = float(measured["percentile_00_5"]), float(measured["percentile_99_5"])
    return InputContract(modalities=("CT",), value_range=(low, high), unit="HU", channels=roles(channels))


def made_from(model: ModelFolder, converted: Sequence[Converted]) -> str:
    """In plain words, orientation included: nnU-Net's files do not say it."""
    last = converted[-1]
    folds = ", ".join(f"{one.stage.name}: {len(one.stage.weights)}" for one in converted)
    return (
        f"nnU-Net v2 model {model.name} (trainer {last.trainer}); folds of each stage: {folds}. "
        f"Its images were read with {last.plans.reader}, so its arrays are taken to run "
        f"{last.stage.space.axes} (after its transpose); convert again with the option axes if results are "
        "turned"
    )


def identifier(text: str) -> str:
    """A text as an id: letters, digits, dashes."""
    return _NOT_IN_NAMES.sub("-", text).strip("-._")[:64].rstrip("-._") or "nnunet"


def _with_licence(options: Mapping[str, str], dataset: Mapping[str, Any]) -> Mapping[str, str]:
    """The options, and the name of the licence where only dataset.json tells it."""
    told = options.get("licence") or _text(dataset, "licence") or _text(dataset, "license")
    return {**options, "licence": told} if told else options


def _text(dataset: Mapping[str, Any], key: str) -> str:
    value = dataset.get(key, "")
    return value.strip() if isinstance(value, str) else ""
