"""DenseNet-121 (Huang et al., 2017) with the parameter names that torchvision's state dicts use."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import Tensor, nn
from torch.nn import functional

_GROWTH = 32
_BOTTLENECK = 4 * _GROWTH
_LAYERS = (6, 12, 24, 16)
_FIRST = 64


class DenseLayer(nn.Module):
    """Bottleneck and 3x3 convolution that add `_GROWTH` channels."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, _BOTTLENECK, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(_BOTTLENECK)
        self.conv2 = nn.Conv2d(_BOTTLENECK, _GROWTH, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        narrow = self.conv1(functional.relu(self.norm1(x)))
        return torch.cat([x, self.conv2(functional.relu(self.norm2(narrow)))], dim=1)


class DenseNet121(nn.Module):
    """Pictures (n, channels, h, w) to logits (n, outputs).

    `features` ends with ``norm5``; the logits are a linear layer on the mean of its rectified maps.
    """

    def __init__(self, channels: int, outputs: int) -> None:
        super().__init__()
        parts: OrderedDict[str, nn.Module] = OrderedDict()
        parts["conv0"] = nn.Conv2d(channels, _FIRST, 7, stride=2, padding=3, bias=False)
        parts["norm0"] = nn.BatchNorm2d(_FIRST)
        parts["relu0"] = nn.ReLU()
        parts["pool0"] = nn.MaxPool2d(3, stride=2, padding=1)
        width = _FIRST
        for number, layers in enumerate(_LAYERS, start=1):
            named = OrderedDict(
                (f"denselayer{n + 1}", DenseLayer(width + n * _GROWTH)) for n in range(layers)
            )
            parts[f"denseblock{number}"] = nn.Sequential(named)
            width += layers * _GROWTH
            if number < len(_LAYERS):
                parts[f"transition{number}"] = _transition(width)
                width //= 2
        parts["norm5"] = nn.BatchNorm2d(width)
        self.features = nn.Sequential(parts)
        self.relu5 = nn.ReLU()  # a module, so that its maps can be asked for
        self.classifier = nn.Linear(width, outputs)

    def forward(self, pictures: Tensor) -> Tensor:
        return self.head(self.features(pictures))

    def head(self, maps: Tensor) -> Tensor:
        """Logits (n, outputs) from the output of `features`."""
        return self.classifier(self.relu5(maps).mean(dim=(2, 3)))

    def local_logits(self, maps: Tensor) -> Tensor:
        """The classifier at every place of the maps (n, outputs, h, w); their mean is the logit."""
        weight = self.classifier.weight[:, :, None, None]
        return functional.conv2d(functional.relu(maps), weight, self.classifier.bias)


def _transition(width: int) -> nn.Sequential:
    """Halves channels and size."""
    return nn.Sequential(
        OrderedDict(
            norm=nn.BatchNorm2d(width),
            relu=nn.ReLU(),
            conv=nn.Conv2d(width, width // 2, 1, bias=False),
            pool=nn.AvgPool2d(2, stride=2),
        )
    )
