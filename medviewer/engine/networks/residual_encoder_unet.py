"""nnU-Net's U-Net with a residual encoder (its "ResEnc" presets), 2D or 3D.

Isensee et al., "nnU-Net Revisited", MICCAI 2024; blocks after ResNet-D (He et al., "Bag of Tricks for Image
Classification", CVPR 2019). Weights and arguments are those of ``ResidualEncoderUNet`` in the package
dynamic_network_architectures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import nn

from medviewer.engine.networks.nnunet_blocks import (
    ConvBlock,
    Decoder,
    Operations,
    StackedConvs,
    per_stage,
)

PerAxis = int | Sequence[int]


class ResidualEncoderUNet(nn.Module):
    """As `PlainConvUNet`, with blocks that have a shortcut in the encoder.

    Parameters
    ----------
    n_blocks_per_stage
        Blocks of each stage of the encoder.
    block
        ``"BasicBlockD"`` (two convolutions) or ``"BottleneckD"`` (three; then ``bottleneck_channels``).
    stem_channels
        Channels after the first block; None: as many as the first stage has.
    others
        As for `PlainConvUNet`.

    Raises
    ------
    ValueError
        If a name is not in its table or a sequence has a wrong length.
    """

    def __init__(
        self,
        input_channels: int,
        n_stages: int,
        features_per_stage: int | Sequence[int],
        conv_op: str,
        kernel_sizes: int | Sequence[PerAxis],
        strides: int | Sequence[PerAxis],
        n_blocks_per_stage: int | Sequence[int],
        num_classes: int,
        n_conv_per_stage_decoder: int | Sequence[int],
        conv_bias: bool = False,
        norm_op: str | None = None,
        norm_op_kwargs: Mapping[str, Any] | None = None,
        dropout_op: str | None = None,
        dropout_op_kwargs: Mapping[str, Any] | None = None,
        nonlin: str | None = None,
        nonlin_kwargs: Mapping[str, Any] | None = None,
        block: str = "BasicBlockD",
        bottleneck_channels: int | Sequence[int] | None = None,
        stem_channels: int | None = None,
    ) -> None:
        super().__init__()
        ops = Operations(
            conv_op, conv_bias, norm_op, norm_op_kwargs, dropout_op, dropout_op_kwargs, nonlin, nonlin_kwargs
        )
        features = per_stage(features_per_stage, n_stages, "features_per_stage")
        kernels = per_stage(kernel_sizes, n_stages, "kernel_sizes")
        steps = per_stage(strides, n_stages, "strides")
        counts = per_stage(n_blocks_per_stage, n_stages, "n_blocks_per_stage")
        counts_back = per_stage(n_conv_per_stage_decoder, n_stages - 1, "n_conv_per_stage_decoder")
        narrow = _bottlenecks(block, bottleneck_channels, n_stages)
        stem = StackedConvs(ops, 1, input_channels, stem_channels or features[0], kernels[0])
        channels = [stem_channels or features[0], *features]
        stages = [
            ResidualStage(ops, counts[n], channels[n], channels[n + 1], kernels[n], steps[n], narrow[n])
            for n in range(n_stages)
        ]
        self.encoder = ResidualEncoder(stem, stages)
        self.decoder = Decoder(ops, features, kernels, steps, num_classes, counts_back)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits [n, num_classes, ...] of [n, input_channels, ...]."""
        return self.decoder(self.encoder(x))  # type: ignore[no-any-return]


def _bottlenecks(
    block: str, bottleneck_channels: int | Sequence[int] | None, n_stages: int
) -> Sequence[int | None]:
    """The narrow channels of each stage; None for a basic block."""
    kind = block.rpartition(".")[2]
    if kind == "BasicBlockD":
        return [None] * n_stages
    if kind != "BottleneckD" or bottleneck_channels is None:
        raise ValueError(f"block must be BasicBlockD or BottleneckD with bottleneck_channels, not {block!r}")
    return per_stage(bottleneck_channels, n_stages, "bottleneck_channels")


class ResidualEncoder(nn.Module):
    """A stem and stages; the features of each stage are given back."""

    def __init__(self, stem: nn.Module, stages: Sequence[nn.Module]) -> None:
        super().__init__()
        self.stem = stem
        self.stages = nn.Sequential(*stages)

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        x = self.stem(x)
        skips = []
        for stage in self.stages:
            x = stage(x)
            skips.append(x)
        return skips


class ResidualStage(nn.Module):
    """Residual blocks one after the other; the first one has the stride."""

    def __init__(
        self,
        ops: Operations,
        count: int,
        channels_in: int,
        channels_out: int,
        kernel_size: PerAxis,
        stride: PerAxis,
        bottleneck: int | None,
    ) -> None:
        super().__init__()
        first = _make_block(ops, channels_in, channels_out, kernel_size, stride, bottleneck)
        others = [
            _make_block(ops, channels_out, channels_out, kernel_size, 1, bottleneck) for _ in range(count - 1)
        ]
        self.blocks = nn.Sequential(first, *others)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.blocks(x)  # type: ignore[no-any-return]


def _make_block(
    ops: Operations,
    channels_in: int,
    channels_out: int,
    kernel_size: PerAxis,
    stride: PerAxis,
    bottleneck: int | None,
) -> nn.Module:
    if bottleneck is None:
        return BasicBlock(ops, channels_in, channels_out, kernel_size, stride)
    return Bottleneck(ops, channels_in, bottleneck, channels_out, kernel_size, stride)


def _shortcut(ops: Operations, channels_in: int, channels_out: int, stride: PerAxis) -> nn.Module:
    """Average pooling and a 1x1 convolution, where there is a stride and where the channels change."""
    steps = ops.per_axis(stride)
    parts: list[nn.Module] = []
    if any(step != 1 for step in steps):
        parts.append(ops.pool(steps, steps))
    if channels_in != channels_out:
        parts.append(ConvBlock(ops, channels_in, channels_out, 1, bias=False, plain=True))
    return nn.Sequential(*parts)


class BasicBlock(nn.Module):
    """Two convolutions and a shortcut."""

    def __init__(
        self, ops: Operations, channels_in: int, channels_out: int, kernel_size: PerAxis, stride: PerAxis
    ) -> None:
        super().__init__()
        self.conv1 = ConvBlock(ops, channels_in, channels_out, kernel_size, stride)
        self.conv2 = ConvBlock(ops, channels_out, channels_out, kernel_size, plain=True)
        self.nonlin2 = ops.make_nonlin() or nn.Identity()
        self.skip = _shortcut(ops, channels_in, channels_out, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.nonlin2(self.conv2(self.conv1(x)) + self.skip(x))  # type: ignore[no-any-return]


class Bottleneck(nn.Module):
    """Narrow, convolve with the stride, widen; and a shortcut."""

    def __init__(
        self,
        ops: Operations,
        channels_in: int,
        bottleneck: int,
        channels_out: int,
        kernel_size: PerAxis,
        stride: PerAxis,
    ) -> None:
        super().__init__()
        self.conv1 = ConvBlock(ops, channels_in, bottleneck, 1, dropout=False)
        self.conv2 = ConvBlock(ops, bottleneck, bottleneck, kernel_size, stride)
        self.conv3 = ConvBlock(ops, bottleneck, channels_out, 1, plain=True)
        self.nonlin3 = ops.make_nonlin() or nn.Identity()
        self.skip = _shortcut(ops, channels_in, channels_out, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = self.conv3(self.conv2(self.conv1(x)))
        return self.nonlin3(out + self.skip(x))  # type: ignore[no-any-return]
