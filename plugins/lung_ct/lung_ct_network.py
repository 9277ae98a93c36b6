"""The network: a small 3D U-Net (MONAI's BasicUNet) with three outputs: other, left lung, right lung."""

from __future__ import annotations

from pathlib import Path

import torch
from monai.networks.nets.basic_unet import BasicUNet
from safetensors.torch import load_file

FEATURES = (8, 16, 32, 64, 128, 8)
"""Channels of the five levels and of the last layer."""
MULTIPLE = 16
"""Every side of an input must be a multiple of this: four halvings."""
_MIDDLE_HU = -300.0
_HALF_RANGE_HU = 700.0


def build_network() -> torch.nn.Module:
    """The network with random weights; input [n, 1, k, j, i], output [n, 3, k, j, i] logits."""
    network: torch.nn.Module = BasicUNet(
        spatial_dims=3,
        in_channels=1,
        out_channels=3,
        features=FEATURES,
        act=("LeakyReLU", {"negative_slope": 0.1, "inplace": True}),
        norm=("instance", {"affine": True}),
    )
    return network


def load_network(weights: Path, device: str) -> torch.nn.Module:
    """The network with the weights of a safetensors file, ready for inference on ``device``."""
    network = build_network()
    network.load_state_dict(load_file(str(weights)), strict=True)
    network = network.to(device=torch.device(device), memory_format=torch.channels_last_3d)  # type: ignore[call-overload]
    return network.eval()


def normalised(hu: torch.Tensor) -> torch.Tensor:
    """HU in -1000..400 to -1..1."""
    return (hu.clamp(_MIDDLE_HU - _HALF_RANGE_HU, _MIDDLE_HU + _HALF_RANGE_HU) - _MIDDLE_HU) / _HALF_RANGE_HU
