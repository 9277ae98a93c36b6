"""LIME (Ribeiro et al. 2016) and kernel SHAP (Lundberg and Lee 2017).

Both take parts of the image away at random and fit a linear model to what the network then says; they
differ in which parts are taken and in how much each try counts.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from medviewer.explain.subject import Subject

Floats = npt.NDArray[np.float64]
_KERNEL_WIDTH = 0.25
_RIDGE = 1.0
_TRIES_PER_CELL = 8


def lime_map(
    subject: Subject, reference: Tensor, cells: npt.NDArray[np.int32], samples: int, seed: int
) -> Tensor:
    """Weight of every part in a weighted ridge regression, spread over its places [*space].

    Each part is present with a probability of one half; a try counts by how alike it is to the image
    (cosine distance, kernel width 0.25).
    """
    count = int(cells.max()) + 1
    random = np.random.default_rng(seed)
    present = random.random((samples or _TRIES_PER_CELL * count, count)) < 0.5
    present[0] = True
    said = _said(subject, reference, cells, present)
    likeness = np.sqrt(present.mean(axis=1))
    weights = np.exp(-((1.0 - likeness) ** 2) / _KERNEL_WIDTH**2)
    return _spread(_ridge(present.astype(np.float64), said, weights, _RIDGE), cells)


def kernel_shap_map(
    subject: Subject, reference: Tensor, cells: npt.NDArray[np.int32], samples: int, seed: int
) -> Tensor:
    """Shapley value of every part, estimated, spread over its places [*space].

    Numbers of present parts are drawn as the Shapley kernel weighs them, each try together with
    its opposite; the values add up to what the image has over the reference.
    """
    count = int(cells.max()) + 1
    present = _coalitions(samples or _TRIES_PER_CELL * count, count, np.random.default_rng(seed))
    ends = np.stack([np.zeros(count, dtype=bool), np.ones(count, dtype=bool)])
    said = _said(subject, reference, cells, np.concatenate([ends, present]))
    nothing, everything = said[0], said[1]
    return _spread(_constrained(present.astype(np.float64), said[2:] - nothing, everything - nothing), cells)


def _coalitions(samples: int, count: int, random: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Which parts are present, [samples, count]; no try has none or all."""
    if count < 2:
        return np.zeros((0, count), dtype=bool)
    sizes = np.arange(1, count)
    share = 1.0 / (sizes * (count - sizes))  # the kernel times the number of coalitions of that size
    drawn = random.choice(sizes, size=(samples + 1) // 2, p=share / share.sum())
    ranks = random.random((len(drawn), count)).argsort(axis=1).argsort(axis=1)
    half = ranks < drawn[:, None]
    return np.stack([half, ~half], axis=1).reshape(-1, count)[:samples]


def _said(
    subject: Subject, reference: Tensor, cells: npt.NDArray[np.int32], present: npt.NDArray[np.bool_]
) -> Floats:
    places = torch.from_numpy(cells.astype(np.int64)).to(subject.image.device)

    def images() -> Iterator[Tensor]:
        for row in present:
            shown = torch.from_numpy(row).to(places.device)[places]
            yield torch.where(shown, subject.image[0], reference[0])

    return subject.judge(images()).double().numpy()


def _ridge(features: Floats, targets: Floats, weights: Floats, strength: float) -> Floats:
    """Coefficients of a weighted ridge regression with a free intercept."""
    share = weights / weights.sum()
    centred = features - share @ features
    aim = targets - share @ targets
    left = (centred * weights[:, None]).T @ centred + strength * np.eye(features.shape[1])
    return np.asarray(np.linalg.solve(left, (centred * weights[:, None]).T @ aim))


def _constrained(features: Floats, targets: Floats, total: float) -> Floats:
    """Least squares without intercept whose coefficients add up to ``total``."""
    count = features.shape[1]
    left = features.T @ features + 1e-9 * np.eye(count)
    right = features.T @ targets
    free = np.linalg.solve(left, right)
    along = np.linalg.solve(left, np.ones(count))
    return np.asarray(free + along * (total - free.sum()) / along.sum())


def _spread(values: Floats, cells: npt.NDArray[np.int32]) -> Tensor:
    return torch.from_numpy(values.astype(np.float32)[cells])
