"""Networks whose truth is known: they look at one place only."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from torch import nn

from medviewer.explain.subject import Subject


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Threads that wait for each other at every little layer take most of the time on a busy machine."""
    count = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(count)


class LooksAtOneBlob(nn.Module):
    """Finds bright blobs with one fixed filter, but listens to one place of the image only."""

    def __init__(self, space: tuple[int, ...], centre: tuple[int, ...], radius: float) -> None:
        super().__init__()
        make = nn.Conv3d if len(space) == 3 else nn.Conv2d
        self.maps = make(1, 2, 5, padding=2)
        self.head = nn.Linear(2 * int(np.prod(space)), 2)
        near = torch.from_numpy(blob(space, centre, radius)).flatten()
        with torch.no_grad():
            self.maps.weight.copy_(torch.ones_like(self.maps.weight) / 5 ** len(space))
            self.maps.weight[1] *= -1.0
            self.maps.bias.zero_()
            self.head.weight.zero_()
            self.head.weight[0, : near.numel()] = near / near.sum() * 12.0
            self.head.weight[1] = -self.head.weight[0]
            self.head.bias.copy_(torch.tensor([-4.0, 4.0]))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.head(torch.relu(self.maps(images)).flatten(1))


def blob(space: tuple[int, ...], centre: tuple[int, ...], radius: float) -> np.ndarray:
    places = np.meshgrid(*(np.arange(n) for n in space), indexing="ij")
    squared = sum((p - c) ** 2 for p, c in zip(places, centre, strict=True))
    return np.exp(-squared / (2.0 * radius**2)).astype(np.float32)


def two_blobs(space: tuple[int, ...], seen: tuple[int, ...], unseen: tuple[int, ...]) -> torch.Tensor:
    """An image with a blob that the network listens to and an equal one that it does not, and noise."""
    noise = np.random.default_rng(3).normal(0.0, 0.05, space)
    image = blob(space, seen, 3.0) + blob(space, unseen, 3.0) + noise
    return torch.from_numpy(image.astype(np.float32))[None, None]


PICTURE, PICTURE_SEEN, PICTURE_UNSEEN = (56, 48), (16, 34), (40, 12)
VOLUME, VOLUME_SEEN, VOLUME_UNSEEN = (16, 18, 22), (5, 13, 16), (12, 5, 6)


@pytest.fixture(params=["picture", "volume"])
def a_subject(request: pytest.FixtureRequest) -> tuple[Subject, tuple[int, ...]]:
    """A subject in two or three dimensions, and the place that its network looks at."""
    space, seen, unseen = (
        (PICTURE, PICTURE_SEEN, PICTURE_UNSEEN)
        if request.param == "picture"
        else (VOLUME, VOLUME_SEEN, VOLUME_UNSEEN)
    )
    network = LooksAtOneBlob(space, seen, 3.0).eval()
    return Subject(network, two_blobs(space, seen, unseen), 0, "sigmoid", batch=16), seen
