"""nnU-Net's ordinary U-Net: plain convolutions, 2D or 3D.

Isensee et al., "nnU-Net: a self-configuring method for deep learning-based biomedical image segmentation",
Nature Methods 18 (2021). Weights and arguments are those of ``PlainConvUNet`` in the package
dynamic_network_architectures; that package is not used, because it brings a model hub's client with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import nn

from medviewer.engine.networks.nnunet_blocks import Decoder, Operations, StackedConvs, per_stage

PerAxis = int | Sequence[int]


class PlainConvUNet(nn.Module):
    """A U-Net from nnU-Net's plans (``arch_kwargs``).

    Parameters
    ----------
    input_channels, num_classes
        Channels of the tensors [n, channels, ...] that go in and come out.
    n_stages, features_per_stage, kernel_sizes, strides, n_conv_per_stage
        Of the encoder, one entry a stage; ``n_conv_per_stage_decoder`` has one fewer.
    conv_op, norm_op, dropout_op, nonlin
        Names such as ``"torch.nn.modules.conv.Conv3d"``, looked up in tables.
    nonlin_first
        Nonlinearity before the norm.

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
        n_conv_per_stage: int | Sequence[int],
        num_classes: int,
        n_conv_per_stage_decoder: int | Sequence[int],
        conv_bias: bool = False,
        norm_op: str | None = None,
        norm_op_kwargs: Mapping[str, Any] | None = None,
        dropout_op: str | None = None,
        dropout_op_kwargs: Mapping[str, Any] | None = None,
        nonlin: str | None = None,
        nonlin_kwargs: Mapping[str, Any] | None = None,
        nonlin_first: bool = False,
    ) -> None:
        super().__init__()
        ops = Operations(
            conv_op, conv_bias, norm_op, norm_op_kwargs, dropout_op, dropout_op_kwargs, nonlin, nonlin_kwargs,
            nonlin_first,
        )  # fmt: skip
        features = per_stage(features_per_stage, n_stages, "features_per_stage")
        kernels = per_stage(kernel_sizes, n_stages, "kernel_sizes")
        steps = per_stage(strides, n_stages, "strides")
        counts = per_stage(n_conv_per_stage, n_stages, "n_conv_per_stage")
        counts_back = per_stage(n_conv_per_stage_decoder, n_stages - 1, "n_conv_per_stage_decoder")
        self.encoder = PlainEncoder(ops, input_channels, features, kernels, steps, counts)
        self.decoder = Decoder(ops, features, kernels, steps, num_classes, counts_back)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits [n, num_classes, ...] of [n, input_channels, ...]."""
        return self.decoder(self.encoder(x))  # type: ignore[no-any-return]


class PlainEncoder(nn.Module):
    """From the input to ever coarser features, all of which are given back."""

    def __init__(
        self,
        ops: Operations,
        input_channels: int,
        features: Sequence[int],
        kernel_sizes: Sequence[PerAxis],
        strides: Sequence[PerAxis],
        n_conv_per_stage: Sequence[int],
    ) -> None:
        super().__init__()
        channels = [input_channels, *features]
        self.stages = nn.Sequential(
            *[
                nn.Sequential(
                    StackedConvs(ops, count, channels[n], channels[n + 1], kernel_sizes[n], strides[n])
                )
                for n, count in enumerate(n_conv_per_stage)
            ]
        )

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        skips = []
        for stage in self.stages:
            x = stage(x)
            skips.append(x)
        return skips
