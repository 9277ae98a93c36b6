"""Deletion and insertion (Petsiuk et al. 2018, "RISE"): does the probability follow the map?

Parts of the image are replaced by the reference in the order of their heat (deletion), or put back into the
reference in that order (insertion). The order is of boxes and not of single places, for the map and for
chance alike: scattered single places spoil any image, which would make chance look good at deletion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from medviewer.explain.subject import Subject

Curve = npt.NDArray[np.float64]
_BOXES_A_SIDE = {2: 14, 3: 7}
STEPS = 12
RANDOM_ORDERS = 3


@dataclass(frozen=True, eq=False)
class Faithfulness:
    """Probabilities after 0 to `STEPS` steps; the random ones are means over `RANDOM_ORDERS` orders."""

    deletion: Curve
    insertion: Curve
    random_deletion: Curve
    random_insertion: Curve

    @property
    def span(self) -> float:
        """How much of the probability the reference takes away."""
        return float(self.deletion[0] - self.deletion[-1])

    @property
    def gain(self) -> float:
        """By how much the map beats chance, mean of both tests, as a part of the span."""
        better = self.gain_of_hiding + self.gain_of_showing
        return better / 2.0 / self.span if self.span > 0.0 else 0.0

    @property
    def gain_of_hiding(self) -> float:
        """By how much smaller the area is than chance's, in probability."""
        return area(self.random_deletion) - area(self.deletion)

    @property
    def gain_of_showing(self) -> float:
        """By how much greater the area is than chance's, in probability."""
        return area(self.insertion) - area(self.random_insertion)


def faithfulness(
    subject: Subject, heat: npt.NDArray[np.float32], reference: Tensor, seed: int
) -> Faithfulness:
    """Both tests of a map [*space], and both with boxes in random order."""
    boxes = _boxes(subject.space)
    sums = np.bincount(boxes.ravel(), heat.ravel().astype(np.float64))
    means = sums / np.bincount(boxes.ravel())
    random = np.random.default_rng(seed)
    by_heat = np.lexsort((random.random(len(means)), -means))  # boxes of equal heat in no order
    orders = [by_heat, *(random.permutation(len(means)) for _ in range(RANDOM_ORDERS))]
    whole, nothing = subject.probabilities([subject.image[0], reference[0]]).double().tolist()
    deletions, insertions = [], []
    for order in orders:
        between = _between(subject, subject.image, reference, boxes, order)
        deletions.append(np.array([whole, *between, nothing]))
        between = _between(subject, reference, subject.image, boxes, order)
        insertions.append(np.array([nothing, *between, whole]))
    return Faithfulness(
        deletions[0],
        insertions[0],
        np.mean(deletions[1:], axis=0),
        np.mean(insertions[1:], axis=0),
    )


def area(curve: Curve) -> float:
    """Area under a curve over 0..1, by the trapezoidal rule."""
    return float((curve[1:] + curve[:-1]).mean() / 2.0)


def images_judged() -> int:
    """How many images `faithfulness` asks the network about."""
    return 2 * (1 + RANDOM_ORDERS) * (STEPS - 1) + 2


def _boxes(space: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """The number of the box of every place."""
    a_side = _BOXES_A_SIDE[len(space)]
    counts = tuple(min(a_side, length) for length in space)
    along = [np.arange(length) * count // length for length, count in zip(space, counts, strict=True)]
    return np.ravel_multi_index(np.meshgrid(*along, indexing="ij"), counts)


def _between(
    subject: Subject,
    before: Tensor,
    after: Tensor,
    boxes: npt.NDArray[np.int64],
    order: npt.NDArray[np.int64],
) -> list[float]:
    """The probabilities after each step but the first and the last, which no order changes."""
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    ranks = torch.from_numpy(rank[boxes]).to(before.device)

    def images() -> Iterator[Tensor]:
        for step in range(1, STEPS):
            yield torch.where(ranks < round(step * len(order) / STEPS), after[0], before[0])

    return [float(value) for value in subject.probabilities(images())]
