"""ONNX files become packs; what is more than a plain network is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from medviewer.core.errors import MedviewerError
from medviewer.core.segmentation import Segmentation
from medviewer.engine.backends.make_backend import make_backend
from medviewer.importers.convert import convert
from medviewer.importers.onnx_file.checked_model import checked_model
from medviewer.importers.phantom import phantom
from medviewer.importers.refused import ImportRefused
from medviewer.inference.run import run_model
from medviewer.io.progress import LocalReport
from medviewer.packs.pack_manifest import PackManifest

TOLD = {"golden": "no", "normalise": "minmax", "modality": "MR", "axes": "SPL"}


def _model(nodes: list[Any], output: list[Any], weights: dict[str, Any] | None = None, **told: Any) -> Any:
    """Nodes from "x" [1, 1, 8, 8, 8] (or ``shape``) to "y"."""
    shape = told.pop("shape", [1, 1, 8, 8, 8])
    graph = helper.make_graph(
        nodes,
        "made up",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, output)],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in (weights or {}).items()],
    )
    opsets = told.pop("opsets", [helper.make_opsetid("", 18)])
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, **told)


def _weights(classes: int = 2, dims: int = 3) -> dict[str, Any]:
    generator = np.random.default_rng(0)
    return {
        "w": generator.normal(0, 1, (classes, 1, *(3,) * dims)).astype(np.float32),
        "b": generator.normal(0, 0.1, classes).astype(np.float32),
    }


def _conv(name: str = "y") -> Any:
    return helper.make_node("Conv", ["x", "w", "b"], [name], pads=[1] * 6)


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[[Any], Path]:
    def write(model: Any) -> Path:
        path = tmp_path / "a model.onnx"
        path.write_bytes(model.SerializeToString())
        return path

    return write


@pytest.fixture
def converted(tmp_path: Path, a_file: Callable[[Any], Path]) -> Callable[..., PackManifest]:
    def make(model: Any, **options: str) -> PackManifest:
        return convert(a_file(model), tmp_path / "pack", TOLD | options, LocalReport())

    return make


def test_labels_are_what_the_network_says(converted: Callable[..., PackManifest]) -> None:
    weights = _weights()
    manifest = converted(_model([_conv()], [1, 2, 8, 8, 8], weights))
    assert manifest.stages[0].tiles.size == (8, 8, 8)
    volume = phantom((8, 8, 8), (1.0, 1.0, 1.0), "MR")
    result = run_model(str(manifest.folder), volume, {}, "cpu", True, report=LocalReport())
    assert isinstance(result, Segmentation)
    image = volume.voxels.astype(np.float32)
    image = torch.from_numpy((image - image.min()) / (image.max() - image.min()))[None, None]
    logits = torch.nn.functional.conv3d(image, *(torch.from_numpy(weights[n]) for n in "wb"), padding=1)
    expected = logits[0].argmax(0).numpy()
    assert len(np.unique(expected)) == 2
    assert (result.labels == expected).all()


def test_what_it_does_not_say_is_listed_at_once(a_file: Callable[[Any], Path], tmp_path: Path) -> None:
    path = a_file(_model([_conv()], [1, 2, 8, 8, 8], _weights()))
    with pytest.raises(ImportRefused) as refused:
        convert(path, tmp_path / "pack", {}, LocalReport())
    assert len(refused.value.reasons) == 3
    assert not any((tmp_path / "pack").iterdir())


@pytest.mark.parametrize(("last", "attributes"), [("Sigmoid", {}), ("Softmax", {"axis": 1})])
def test_probabilities_at_the_end_are_taken_off(
    converted: Callable[..., PackManifest], last: str, attributes: dict[str, int]
) -> None:
    weights = _weights()
    nodes = [_conv("z"), helper.make_node(last, ["z"], ["y"], **attributes)]
    manifest = converted(_model(nodes, [1, 2, 8, 8, 8], weights))
    backend = make_backend(manifest.stages[0], manifest.folder / manifest.stages[0].weights[0], "cpu")
    image = torch.rand(1, 1, 8, 8, 8)
    wanted = torch.nn.functional.conv3d(image, *(torch.from_numpy(weights[n]) for n in "wb"), padding=1)
    torch.testing.assert_close(backend.forward(image), wanted, rtol=1e-4, atol=1e-4)


def test_classifier_of_pictures_is_told_by_its_shape(converted: Callable[..., PackManifest]) -> None:
    nodes = [
        helper.make_node("Conv", ["x", "w", "b"], ["c"], pads=[1] * 4),
        helper.make_node("GlobalAveragePool", ["c"], ["p"]),
        helper.make_node("Flatten", ["p"], ["y"]),
    ]
    model = _model(nodes, [1, 3], _weights(3, 2), shape=[1, 1, 64, 48])
    manifest = converted(model, modality="DX", golden="yes")
    assert manifest.info.task == "classification"
    assert manifest.info.contract.dimensions == 2
    assert manifest.stages[0].space.resize == (64, 48)
    assert manifest.golden is not None
    assert manifest.golden.expected.endswith(".json")


def test_weights_beside_it_are_taken_in(tmp_path: Path) -> None:
    model = _model([_conv()], [1, 2, 8, 8, 8], _weights())
    onnx.save_model(
        model, str(tmp_path / "m.onnx"), save_as_external_data=True, location="m.data", size_threshold=0
    )
    manifest = convert(tmp_path / "m.onnx", tmp_path / "pack", TOLD, LocalReport())
    taken = onnx.load(str(manifest.folder / "network.onnx"), load_external_data=False)
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in taken.graph.initializer}
    assert np.array_equal(arrays["w"], _weights()["w"])


def _external(location: str, length: str = "432") -> Any:
    model = _model([_conv()], [1, 2, 8, 8, 8], _weights())
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", location), ("length", length)):
        entry = tensor.external_data.add()
        entry.key, entry.value = key, value
    return model


def _in_a_constant(location: str) -> Any:
    """The same in a node's attribute, where a reader of initialisers does not look."""
    tensor = _external(location).graph.initializer[0]
    nodes = [helper.make_node("Constant", [], ["w"], value=tensor), _conv()]
    return _model(nodes, [1, 2, 8, 8, 8], {"b": _weights()["b"]})


def _in_a_branch(node: Any) -> Any:
    out = helper.make_tensor_value_info("z", TensorProto.FLOAT, [1, 1, 8, 8, 8])
    branch = helper.make_graph([node], "branch", [], [out])
    choice = helper.make_node("If", ["yes"], ["y"], then_branch=branch, else_branch=branch)
    return _model([choice], [1, 1, 8, 8, 8], {"yes": np.array(True)})


def _with_function() -> Any:
    body = [helper.make_node("Relu", ["i"], ["o"])]
    function = helper.make_function("mine", "F", ["i"], ["o"], body, [helper.make_opsetid("", 18)])
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("mine", 1)]
    node = helper.make_node("F", ["x"], ["y"], domain="mine")
    return _model([node], [1, 1, 8, 8, 8], opsets=opsets, functions=[function])


def _huge_inside() -> Any:
    nodes = [
        helper.make_node("ConstantOfShape", ["s"], ["h"]),
        helper.make_node("ReduceSum", ["h"], ["t"], keepdims=0),
        helper.make_node("Add", ["x", "t"], ["y"]),
    ]
    return _model(nodes, [1, 1, 8, 8, 8], {"s": np.array([100_000, 100_000, 100], np.int64)})


HOSTILE = {
    "data above the folder": (lambda: _external("../secret.data"), "wanted to read '../secret.data'"),
    "data anywhere": (lambda: _external("/etc/passwd"), "wanted to read '/etc/passwd'"),
    "data of Windows": (lambda: _external("C:\\secret"), "wanted to read"),
    "data in a constant": (lambda: _in_a_constant("../secret.data"), "wanted to read"),
    "missing data": (lambda: _external("nowhere.data"), "is missing"),
    "no location": (lambda: _external(""), "wanted to read"),
    "short data": (lambda: _external("short.data"), "shorter than it says"),
    "negative length": (lambda: _external("short.data", "-5"), "shorter than it says"),
    "operator of its own": (
        lambda: _model([helper.make_node("Run", ["x"], ["y"], domain="evil")], [1, 1, 8, 8, 8]),
        "wanted to run the operator evil.Run",
    ),
    "operator of its own in a branch": (
        lambda: _in_a_branch(helper.make_node("Run", ["x"], ["z"], domain="evil")),
        "wanted to run the operator evil.Run",
    ),
    "operator nobody has": (
        lambda: _model([helper.make_node("PyOp", ["x"], ["y"])], [1, 1, 8, 8, 8]),
        "wanted to run the operator PyOp",
    ),
    "operators of another library": (
        lambda: _model(
            [_conv()], [1, 2, 8, 8, 8], _weights(),
            opsets=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)],
        ),
        "needs the operators of 'com.microsoft'",
    ),
    "function": (_with_function, "functions of its own"),
    "version from the future": (
        lambda: _model([_conv()], [1, 2, 8, 8, 8], _weights(), opsets=[helper.make_opsetid("", 999)]),
        "version 999",
    ),
    "huge input": (
        lambda: _model([_conv()], [1, 2, 10**6, 10**6, 8], _weights(), shape=[1, 1, 10**6, 10**6, 8]),
        "of the size",
    ),
    "huge inside": (_huge_inside, "of the size"),
    "shapes that do not fit": (lambda: _model([_conv()], [1, 7, 8, 8, 8], _weights()), "checker refuses"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_what_it_wanted(
    tmp_path: Path, a_file: Callable[[Any], Path], name: str
) -> None:
    (tmp_path.parent / "secret.data").write_bytes(b"\0" * 10_000)
    (tmp_path / "short.data").write_bytes(b"\0" * 8)
    make, reason = HOSTILE[name]
    path = a_file(make())
    with pytest.raises(ImportRefused) as refused:
        convert(path, tmp_path / "pack", TOLD, LocalReport())
    assert reason in str(refused.value)
    assert not any((tmp_path / "pack").iterdir())


def test_link_to_data_elsewhere_is_refused(tmp_path: Path, a_file: Callable[[Any], Path]) -> None:
    (tmp_path / "linked.data").symlink_to("/etc/passwd")
    with pytest.raises(ImportRefused, match="not beside it"):
        checked_model(a_file(_external("linked.data")))


@pytest.mark.parametrize("content", [b"", b"\x08\x07\x12\xff\xff\xff", b"\x08\x09:\x02hi", b"\x08\x09" * 500])
def test_damaged_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m.onnx").write_bytes(content)
    with pytest.raises(MedviewerError):
        convert(tmp_path / "m.onnx", tmp_path / "pack", TOLD, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


@pytest.mark.real_data
def test_real_tissue_network_is_the_same_as_from_its_other_form(data_dir: Path, tmp_path: Path) -> None:
    """niivue's ONNX file holds the weights of brainchop's model5 for images with reversed axes."""
    models = data_dir / "models"
    colormap = models / "brainchop" / "model5_gw_ae" / "colormap3.json"
    told = {"axes": "AIL", "spacing": "1", "labels": str(colormap)}
    manifest = convert(models / "niivue-onnx-tissue", tmp_path / "pack", TOLD | told, LocalReport())
    assert manifest.stages[0].tiles.size == (256, 256, 256)
    assert [label.name for label in manifest.info.labels] == ["White Matter", "Grey Matter"]
    plain = convert(
        models / "brainchop" / "model5_gw_ae", tmp_path / "plain", {"golden": "no"}, LocalReport()
    )
    from safetensors.numpy import load_file

    ours = load_file(plain.folder / "weights.safetensors")
    graph = onnx.load(str(manifest.folder / "network.onnx")).graph
    theirs = [numpy_helper.to_array(tensor) for tensor in graph.initializer]
    assert len(theirs) == len(ours)
    for name, array in ours.items():
        turned = array.transpose(0, 1, 4, 3, 2) if array.ndim == 5 else array
        assert any(np.array_equal(other, turned) for other in theirs), name
