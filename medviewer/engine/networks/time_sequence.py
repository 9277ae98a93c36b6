"""TimeSequence: a three-dimensional network looks at each time point, a recurrent one reads them in order."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn


class TimeSequence(nn.Module):
    """Encoder of volumes, GRU or LSTM over time points, one linear head on what is remembered at the end.

    Parameters
    ----------
    in_channels, classes
        Images per time point; outputs.
    slices
        Of each time point's image along its first axis.
    features
        Widths of the encoder, each stage halving the image.
    hidden, depth, cell
        Of the recurrent part, which reads from the oldest to the latest; ``cell`` is ``"gru"`` or ``"lstm"``.
    """

    def __init__(
        self,
        in_channels: int = 1,
        classes: int = 1,
        slices: int = 32,
        features: Sequence[int] = (8, 16, 32),
        hidden: int = 32,
        depth: int = 1,
        cell: str = "gru",
    ) -> None:
        super().__init__()
        if cell not in ("gru", "lstm"):
            raise ValueError(f"cell must be gru or lstm, not {cell!r}")
        self.slices = slices
        self.encoder = _encoder(in_channels, features)
        recurrent = nn.GRU if cell == "gru" else nn.LSTM
        self.recurrent = recurrent(features[-1], hidden, num_layers=depth, batch_first=True)
        self.head = nn.Linear(hidden, classes)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """What it says, [n, classes + 1, 1 + points], of images [n, channels, points * slices, h, w].

        Row c: the logit of class c after the last time point, then after each. The last row: 0, then the
        share that each time point has in it: all of it is that of the last.
        """
        batch, channels, _, height, width = images.shape
        apart = images.reshape(batch, channels, -1, self.slices, height, width).movedim(2, 1)
        points = apart.shape[1]
        features = self.encoder(apart.flatten(0, 1)).reshape(batch, points, -1)
        states, _ = self.recurrent(features)
        of_points = self.head(states)
        rows = torch.cat([of_points[:, -1:], of_points], dim=1)
        ones = torch.ones_like(rows[:, -1:, :1])
        shares = torch.cat([torch.zeros_like(rows[:, :-1, :1]), ones], dim=1)
        return torch.cat([rows, shares], dim=2).movedim(1, 2)


def _encoder(in_channels: int, features: Sequence[int]) -> nn.Module:
    stages: list[nn.Module] = []
    for before, after in zip((in_channels, *features[:-1]), features, strict=True):
        stages += [nn.Conv3d(before, after, 3, stride=2, padding=1), nn.BatchNorm3d(after), nn.ReLU()]
    return nn.Sequential(*stages, nn.AdaptiveAvgPool3d(1), nn.Flatten())
