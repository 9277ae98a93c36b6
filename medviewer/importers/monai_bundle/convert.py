"""MONAI bundles -> packs: their declarative part is read, anything else refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from medviewer.api.contract import InputContract
from medviewer.api.model import Report
from medviewer.api.model_info import Label, ModelInfo
from medviewer.engine.networks.table import architectures
from medviewer.importers.label_file import read_labels
from medviewer.importers.monai_bundle.bundle_config import BundleConfig, NotDeclared
from medviewer.importers.monai_bundle.bundle_files import BundleFiles, bundle_files
from medviewer.importers.monai_bundle.bundle_plan import BundlePlan, plan_of
from medviewer.importers.monai_bundle.detector import for_raw_images
from medviewer.importers.monai_bundle.metadata import Metadata
from medviewer.importers.monai_bundle.ordinary import what_it_wants
from medviewer.importers.normalise_option import normalise_steps
from medviewer.importers.options import NOT_STATED, model_id, words
from medviewer.importers.pack_files import copy_card, take_licence, write_weights
from medviewer.importers.refused import ImportRefused
from medviewer.importers.state_dict.convert import fitting_weights
from medviewer.importers.torchscript_file.convert import LEGACY, take_script
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Output, Stage, WeightsFormat

_MONAI = "monai."


def convert_monai_bundle(
    source: Path, into: Path, options: Mapping[str, str], report: Report
) -> PackManifest:
    """Converts a bundle's folder or ``.ts`` file; weights become safetensors (or stay TorchScript).

    Raises
    ------
    ImportRefused
        With everything that the bundle wanted to run or that is not known here.
    """
    report(0.1, "Reading what the bundle does")
    files, plan = planned(source, options)
    report(0.3, "Reading the weights")
    network = _take_network(files, plan, into, options)
    return _manifest(files, plan, network, source, into, options)


def planned(source: Path, options: Mapping[str, str]) -> tuple[BundleFiles, BundlePlan]:
    """The files of a bundle and what they say; weights are not looked at.

    Raises
    ------
    ImportRefused
        With everything that the bundle wanted to run or that is not known here.
    """
    files = bundle_files(source)
    networks = frozenset(name.removeprefix(_MONAI) for name in architectures() if name.startswith(_MONAI))
    wanted = what_it_wants(files.config, networks)
    if wanted:
        raise ImportRefused(files.name, wanted)
    overrides, note = for_raw_images(files.config)
    config, metadata = BundleConfig(files.config, {"bundle_root": ".", **overrides}), Metadata(files.metadata)
    try:
        plan = plan_of(config, metadata, files.weights is not None, options)
        plan.before.notes += [note] if note else []
    except NotDeclared as error:
        raise ImportRefused(files.name, [str(error)]) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ImportRefused(files.name, [f"a value in it is missing or wrong ({error})."]) from error
    if plan.reasons:
        raise ImportRefused(files.name, plan.reasons)
    return files, plan


@dataclass(frozen=True)
class _Network:
    form: WeightsFormat
    file: str
    channels: int


def _take_network(files: BundleFiles, plan: BundlePlan, into: Path, options: Mapping[str, str]) -> _Network:
    """Puts the weights into the pack; ``channels`` is how many the output has."""
    if files.weights is None and files.script is not None:
        count = plan.metadata.pred.get("num_channels")
        if not isinstance(count, int) or not 1 <= count <= 1000:
            raise ImportRefused(files.name, ["its metadata do not say how many channels its output has."])
        return _Network("torchscript", take_script(files.script, into, options), count)
    if files.weights is None:
        raise ImportRefused(files.name, ["it has no weights."])
    state = fitting_weights(plan.architecture, plan.arguments, files.weights)
    write_weights(state, into / "weights.safetensors")
    told = plan.arguments.get("out_channels", plan.arguments.get("num_classes"))
    count = told if told is not None else plan.metadata.pred.get("num_channels")
    if not isinstance(count, int):
        raise ImportRefused(files.name, ["it does not say how many channels its output has."])
    return _Network("safetensors", "weights.safetensors", count)


def _manifest(
    files: BundleFiles,
    plan: BundlePlan,
    network: _Network,
    source: Path,
    into: Path,
    options: Mapping[str, str],
) -> PackManifest:
    metadata = plan.metadata
    output, labels = _output(plan, network.channels, options)
    licence = take_licence(source, into, options)
    if source.is_dir():
        copy_card(source, into)
    info = ModelInfo(
        id=options.get("id") or model_id({}, source),
        version=options.get("version") or _version(metadata),
        name=options.get("name") or metadata.text("name") or metadata.text("task") or files.name,
        task=plan.task,
        contract=InputContract(
            modalities=words(options, "modality") or metadata.modalities,
            dimensions=plan.dimensions,
            body_parts=words(options, "body_part"),
            unit="HU" if metadata.modalities == ("CT",) else "",
            channels=metadata.roles,
        ),
        labels=labels,
        licence=licence if licence != NOT_STATED else metadata.licence,
        intended_use=options.get("intended_use")
        or metadata.text("intended_use", "Not stated by its authors. Research use only."),
    )
    return PackManifest(
        info,
        into,
        (_stage(plan, network, output, options),),
        clean_up=tuple(plan.after.clean_up),
        made_from=". ".join([f"MONAI bundle {files.name}", *plan.before.notes]),
        legacy=LEGACY if network.form == "torchscript" else "",
        author=options.get("author") or metadata.text("authors"),
        references=metadata.references,
    )


def _stage(plan: BundlePlan, network: _Network, output: Output, options: Mapping[str, str]) -> Stage:
    steps = normalise_steps(options) or tuple(plan.before.steps)
    return Stage(
        name="network",
        architecture=plan.architecture if network.form == "safetensors" else "",
        arguments=plan.arguments if network.form == "safetensors" else {},
        format=network.form,
        weights=(network.file,),
        normalise=(steps,) if steps else (),
        space=plan.before.space,
        tiles=plan.tiles,
        output=output,
    )


def _output(plan: BundlePlan, count: int, options: Mapping[str, str]) -> tuple[Output, tuple[Label, ...]]:
    after, told = plan.after, options.get("labels", "")
    is_sigmoid = after.activation == "sigmoid" or (after.threshold is not None and not after.is_argmax)
    threshold = 0.5 if after.threshold is None else after.threshold
    if plan.task == "image":
        return Output("image"), ()
    if plan.detector is not None:
        labels = read_labels(Path(told)) if told else plan.metadata.labels(count, has_background=False)
        if len(labels) != count:
            raise ImportRefused("labels", [f"there are {len(labels)} of them for {count} classes."])
        numbers, least = tuple(label.number for label in labels), plan.detector.score_threshold
        return Output("boxes", labels=numbers, threshold=least, options=plan.detector.options), labels
    if plan.task == "classification":
        labels = read_labels(Path(told)) if told else plan.metadata.labels(count, has_background=False)
        kind = Output(
            "sigmoid_scores" if is_sigmoid else "scores",
            labels=tuple(label.number for label in labels),
            threshold=threshold,
        )
        return kind, labels
    labels = read_labels(Path(told)) if told else plan.metadata.labels(count, has_background=not is_sigmoid)
    if len(labels) != count - (0 if is_sigmoid else 1):
        raise ImportRefused("labels", [f"there are {len(labels)} of them for {count} channels."])
    numbers = tuple(label.number for label in labels)
    if is_sigmoid:
        return Output("sigmoid", labels=numbers, threshold=threshold, resample=after.resample), labels
    return Output("softmax", labels=(0, *numbers), resample=after.resample), labels


def _version(metadata: Metadata) -> str:
    """A bundle's version, as one part of a path."""
    told = metadata.text("version", "1")
    return "".join(letter if letter.isalnum() or letter in ".-_+" else "-" for letter in told)[:64] or "1"
