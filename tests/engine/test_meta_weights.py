"""What a network of the table would hold is known without building it, and no arguments build without end."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.weights import refuse_what_is_not_finite
from medviewer.engine.networks import build_limit
from medviewer.engine.networks.meta_weights import meta_weights
from medviewer.engine.networks.table import build_network

MESH = {"in_channels": 1, "out_channels": 2, "channels": 2}
DENSE = {"spatial_dims": 3, "in_channels": 1, "out_channels": 2}
SWIN = {"in_channels": 1, "out_channels": 2, "feature_size": 12, "depths": (1, 1, 1, 1)}


@pytest.mark.parametrize(
    ("name", "arguments"), [("medviewer.MeshNet", {**MESH, "dilations": (1, 2)}), ("monai.SwinUNETR", SWIN)]
)
def test_names_and_shapes_are_those_of_the_network(name: str, arguments: dict[str, Any]) -> None:
    found = meta_weights(name, arguments)
    expected = build_network(name, arguments).state_dict()
    assert {key: value.shape for key, value in found.items()} == {
        key: value.shape for key, value in expected.items()
    }
    assert all(value.is_meta for value in found.values() if value.is_floating_point())


def test_a_network_of_any_size_takes_no_memory() -> None:
    huge = meta_weights("medviewer.MeshNet", {**MESH, "channels": 500_000, "dilations": (1, 1)})
    assert sum(value.nelement() for value in huge.values()) > 10**12


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("medviewer.MeshNet", {**MESH, "dilations": (1,) * 300}),
        (
            "monai.DenseNet",
            {"spatial_dims": 3, **DENSE, "block_config": (10**6,)},
        ),
        ("monai.SegResNet", {"blocks_down": (10**6,)}),
        ("monai.SwinUNETR", {**SWIN, "depths": (10**6,) * 4}),
    ],
)
def test_arguments_for_an_endless_network_are_refused_soon(
    name: str, arguments: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_limit, "MOST_PARTS", 500)
    builds = (meta_weights,) if name == "monai.SwinUNETR" else (build_network, meta_weights)
    for build in builds:
        with pytest.raises(PluginError, match=r"more than (500 parts|10000 steps)"):
            build(name, arguments)


def test_limit_ends_with_the_network() -> None:
    with pytest.raises(ValueError, match="parts"), build_limit.limited_parts():
        torch.nn.Sequential(*[torch.nn.Linear(1, 1) for _ in range(build_limit.MOST_PARTS)])
    assert len(torch.nn.Sequential(*[torch.nn.ReLU() for _ in range(build_limit.MOST_PARTS + 1)]))


def test_tensor_that_repeats_a_few_bytes_is_refused_before_it_grows() -> None:
    huge = torch.zeros(1).expand(1 << 44)
    with pytest.raises(PluginError, match="repeat few numbers as many, in last"):
        refuse_what_is_not_finite({"last": huge}, "weights.pt")
