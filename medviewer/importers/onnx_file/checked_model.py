"""Reading an ONNX file and refusing what is not a plain network: its format allows more than that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from medviewer.importers.graph_shape import is_reasonable
from medviewer.importers.refused import ImportRefused

_LARGEST_BYTES = (2 << 30) - (1 << 20)
_STANDARD = ("", "ai.onnx")
_OLDEST_OPSET = 9
_MOST_NODES = 200_000
_MOST_DEPTH = 8
_EXTERNAL = 1  # TensorProto.DataLocation


def checked_model(path: Path) -> Any:
    """The ``onnx.ModelProto`` of a file with all its weights inside.

    Raises
    ------
    ImportRefused
        If it is damaged, larger than 2 GB, of an unknown version, uses operators or functions that are not
        ONNX's own, reads files that are not beside it, or has tensors of unreasonable sizes.
    """
    import onnx

    if path.stat().st_size > _LARGEST_BYTES:
        raise ImportRefused(path.name, ["it is larger than 2 GB."])
    try:
        model = onnx.load_model_from_string(path.read_bytes())
    except Exception as error:  # protobuf's own error is of no class that onnx names
        raise ImportRefused(path.name, ["it is damaged or no ONNX model."]) from error
    reasons = list(dict.fromkeys(_reasons(model, path.parent)))
    if reasons:
        raise ImportRefused(path.name, reasons[:30])
    onnx.load_external_data_for_model(model, str(path.parent))
    for tensor in _tensors(model):
        tensor.ClearField("external_data")
        tensor.data_location = 0
    _check(model, path.name)
    return model


def _check(model: Any, name: str) -> None:
    """ONNX's own checker, and the sizes of all that flows through the network."""
    import onnx

    try:
        onnx.checker.check_model(model)
        inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError, ValueError) as error:
        said = str(error).strip().splitlines()
        raise ImportRefused(
            name, [f"ONNX's checker refuses it ({said[0][:160] if said else 'no reason'})."]
        ) from error
    graph = inferred.graph
    for value in (*graph.input, *graph.output, *graph.value_info):
        sizes = sizes_of(value)
        if not is_reasonable(sizes):
            raise ImportRefused(name, [f"its tensor {value.name!r:.60} would be of the size {sizes}."])


def sizes_of(value: Any) -> tuple[int, ...]:
    """Sizes of a ``ValueInfoProto``; 0 where they are open."""
    return tuple(
        int(size.dim_value) if size.HasField("dim_value") else 0 for size in value.type.tensor_type.shape.dim
    )


def _reasons(model: Any, folder: Path) -> Iterator[str]:
    import onnx

    newest = onnx.defs.onnx_opset_version()
    for opset in model.opset_import:
        if opset.domain not in _STANDARD:
            yield f"it needs the operators of {opset.domain!r:.60}, which are not ONNX's own."
        elif not _OLDEST_OPSET <= opset.version <= newest:
            yield f"it is of ONNX version {opset.version}; {_OLDEST_OPSET} to {newest} are known."
    if len(model.functions) > 0:
        yield f"it brings functions of its own ({model.functions[0].name:.60})."
    if len(model.training_info) > 0:
        yield "it holds a training."
    for count, node in enumerate(_nodes(model.graph)):
        if count > _MOST_NODES:
            yield "it has more steps than any network."
            return
        if node.domain not in _STANDARD:
            yield f"it wanted to run the operator {node.domain}.{node.op_type}, which is not ONNX's own."
        elif not onnx.defs.has(node.op_type):
            yield f"it wanted to run the operator {node.op_type}, which ONNX does not have."
    for tensor in _tensors(model):
        yield from _of_tensor(tensor, folder)


def _of_tensor(tensor: Any, folder: Path) -> Iterator[str]:
    if not is_reasonable(tuple(tensor.dims)):
        yield f"its weights {tensor.name!r:.60} are of the size {tuple(tensor.dims)}."
    if tensor.data_location != _EXTERNAL:
        return
    told = {entry.key: entry.value for entry in tensor.external_data}
    location = told.get("location", "")
    path = folder / location
    is_beside = (
        bool(location) and Path(location).name == location and "\\" not in location and ":" not in location
    )
    if not is_beside or path.is_symlink():
        yield f"it wanted to read {location!r:.120}, which is not beside it."
        return
    if not path.is_file():
        yield f"its file of weights {location!r:.120} is missing."
        return
    try:
        begin, length = int(told.get("offset", 0)), int(told.get("length", 0))
    except ValueError:
        begin = length = -1
    if (
        begin < 0
        or length < 0
        or begin + length > path.stat().st_size
        or path.stat().st_size > _LARGEST_BYTES
    ):
        yield f"its file of weights {location!r:.120} is shorter than it says, or larger than 2 GB."


def _nodes(graph: Any, depth: int = 0) -> Iterator[Any]:
    """Every node, also of the graphs inside of nodes."""
    for node in graph.node:
        yield node
        if depth < _MOST_DEPTH:
            for attribute in node.attribute:
                for inner in (*([attribute.g] if attribute.HasField("g") else []), *attribute.graphs):
                    yield from _nodes(inner, depth + 1)


def _tensors(model: Any) -> Iterator[Any]:
    """Every tensor that is stored in the file: weights, and constants of nodes."""
    yield from _of_graph(model.graph)


def _of_graph(graph: Any, depth: int = 0) -> Iterator[Any]:
    yield from graph.initializer
    for sparse in graph.sparse_initializer:
        yield sparse.values
        yield sparse.indices
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                yield attribute.t
            yield from attribute.tensors
            if depth < _MOST_DEPTH:
                for inner in (*([attribute.g] if attribute.HasField("g") else []), *attribute.graphs):
                    yield from _of_graph(inner, depth + 1)
