"""MeshNet: a stack of dilated convolutions without any pooling.

Fedorov et al. (2017), "End-to-end learning of brain tissue segmentation from imperfect labeling";
the networks of brainchop (Masoud et al. 2023) are of this kind.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

_ACTIVATIONS = ("relu", "elu", "gelu")


class MeshNet(nn.Module):
    """3x3x3 convolutions with the given dilations, each followed by an activation; a 1x1x1 one at last.

    Parameters
    ----------
    in_channels, out_channels, channels
        Of the input, of the output (raw logits), and between the layers.
    dilations
        One a layer; each layer is padded with zeros so that the shape stays.
    activation
        ``"relu"``, ``"elu"`` or ``"gelu"`` (the exact one, with the error function).
    channel_norm
        Each channel of each image to mean 0 and variance 1 before the activation (a group norm with one
        channel a group, without scale and shift, eps 1e-5). Such a network must see the image whole.
    bias
        Of the dilated convolutions; the last one always has it.
    """

    def __init__(
        self,
        in_channels: int = 1,
        out_channels: int = 3,
        channels: int = 5,
        dilations: Sequence[int] = (1, 2, 4, 8, 16, 8, 4, 2, 1),
        activation: str = "relu",
        channel_norm: bool = False,
        bias: bool = True,
    ) -> None:
        super().__init__()
        if activation not in _ACTIVATIONS:
            raise ValueError(f"no activation {activation!r}; there are {', '.join(_ACTIVATIONS)}")
        self.activation = activation
        self.channel_norm = channel_norm
        widths = [in_channels, *[channels] * len(dilations)]
        self.layers = nn.ModuleList(
            nn.Conv3d(width, channels, 3, padding=dilation, dilation=dilation, bias=bias)
            for width, dilation in zip(widths, dilations, strict=False)
        )
        self.last = nn.Conv3d(widths[-1], out_channels, 1)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """Logits [n, out_channels, a, b, c] of images [n, in_channels, a, b, c]."""
        values = image
        for layer in self.layers:
            values = layer(values)
            if self.channel_norm:
                values = functional.instance_norm(values, eps=1e-5)
            values = self._activated(values)
        logits: torch.Tensor = self.last(values)
        return logits

    def _activated(self, values: torch.Tensor) -> torch.Tensor:
        in_place = not values.requires_grad
        if self.activation == "relu":
            return functional.relu(values, inplace=in_place)
        if self.activation == "elu":
            return functional.elu(values, inplace=in_place)
        return functional.gelu(values)
