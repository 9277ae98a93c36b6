"""ONNX -> packs: one input, one output, plain operators."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medviewer.api.model import Report
from medviewer.importers.graph_manifest import graph_manifest
from medviewer.importers.graph_shape import GraphShape
from medviewer.importers.onnx_file.checked_model import checked_model, sizes_of
from medviewer.importers.refused import ImportRefused
from medviewer.importers.source_format import model_file
from medviewer.packs.pack_manifest import PackManifest

_FILE = "network.onnx"
_FLOAT32 = 1  # TensorProto.DataType
_PROBABILITIES = ("Softmax", "Sigmoid")


def convert_onnx(source: Path, into: Path, options: Mapping[str, str], report: Report) -> PackManifest:
    """Converts an ``.onnx`` file (with its external weights beside it) into one file inside the pack.

    A softmax or sigmoid at its very end is taken off, because thresholds, calibration and blending work on
    logits.

    Raises
    ------
    ImportRefused
        If it is not plain and safe, see `checked_model`; or with what neither it nor the options say.
    """
    path = model_file(source, (".onnx",))
    model = checked_model(path)
    report(0.6, "Describing the network")
    _cut_probabilities(model)
    shape = onnx_shape(model, path.name)
    (into / _FILE).write_bytes(model.SerializeToString())
    return graph_manifest(path, into, options, ("onnx", _FILE, shape))


def onnx_shape(model: Any, name: str) -> GraphShape:
    """What a network takes and gives.

    Raises
    ------
    ImportRefused
        If that is not one image in and one answer out, of 32 bit numbers.
    """
    weights = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in weights]
    reasons = []
    if len(inputs) != 1:
        reasons.append(f"it takes {len(inputs)} inputs; networks of one input are known.")
    if not model.graph.output:
        reasons.append("it gives nothing.")
    for value in (*inputs[:1], *model.graph.output[:1]):
        if value.type.tensor_type.elem_type != _FLOAT32:
            reasons.append(f"its {value.name!r:.60} is not of 32 bit numbers.")
    if reasons:
        raise ImportRefused(name, reasons)
    sizes, output = sizes_of(inputs[0]), sizes_of(model.graph.output[0])
    if len(sizes) not in (4, 5) or sizes[0] > 1 or not sizes[1]:
        reasons.append(f"its input is of the shape {sizes}; [1, channels, (slices,) rows, columns] is known.")
    if len(output) not in (2, len(sizes)) or not output[1]:
        reasons.append(f"its output is of the shape {output}; numbers or maps of each class are known.")
    if reasons:
        raise ImportRefused(name, reasons)
    return GraphShape(sizes, output)


def _cut_probabilities(model: Any) -> None:
    """Takes off a last softmax over the channels, or a last sigmoid."""
    graph = model.graph
    if not graph.node or len(graph.output) != 1:
        return
    last = graph.node[-1]
    if last.op_type not in _PROBABILITIES or last.output[0] != graph.output[0].name:
        return
    axis = next((attribute.i for attribute in last.attribute if attribute.name == "axis"), None)
    rank = len(graph.output[0].type.tensor_type.shape.dim)
    if last.op_type == "Softmax" and axis not in (1, 1 - rank, *([None, -1] if rank == 2 else [])):
        return
    source = last.input[0]
    if sum(source in node.input for node in graph.node) > 1:
        return  # it is used elsewhere, too
    for node in graph.node:
        for position, name in enumerate(node.output):
            if name == source:
                node.output[position] = graph.output[0].name
    del graph.node[-1]
