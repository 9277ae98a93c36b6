"""What a bundle's RetinaNet detector means: the network, its anchors, how boxes are chosen, its window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from medviewer.importers.monai_bundle.bundle_config import BundleConfig, NotDeclared
from medviewer.importers.monai_bundle.expressions import Part
from medviewer.importers.monai_bundle.read_output import read_inferer
from medviewer.packs.stage import Argument, Tiles

DETECTOR = "RetinaNetDetector"
_RAW_IMAGES = "whether_raw_luna16"
_RAW_NOTE = "Images are brought to its spacing, as it says for raw ones"
_WINDOW_NOTE = (
    "An image that is larger than its window is searched window by window and the boxes are brought "
    "together; its authors average what the network says of overlapping windows first"
)
_INFERER = "RetinaNetInferer"
_BOX_STEPS = frozenset(
    ("ClipBoxToImaged", "AffineBoxToWorldCoordinated", "ConvertBoxModed", "DeleteItemsd", "Compose")
)
# MONAI's functions of residual networks (He et al. 2016): the kind of block and how many a stage has.
_RESIDUAL: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "resnet10": ("basic", (1, 1, 1, 1)),
    "resnet18": ("basic", (2, 2, 2, 2)),
    "resnet34": ("basic", (3, 4, 6, 3)),
    "resnet50": ("bottleneck", (3, 4, 6, 3)),
    "resnet101": ("bottleneck", (3, 4, 23, 3)),
    "resnet152": ("bottleneck", (3, 8, 36, 3)),
}
_PLANES = (64, 128, 256, 512)
_BACKBONE_SAYS = {"spatial_dims", "n_input_channels", "conv1_t_size", "conv1_t_stride", "feed_forward"}
_PYRAMID = ("backbone", "spatial_dims", "pretrained_backbone", "returned_layers", "trainable_backbone_layers")
_CHOICE = ("score_thresh", "topk_candidates_per_level", "nms_thresh", "detections_per_img", "apply_sigmoid")
_WINDOW = ("roi_size", "sw_batch_size", "overlap", "mode", "sigma_scale", "padding_mode", "cval")


@dataclass(frozen=True)
class Detector:
    """``arguments`` of ``monai.RetinaNet``, ``options`` of its output and ``tiles`` of its stage.

    ``score_threshold`` is that from which the bundle tells a box; ``reasons`` is what cannot be said.
    """

    arguments: Mapping[str, Argument]
    options: Mapping[str, Argument]
    tiles: Tiles
    score_threshold: float
    reasons: tuple[str, ...]
    notes: tuple[str, ...]


def has_detector(config: BundleConfig) -> bool:
    """Whether the bundle's configuration builds MONAI's detector."""
    found = config.value("detector", None) if "detector" in config else None
    return isinstance(found, Part) and found.name == DETECTOR


def for_raw_images(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Overrides for images as they come from a scanner, and a note.

    The model zoo's detector says in ``whether_raw_luna16`` whether images were brought to its spacing before
    it sees them. A clinic's were not.
    """
    return ({_RAW_IMAGES: True}, _RAW_NOTE) if document.get(_RAW_IMAGES) is False else ({}, "")


def read_detector(config: BundleConfig) -> Detector:
    """The parts of a bundle's detector.

    Raises
    ------
    NotDeclared
        If a part of it is not there or not data.
    """
    detector, reasons = config.value("detector"), []
    if set(detector.arguments) - {"network", "anchor_generator", "debug"} or detector.positional:
        reasons.append("its detector has settings that are not known.")
    network, anchors = detector.arguments.get("network"), detector.arguments.get("anchor_generator")
    if not isinstance(network, Part) or network.name != "RetinaNet" or network.positional:
        raise NotDeclared("its detector has no RetinaNet of named arguments.")
    arguments, multiples = _network(network)
    strides = _strides(arguments)
    if any(m % stride for m, stride in zip(multiples, strides[-1], strict=True)):
        reasons.append(f"its network needs sizes that {multiples} does not give (size_divisible).")
    choice, window, weights = _calls(config, reasons)
    options: dict[str, Argument] = {
        "form": "anchors",
        "strides": strides,
        "size_divisible": multiples,
        "nms_threshold": float(choice["nms_thresh"]),
        "score_threshold": float(choice["score_thresh"]),
        "candidates_per_level": int(choice["topk_candidates_per_level"]),
        "most_boxes": int(choice["detections_per_img"]),
        **_anchors(anchors, arguments, len(strides), reasons),
        **({"box_weights": weights} if weights else {}),
    }
    tiles = _tiles(window, multiples, reasons)
    inferer = config.value("inferer", None)
    if window is not None and (not isinstance(inferer, Part) or inferer.name != _INFERER):
        reasons.append("its inferer is not the one of MONAI's detection bundles.")
    notes = (_WINDOW_NOTE,) if tiles.size else ()
    return Detector(arguments, options, tiles, float(choice["score_thresh"]), tuple(reasons), notes)


def box_step_reasons(parts: Sequence[Part]) -> list[str]:
    """What of a detector's postprocessing is more than bringing boxes into the world."""
    reasons = [
        f"its postprocessing has a step {part.name}, which is not known for boxes."
        for part in parts
        if part.name not in _BOX_STEPS
    ]
    for part in parts:
        if part.name == "ConvertBoxModed" and part.arguments.get("src_mode") != "xyzxyz":
            reasons.append("its boxes are of another form than corners before they are written.")
    return reasons


def _network(network: Part) -> tuple[dict[str, Argument], tuple[int, ...]]:
    """Arguments of our RetinaNet, and what sizes must be multiples of."""
    told = network.arguments
    if set(told) - {"spatial_dims", "num_classes", "num_anchors", "feature_extractor", "size_divisible"}:
        raise NotDeclared("its RetinaNet has settings that are not known.")
    pyramid = told.get("feature_extractor")
    if not isinstance(pyramid, Part) or pyramid.name != "resnet_fpn_feature_extractor":
        raise NotDeclared("its RetinaNet looks at images by another network than a ResNet with a pyramid.")
    of_pyramid = _named(pyramid, _PYRAMID)
    dims = told.get("spatial_dims")
    if of_pyramid.get("pretrained_backbone", False):
        raise NotDeclared("it wanted to fetch a pretrained backbone.")
    if dims not in (2, 3) or of_pyramid.get("spatial_dims") != dims:
        raise NotDeclared("its RetinaNet does not say whether it is for two or three dimensions.")
    layers = _wholes(of_pyramid.get("returned_layers", (1, 2, 3)), "its pyramid's layers")
    if not layers or list(layers) != sorted(set(layers)) or not 1 <= layers[0] <= layers[-1] <= 4:
        raise NotDeclared("its pyramid's layers are not some of 1 to 4 in order.")
    arguments = _backbone(of_pyramid.get("backbone"), dims) | {
        "spatial_dims": dims,
        "num_classes": told.get("num_classes"),
        "num_anchors": told.get("num_anchors"),
        "returned_layers": layers,
        "fpn_channels": 256,
    }
    counts = (arguments["num_classes"], arguments["num_anchors"])
    if any(type(count) is not int or not 1 <= count <= 1000 for count in counts):
        raise NotDeclared("its RetinaNet does not say how many classes and anchors it has.")
    return arguments, _per_axis(told.get("size_divisible", 1), dims, "its size_divisible")


def _backbone(backbone: Any, dims: int) -> dict[str, Argument]:
    if not isinstance(backbone, Part):
        raise NotDeclared("its pyramid has no backbone.")
    own = ("block", "layers", "block_inplanes") if backbone.name == "ResNet" else ()
    told = _named(backbone, own)
    if backbone.name in _RESIDUAL:
        block, layers = _RESIDUAL[backbone.name]
        shape: dict[str, Argument] = {"block": block, "layers": layers, "block_inplanes": _PLANES}
        told.pop("progress", None)
        if told.pop("pretrained", False):
            raise NotDeclared("it wanted to fetch a pretrained backbone.")
    elif backbone.name == "ResNet" and told.get("block") in ("basic", "bottleneck"):
        rows = {key: _wholes(told.get(key), f"its backbone's {key}") for key in ("layers", "block_inplanes")}
        shape = {"block": told["block"], **rows}
    else:
        raise NotDeclared(f"its backbone {backbone.name!r:.60} is none of MONAI's residual networks.")
    unknown = set(told) - _BACKBONE_SAYS - set(own)
    if unknown or told.get("spatial_dims", 3) != dims:
        raise NotDeclared("its backbone has settings that are not known or do not fit.")
    channels = told.get("n_input_channels", 3)
    if type(channels) is not int or not 1 <= channels <= 100:
        raise NotDeclared("its backbone does not say how many images it takes.")
    return shape | {
        "in_channels": channels,
        "conv1_t_size": _per_axis(told.get("conv1_t_size", 7), dims, "its first layer's size"),
        "conv1_t_stride": _per_axis(told.get("conv1_t_stride", 1), dims, "its first layer's stride"),
    }


def _strides(arguments: Mapping[str, Any]) -> tuple[tuple[int, ...], ...]:
    """Voxels between anchors: the first layer's, twice that by its pooling, twice again by each stage."""
    levels = [2**stage for stage in arguments["returned_layers"]]
    return tuple(
        tuple(first * level for first in arguments["conv1_t_stride"]) for level in (*levels, 2 * levels[-1])
    )


def _anchors(
    anchors: Any, network: Mapping[str, Any], levels: int, reasons: list[str]
) -> dict[str, Argument]:
    if not isinstance(anchors, Part) or anchors.name != "AnchorGeneratorWithAnchorShape":
        reasons.append("its anchors are not told by their shapes (AnchorGeneratorWithAnchorShape).")
        return {}
    told = _named(anchors, ("feature_map_scales", "base_anchor_shapes", "indexing"))
    shapes, scales = told.get("base_anchor_shapes"), _numbers(told.get("feature_map_scales", (1, 2, 4, 8)))
    rows = tuple(_numbers(row) for row in shapes) if isinstance(shapes, list | tuple) else ()
    if len(rows) != network["num_anchors"] or any(len(row) != network["spatial_dims"] for row in rows):
        reasons.append("its anchors are not as many, or not of as many sizes, as its network has.")
    if len(scales) != levels:
        reasons.append(f"its anchors have {len(scales)} scales and its network {levels} levels.")
    if told.get("indexing", "ij") != "ij" or set(told) - {
        "feature_map_scales",
        "base_anchor_shapes",
        "indexing",
    }:
        reasons.append("its anchors have settings that are not known.")
    return {"anchor_shapes": rows, "level_scales": scales}


def _calls(
    config: BundleConfig, reasons: list[str]
) -> tuple[dict[str, Any], dict[str, Any] | None, tuple[float, ...]]:
    """What is set on the detector once it is built: the choice of boxes, the window, the coder's weights."""
    choice: dict[str, Any] = dict(zip(_CHOICE, (0.05, 1000, 0.5, 300, True), strict=True))
    window: dict[str, Any] | None = None
    weights: tuple[float, ...] = ()
    for call in config.calls_on("detector"):
        if call.name == "set_box_selector_parameters":
            choice |= _named(call, _CHOICE)
        elif call.name == "set_sliding_window_inferer":
            window = _named(call, _WINDOW)
        elif call.name == "set_box_coder_weights":
            weights = _numbers(_named(call, ("weights",)).get("weights"))
        elif call.name != "set_target_keys":
            reasons.append(f"it sets its detector by {call.name}, which is not known.")
    if choice["apply_sigmoid"] is not True or set(choice) != set(_CHOICE):
        reasons.append("it chooses boxes in a way that is not known.")
    return choice, window, weights


def _tiles(window: Mapping[str, Any] | None, multiples: Sequence[int], reasons: list[str]) -> Tiles:
    if window is None:
        return Tiles(blending="constant")
    tiles, wrong = read_inferer(Part("monai.inferers.SlidingWindowInferer", {"overlap": 0.5, **window}), 1)
    reasons += wrong
    if any(n % m for n, m in zip(tiles.size, multiples, strict=False)) or len(tiles.size) != len(multiples):
        reasons.append("its window is no multiple of its size_divisible along each axis.")
    return replace(tiles, blending="constant")  # boxes are not blended


def _named(part: Part, names: Sequence[str]) -> dict[str, Any]:
    """All arguments of a part by name."""
    if len(part.positional) > len(names):
        raise NotDeclared(f"the arguments of its {part.name} have no names.")
    by_place = dict(zip(names, part.positional, strict=False))
    return {**by_place, **part.arguments}


def _per_axis(value: Any, dims: int, what: str) -> tuple[int, ...]:
    found = (value,) * dims if type(value) is int else _wholes(value, what)
    if len(found) != dims:
        raise NotDeclared(f"{what} is not one number for each axis.")
    return found


def _wholes(value: Any, what: str) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or any(type(n) is not int or not 1 <= n <= 4096 for n in value):
        raise NotDeclared(f"{what} is no list of whole numbers from 1 to 4096.")
    return tuple(value)


def _numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list | tuple) or any(
        isinstance(n, bool) or not isinstance(n, int | float) or not 0 < n < 1e6 for n in value
    ):
        raise NotDeclared("a list of its detector does not hold numbers above 0.")
    return tuple(value)
