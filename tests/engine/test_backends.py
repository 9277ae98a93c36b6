"""A stage and its weights become a network that can be run."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from medviewer.core.errors import PluginError
from medviewer.engine.backends.make_backend import make_backend
from medviewer.engine.networks.table import build_network
from medviewer.packs.stage import Stage

ARGUMENTS = {
    "spatial_dims": 3, "in_channels": 1, "out_channels": 2, "channels": (4, 8), "strides": (2,),
}  # fmt: skip
STAGE = Stage("main", architecture="monai.UNet", arguments=ARGUMENTS)


@pytest.fixture
def a_network() -> torch.nn.Module:
    torch.manual_seed(0)
    return build_network(STAGE.architecture, STAGE.arguments)


@pytest.fixture
def a_weights_file(a_network: torch.nn.Module, tmp_path: Path) -> Path:
    path = tmp_path / "weights.safetensors"
    save_file(a_network.state_dict(), path)
    return path


def test_gives_what_the_network_itself_gives(a_network: torch.nn.Module, a_weights_file: Path) -> None:
    batch = torch.randn(1, 1, 16, 16, 16)
    backend = make_backend(STAGE, a_weights_file, "cpu", "float32")
    with torch.inference_mode():
        assert torch.equal(backend.forward(batch), a_network(batch))
    assert backend.name == "torch float32"


def test_names_keys_that_are_missing_left_over_or_of_another_shape(
    a_network: torch.nn.Module, a_weights_file: Path
) -> None:
    state = load_file(a_weights_file)
    first, second = list(state)[:2]
    state["stranger"] = state.pop(first)
    state[second] = torch.zeros(99)
    save_file(state, a_weights_file)
    with pytest.raises(PluginError) as told:
        make_backend(STAGE, a_weights_file, "cpu")
    for said in (f"{first} missing", "stranger not known", f"{second} of another shape"):
        assert said in str(told.value)


def test_refuses_weights_that_are_not_finite(a_weights_file: Path) -> None:
    state = load_file(a_weights_file)
    key = next(key for key in state if key.endswith("weight"))
    state[key].view(-1)[0] = float("nan")
    save_file(state, a_weights_file)
    with pytest.raises(PluginError, match="not finite"):
        make_backend(STAGE, a_weights_file, "cpu")


def test_refuses_a_file_that_is_no_safetensors(a_weights_file: Path) -> None:
    a_weights_file.write_bytes(b"x" * 100)
    with pytest.raises(PluginError, match="cannot be read as safetensors"):
        make_backend(STAGE, a_weights_file, "cpu")


def test_says_that_the_weights_are_missing(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="missing"):
        make_backend(STAGE, tmp_path / "weights.safetensors", "cpu")
