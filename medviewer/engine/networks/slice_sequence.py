"""SliceSequence: a two-dimensional network looks at each slice, a recurrent one reads them in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import nn

_SLICES_AT_ONCE = 16  # more slices at once need more memory and are no faster


class SliceSequence(nn.Module):
    """Encoder of slices, GRU or LSTM over them, attention pooling, one linear head.

    What it says of the whole is the mean of what it says of the slices, weighted by attention (Ilse et
    al. 2018, "Attention-based Deep Multiple Instance Learning").

    Parameters
    ----------
    in_channels, classes
        Images per slice; outputs.
    features
        Widths of the small encoder of its own, each stage halving the slice; with an ``encoder`` the
        last is the number of features that this gives.
    encoder, encoder_arguments
        A classifier of the table of architectures, e.g. ``"torchvision.resnet18"``, whose outputs serve as
        features; "" for the small one.
    hidden, depth, bidirectional, cell
        Of the recurrent part; ``cell`` is ``"gru"`` or ``"lstm"``.
    """

    def __init__(
        self,
        in_channels: int = 1,
        classes: int = 1,
        features: Sequence[int] = (16, 32, 64),
        encoder: str = "",
        encoder_arguments: Mapping[str, Any] | None = None,
        hidden: int = 64,
        depth: int = 1,
        bidirectional: bool = True,
        cell: str = "gru",
    ) -> None:
        super().__init__()
        if cell not in ("gru", "lstm"):
            raise ValueError(f"cell must be gru or lstm, not {cell!r}")
        if encoder:
            from medviewer.engine.networks.table import build_network

            told = {"num_classes": features[-1], **(encoder_arguments or {})}
            self.encoder: nn.Module = build_network(encoder, told)
        else:
            self.encoder = _small_encoder(in_channels, features)
        self.takes_colours = encoder.startswith("torchvision.") and in_channels == 1
        recurrent = nn.GRU if cell == "gru" else nn.LSTM
        self.recurrent = recurrent(
            features[-1], hidden, num_layers=depth, batch_first=True, bidirectional=bidirectional
        )
        width = hidden * (2 if bidirectional else 1)
        self.attention = nn.Sequential(nn.Linear(width, hidden), nn.Tanh(), nn.Linear(hidden, 1))
        self.head = nn.Linear(width, classes)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """What it says of a series, [n, classes + 1, 1 + slices], of images [n, channels, slices, h, w].

        Row c: the logit of class c for the whole series, then for each slice. The last row: 0, then the
        attention that each slice has, which sums up to 1.
        """
        batch, _, slices = images.shape[:3]
        pictures = images.movedim(2, 1).flatten(0, 1)
        if self.takes_colours:
            pictures = pictures.repeat(1, 3, 1, 1)
        features = torch.cat([self.encoder(part) for part in torch.split(pictures, _SLICES_AT_ONCE)])
        states, _ = self.recurrent(features.reshape(batch, slices, -1))
        attention = torch.softmax(self.attention(states), dim=1)
        of_slices = self.head(states)
        of_whole = (attention * of_slices).sum(dim=1, keepdim=True)
        rows = torch.cat([of_whole, of_slices], dim=1)
        weights = torch.cat([torch.zeros_like(attention[:, :1]), attention], dim=1)
        return torch.cat([rows, weights], dim=2).movedim(1, 2)


def _small_encoder(in_channels: int, features: Sequence[int]) -> nn.Module:
    stages: list[nn.Module] = []
    for before, after in zip((in_channels, *features[:-1]), features, strict=True):
        stages += [nn.Conv2d(before, after, 3, stride=2, padding=1), nn.BatchNorm2d(after), nn.ReLU()]
    return nn.Sequential(*stages, nn.AdaptiveAvgPool2d(1), nn.Flatten())
