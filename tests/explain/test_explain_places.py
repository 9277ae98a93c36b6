"""One segment or one box is explained, with networks whose truth is known."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from medviewer.api.contract import InputContract
from medviewer.api.explainable import StatedPlace
from medviewer.api.model_info import Label, ModelInfo
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.engine.networks.table import build_network
from medviewer.explain.deep_layer import deep_layer
from medviewer.explain.subject import Subject
from medviewer.inference.explain_run import explain_finding
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles
from medviewer.packs.write_pack import write_pack

GRID = Geometry((16, 24, 24), (-15.0, -20.0, 30.0), (1.5, 1.2, 2.0))
BALL_IJK = (6, 8, 9)
ASIDE = 8
MESH = {"in_channels": 1, "out_channels": 2, "channels": 2, "dilations": (1, ASIDE)}
SCALED = ((Normalise("linear", scale=0.01),),)


def silent(fraction: float, message: str = "") -> None:
    """Nobody watches."""


def a_volume(grid: Geometry = GRID) -> Volume:
    """A bright ball, and a second one that no network of these tests looks at."""
    voxels = np.random.default_rng(1).normal(0.0, 2.0, grid.shape_kji)
    places = np.meshgrid(*(np.arange(n) for n in grid.shape_kji), indexing="ij")
    for i, j, k in (BALL_IJK, (21, 20, 2)):
        away = sum((p - c) ** 2 for p, c in zip(places, (k, j, i), strict=True))
        voxels += 300.0 * np.exp(-away / 6.0)
    return Volume(voxels.astype(np.float32), grid, "HU", SeriesInfo("s", modality="CT"))


def a_pack(root: Path, stage: Stage, network: nn.Module | bytes, task: str) -> Path:
    folder = root / "pack"
    folder.mkdir()
    path = folder / stage.weights[0]
    if isinstance(network, bytes):
        path.write_bytes(network)
    else:
        save_file({name: value.contiguous() for name, value in network.state_dict().items()}, path)
    for name in ("LICENSE", "card.md"):
        (folder / name).write_text("Tests only.\n", encoding="utf-8")
    contract = InputContract(dimensions=2 if stage.space.slices else 3)
    labels = (Label(1, "Block"),)
    info = ModelInfo("tiny", "1", "Tiny", task, contract, labels, "Apache-2.0", "Tests.")  # type: ignore[arg-type]
    write_pack(PackManifest(info, folder, (stage,)), folder)
    return folder


def looks_aside() -> nn.Module:
    """Calls a voxel "Block" if it is bright eight voxels to its left: the segment lies beside its cause."""
    network = build_network("medviewer.MeshNet", MESH)
    with torch.no_grad():
        for weight in network.parameters():
            weight.zero_()
        network.layers[0].weight[0, 0] = 1.0 / 27.0
        network.layers[1].weight[0, 0, 1, 1, 0] = 1.0  # along c: eight voxels less
        network.last.weight[1, 0] = 8.0
        network.last.bias[1] = -6.0
    return network


def explained(folder: Path, volume: Volume, place: StatedPlace, method: str, **params: str) -> HeatMap:
    return explain_finding(
        str(folder), volume, place.label, method, params, "cpu", place=place, report=silent  # type: ignore[arg-type]
    )  # fmt: skip


def off_mm(found: HeatMap, index_ijk: tuple[int, int, int]) -> float:
    return float(np.linalg.norm(np.array(found.peak_lps) - GRID.index_to_lps(index_ijk)))


SEGMENT = StatedPlace("Block", tuple(GRID.index_to_lps((BALL_IJK[0] + ASIDE, *BALL_IJK[1:]))))  # type: ignore[arg-type]


@pytest.mark.parametrize("tiles", [Tiles(), Tiles((12, 20, 24))])
def test_a_segment_is_explained_by_what_the_network_looked_at_and_not_by_where_it_lies(
    tmp_path: Path, tiles: Tiles
) -> None:
    stage = Stage("main", "medviewer.MeshNet", MESH, normalise=SCALED, tiles=tiles)
    folder = a_pack(tmp_path, stage, looks_aside(), "segmentation")
    found = explained(folder, a_volume(), SEGMENT, "occlusion", explain_samples="216")
    assert off_mm(found, BALL_IJK) < 4.0
    assert found.values.voxels.shape == (tiles.size or GRID.shape_kji)
    assert ("one tile" in found.note) == bool(tiles.size)
    assert found.trust is not None
    assert found.trust.deletion < found.trust.random_deletion - 0.2
    assert found.trust.insertion > found.trust.random_insertion + 0.2
    assert found.trust.similarity_to_random_weights is not None
    made = found.values.provenance
    assert made is not None
    assert dict(made.parameters)["place"]


def test_grad_cam_of_a_segment_lies_where_the_weighed_maps_do(tmp_path: Path) -> None:
    output = Output("softmax", options={"explain_layer": "network.folds.0.layers.0"})
    stage = Stage("main", "medviewer.MeshNet", MESH, normalise=SCALED, output=output)
    folder = a_pack(tmp_path, stage, looks_aside(), "segmentation")
    found = explained(folder, a_volume(), SEGMENT, "gradcam", explain_trust="false")
    assert off_mm(found, BALL_IJK) < 4.0


def test_gradients_of_a_segment_reach_the_voxels_that_it_rests_on(tmp_path: Path) -> None:
    stage = Stage("main", "medviewer.MeshNet", MESH, normalise=SCALED, output=Output("softmax", (0, 1)))
    folder = a_pack(tmp_path, stage, looks_aside(), "segmentation")
    found = explained(folder, a_volume(), SEGMENT, "integrated_gradients", explain_trust="false")
    assert off_mm(found, BALL_IJK) < 4.0


def test_a_segment_that_the_network_does_not_find_is_refused(tmp_path: Path) -> None:
    stage = Stage("main", "medviewer.MeshNet", MESH, normalise=SCALED)
    folder = a_pack(tmp_path, stage, looks_aside(), "segmentation")
    noise = np.random.default_rng(0).normal(0.0, 2.0, GRID.shape_kji).astype(np.float32)
    dark = Volume(noise, GRID, "HU", SeriesInfo("s", modality="CT"))
    with pytest.raises(ModelError, match="finds no Block"):
        explained(folder, dark, SEGMENT, "occlusion")
    with pytest.raises(ModelError, match="it finds Block"):
        explained(folder, dark, StatedPlace("Spleen", (0.0, 0.0, 0.0)), "occlusion")


def bright_cells(size: tuple[int, ...], cell: int = 4) -> bytes:
    """A detector in ONNX: each cell is a box whose score is its mean brightness."""
    onnx = pytest.importorskip("onnx")
    helper, kind, arrays = onnx.helper, onnx.TensorProto.FLOAT, onnx.numpy_helper
    cells = list(product(*(range(n // cell) for n in size)))
    boxes = np.array(
        [[*(cell * n for n in one), *(cell * (n + 1) for n in one)] for one in cells], np.float32
    )
    side = [cell] * len(size)
    graph = helper.make_graph(
        [
            helper.make_node("AveragePool", ["image"], ["mean"], kernel_shape=side, strides=side),
            helper.make_node("Reshape", ["mean", "rows"], ["scores"]),
            helper.make_node("Concat", ["boxes", "scores"], ["found"], axis=2),
        ],
        "bright_cells",
        [helper.make_tensor_value_info("image", kind, [1, 1, *size])],
        [helper.make_tensor_value_info("found", kind, [1, len(cells), 2 * len(size) + 1])],
        [arrays.from_array(boxes[None], "boxes"), arrays.from_array(np.array([1, len(cells), 1]), "rows")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return model.SerializeToString()  # type: ignore[no-any-return]


def test_a_box_is_explained_and_no_other_box(tmp_path: Path) -> None:
    """Two cells are bright; the map of one of them is hot there alone."""
    options = {"form": "boxes", "score_threshold": 0.2, "whole_numbers_at": "edges"}
    stage = Stage(
        "cells", format="onnx", weights=("net.onnx",), normalise=((Normalise("range", low=0, high=1000),),),
        tiles=Tiles((16, 16, 16), blending="constant"), output=Output("boxes", (1,), options=options),
    )  # fmt: skip
    folder = a_pack(tmp_path, stage, bright_cells((16, 16, 16)), "detection")
    grid = Geometry((16, 16, 16), (10.0, 20.0, 30.0), (1.0, 1.0, 2.0))
    voxels = np.random.default_rng(0).normal(10.0, 2.0, grid.shape_kji).astype(np.float32)
    voxels[4:8, 8:12, 12:16], voxels[8:12, 0:4, 0:4] = 900.0, 900.0
    volume = Volume(voxels, grid, "HU", SeriesInfo("s", modality="CT"))
    box = StatedPlace("Block", tuple(grid.index_to_lps((13.5, 9.5, 5.5))), (4.0, 4.0, 8.0))  # type: ignore[arg-type]
    found = explained(
        folder,
        volume,
        box,
        "occlusion",
        explain_trust="false",
        explain_reference="low",
        explain_samples="125",
    )
    i, j, k = (round(float(n)) for n in found.values.geometry.lps_to_index(found.peak_lps))
    assert (12 <= i < 16, 8 <= j < 12, 4 <= k < 8) == (True, True, True)
    assert found.values.voxels[8:12, 0:4, 0:4].max() < 0.1
    nowhere = StatedPlace("Block", tuple(grid.index_to_lps((1.5, 13.5, 13.5))), (0.5, 0.5, 1.0))  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="finds no box of Block"):
        explained(folder, volume, nowhere, "occlusion")


RETINA = {
    "spatial_dims": 2, "in_channels": 1, "num_classes": 1, "num_anchors": 1, "block": "basic",
    "layers": (1, 1, 1, 1), "block_inplanes": (8, 16, 32, 64), "conv1_t_size": 3, "conv1_t_stride": (2, 2),
    "returned_layers": (1, 2), "fpn_channels": 16,
}  # fmt: skip


def test_grad_cam_of_a_box_weighs_a_layer_that_has_a_part_in_its_score(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = build_network("monai.RetinaNet", RETINA).eval()
    options = {
        "anchor_shapes": ((8.0, 8.0),), "strides": ((4, 4), (8, 8), (16, 16)), "score_threshold": 0.0,
        "level_scales": (1.0, 2.0, 4.0),
    }  # fmt: skip
    stage = Stage(
        "net", "monai.RetinaNet", RETINA, normalise=SCALED, space=Space("", slices=True),
        tiles=Tiles((48, 48), blending="constant"), output=Output("boxes", (1,), options=options),
    )  # fmt: skip
    folder = a_pack(tmp_path, stage, network, "detection")
    grid = Geometry((1, 48, 48), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    voxels = np.random.default_rng(0).normal(0.0, 30.0, grid.shape_kji).astype(np.float32)
    volume = Volume(voxels, grid, "", SeriesInfo("s", modality="DX"))
    box = StatedPlace("Block", (24.0, 20.0, 0.0), (8.0, 8.0, 1.0))
    found = explained(folder, volume, box, "gradcam++")
    assert found.values.voxels.shape == (1, 48, 48)
    assert found.trust is not None
    assert not found.trust.is_trusted  # it has learned nothing
    near = explained(folder, volume, box, "integrated_gradients", explain_trust="false")
    i, j, _ = near.values.geometry.lps_to_index(near.peak_lps)
    assert np.hypot(i - 24.0, j - 20.0) < 16.0


def test_the_deep_layer_is_the_smallest_that_still_has_places() -> None:
    torch.manual_seed(0)
    arguments = {
        "spatial_dims": 2,
        "in_channels": 1,
        "out_channels": 2,
        "channels": (4, 8, 8),
        "strides": (2, 2),
    }
    network = build_network("monai.UNet", arguments).eval()

    class Mean(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return self.network(images)[:, :1].mean(dim=(2, 3))

    subject = Subject(Mean().eval(), torch.rand(1, 1, 32, 32), 0)
    maps: dict[str, torch.Size] = {}
    for name, module in subject.network.named_modules():  # type: ignore[attr-defined]
        module.register_forward_hook(lambda _m, _g, out, name=name: maps.update({name: out.shape}))
    chosen = deep_layer(subject)
    assert maps[chosen][2:] == (8, 8)
