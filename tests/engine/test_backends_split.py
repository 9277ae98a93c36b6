"""A last layer that only mixes channels is taken off, and what comes out is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from medviewer.engine.backends.make_backend import backend_of
from medviewer.engine.backends.split_network import HeadBackend, split_network
from medviewer.engine.networks.table import build_network
from medviewer.engine.tiling.linear_head import SplitBackend
from medviewer.packs.stage import Stage, Tiles


def arguments(classes: int, features: int = 8):
    return {"spatial_dims": 3, "in_channels": 1, "out_channels": classes, "features": (features,) * 6}


@pytest.fixture
def make_stage(tmp_path: Path):
    def make(classes: int) -> tuple[Stage, Path, torch.nn.Module]:
        torch.manual_seed(0)
        network = build_network("monai.BasicUNet", arguments(classes))
        save_file(network.state_dict(), tmp_path / "weights.safetensors")
        stage = Stage("main", "monai.BasicUNet", arguments(classes), tiles=Tiles(size=(32, 32, 32)))
        return stage, tmp_path / "weights.safetensors", network

    return make


@pytest.mark.parametrize("runner", ["torch", "openvino"])
def test_many_classes_come_from_features_and_a_head(make_stage, runner: str) -> None:
    stage, path, network = make_stage(40)
    backend = backend_of(stage, path, "cpu", runner, "float32")
    assert isinstance(backend, SplitBackend)
    assert backend.head is not None
    assert (backend.head.features, backend.head.classes) == (8, 40)
    batch = torch.randn(1, 1, 32, 32, 32)
    with torch.inference_mode():
        wanted = network(batch)
        given = backend.forward(batch)
        from_features = backend.head.apply(backend.features(batch)[0].flatten(1)).view(wanted.shape)
    assert torch.allclose(given, wanted, atol=1e-3)
    assert torch.allclose(from_features, wanted, atol=1e-3)
    assert backend.name.lower() == f"{runner} float32"
    backend.close()
    with pytest.raises(RuntimeError, match="closed"):
        backend.forward(batch)


def test_few_classes_stay_in_the_network(make_stage) -> None:
    stage, path, _ = make_stage(3)
    assert not isinstance(backend_of(stage, path, "cpu", "torch", "float32"), HeadBackend)


class TakesAWayRound(torch.nn.Module):
    """Its wide layer is not the last thing that happens."""

    def __init__(self) -> None:
        super().__init__()
        self.wide = torch.nn.Conv3d(1, 8, 1)

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        return self.wide(batch).relu()


class UsesItTwice(TakesAWayRound):
    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        return self.wide(self.wide(batch)[:, :1])


@pytest.mark.parametrize("kind", [TakesAWayRound, UsesItTwice])
def test_what_cannot_be_split_surely_is_left_whole(kind: type[torch.nn.Module]) -> None:
    network = kind()
    assert split_network(network, (8, 8, 8)) is None
    assert isinstance(network.wide, torch.nn.Conv3d)
