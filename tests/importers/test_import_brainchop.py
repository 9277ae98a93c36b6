"""brainchop's MeshNets become packs; model.json and its weights are data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume
from medviewer.engine.networks.mesh_net import MeshNet
from medviewer.importers.brainchop.flat_weights import mesh_net_state
from medviewer.importers.brainchop.layer_model import read_layer_model
from medviewer.importers.convert import convert
from medviewer.importers.refused import ImportRefused
from medviewer.inference.run import run_model
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

NO_GOLDEN = {"golden": "no"}
COLORMAP = {"R": [0, 255, 205], "G": [0, 255, 62], "B": [0, 255, 78], "labels": ["bg", "White*", "Grey"]}


def _layer(kind: str, name: str, before: str, **told: Any) -> dict[str, Any]:
    inbound = [[[before, 0, 0, {}]]] if before else []
    return {"class_name": kind, "name": name, "config": {"name": name, **told}, "inbound_nodes": inbound}


def _conv(
    name: str, before: str, filters: int, kernel: int, dilation: int, bias: bool = True
) -> dict[str, Any]:
    return _layer(
        "Conv3D", name, before, filters=filters, kernel_size=[kernel] * 3, strides=[1] * 3, padding="same",
        data_format="channels_last", dilation_rate=[dilation] * 3, activation="linear", use_bias=bias,
    )  # fmt: skip


def a_layer_model(folder: Path, suffix: str = "", comment: str = "") -> Path:
    """Two dilated layers of 2 channels and a last one of 3, as brainchop's files have it."""
    folder.mkdir()
    bias = not suffix
    layers = [
        _layer("InputLayer", "input", "", batch_input_shape=[None, 16, 16, 16, 1], dtype="float32"),
        _conv(f"a{suffix}", "input", 2, 3, 1, bias),
        _layer("Activation", "b", f"a{suffix}", activation="elu"),
        _conv(f"c{suffix}", "b", 2, 3, 2, bias),
        _layer("Activation", "d", f"c{suffix}", activation="elu"),
        _conv("output", "d", 3, 1, 1),
    ]
    shapes = {f"a{suffix}/kernel": [3, 3, 3, 1, 2], f"c{suffix}/kernel": [3, 3, 3, 2, 2]}
    if bias:
        shapes |= {"a/bias": [2], "c/bias": [2]}
    shapes |= {"output/kernel": [1, 1, 1, 2, 3], "output/bias": [3]}
    values = np.random.default_rng(0).normal(0, 0.5, sum(int(np.prod(s)) for s in shapes.values()))
    (folder / "model.bin").write_bytes(values.astype("<f4").tobytes())
    document = {
        "_comment": comment,
        "format": "layers-model",
        "modelTopology": {"model_config": {"class_name": "Functional", "config": {"layers": layers}}},
        "weightsManifest": [
            {
                "paths": ["model.bin"],
                "weights": [{"name": n, "shape": s, "dtype": "float32"} for n, s in shapes.items()],
            }
        ],
    }
    (folder / "model.json").write_text(json.dumps(document))
    (folder / "colormap.json").write_text(json.dumps(COLORMAP))
    return folder


@pytest.fixture
def a_model(tmp_path: Path) -> Path:
    return a_layer_model(tmp_path / "model2")


def _by_hand(folder: Path, image: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The same network written out with torch's functions; TensorFlow's arrays are [k, k, k, in, out]."""
    flat = np.frombuffer((folder / "model.bin").read_bytes(), "<f4")
    at, arrays = 0, {}
    for entry in json.loads((folder / "model.json").read_text())["weightsManifest"][0]["weights"]:
        count = int(np.prod(entry["shape"]))
        arrays[entry["name"]] = flat[at : at + count].reshape(entry["shape"]).copy()
        at += count

    def conv(values: torch.Tensor, name: str, dilation: int) -> torch.Tensor:
        kernel = torch.from_numpy(arrays[f"{name}/kernel"]).permute(4, 3, 0, 1, 2)
        bias = torch.from_numpy(arrays[f"{name}/bias"])
        return torch.nn.functional.conv3d(
            values, kernel, bias, padding=dilation * (kernel.shape[-1] // 2), dilation=dilation
        )

    values = torch.from_numpy(image)[None, None]
    values = torch.nn.functional.elu(conv(values, "a", 1))
    values = torch.nn.functional.elu(conv(values, "c", 2))
    return conv(values, "output", 1)[0].argmax(0).numpy()


def test_pack_gives_what_the_layers_give(a_model: Path, tmp_path: Path) -> None:
    manifest = convert(a_model, tmp_path / "pack", NO_GOLDEN, LocalReport())
    values = np.random.default_rng(1).integers(0, 200, (16, 16, 16)).astype(np.int16)
    stored = Volume(values, Geometry(values.shape, axes_lps=((1, 0, 0), (0, 0, -1), (0, -1, 0))))
    assert stored.geometry.orientation == "LIA"
    result = run_model(str(manifest.folder), stored, {}, "cpu", True, report=LocalReport())
    assert isinstance(result, Segmentation)
    image = values.transpose(2, 1, 0).astype(np.float32)  # [L, I, A]
    image = (image - image.min()) / (image.max() - image.min())
    expected = _by_hand(a_model, image)
    assert len(np.unique(expected)) == 3
    assert (result.labels.transpose(2, 1, 0) == expected).all()


def test_names_and_colours_come_from_the_colormap(a_model: Path, tmp_path: Path) -> None:
    manifest = convert(a_model, tmp_path / "pack", NO_GOLDEN, LocalReport())
    assert [(one.number, one.name, one.color) for one in manifest.info.labels] == [
        (1, "White", (255, 255, 255)),
        (2, "Grey", (205, 62, 78)),
    ]


def test_a_colormap_of_another_count_is_left_for_the_right_one(a_model: Path, tmp_path: Path) -> None:
    shutil.copyfile(a_model / "colormap.json", a_model / "colormap3.json")
    (a_model / "colormap.json").write_text(json.dumps({"R": [0], "G": [0], "B": [0], "labels": ["bg"]}))
    manifest = convert(a_model, tmp_path / "pack", NO_GOLDEN, LocalReport())
    assert manifest.info.labels[0].name == "White"


def test_normalisation_is_told_by_comment_and_layer_names(tmp_path: Path) -> None:
    plain = a_layer_model(tmp_path / "plain")
    quantile = a_layer_model(tmp_path / "quantile", comment="min = 5% quantile, max = 95% quantile")
    normed = a_layer_model(tmp_path / "normed", suffix="_gn")
    manifests = [
        convert(folder, tmp_path / f"pack-{folder.name}", NO_GOLDEN, LocalReport())
        for folder in (plain, quantile, normed)
    ]
    steps = [manifest.stages[0].normalise[0][0] for manifest in manifests]
    assert [(step.op, step.low, step.high, step.clip) for step in steps] == [
        ("minmax", None, None, False),
        ("percentile", 5.0, 95.0, False),
        ("percentile", 2.0, 98.0, True),
    ]
    assert [manifest.stages[0].space.conform for manifest in manifests] == [(), (16,) * 3, (16,) * 3]
    assert manifests[2].stages[0].arguments["channel_norm"] is True


def test_channel_norm_is_a_group_norm_of_one_channel_a_group() -> None:
    torch.manual_seed(0)
    network = MeshNet(1, 2, 3, (2, 1), "gelu", channel_norm=True, bias=False)
    image = torch.rand(1, 1, 8, 8, 8)
    with torch.inference_mode():
        values = image
        for layer in network.layers:
            values = torch.nn.functional.gelu(torch.nn.functional.group_norm(layer(values), 3, eps=1e-5))
        torch.testing.assert_close(network(image), network.last(values))


def _changed(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = folder / "model.json"
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))


def _layers(document: dict[str, Any]) -> list[dict[str, Any]]:
    return document["modelTopology"]["model_config"]["config"]["layers"]  # type: ignore[no-any-return]


def _elsewhere(document: dict[str, Any]) -> None:
    document["weightsManifest"][0]["paths"] = ["../secret.bin"]


def _absolute(document: dict[str, Any]) -> None:
    document["weightsManifest"][0]["paths"] = ["/etc/passwd"]


def _quantised(document: dict[str, Any]) -> None:
    document["weightsManifest"][0]["weights"][0]["quantization"] = {"dtype": "uint8"}


def _huge(document: dict[str, Any]) -> None:
    document["weightsManifest"][0]["weights"][0]["shape"] = [10**6, 10**6, 3, 1, 2]


def _fewer(document: dict[str, Any]) -> None:
    document["weightsManifest"][0]["weights"].pop()


def _code(document: dict[str, Any]) -> None:
    _layers(document)[2]["class_name"] = "Lambda"


def _strided(document: dict[str, Any]) -> None:
    _layers(document)[1]["config"]["strides"] = [2, 2, 2]


def _branched(document: dict[str, Any]) -> None:
    _layers(document)[3]["inbound_nodes"] = [[["input", 0, 0, {}]]]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_elsewhere, "wants to read '../secret.bin'"),
        (_absolute, "wants to read '/etc/passwd'"),
        (_quantised, "quantised"),
        (_huge, "too short|of shape"),
        (_fewer, "bytes long"),
        (_code, "a layer Lambda"),
        (_strided, "of a kind that no MeshNet has"),
        (_branched, "does not just follow"),
        (lambda document: document.pop("weightsManifest"), "where its weights are"),
    ],
)
def test_what_is_no_mesh_net_is_refused_with_its_reason(
    a_model: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    (tmp_path / "secret.bin").write_bytes(b"\0" * 10_000)
    _changed(a_model, change)
    with pytest.raises(ImportRefused, match=reason):
        convert(a_model, tmp_path / "pack", NO_GOLDEN, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def test_link_to_weights_elsewhere_is_refused(a_model: Path, tmp_path: Path) -> None:
    (a_model / "model.bin").rename(tmp_path / "model.bin")
    (a_model / "model.bin").symlink_to(tmp_path / "model.bin")
    with pytest.raises(ImportRefused, match="not beside it"):
        convert(a_model, tmp_path / "pack", NO_GOLDEN, LocalReport())


def _t1_head(data_dir: Path) -> Volume:
    (series,) = scan_path(str(data_dir / "mr" / "t1_head_256_LIA.nii.gz"), report=LocalReport()).series
    volume = load_series(series, LocalReport())
    assert isinstance(volume, Volume)
    return volume


def _part(volume: Volume, first_kji: tuple[int, int, int], shape_kji: tuple[int, int, int]) -> Volume:
    cut = tuple(slice(first, first + count) for first, count in zip(first_kji, shape_kji, strict=True))
    geometry = volume.geometry
    origin = geometry.index_to_lps(first_kji[::-1])
    return Volume(
        volume.voxels[cut],
        Geometry(shape_kji, tuple(origin), geometry.spacing_ijk, geometry.axes_lps),
        info=volume.info,
    )


@pytest.mark.real_data
def test_real_tissue_network_gives_the_stated_volumes(data_dir: Path, tmp_path: Path) -> None:
    """The 180 x 180 x 240 voxels around the head that the weights' description was measured on."""
    source = data_dir / "models" / "brainchop" / "model5_gw_ae"
    manifest = convert(source, tmp_path / "pack", NO_GOLDEN, LocalReport())
    assert (manifest.info.licence, [label.name for label in manifest.info.labels]) == (
        "MIT",
        ["White Matter", "Grey Matter"],
    )
    head = _part(_t1_head(data_dir), (8, 40, 39), (240, 180, 180))
    result = run_model(str(manifest.folder), head, {}, "cpu", True, report=LocalReport())
    assert isinstance(result, Segmentation)
    assert result.counts() == {1: 519_323, 2: 732_984}


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("mindgrab", 1),
        ("model11_gw_ae", 2),
        ("model20chan3cls", 2),
        ("model21_104class", 103),
        ("model30chan18cls", 17),
        ("model30chan50cls", 49),
    ],
)
def test_every_real_mesh_net_becomes_a_pack(data_dir: Path, tmp_path: Path, name: str, classes: int) -> None:
    manifest = convert(data_dir / "models" / "brainchop" / name, tmp_path / "pack", NO_GOLDEN, LocalReport())
    labels = manifest.info.labels
    assert len(labels) == classes
    assert len({label.name for label in labels}) == classes
    if classes == 103:
        names = [label.name for label in labels]
        assert {"Left-Hippocampus", "Right-Hippocampus", "ctx-lh-insula", "ctx-rh-insula"} <= set(names)
    if classes == 17:
        assert [label.name for label in labels][6] == "Thalamus"


@pytest.mark.real_data
@pytest.mark.slow
def test_real_structures_have_the_stated_volumes(data_dir: Path, tmp_path: Path) -> None:
    source = data_dir / "models" / "brainchop" / "model30chan18cls"
    manifest = convert(source, tmp_path / "pack", NO_GOLDEN, LocalReport())
    head = _part(_t1_head(data_dir), (8, 40, 39), (240, 180, 180))
    result = run_model(str(manifest.folder), head, {}, "cpu", True, report=LocalReport())
    assert isinstance(result, Segmentation)
    named = {segment.name: result.counts()[segment.number] for segment in result.segments}
    assert (named["Thalamus"], named["Hippocampus"], named["Brain-Stem"]) == (17_404, 8_943, 22_848)


def test_weights_are_the_files_own(a_model: Path) -> None:
    model = read_layer_model(a_model)
    state = mesh_net_state(model, a_model)
    first = np.frombuffer((a_model / "model.bin").read_bytes(), "<f4")[:54].reshape(3, 3, 3, 1, 2)
    assert np.array_equal(state["layers.0.weight"].numpy(), first.transpose(4, 3, 0, 1, 2))
    assert model.reach == 3
