"""Our two U-Nets of nnU-Net against those of dynamic_network_architectures."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from dynamic_network_architectures.architectures import unet as reference
from dynamic_network_architectures.building_blocks.residual import BasicBlockD, BottleneckD
from torch import nn

from medviewer.core.errors import PluginError
from medviewer.engine.networks.table import build_network

_OPS = {
    "torch.nn.modules.conv.Conv2d": nn.Conv2d,
    "torch.nn.modules.conv.Conv3d": nn.Conv3d,
    "torch.nn.modules.instancenorm.InstanceNorm2d": nn.InstanceNorm2d,
    "torch.nn.modules.instancenorm.InstanceNorm3d": nn.InstanceNorm3d,
    "torch.nn.modules.batchnorm.BatchNorm3d": nn.BatchNorm3d,
    "torch.nn.modules.dropout.Dropout3d": nn.Dropout3d,
    "torch.nn.LeakyReLU": nn.LeakyReLU,
    "torch.nn.PReLU": nn.PReLU,
    "BasicBlockD": BasicBlockD,
    "BottleneckD": BottleneckD,
}
_BASE: dict[str, Any] = {
    "input_channels": 2,
    "num_classes": 3,
    "n_stages": 3,
    "features_per_stage": (4, 6, 8),
    "conv_op": "torch.nn.modules.conv.Conv3d",
    "kernel_sizes": ((1, 3, 3), (3, 3, 3), (3, 3, 3)),
    "strides": ((1, 1, 1), (1, 2, 2), (2, 2, 2)),
    "n_conv_per_stage_decoder": (2, 1),
    "conv_bias": True,
    "norm_op": "torch.nn.modules.instancenorm.InstanceNorm3d",
    "norm_op_kwargs": {"eps": 1e-5, "affine": True},
    "nonlin": "torch.nn.LeakyReLU",
    "nonlin_kwargs": {"inplace": True},
}
_PLAIN = {**_BASE, "n_conv_per_stage": (2, 1, 2)}
_RESIDUAL = {**_BASE, "n_blocks_per_stage": (1, 2, 1)}
_FLAT = {
    "conv_op": "torch.nn.modules.conv.Conv2d",
    "norm_op": "torch.nn.modules.instancenorm.InstanceNorm2d",
    "kernel_sizes": 3,
    "strides": ((1, 1), (2, 2), (2, 1)),
}
_CASES = {
    "plain": ("PlainConvUNet", _PLAIN),
    "plain 2D": ("PlainConvUNet", {**_PLAIN, **_FLAT}),
    "plain with batch norm": (
        "PlainConvUNet",
        {
            **_PLAIN, "norm_op": "torch.nn.modules.batchnorm.BatchNorm3d", "conv_bias": False,
            "dropout_op": "torch.nn.modules.dropout.Dropout3d", "dropout_op_kwargs": {"p": 0.3},
        },
    ),
    "plain, nonlinearity first": ("PlainConvUNet", {**_PLAIN, "nonlin_first": True}),
    "plain without a norm": ("PlainConvUNet", {**_PLAIN, "norm_op": None, "norm_op_kwargs": None}),
    "plain with learned slopes": (
        "PlainConvUNet", {**_PLAIN, "nonlin": "torch.nn.PReLU", "nonlin_kwargs": None}
    ),
    "residual": ("ResidualEncoderUNet", _RESIDUAL),
    "residual 2D": ("ResidualEncoderUNet", {**_RESIDUAL, **_FLAT}),
    "residual with a narrow stem": ("ResidualEncoderUNet", {**_RESIDUAL, "stem_channels": 5}),
    "residual with bottlenecks": (
        "ResidualEncoderUNet", {**_RESIDUAL, "block": "BottleneckD", "bottleneck_channels": (2, 3, 4)}
    ),
    "residual with dropout": (
        "ResidualEncoderUNet",
        {
            **_RESIDUAL, "dropout_op": "torch.nn.modules.dropout.Dropout3d",
            "dropout_op_kwargs": {"p": 0.3}, "nonlin": "torch.nn.PReLU", "nonlin_kwargs": None,
        },
    ),
}  # fmt: skip


def _reference(name: str, arguments: dict[str, Any]) -> nn.Module:
    """The package's network with weights that are nowhere zero or equal."""
    looked_up = {key: _OPS[value] if isinstance(value, str) else value for key, value in arguments.items()}
    torch.manual_seed(3)
    network: nn.Module = getattr(reference, name)(**looked_up, deep_supervision=False)
    with torch.no_grad():
        for number in network.parameters():
            number.add_(torch.randn_like(number) * 0.1)
        for name_, number in network.named_buffers():
            if name_.endswith(("running_mean", "running_var")):
                number.copy_(torch.rand_like(number) + 0.5)
    return network.eval()


def _own_names(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {
        name: value
        for name, value in weights.items()
        if ".all_modules." not in name and not name.startswith("decoder.encoder.")
    }


@pytest.mark.parametrize("case", _CASES)
def test_the_network_is_the_packages_network(case: str) -> None:
    name, arguments = _CASES[case]
    theirs = _reference(name, arguments)
    ours = build_network(f"nnunet.{name}", arguments)
    ours.load_state_dict(_own_names(theirs.state_dict()), strict=True)
    shape = (2, 2, 16, 12) if "2D" in case else (2, 2, 8, 16, 12)
    batch = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        assert torch.equal(ours(batch.clone()), theirs(batch.clone()))


@pytest.mark.parametrize("case", _CASES)
def test_its_weights_go_back_into_the_packages_network(case: str) -> None:
    name, arguments = _CASES[case]
    theirs = _reference(name, arguments)
    ours = build_network(f"nnunet.{name}", arguments)
    names = _own_names(theirs.state_dict())
    assert list(ours.state_dict()) == list(names)
    back = theirs.load_state_dict(ours.state_dict(), strict=False)
    assert back.unexpected_keys == []
    assert all(".all_modules." in key or key.startswith("decoder.encoder.") for key in back.missing_keys)
    batch = torch.randn((1, 2, 16, 12) if "2D" in case else (1, 2, 8, 16, 12))
    with torch.inference_mode():
        assert torch.equal(ours(batch.clone()), theirs(batch.clone()))


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"conv_op": "os.system"}, "os.system"),
        ({"norm_op": "torch.nn.modules.conv.Conv3d"}, "Conv3d"),
        ({"nonlin": "evil.LeakyReLU"}, "evil"),
        ({"strides": (1, 2)}, "strides"),
        ({"n_stages": 10**9, "n_conv_per_stage": 1}, "n_stages"),
        ({"n_conv_per_stage": (1, 10**9, 1)}, "n_conv_per_stage"),
        ({"n_conv_per_stage_decoder": (1, 1, 1)}, "n_conv_per_stage_decoder"),
        ({"norm_op_kwargs": {"run": "this"}}, "run"),
        ({"deep_supervison": True}, "deep_supervison"),
    ],
)
def test_what_no_plan_says_is_refused_in_a_sentence(wrong: dict[str, Any], word: str) -> None:
    with pytest.raises(PluginError, match=word):
        build_network("nnunet.PlainConvUNet", {**_PLAIN, **wrong})


def test_bottlenecks_need_their_channels() -> None:
    with pytest.raises(PluginError, match="bottleneck_channels"):
        build_network("nnunet.ResidualEncoderUNet", {**_RESIDUAL, "block": "BottleneckD"})
