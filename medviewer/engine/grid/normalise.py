"""Normalisation of one channel: the steps of a pack with the image's own statistics filled in.

With the statistics known every step acts on each voxel alone, so that tiles are normalised one by one and
a normalised copy of the whole image is never needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.packs.stage import Normalise

_LEAST_DIVISOR = 1e-8
_CHUNK_VOXELS = 4_000_000

FloatArray = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PointStep:
    """``clip`` to low..high, then (value - minus) / over * times + plus; each part only where it is given.

    ``inside_only``: only where the mask (or, without one, where the value is not 0) holds.
    """

    low: float | None = None
    high: float | None = None
    minus: float = 0.0
    over: float = 1.0
    times: float = 1.0
    plus: float = 0.0
    inside_only: bool = False

    def apply(self, values: FloatArray, inside: Mask | None) -> None:
        """Changes ``values`` in place."""
        kept = None
        if self.inside_only:
            kept = ~inside if inside is not None else values == 0
            before = values[kept]
        if self.low is not None or self.high is not None:
            np.clip(values, self.low, self.high, out=values)
        if self.minus != 0.0:
            values -= np.float32(self.minus)
        if self.over != 1.0:
            values /= np.float32(self.over)
        if self.times != 1.0:
            values *= np.float32(self.times)
        if self.plus != 0.0:
            values += np.float32(self.plus)
        if kept is not None:
            values[kept] = before


def normalised(
    values: npt.NDArray[Any], steps: Sequence[PointStep], inside: Mask | None = None
) -> FloatArray:
    """A float32 copy of some voxels with all steps done."""
    copy = np.array(values, dtype=np.float32, order="C")
    for step in steps:
        step.apply(copy, inside)
    return copy


def point_steps(
    steps: Sequence[Normalise], image: npt.NDArray[Any], inside: Mask | None = None
) -> tuple[PointStep, ...]:
    """The steps with the statistics of an image.

    Parameters
    ----------
    steps
        As the pack prescribes; see `medviewer.packs.stage.Normalise`.
    image
        All of one channel [a, b, c], not normalised.
    inside
        The voxels that ``nonzero`` means; None for those that are not 0.
    """
    done: tuple[PointStep, ...] = ()
    for step in steps:
        done = (*done, _point_step(step, image, done, inside))
    return done


def _point_step(
    step: Normalise, image: npt.NDArray[Any], before: tuple[PointStep, ...], inside: Mask | None
) -> PointStep:
    if step.op == "clip":
        return PointStep(step.low, step.high)
    if step.op == "linear":
        return PointStep(times=step.scale, plus=step.shift)
    if step.op == "zscore":
        return _zscore(step, image, before, inside)
    if step.op == "range":
        low, high = step.low or 0.0, 1.0 if step.high is None else step.high
    elif step.op == "minmax":
        low, high = _extremes(image, before, inside)
    else:
        low, high = _percentiles(step, image, before, inside)
    over = max(high - low, _LEAST_DIVISOR)
    return PointStep(
        low if step.clip else None,
        high if step.clip else None,
        minus=low,
        over=over,
        times=step.to_high - step.to_low,
        plus=step.to_low,
    )


def _zscore(
    step: Normalise, image: npt.NDArray[Any], before: tuple[PointStep, ...], inside: Mask | None
) -> PointStep:
    mean, std = step.mean, step.std
    if mean is None or std is None:
        own_mean, own_std = _moments(image, before, inside, step.nonzero)
        mean = own_mean if mean is None else mean
        std = own_std if std is None else std
    return PointStep(minus=mean, over=max(std, _LEAST_DIVISOR), inside_only=step.nonzero)


def _moments(
    image: npt.NDArray[Any], before: tuple[PointStep, ...], inside: Mask | None, nonzero: bool
) -> tuple[float, float]:
    count, total = 0, 0.0
    for values in _counted(image, before, inside, nonzero):
        count += values.size
        total += float(values.sum(dtype=np.float64))
    mean = total / count if count else 0.0
    squares = 0.0
    for values in _counted(image, before, inside, nonzero):
        squares += float(np.square(values.astype(np.float64) - mean).sum())
    return mean, float(np.sqrt(squares / count)) if count else 1.0


def _counted(
    image: npt.NDArray[Any], before: tuple[PointStep, ...], inside: Mask | None, nonzero: bool
) -> Iterator[FloatArray]:
    for values, mask in _chunks(image, before, inside):
        if not nonzero:
            yield values
        else:
            yield values[mask] if mask is not None else values[values != 0]


def _extremes(
    image: npt.NDArray[Any], before: tuple[PointStep, ...], inside: Mask | None
) -> tuple[float, float]:
    ends = [(float(values.min()), float(values.max())) for values, _ in _chunks(image, before, inside)]
    return min(low for low, _ in ends), max(high for _, high in ends)


def _percentiles(
    step: Normalise, image: npt.NDArray[Any], before: tuple[PointStep, ...], inside: Mask | None
) -> tuple[float, float]:
    wanted = (step.low or 0.0, 100.0 if step.high is None else step.high)
    values = normalised(image, before, inside) if before else image
    low, high = np.percentile(values, wanted)
    return float(low), float(high)


def _chunks(
    image: npt.NDArray[Any], before: tuple[PointStep, ...], inside: Mask | None
) -> Iterator[tuple[FloatArray, Mask | None]]:
    size = max(1, _CHUNK_VOXELS // max(1, image[0].size))
    for first in range(0, len(image), size):
        mask = None if inside is None else inside[first : first + size]
        yield normalised(image[first : first + size], before, mask), mask
