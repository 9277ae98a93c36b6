"""Reading a TensorFlow.js layer model that is a MeshNet: ``model.json`` as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from medviewer.importers.foreign_json import read_json_table
from medviewer.importers.refused import ImportRefused

MODEL_NAME = "model.json"
_ACTIVATIONS = ("relu", "elu", "gelu")
_NORMALISED = "_gn"
"""brainchop's mark in the name of a layer whose output is normalised per channel; no layer says so itself."""


@dataclass(frozen=True)
class ConvLayer:
    """One convolution: its name in the weights, its kernel, dilation, channels, bias and normalisation."""

    name: str
    kernel: int
    dilation: int
    filters: int
    has_bias: bool
    is_normalised: bool


@dataclass(frozen=True)
class LayerModel:
    """A chain of convolutions with one kind of activation between them.

    ``shape`` is the input's [a, b, c, channels]; ``document`` is all of ``model.json``.
    """

    convolutions: tuple[ConvLayer, ...]
    activation: str
    shape: tuple[int, ...]
    document: Mapping[str, Any]

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments of our MeshNet."""
        *dilated, last = self.convolutions
        return {
            "in_channels": self.shape[-1],
            "out_channels": last.filters,
            "channels": dilated[0].filters,
            "dilations": tuple(layer.dilation for layer in dilated),
            "activation": self.activation,
            "channel_norm": dilated[0].is_normalised,
            "bias": dilated[0].has_bias,
        }

    @property
    def reach(self) -> int:
        """How far an output voxel sees, in voxels to each side."""
        return sum(layer.dilation * (layer.kernel // 2) for layer in self.convolutions)


def read_layer_model(folder: Path) -> LayerModel:
    """The MeshNet of a folder's ``model.json``.

    Raises
    ------
    ImportRefused
        With every layer that is not of a MeshNet, or what else is not as it should be.
    """
    document = read_json_table(folder / MODEL_NAME)
    try:
        config = document["modelTopology"]["model_config"]
        layers = config["config"]["layers"]
        listed = [
            (str(layer["class_name"]), dict(layer["config"]), layer.get("inbound_nodes", []))
            for layer in layers
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ImportRefused(
            MODEL_NAME, ["it is no TensorFlow.js layer model (a graph model holds its network otherwise)."]
        ) from error
    reasons = _not_a_chain(listed)
    convolutions: list[ConvLayer] = []
    activations: set[str] = set()
    shape: tuple[int, ...] = ()
    for kind, told, _ in listed:
        if kind == "InputLayer":
            shape = _shape(told, reasons)
        elif kind == "Conv3D":
            convolutions.append(_convolution(told, reasons))
        elif kind == "Activation" and told.get("activation") in _ACTIVATIONS:
            activations.add(str(told["activation"]))
        else:
            reasons.append(
                f"it has a layer {kind} {told.get('activation', '')}".rstrip() + ", which no MeshNet has."
            )
    reasons += _not_a_mesh_net(listed, convolutions, activations)
    if reasons:
        raise ImportRefused(f"{folder.name}/{MODEL_NAME}", reasons)
    return LayerModel(tuple(convolutions), activations.pop(), shape, document)


def _not_a_chain(listed: list[tuple[str, dict[str, Any], Any]]) -> list[str]:
    """Each layer must take the one before it and nothing else."""
    for (_, before, _), (_, layer, inbound) in pairwise(listed):
        try:
            sources = [node[0] for node in inbound[0]]
        except (IndexError, TypeError, KeyError):
            sources = []
        if len(inbound) != 1 or sources != [before.get("name")]:
            return [f"its layer {layer.get('name')!s:.40} does not just follow the one before it."]
    return []


def _shape(told: Mapping[str, Any], reasons: list[str]) -> tuple[int, ...]:
    shape = told.get("batch_input_shape")
    if not isinstance(shape, list) or len(shape) != 5 or not all(_is_size(size) for size in shape[1:]):
        reasons.append("its input is no volume of a fixed size.")
        return (1, 1, 1, 1)
    return tuple(shape[1:])


def _convolution(told: Mapping[str, Any], reasons: list[str]) -> ConvLayer:
    name = str(told.get("name", ""))
    kernel, dilation = _same(told.get("kernel_size")), _same(told.get("dilation_rate", [1, 1, 1]))
    plain = (
        kernel in (1, 3)
        and 1 <= dilation <= 256
        and _same(told.get("strides")) == 1
        and told.get("padding") == "same"
        and told.get("data_format") == "channels_last"
        and told.get("groups", 1) == 1
        and told.get("activation", "linear") == "linear"
        and _is_size(told.get("filters"))
    )
    if not plain:
        reasons.append(
            f"its convolution {name:.40} is of a kind that no MeshNet has (stride, groups, padding ...)."
        )
        return ConvLayer(name, 1, 1, 1, True, False)
    return ConvLayer(
        name,
        kernel,
        dilation,
        int(told["filters"]),
        bool(told.get("use_bias", True)),
        name.endswith(_NORMALISED),
    )


def _not_a_mesh_net(
    listed: list[tuple[str, dict[str, Any], Any]], convolutions: list[ConvLayer], activations: set[str]
) -> list[str]:
    reasons: list[str] = []
    kinds = [kind for kind, _, _ in listed]
    count = len(convolutions)
    if kinds != ["InputLayer", *["Conv3D", "Activation"] * (count - 1), "Conv3D"] or count < 2:
        return ["its layers are not convolution and activation in turn, from an input to a last convolution."]
    *dilated, last = convolutions
    if last.kernel != 1 or not last.has_bias or last.is_normalised or any(one.kernel != 3 for one in dilated):
        reasons.append("its convolutions are not 3x3x3 ones with a 1x1x1 one at last.")
    if len(activations) != 1:
        reasons.append("it has more than one kind of activation.")
    if len({(one.filters, one.has_bias, one.is_normalised) for one in dilated}) != 1:
        reasons.append("its layers are not all of one width, bias and normalisation.")
    return reasons


def _same(sizes: Any) -> int:
    """The one number of a list of three equal ones, else -1."""
    if isinstance(sizes, list) and len(sizes) == 3 and len(set(map(str, sizes))) == 1 and _is_size(sizes[0]):
        return int(sizes[0])
    return -1


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 4096
