"""torch.export files are looked through before torch sees them; TorchScript and ONNX files run."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.exported_program import load_exported_program, what_it_would_run
from medviewer.engine.backends.make_backend import backend_of, make_backend
from medviewer.packs.stage import Stage

Members = dict[str, bytes]


def a_small_network() -> torch.nn.Module:
    torch.manual_seed(0)
    layers = (torch.nn.Conv2d(1, 2, 3, padding=1), torch.nn.BatchNorm2d(2), torch.nn.MaxPool2d(2))
    return torch.nn.Sequential(*layers).eval().requires_grad_(False)


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "network.pt2"
    any_size = torch.export.Dim.AUTO
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shapes = ({0: any_size, 2: any_size, 3: any_size},)
        program = torch.export.export(a_small_network(), (torch.randn(2, 1, 16, 24),), dynamic_shapes=shapes)
        torch.export.save(program, path)
    return path


@pytest.fixture
def changed(exported: Path, tmp_path: Path) -> Callable[[Callable[[Members], None]], Path]:
    """A copy of the file whose members were changed."""

    def change(edit: Callable[[Members], None]) -> Path:
        with zipfile.ZipFile(exported) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        edit(members)
        path = tmp_path / "changed.pt2"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    return change


def edit_table(name: str, edit: Callable[[Any], None]) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        full = next(member for member in members if member.endswith(name))
        table = json.loads(members[full])
        edit(table)
        members[full] = json.dumps(table).encode()

    return change


def test_plain_file_is_loaded_with_its_free_sizes(exported: Path) -> None:
    batch = torch.randn(1, 1, 20, 32)
    assert what_it_would_run(exported) == ()
    network = load_exported_program(exported)
    assert torch.equal(network(batch), a_small_network()(batch))


def test_file_of_one_size_is_run_by_openvino(tmp_path: Path) -> None:
    batch, path = torch.randn(1, 1, 20, 32), tmp_path / "network.pt2"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.export.save(torch.export.export(a_small_network(), (batch,)), path)
    stage = Stage("main", format="torch_export", weights=("network.pt2",))
    backend = backend_of(stage, path, "cpu", "openvino", "float32")
    assert torch.allclose(backend.forward(batch), a_small_network()(batch), atol=1e-4)
    assert backend.name == "OpenVINO float32"


def test_file_of_free_sizes_is_left_to_torch(exported: Path) -> None:
    batch = torch.randn(1, 1, 20, 32)
    stage = Stage("main", format="torch_export", weights=("network.pt2",))
    backend = backend_of(stage, exported, "cpu", "openvino", "float32")
    assert torch.equal(backend.forward(batch), a_small_network()(batch))
    assert backend.name == "torch float32"


def call_the_system(table: Any) -> None:
    node = table["graph_module"]["graph"]["nodes"][0]
    node["target"] = "torch.os.system"
    node["inputs"] = [{"name": "command", "arg": {"as_string": "touch /tmp/never"}, "kind": 1}]


def evaluate_an_expression(table: Any) -> None:
    values = json.dumps(table["graph_module"]["graph"])
    start = values.index('"expr_str": "') + len('"expr_str": "')
    end = values.index('"', start)
    evil = "__import__(\\'os\\').getpid()".replace("\\'", "'")
    table["graph_module"]["graph"] = json.loads(values[:start] + evil + values[end:])


def make_a_file(table: Any) -> None:
    node = table["graph_module"]["graph"]["nodes"][0]
    node["target"] = "torch.ops.aten.from_file.default"
    node["inputs"] = [{"name": "filename", "arg": {"as_string": "never"}, "kind": 1}]


def write_an_expression_without_end(table: Any) -> None:
    values = json.dumps(table["graph_module"]["graph"])
    start = values.index('"expr_str": "') + len('"expr_str": "')
    end = values.index('"', start)
    table["graph_module"]["graph"] = json.loads(values[:start] + "1" + "-1" * 60 + "!" + values[end:])


def name_a_parameter_like_code(table: Any) -> None:
    spec = next(s for s in table["graph_module"]["signature"]["input_specs"] if "parameter" in s)
    spec["parameter"]["parameter_name"] = '0.w")+__import__("os").getpid()+str("'


def import_a_factory(table: Any) -> None:
    signature = table["graph_module"]["module_call_graph"][0]["signature"]
    signature["in_spec"] = signature["in_spec"].replace("builtins.tuple", "collections.defaultdict")


def pickle_the_weights(table: Any) -> None:
    next(iter(table["config"].values()))["use_pickle"] = True


def name_an_object(table: Any) -> None:
    next(iter(table["config"].values()))["path_name"] = "opaque_obj_0"


@pytest.mark.parametrize(
    ("member", "edit", "said"),
    [
        ("models/model.json", call_the_system, "a call of torch.os.system"),
        ("models/model.json", evaluate_an_expression, "the expression __import__"),
        ("models/model.json", make_a_file, "a call of torch.ops.aten.from_file.default"),
        ("models/model.json", write_an_expression_without_end, "the expression 1-1-1-1"),
        ("models/model.json", name_a_parameter_like_code, "the name 0.w"),
        ("models/model.json", import_a_factory, "a value of the type collections.defaultdict"),
        ("weights/model_weights_config.json", pickle_the_weights, "pickled tensors"),
        ("weights/model_weights_config.json", name_an_object, "the object opaque_obj_0"),
    ],
)
def test_what_could_run_code_is_refused_and_named(changed, member: str, edit, said: str) -> None:
    path = changed(edit_table(member, edit))
    with pytest.raises(PluginError, match="not safe to load") as told:
        load_exported_program(path)
    assert said in str(told.value)


class Evil:
    def __reduce__(self):
        return (print, ("code of the file ran",))


def test_sample_inputs_that_need_unpickling_are_refused(changed, capsys) -> None:
    def edit(members: Members) -> None:
        buffer = io.BytesIO()
        torch.save(Evil(), buffer)
        members[next(name for name in members if "sample_inputs" in name)] = buffer.getvalue()

    with pytest.raises(PluginError, match="sample inputs that are no plain tensors"):
        load_exported_program(changed(edit))
    assert "ran" not in capsys.readouterr().out


def test_members_of_other_kinds_are_refused(changed) -> None:
    def edit(members: Members) -> None:
        root = next(iter(members)).partition("/")[0]
        members[f"{root}/data/aotinductor/model/code.so"] = b"\x7fELF"

    assert "aotinductor" in "; ".join(what_it_would_run(changed(edit)))


def test_guards_are_not_run(changed) -> None:
    def edit(table: Any) -> None:
        table["guards_code"] = ["__import__('os').abort()"]

    load_exported_program(changed(edit_table("models/model.json", edit)))(torch.randn(1, 1, 16, 24))


def test_a_file_of_something_else_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "network.pt2"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(PluginError, match=r"cannot be read as a torch\.export file"):
        load_exported_program(path)


def test_torchscript_runs_and_rubbish_is_one_sentence(tmp_path: Path) -> None:
    path, batch = tmp_path / "network.ts", torch.randn(1, 1, 16, 16)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.trace(a_small_network(), batch).save(str(path))
    stage = Stage("main", format="torchscript", weights=("network.ts",))
    assert torch.allclose(make_backend(stage, path, "cpu").forward(batch), a_small_network()(batch))
    fast = backend_of(stage, path, "cpu", "openvino", "float32")
    assert torch.allclose(fast.forward(batch), a_small_network()(batch), atol=1e-4)
    assert fast.name == "OpenVINO float32"
    path.write_bytes(b"rubbish")
    with pytest.raises(PluginError, match="cannot be read as TorchScript"):
        make_backend(stage, path, "cpu")


def a_script_with(tmp_path: Path, line: str, name: str = "code/__torch__.py") -> Path:
    """A TorchScript file with one more line in its code, in a member of this name."""
    whole, path = tmp_path / "whole.ts", tmp_path / "network.ts"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.script(torch.nn.ReLU()).save(str(whole))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename.endswith(".py") and b"def forward" in content:
                place = content.index(b"\n", content.index(b"Tensor:")) + 1
                changed = content[:place] + f"    {line}\n".encode() + content[place:]
                if name != "code/__torch__.py":
                    target.writestr(f"whole/{name}", changed)
                else:
                    content = changed
            target.writestr(info.filename, content)
    return path


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ('y = torch.from_file("{canary}", True, 4)', "", "a call of from_file"),
        ('y = ops.aten.from_file("{canary}", True, 4)', "", "a call of from_file"),
        ('torch . save(input, "{canary}")', "", "a call of save"),
        ('y = getattr(torch, "from\\x5ffile")("{canary}", True, 4)', "", "hidden by backslashes"),
        ("y = ops.quantized.add(input, input, 1.0, 0)", "", "a call of ops.quantized"),
        ("y = __torch__.torch.classes.quantized.Conv2dPackedParamsBase", "", "torch.classes"),
        ('y = torch.from_file("{canary}", True, 4)', "CODE/__torch__.py", "CODE/__torch__.py"),
        ('y = torch.from_file("{canary}", True, 4)', "code/../__torch__.py", "."),
    ],
)
def test_torchscript_that_touches_files_is_refused(tmp_path: Path, line: str, name: str, said: str) -> None:
    canary = tmp_path / "canary"
    path = a_script_with(tmp_path, line.replace("{canary}", str(canary)), name or "code/__torch__.py")
    stage = Stage("main", format="torchscript", weights=("network.ts",))
    with pytest.raises(PluginError, match="not safe to load") as told:
        make_backend(stage, path, "cpu").forward(torch.zeros(1, 1, 8, 8))
    assert said in str(told.value)
    assert not canary.exists()


@pytest.fixture
def an_onnx_file(tmp_path: Path) -> Path:
    path = tmp_path / "network.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(a_small_network(), (torch.randn(1, 1, 16, 16),), str(path), dynamo=False)
    return path


@pytest.mark.parametrize("runner", ["onnxruntime", "openvino"])
def test_onnx_is_run_by_onnxruntime_and_by_openvino(an_onnx_file: Path, runner: str) -> None:
    batch = torch.randn(1, 1, 16, 16)
    backend = backend_of(Stage("main", format="onnx"), an_onnx_file, "cpu", runner, "float32")
    assert torch.allclose(backend.forward(batch), a_small_network()(batch), atol=1e-4)
    backend.close()


@pytest.mark.parametrize("runner", ["onnxruntime", "openvino"])
def test_onnx_reads_no_weights_outside_its_folder(tmp_path: Path, runner: str) -> None:
    onnx = pytest.importorskip("onnx")
    inside = tmp_path / "pack"
    inside.mkdir()
    (tmp_path / "secret.bin").write_bytes(b"\x00\x00\x80?" * 4)
    weight = onnx.TensorProto(name="w", data_type=1, dims=[4], data_location=1)
    for key, value in (("location", "../secret.bin"), ("offset", "0"), ("length", "16")):
        weight.external_data.add(key=key, value=value)
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Add", ["x", "w"], ["y"])],
        "g",
        [value("x", 1, [1, 4])],
        [value("y", 1, [1, 4])],
        [weight],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=9)
    (inside / "network.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(PluginError, match="cannot be run"):
        backend_of(Stage("main", format="onnx"), inside / "network.onnx", "cpu", runner, "float32").forward(
            torch.zeros(1, 4)
        )
