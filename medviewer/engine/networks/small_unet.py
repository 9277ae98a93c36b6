"""SmallUNet: a two-dimensional U-Net with three poolings, as in the lung segmentation UNet-Small.

Ronneberger et al. (2015), "U-Net"; layer names as in Knottenbelt (2023), "UNet-Small".
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn


class SmallUNet(nn.Module):
    """Blocks of two 3x3 convolutions with batch norm and ReLU; transposed convolutions on the way up.

    Parameters
    ----------
    in_channels, out_channels
        Of the input and of the output.
    channels
        Of the four levels, the finest first.
    dropout
        Share of channels that training (and Monte Carlo dropout) leaves out after each pooling and merge.
    """

    def __init__(
        self,
        in_channels: int = 1,
        out_channels: int = 1,
        channels: Sequence[int] = (16, 32, 64, 128),
        dropout: float = 0.5,
    ) -> None:
        super().__init__()
        one, two, three, four = channels
        self.conv1 = _block(in_channels, one)
        self.conv2 = _block(one, two)
        self.conv3 = _block(two, three)
        self.middle = _block(three, four)
        self.upsample3 = _double(four, three)
        self.upconv3 = _block(2 * three, three)
        self.upsample2 = _double(three, two)
        self.upconv2 = _block(2 * two, two)
        self.upsample1 = _double(two, one)
        self.upconv1 = _block(2 * one, one)
        self.final = nn.Conv2d(one, out_channels, 1)
        self.pool = nn.MaxPool2d(2)
        self.dropout = nn.Dropout2d(dropout)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """Logits [n, out_channels, rows, columns] of pictures whose sides are multiples of 8."""
        first = self.conv1(image)
        second = self.conv2(self.dropout(self.pool(first)))
        third = self.conv3(self.dropout(self.pool(second)))
        values = self.middle(self.dropout(self.pool(third)))
        values = self.upconv3(self.dropout(torch.cat([self.upsample3(values), third], 1)))
        values = self.upconv2(self.dropout(torch.cat([self.upsample2(values), second], 1)))
        values = self.upconv1(self.dropout(torch.cat([self.upsample1(values), first], 1)))
        logits: torch.Tensor = self.final(values)
        return logits


def _block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
        nn.Conv2d(outputs, outputs, 3, padding=1),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )


def _double(inputs: int, outputs: int) -> nn.ConvTranspose2d:
    return nn.ConvTranspose2d(inputs, outputs, 3, stride=2, padding=1, output_padding=1)
