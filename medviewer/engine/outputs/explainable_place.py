"""What a pack's network sees around a segment or a box that it has found, so that each can be explained.

*Segment*: the mean log odds of its label over the voxels that the network gives it (Vinogradova et al. 2020,
"Towards Interpretable Semantic Segmentation via Gradient-Weighted Class Activation Mapping").
*Box*: the log odds of the row of the detector's output that speaks for it (Petsiuk et al. 2021, "Black-box
Explanation of Object Detectors via Saliency Maps", with the place held fast).

Both in one tile of the pack with the place in its middle: networks of tiles see no more of the image.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from medviewer.api.explainable import ExplainableInput, StatedPlace
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.engine.grid.model_space import ModelImage, to_model_space
from medviewer.engine.labels.decision import decision_of
from medviewer.engine.outputs.class_findings import output_names
from medviewer.engine.outputs.explainable_input import network_of_folds
from medviewer.engine.outputs.output_options import OutputOptions
from medviewer.engine.tiling.tile_plan import Triple, plan_places, whole_if_small
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage

Reading = Callable[[Tensor], Tensor]
"""From the network's output of one image, without the batch axis, to the one number that is explained."""

_MOST_VOXELS, _SIDE = 128**3, 96
_NOTE = "Made of one tile around it; the rest of the image is not seen."


@dataclass(frozen=True, eq=False)
class _Tile:
    """A part of the image, as the network is given it."""

    tensor: Tensor
    geometry: Geometry
    start: Triple
    is_whole: bool


def explainable_place(
    manifest: PackManifest, folder: Path, volumes: Sequence[Volume], place: StatedPlace, device: str
) -> ExplainableInput:
    """The network of the stage that finds such places, with the tile around one of them.

    Raises
    ------
    ModelError
        If the pack finds no segments or boxes, or not this one in this tile.
    """
    if manifest.info.task not in ("segmentation", "detection"):
        raise ModelError(f"{manifest.info.name} finds no segments or boxes to explain.")
    stage, number = _stage_of(manifest, place.label)
    image = to_model_space(volumes, stage)
    network = network_of_folds(stage, [folder / name for name in stage.weights], device)
    tile = _tile_around(stage, image, place, manifest.info.task == "detection")
    with torch.no_grad():
        output = _first(network(tile.tensor.to(device)))[0]
    if manifest.info.task == "detection":
        reading = _box_reading(manifest, stage, image, place, tile, output)
    else:
        reading = _segment_reading(manifest, stage, number, place.label, output)
    return ExplainableInput(
        network=_stated(network, reading),
        tensor=tile.tensor.to(device),
        geometry=tile.geometry,
        labels=(place.label,),
        layer=str(stage.output.options.get("explain_layer", "")),
        deep=True,
        note="" if tile.is_whole else _NOTE,
    )


def _stage_of(manifest: PackManifest, label: str) -> tuple[Stage, int]:
    """The last stage that gives a label, and its number."""
    number = next((one.number for one in manifest.info.labels if one.name == label), None)
    if number is None:
        named = ", ".join(one.name for one in manifest.info.labels[:10])
        raise ModelError(f"{manifest.info.name} finds no {label!r}; it finds {named}.")
    stages = [
        stage
        for stage in manifest.stages
        if number in decision_of(stage.output, len(manifest.info.labels)).labels
    ]
    if not stages or stages[-1].previous:
        raise ModelError(
            f"{label} cannot be explained: its network builds on the answer of another one of the pack."
        )
    return stages[-1], number


def _tile_around(stage: Stage, image: ModelImage, place: StatedPlace, is_detector: bool) -> _Tile:
    is_flat = stage.space.slices
    tiles = stage.tiles
    if is_detector:
        told = OutputOptions(stage).numbers("size_divisible")
        tiles = whole_if_small(image.shape, tiles, tuple(int(n) for n in told))
    elif not tiles.size and not is_flat and np.prod(image.shape) > _MOST_VOXELS:
        side = (
            -(-_SIDE // tiles.multiple_of) * tiles.multiple_of
        )  # gradients of all of it need many times its size
        tiles = replace(
            tiles, size=tuple(min(side, n) if tiles.multiple_of == 1 else side for n in image.shape)
        )
    plan = plan_places(image.shape, replace(tiles, step=1.0), is_flat)
    middle = np.round(image.grid.from_lps(place.centre_lps)).astype(int)
    starts = []
    for axis, (n, size) in enumerate(zip(image.shape, plan.size, strict=True)):
        before = 0 if is_detector else plan.before[axis]  # a detector's image is filled at its end
        most = n - size
        starts.append(int(np.clip(middle[axis] - size // 2, 0, most)) if most > 0 else -before)
    start = (starts[0], starts[1], starts[2])
    tensor = image.tile(start, plan.size, tiles.fill).clone()[None]
    grid = image.grid.geometry
    geometry = replace(grid, shape_kji=plan.size, origin_lps=_triple(grid.index_to_lps(start[::-1])))
    whole = all(size >= n for size, n in zip(plan.size, image.shape, strict=True))
    return _Tile(tensor[:, :, 0] if is_flat else tensor, geometry, start, whole)


def _triple(values: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    return (x, y, z)


def _segment_reading(
    manifest: PackManifest, stage: Stage, number: int, label: str, output: Tensor
) -> Reading:
    decision = decision_of(stage.output, len(manifest.info.labels))
    if len(output) != len(decision.labels):
        raise ModelError(
            f"The network {stage.name} gives {len(output)} channels, not {len(decision.labels)}."
        )
    channel, threshold = decision.labels.index(number), decision.threshold
    if threshold is None:
        region = output.argmax(dim=0) == channel
    else:
        region = torch.sigmoid(output[channel]) > threshold
    if not region.any():
        raise ModelError(f"In one tile around it the network finds no {label}, so it cannot be explained.")
    return _SegmentReading(channel, threshold is None, region)


class _SegmentReading(nn.Module):
    def __init__(self, channel: int, is_one_of_many: bool, region: Tensor) -> None:
        super().__init__()
        self.register_buffer("region", region)  # of true and false: no weight that a test would exchange
        self._channel = channel
        self._is_one_of_many = is_one_of_many

    def forward(self, output: Tensor) -> Tensor:
        """Mean log odds over the region."""
        inside = output[:, self.get_buffer("region")]
        if not self._is_one_of_many or len(inside) < 2:
            return inside[self._channel].mean()
        others = torch.cat([inside[: self._channel], inside[self._channel + 1 :]])
        return (inside[self._channel] - torch.logsumexp(others, dim=0)).mean()


def _box_reading(
    manifest: PackManifest,
    stage: Stage,
    image: ModelImage,
    place: StatedPlace,
    tile: _Tile,
    output: Tensor,
) -> Reading:
    # Takes a while to import, and segmentations do without.
    from medviewer.engine.outputs.detection_boxes import BoxReader

    names = output_names(manifest, stage)
    options, dims = OutputOptions(stage), 2 if stage.space.slices else 3
    reader = BoxReader(options, dims, len(names))
    size = tuple(tile.tensor.shape[2:])
    wanted = _corners(image, place, tile, dims)
    if options.choice("whole_numbers_at", ("centres", "edges")) == "edges":
        wanted = wanted + 0.5
    boxes, logits = reader.every(output, size)
    likeness = _overlap(boxes.float(), wanted.to(boxes))
    worth = likeness * torch.sigmoid(logits[:, names.index(place.label)])
    row = int(worth.argmax())
    if float(likeness[row]) < _LEAST_OVERLAP:
        raise ModelError(
            f"In one tile around it the network finds no box of {place.label}, so it cannot be explained."
        )

    def read(output: Tensor) -> Tensor:
        return reader.every(output, size)[1][row, names.index(place.label)]

    return read


_LEAST_OVERLAP = 0.1
"""A box along the patient's axes is larger than the network's own where the volume is oblique."""


def _corners(image: ModelImage, place: StatedPlace, tile: _Tile, dims: int) -> Tensor:
    """The box on the tile's grid: its least corner and its greatest."""
    half = np.array(place.size_lps or (0.0, 0.0, 0.0)) / 2.0
    ends = np.array([np.array(place.centre_lps) + half * sign for sign in product((-1, 1), repeat=3)])
    places = image.grid.from_lps(ends) - np.array(tile.start)
    low, high = places.min(axis=0)[3 - dims :], places.max(axis=0)[3 - dims :]
    return torch.from_numpy(np.concatenate([low, high]).astype(np.float32))


def _overlap(boxes: Tensor, wanted: Tensor) -> Tensor:
    """Intersection over union of boxes [n, 2 * dims] with one."""
    dims = len(wanted) // 2
    low = torch.maximum(boxes[:, :dims], wanted[:dims])
    high = torch.minimum(boxes[:, dims:], wanted[dims:])
    both = (high - low).clamp(min=0).prod(dim=1)
    each = (boxes[:, dims:] - boxes[:, :dims]).clamp(min=0).prod(dim=1)
    return both / (each + (wanted[dims:] - wanted[:dims]).prod() - both).clamp(min=1e-6)


def _stated(network: nn.Module | Callable[[Tensor], Tensor], reading: Reading) -> Callable[[Tensor], Tensor]:
    if isinstance(network, nn.Module):
        return _Stated(network, reading).eval()

    def run(images: Tensor) -> Tensor:
        return torch.stack([reading(_first(network(image[None]))[0]) for image in images])[:, None]

    return run


class _Stated(nn.Module):
    """A network with the one number that is explained; image by image: answers with places are large."""

    def __init__(self, network: nn.Module, reading: Reading) -> None:
        super().__init__()
        self.network = network
        self.reading = reading

    def forward(self, images: Tensor) -> Tensor:
        stated = [self.reading(_first(self.network(image[None]))[0]) for image in images]
        return torch.stack(stated)[:, None]


def _first(output: Tensor | Sequence[Tensor]) -> Tensor:
    return output if isinstance(output, Tensor) else _first(output[0])
