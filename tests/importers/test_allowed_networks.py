"""The table of networks: none may fetch weights, and arguments are plain values."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import torch

from medviewer.core.errors import PluginError
from medviewer.engine.networks.library_networks import MONAI, TORCHVISION
from medviewer.engine.networks.table import architectures, build_network

SMALL: dict[str, dict[str, Any]] = {
    "monai.UNet": {
        "spatial_dims": 3, "in_channels": 1, "out_channels": 2, "channels": (2, 4), "strides": (2,),
    },
    "monai.SegResNet": {"init_filters": 8, "blocks_down": (1, 1), "blocks_up": (1,)},
    "monai.DynUNet": {
        "spatial_dims": 3, "in_channels": 1, "out_channels": 2, "kernel_size": ((3, 3, 3),) * 3,
        "strides": ((1, 1, 1), (2, 2, 2), (2, 2, 2)), "upsample_kernel_size": ((2, 2, 2), (2, 2, 2)),
        "filters": (2, 4, 4),
    },
    "monai.UNETR": {
        "in_channels": 1, "out_channels": 2, "img_size": (32, 32, 32), "feature_size": 4, "hidden_size": 24,
        "mlp_dim": 24, "num_heads": 2,
    },
    "monai.AttentionUnet": {
        "spatial_dims": 3, "in_channels": 1, "out_channels": 2, "channels": (2, 4), "strides": (2,),
    },
    "medviewer.MeshNet": {"channels": 2, "dilations": (1, 2)},
}  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_network_of_literal_arguments_runs(name: str) -> None:
    network = build_network(name, SMALL[name])
    assert not network.training
    with torch.inference_mode():
        assert network(torch.zeros(1, 1, 32, 32, 32)).shape[2:] == (32, 32, 32)


@pytest.mark.parametrize("name", ["torchvision.resnet18", "torchvision.densenet121", "monai.EfficientNetBN"])
def test_classifier_is_made_without_the_network_of_the_house(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_download(*_: object, **__: object) -> None:
        raise AssertionError("it wanted to fetch weights")

    monkeypatch.setattr(torch.hub, "load_state_dict_from_url", no_download)
    monkeypatch.setattr(torch.hub, "download_url_to_file", no_download)
    told: dict[str, Any] = {"num_classes": 2}
    if name.startswith("monai"):
        told = {"model_name": "efficientnet-b0", "num_classes": 2}
    with torch.inference_mode():
        assert build_network(name, told)(torch.zeros(1, 3, 64, 64)).shape == (1, 2)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("torchvision.resnet18", {"weights": "IMAGENET1K_V1"}),
        ("monai.EfficientNetBN", {"model_name": "efficientnet-b0", "pretrained": True}),
        ("monai.DenseNet121", {"spatial_dims": 2, "in_channels": 1, "out_channels": 2, "pretrained": "yes"}),
        ("monai.UNet", {"channels": print}),
        ("monai.UNet", {"channels": (10**9, 10**9)}),
        ("monai.UNet", {"channels": (float("nan"), 2)}),
        ("monai.UNet", {"__class__": "x"}),
        ("monai.UNet", {"spatial_dims": 3}),
        ("monai.UNet", SMALL["monai.UNet"] | {"act": "os.system"}),
        ("monai.ResNet", {"block": "subprocess.run", "layers": (1,), "block_inplanes": (2,)}),
        ("monai.SegResNet", {"norm": ("GROUP", {"num_groups": 7}), "init_filters": 8}),
        ("torch.nn.Module", {}),
        ("os.system", {}),
    ],
)
def test_what_does_not_fit_is_one_sentence(name: str, told: dict[str, Any]) -> None:
    with pytest.raises(PluginError):
        build_network(name, told)


def test_every_name_is_there() -> None:
    """In a process of its own: importing all of torchvision takes its time and memory."""
    code = (
        "import importlib, sys, warnings; warnings.simplefilter('ignore')\n"
        "from medviewer.engine.networks.table import _TABLE, _maker\n"
        "assert all(callable(_maker(name)) for name in _TABLE)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert {*MONAI, *TORCHVISION} <= set(architectures())
