"""The manifest of a network that carries its graph: ONNX, ``.pt2``, TorchScript.

Such files say nothing of orientation, spacing, normalisation or classes, so a user must; what is missing is
listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.api.model_info import Label, ModelInfo, TaskType
from medviewer.importers.graph_shape import GraphShape
from medviewer.importers.label_file import read_labels, unnamed
from medviewer.importers.normalise_option import normalise_steps
from medviewer.importers.options import model_id, numbers, words
from medviewer.importers.pack_files import take_licence
from medviewer.importers.refused import ImportRefused
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Output, OutputKind, Space, Stage, Tiles, WeightsFormat

_OF_SLICES = ("CT", "MR", "PT")
_COLOURS = 3
_NEEDS = {
    "normalise": "how values are brought to the network's range (option normalise, e.g. 'minmax' or 'none')",
    "axes": "which way its axes run in the patient (option axes, e.g. SPL for slices from feet to head)",
    "task": "what it gives (option task: segmentation, classification, image)",
    "modality": "for which images it is (option modality, e.g. CT or DX)",
    "size": "the size of its images (option size, e.g. '96 96 96')",
}
_NAMES: Mapping[WeightsFormat, str] = {
    "onnx": "ONNX",
    "torch_export": "torch.export",
    "torchscript": "TorchScript",
    "safetensors": "safetensors",
}


def graph_manifest(
    source: Path,
    into: Path,
    options: Mapping[str, str],
    network: tuple[WeightsFormat, str, GraphShape],
    legacy: str = "",
) -> PackManifest:
    """The manifest of a pack of one network.

    Parameters
    ----------
    network
        Format, file name in the pack, and what it takes and gives.

    Raises
    ------
    ImportRefused
        With all that neither the file nor the options say.
    """
    form, _, shape = network
    task = _task(shape, options)
    _refuse_missing(source.name, shape, task, options)
    output, labels = _output(source.name, shape, task, options)
    info = _info(source, into, options, shape, task, labels)
    return PackManifest(
        info,
        into,
        (_stage(network, info, options, output),),
        made_from=f"{_NAMES[form]} file {source.name}; all but its graph was told by whoever converted it",
        legacy=legacy,
        author=options.get("author", ""),
    )


def _stage(
    network: tuple[WeightsFormat, str, GraphShape],
    info: ModelInfo,
    options: Mapping[str, str],
    output: Output,
) -> Stage:
    form, file, shape = network
    is_picture = _is_picture(shape, options)
    has_one_image = not info.contract.channels  # for all channels, or its colours
    return Stage(
        name="network",
        format=form,
        weights=(file,),
        normalise=(normalise_steps(options),) * (shape.channels if has_one_image else 1),
        space=_space(shape, options, is_picture),
        tiles=_tiles(shape, options, is_picture),
        output=output,
    )


def _info(
    source: Path,
    into: Path,
    options: Mapping[str, str],
    shape: GraphShape,
    task: TaskType,
    labels: tuple[Label, ...],
) -> ModelInfo:
    return ModelInfo(
        id=model_id(options, source),
        version=options.get("version") or "1",
        name=options.get("name") or source.stem,
        task=task,
        contract=_contract(shape, options, _is_picture(shape, options)),
        labels=labels,
        licence=take_licence(source, into, options),
        intended_use=options.get("intended_use") or "Not stated by its authors. Research use only.",
    )


def _is_picture(shape: GraphShape, options: Mapping[str, str]) -> bool:
    """Whether it is for single pictures and not for the slices of a volume."""
    return shape.is_flat and not set(words(options, "modality")) & set(_OF_SLICES)


def _task(shape: GraphShape, options: Mapping[str, str]) -> TaskType:
    told = options.get("task", "")
    if told and told not in get_args(TaskType):
        raise ImportRefused(
            "task", [f"there is no task {told!r:.40}; it is one of {', '.join(get_args(TaskType))}."]
        )
    if told:
        return cast(TaskType, told)
    return "classification" if shape.gives_scores else "segmentation"


def needed_options(shape: GraphShape) -> tuple[str, ...]:
    """The options without which nothing can be made of such a network."""
    needed = ["normalise", "modality"]
    if not shape.is_flat:
        needed.append("axes")
    if not shape.gives_scores and shape.outputs[1] == 1:
        needed.append("task")  # one channel may be a probability as well as an image
    if not shape.size and shape.gives_scores:
        needed.append("size")
    return tuple(needed)


def _refuse_missing(name: str, shape: GraphShape, task: TaskType, options: Mapping[str, str]) -> None:
    missing = [f"it does not say {_NEEDS[what]}." for what in needed_options(shape) if not options.get(what)]
    if shape.ends_with == "sigmoid" and task in ("segmentation", "classification"):
        missing.append("it ends with a sigmoid, which is done here; save it without (as logits).")
    if shape.ends_with == "softmax" and task == "classification":
        missing.append("it ends with a softmax, which is done here; save it without (as logits).")
    if missing:
        raise ImportRefused(name, missing)


def _contract(shape: GraphShape, options: Mapping[str, str], is_picture: bool) -> InputContract:
    modalities = words(options, "modality")
    roles = words(options, "channels")
    if roles and len(roles) != shape.channels:
        raise ImportRefused(
            "channels", [f"there are {len(roles)} of them; the network takes {shape.channels}."]
        )
    return InputContract(
        modalities=modalities,
        dimensions=2 if is_picture else 3,
        body_parts=words(options, "body_part"),
        unit="HU" if modalities == ("CT",) else "",
        channels=tuple(ChannelRole(role, modalities, (role.lower(),)) for role in roles),
    )


def _space(shape: GraphShape, options: Mapping[str, str], is_picture: bool) -> Space:
    spacing = numbers(options, "spacing")
    if len(spacing) == 1:
        spacing = spacing * 3
    if is_picture:
        return Space(axes="", slices=True, resize=shape.size or _size(shape, options))
    return Space(axes=options.get("axes") or "SPL", spacing_mm=spacing, slices=shape.is_flat)


def _tiles(shape: GraphShape, options: Mapping[str, str], is_picture: bool) -> Tiles:
    if is_picture:
        return Tiles(blending="constant")
    size = shape.size or _size(shape, options)
    return Tiles(size=size, blending="gaussian") if size else Tiles(blending="constant", multiple_of=32)


def _size(shape: GraphShape, options: Mapping[str, str]) -> tuple[int, ...]:
    size = tuple(int(number) for number in numbers(options, "size"))
    if size and (len(size) != len(shape.inputs) - 2 or min(size) < 1):
        raise ImportRefused(
            "size", [f"it must be {len(shape.inputs) - 2} numbers, not {options['size']!r:.40}."]
        )
    return size


def _output(
    name: str, shape: GraphShape, task: TaskType, options: Mapping[str, str]
) -> tuple[Output, tuple[Label, ...]]:
    channels = shape.outputs[1]
    if task not in ("segmentation", "classification"):
        return Output(_kind(options, "image" if task == "image" else "reconstruction")), ()
    usual: OutputKind = "softmax" if task == "segmentation" else "scores"
    if channels == 1:
        usual = "sigmoid" if task == "segmentation" else "sigmoid_scores"
    kind = _kind(options, usual)
    has_background = kind == "softmax"
    count = channels - 1 if has_background else channels
    labels = read_labels(Path(options["labels"])) if options.get("labels") else unnamed(count)
    if len(labels) != count:
        raise ImportRefused(
            name, [f"the file of labels names {len(labels)} classes; the network has {count}."]
        )
    listed = tuple(label.number for label in labels)
    return Output(kind, labels=(0, *listed) if has_background else listed), labels


def _kind(options: Mapping[str, str], usual: OutputKind) -> OutputKind:
    told = options.get("output") or usual
    if told not in get_args(OutputKind):
        raise ImportRefused(
            "output", [f"there is no output {told!r:.40}; it is one of {', '.join(get_args(OutputKind))}."]
        )
    return cast(OutputKind, told)
