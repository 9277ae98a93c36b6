"""Statements of packs are explained: pictures, volumes, slices, sequences, transformers, ONNX."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.core.errors import ModelError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.engine.networks.table import build_network
from medviewer.inference.explain_run import explain_finding
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Normalise, Output, Space, Stage
from medviewer.packs.write_pack import write_pack

GRID = Geometry((16, 32, 32), (-15.0, -20.0, 30.0), (1.5, 1.2, 2.0))
NODULE_IJK = (22, 9, 11)


def silent(fraction: float, message: str = "") -> None:
    return None


def a_volume(grid: Geometry = GRID, nodule_ijk: tuple[int, int, int] = NODULE_IJK) -> Volume:
    """Noise with one bright ball."""
    voxels = np.random.default_rng(1).normal(0.0, 10.0, grid.shape_kji)
    places = np.meshgrid(*(np.arange(n) for n in grid.shape_kji), indexing="ij")
    away = sum((p - c) ** 2 for p, c in zip(places, nodule_ijk[::-1], strict=True))
    voxels += 300.0 * np.exp(-away / 8.0)
    return Volume(voxels.astype(np.float32), grid, "HU", SeriesInfo("s", modality="CT"))


def a_pack(
    root: Path,
    stage: Stage,
    network: nn.Module | bytes,
    task: str = "classification",
    contract: InputContract = InputContract(),  # noqa: B008 - frozen
) -> Path:
    folder = root / "pack"
    folder.mkdir()
    path = folder / stage.weights[0]
    if isinstance(network, bytes):
        path.write_bytes(network)
    else:
        save_file({name: value.contiguous() for name, value in network.state_dict().items()}, path)
    for name in ("LICENSE", "card.md"):
        (folder / name).write_text("Tests only.\n", encoding="utf-8")
    labels = (Label(1, "Nodule"), Label(2, "Other"))
    info = ModelInfo("tiny", "1", "Tiny", task, contract, labels, "Apache-2.0", "Tests.")  # type: ignore[arg-type]
    write_pack(PackManifest(info, folder, (stage,)), folder)
    return folder


def bright_things(network: nn.Module) -> nn.Module:
    """Makes a small convolutional classifier speak for "Nodule" where it is bright."""
    convolutions = [m for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Conv3d))]
    with torch.no_grad():
        for one in convolutions:
            one.weight.copy_(one.weight.abs())
            if one.bias is not None:
                one.bias.zero_()
        last = [m for m in network.modules() if isinstance(m, nn.Linear)][-1]
        last.weight[0] = last.weight[0].abs() * 4.0
        last.weight[1:] = -last.weight[1:].abs()
        last.bias.zero_()
        last.bias[0] = -1.0
    return network


DENSE = {
    "in_channels": 1, "out_channels": 2, "init_features": 8, "growth_rate": 4, "block_config": (1, 1),
    "bn_size": 2, "norm": "instance",
}  # fmt: skip
SCALED = ((Normalise("linear", scale=0.01),),)


def explained(folder: Path, volume: Volume, method: str, label: str = "Nodule", **params: str) -> HeatMap:
    return explain_finding(str(folder), volume, label, method, params, "cpu", report=silent)  # type: ignore[arg-type]


def test_lack_of_memory_is_said_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_given: object) -> None:
        raise MemoryError

    network = build_network("monai.DenseNet", {"spatial_dims": 3, **DENSE})
    stage = Stage("main", "monai.DenseNet", {"spatial_dims": 3, **DENSE}, output=Output("sigmoid_scores"))
    folder = a_pack(tmp_path, stage, network)
    monkeypatch.setattr("medviewer.explain.heat_map.heat_map", no_room)
    with pytest.raises(ModelError, match="needs more memory than is free for this series"):
        explained(folder, a_volume(), "occlusion")


@pytest.mark.parametrize("method", ["gradcam", "occlusion"])
def test_a_volume_classifier_peaks_at_the_nodule_in_the_patients_world(tmp_path: Path, method: str) -> None:
    """The network's axes run another way than the volume's, and its grid is another."""
    torch.manual_seed(0)
    network = bright_things(build_network("monai.DenseNet", {"spatial_dims": 3, **DENSE, "norm": "batch"}))
    stage = Stage(
        "main", "monai.DenseNet", {"spatial_dims": 3, **DENSE, "norm": "batch"}, normalise=SCALED,
        space=Space(axes="IAR", spacing_mm=(2.0, 1.5, 1.5)), output=Output("sigmoid_scores"),
    )  # fmt: skip
    volume = a_volume()
    found = explained(a_pack(tmp_path, stage, network), volume, method, explain_trust="false")
    expected = volume.geometry.index_to_lps(NODULE_IJK)
    assert np.linalg.norm(np.array(found.peak_lps) - expected) < (14.0 if method == "gradcam" else 9.0)
    assert found.values.geometry.axes_lps != volume.geometry.axes_lps
    made = found.values.provenance
    assert made is not None
    assert (made.model_id, made.input_fingerprint) == ("tiny", fingerprint(volume))
    assert ("method", method) in made.parameters
    assert found.trust is None


def test_slices_are_explained_where_they_lie(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = bright_things(build_network("monai.DenseNet", {"spatial_dims": 2, **DENSE, "norm": "batch"}))
    stage = Stage(
        "main", "monai.DenseNet", {"spatial_dims": 2, **DENSE, "norm": "batch"}, normalise=SCALED,
        space=Space(slices=True), output=Output("sigmoid_scores"),
    )  # fmt: skip
    volume = a_volume()
    found = explained(
        a_pack(tmp_path, stage, network), volume, "occlusion", explain_slices="3", explain_trust="false"
    )
    assert np.linalg.norm(np.array(found.peak_lps) - volume.geometry.index_to_lps(NODULE_IJK)) < 9.0
    assert np.count_nonzero(found.values.voxels.any(axis=(1, 2))) <= 3
    assert "3 of 16 slices" in found.note


def test_a_sequence_model_is_explained_by_grad_cam_and_occlusion(tmp_path: Path) -> None:
    torch.manual_seed(0)
    arguments = {"classes": 2, "features": (4, 8), "hidden": 8}
    network = build_network("medviewer.SliceSequence", arguments)
    stage = Stage(
        "main", "medviewer.SliceSequence", arguments, normalise=SCALED, space=Space(slices=True),
        output=Output("sigmoid_scores"),
    )  # fmt: skip
    grid = Geometry((20, 32, 32), (0.0, 0.0, 0.0), (1.5, 1.2, 2.0))
    folder = a_pack(tmp_path, stage, network, "sequence")
    for method in ("gradcam", "occlusion"):
        params = {"explain_trust": "false", "explain_samples": "27"}
        found = explained(folder, a_volume(grid), method, **params)
        assert found.values.voxels.shape == (20, 32, 32)
        assert found.values.voxels.max() == 1.0


def test_a_transformer_pack_is_explained_by_its_attention(tmp_path: Path) -> None:
    torch.manual_seed(0)
    arguments = {
        "in_channels": 1, "img_size": (16, 32, 32), "patch_size": (4, 8, 8), "hidden_size": 12, "mlp_dim": 16,
        "num_layers": 2, "num_heads": 2, "classification": True, "num_classes": 2,
    }  # fmt: skip
    stage = Stage("main", "monai.ViT", arguments, normalise=SCALED, output=Output("scores"))
    folder = a_pack(tmp_path, stage, build_network("monai.ViT", arguments))
    found = explained(folder, a_volume(), "attention", explain_trust="false")
    assert found.values.voxels.shape == GRID.shape_kji
    with pytest.raises(ModelError, match="choose attention"):
        explained(folder, a_volume(), "gradcam")


def test_a_label_that_the_pack_does_not_state_is_refused(tmp_path: Path) -> None:
    arguments = {"spatial_dims": 3, **DENSE, "norm": "batch"}
    stage = Stage("main", "monai.DenseNet", arguments, normalise=SCALED, output=Output("sigmoid_scores"))
    folder = a_pack(tmp_path, stage, build_network("monai.DenseNet", arguments))
    with pytest.raises(ModelError, match="it speaks of Nodule, Other"):
        explained(folder, a_volume(), "gradcam", label="Effusion")


def test_a_segmentation_pack_makes_no_statements(tmp_path: Path) -> None:
    arguments = {"spatial_dims": 3, "in_channels": 1, "out_channels": 3, "channels": (4, 8), "strides": (2,)}
    stage = Stage("main", "monai.UNet", arguments)
    folder = a_pack(tmp_path, stage, build_network("monai.UNet", arguments), "segmentation")
    with pytest.raises(ModelError, match="no classifier"):
        explained(folder, a_volume(), "occlusion")


@pytest.mark.parametrize("method", ["occlusion", "integrated_gradients"])
def test_an_onnx_pack_is_explained_without_gradients_only(tmp_path: Path, method: str) -> None:
    onnx = pytest.importorskip("onnx")
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    weight = helper.make_tensor("w", kind, [2, 1], [0.05, -0.05])
    graph = helper.make_graph(
        [
            helper.make_node("GlobalMaxPool", ["x"], ["m"]),
            helper.make_node("Flatten", ["m"], ["f"]),
            helper.make_node("Gemm", ["f", "w"], ["y"], transB=1),
        ],
        "g",
        [helper.make_tensor_value_info("x", kind, [1, 1, 32, 32])],
        [helper.make_tensor_value_info("y", kind, [1, 2])],
        [weight],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    stage = Stage(
        "main", format="onnx", weights=("model.onnx",), space=Space(axes="", slices=True),
        output=Output("sigmoid_scores"),
    )  # fmt: skip
    folder = a_pack(tmp_path, stage, model.SerializeToString(), contract=InputContract(dimensions=2))
    grid = Geometry((1, 32, 32), (0.0, 0.0, 0.0), (0.5, 0.5, 1.0))
    picture = a_volume(grid, (20, 12, 0))
    if method == "occlusion":
        found = explained(folder, picture, method, explain_reference="mean")
        assert np.linalg.norm(np.array(found.peak_lps) - grid.index_to_lps((20, 12, 0))) < 2.0
        assert found.trust is not None
        assert not found.trust.is_trusted
        assert "weights" in found.trust.sentence
    else:
        with pytest.raises(ModelError, match="no gradients"):
            explained(folder, picture, method)
