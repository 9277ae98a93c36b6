"""How far two answers of one network agree, in terms of what the answer is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from medviewer.packs.stage import Output

LEAST_EQUAL = 0.999
LEAST_DICE = 0.999
_MOST_PROBABILITY = 0.01
_OF_RANGE = 0.01


@dataclass(frozen=True)
class Agreement:
    """``equal``: fraction of answers that count as the same; ``dice``: of the label that agrees least."""

    equal: float
    dice: float = 1.0

    @property
    def is_enough(self) -> bool:
        return self.equal >= LEAST_EQUAL and self.dice >= LEAST_DICE


def agreement(answer: torch.Tensor, reference: torch.Tensor, output: Output) -> Agreement:
    """Compares raw outputs [n, channels, ...].

    Labels count as the same where they are equal, probabilities of a classification where they differ by
    at most 0.01 and name the same class, all other numbers where they differ by at most 1 % of the range
    (percentiles 1 to 99) of the reference. An answer that is not finite agrees in nothing.
    """
    answer, reference = answer.float().cpu(), reference.float().cpu()
    if answer.shape != reference.shape or not bool(answer.isfinite().all()):
        return Agreement(0.0, 0.0)
    if output.kind == "softmax":
        return _of_labels(answer.argmax(1), reference.argmax(1), range(answer.shape[1]))
    if output.kind in ("sigmoid", "regions"):
        return _of_regions(answer.sigmoid() > output.threshold, reference.sigmoid() > output.threshold)
    if output.kind in ("scores", "sigmoid_scores"):
        return Agreement(float(_same_scores(answer, reference, output.kind == "scores")))
    low, high = _typical(reference)
    return Agreement(_mean((answer - reference).abs() <= _OF_RANGE * max(high - low, 1e-12)))


def _of_labels(answer: torch.Tensor, reference: torch.Tensor, labels: range) -> Agreement:
    dice = (_dice(answer == label, reference == label) for label in labels)
    return Agreement(_mean(answer == reference), _least(dice))


def _of_regions(answer: torch.Tensor, reference: torch.Tensor) -> Agreement:
    channels = zip(answer.unbind(1), reference.unbind(1), strict=True)
    return Agreement(_mean((answer == reference).all(1)), _least(_dice(a, b) for a, b in channels))


def _least(dice: Iterator[float]) -> float:
    return min(dice, default=1.0)


def _dice(answer: torch.Tensor, reference: torch.Tensor) -> float:
    total = int(answer.sum()) + int(reference.sum())
    return 1.0 if total == 0 else 2 * int((answer & reference).sum()) / total


def _same_scores(answer: torch.Tensor, reference: torch.Tensor, is_exclusive: bool) -> bool:
    a, b = (x.softmax(1) if is_exclusive else x.sigmoid() for x in (answer, reference))
    same_class = not is_exclusive or torch.equal(a.argmax(1), b.argmax(1))
    return same_class and float((a - b).abs().max()) <= _MOST_PROBABILITY


def _typical(numbers: torch.Tensor) -> tuple[float, float]:
    flat = numbers.flatten()
    sample = flat[:: max(1, flat.numel() // 1_000_000)]
    low, high = torch.quantile(sample[:1_000_000], torch.tensor([0.01, 0.99]))
    return float(low), float(high)


def _mean(equal: torch.Tensor) -> float:
    return float(equal.double().mean())
