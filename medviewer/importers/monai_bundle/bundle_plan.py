"""BundlePlan: what was understood of a bundle's configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from medviewer.api.model_info import TaskType
from medviewer.importers.monai_bundle.bundle_config import BundleConfig, NotDeclared
from medviewer.importers.monai_bundle.detector import (
    Detector,
    box_step_reasons,
    has_detector,
    read_detector,
)
from medviewer.importers.monai_bundle.expressions import Part
from medviewer.importers.monai_bundle.metadata import Metadata
from medviewer.importers.monai_bundle.read_output import Postprocessing, read_inferer, read_postprocessing
from medviewer.importers.monai_bundle.read_transforms import Preprocessing, read_preprocessing
from medviewer.packs.stage import Tiles

_TASKS = ("segmentation", "classification", "image")
_MONAI = "monai."


@dataclass(frozen=True)
class BundlePlan:
    """The parts of a bundle.

    Parameters
    ----------
    architecture, arguments
        Of the table of networks; empty where the bundle brings TorchScript only.
    dimensions
        2 or 3.
    reasons
        What cannot be said in a pack, one sentence each.
    """

    metadata: Metadata
    task: TaskType
    architecture: str
    arguments: Mapping[str, Any]
    dimensions: int
    before: Preprocessing
    after: Postprocessing
    tiles: Tiles
    reasons: tuple[str, ...]
    detector: Detector | None = None


def plan_of(
    config: BundleConfig, metadata: Metadata, has_weights: bool, options: Mapping[str, str]
) -> BundlePlan:
    """What a bundle's configuration and metadata say.

    Raises
    ------
    NotDeclared
        If something in it would have to be run to know it.
    """
    if has_detector(config):
        return _detector_plan(config, metadata, has_weights, options)
    task = _task(metadata, options)
    network = _network(config) if has_weights else None
    arguments = {} if network is None else dict(network.arguments)
    dimensions = int(arguments.get("spatial_dims") or _dimensions(metadata))
    before = read_preprocessing(
        _transforms(config, "preprocessing"), metadata.key, dimensions == 2, options.get("axes", "")
    )
    if dimensions == 2:
        before.space = replace(before.space, slices=True)
    after = read_postprocessing(_transforms(config, "postprocessing"), metadata.output_key)
    inferer = config.value("inferer", None)
    tiles, reasons = read_inferer(inferer if isinstance(inferer, Part) else None, before.multiple_of)
    if metadata.roles and not before.is_per_channel:
        reasons.append("it normalises its channels together, which is not known.")
    return BundlePlan(
        metadata,
        task,
        "" if network is None else f"{_MONAI}{network.name}",
        arguments,
        dimensions,
        before,
        after,
        tiles,
        (*before.reasons, *after.reasons, *reasons),
    )


def _task(metadata: Metadata, options: Mapping[str, str]) -> TaskType:
    told = options.get("task") or metadata.task or "segmentation"
    if told == "detection":
        raise NotDeclared("it is a detector of another kind than MONAI's RetinaNetDetector.")
    if told not in _TASKS:
        raise NotDeclared(f"it is made for {told}, which is not converted from bundles.")
    return cast(TaskType, told)


def _detector_plan(
    config: BundleConfig, metadata: Metadata, has_weights: bool, options: Mapping[str, str]
) -> BundlePlan:
    if not has_weights:
        raise NotDeclared(
            "a detector is converted from its weights, models/model.pt, which it does not have."
        )
    detector = read_detector(config)
    dimensions = 2 if detector.arguments["spatial_dims"] == 2 else 3
    before = read_preprocessing(
        _transforms(config, "preprocessing"), metadata.key, dimensions == 2, options.get("axes", "")
    )
    if dimensions == 2:
        before.space = replace(before.space, slices=True)
    before.notes += detector.notes
    wrong = box_step_reasons(_transforms(config, "postprocessing"))
    return BundlePlan(
        metadata,
        "detection",
        f"{_MONAI}RetinaNet",
        detector.arguments,
        dimensions,
        before,
        Postprocessing(),
        detector.tiles,
        (*before.reasons, *detector.reasons, *wrong),
        detector,
    )


def _network(config: BundleConfig) -> Part:
    """``network_def`` of the model zoo, or ``network`` where that is the network itself."""
    for name in ("network_def", "network", "net", "model"):
        found = config.value(name, None)
        if isinstance(found, Part):
            if found.positional:
                raise NotDeclared(f"the arguments of its {found.name} have no names.")
            return found
    raise NotDeclared("it does not say which network its weights are for (no network_def).")


def _transforms(config: BundleConfig, name: str) -> list[Part]:
    """The transforms of a ``Compose``, or of one that is not composed."""
    found = config.value(name, None)
    if isinstance(found, Part) and found.name == "Compose":
        found = found.arguments.get("transforms", found.positional[0] if found.positional else [])
    listed = found if isinstance(found, list | tuple) else [] if found is None else [found]
    flat: list[Part] = []
    for part in listed:
        if isinstance(part, Part) and part.name == "Compose":
            flat += [inner for inner in part.arguments.get("transforms", []) if isinstance(inner, Part)]
        elif isinstance(part, Part):
            flat.append(part)
        else:
            raise NotDeclared(f"its {name} is no list of transforms.")
    return flat


def _dimensions(metadata: Metadata) -> int:
    shape = metadata.image.get("spatial_shape", ())
    return len(shape) if isinstance(shape, list) and len(shape) in (2, 3) else 3
