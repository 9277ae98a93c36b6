"""The labels of a coarse stage as further channels of a fine one (nnU-Net's cascade)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.engine.grid.nnunet_crop import Mask
from medviewer.engine.grid.nnunet_resample import nearest_steps, separate_axis

_OUTSIDE = -1
_LINEAR = 1

Labels = npt.NDArray[np.int32]


def one_hot_of_previous(
    labels: npt.NDArray[Any],
    numbers: Sequence[int],
    inside: Mask,
    shape: Sequence[int],
    spacing_mm: Sequence[float],
    target_mm: Sequence[float],
) -> npt.NDArray[np.float32]:
    """Channels [number, a, b, c] that are 1 where the coarse stage saw that label.

    Parameters
    ----------
    labels, inside
        The coarse stage's labels and the mask of what is not zero, on the cropped grid of the image.
    numbers
        The labels that have a channel, in order; not background.
    shape, spacing_mm, target_mm
        Of the fine stage's grid; spacing before and after.
    """
    marked: Labels = np.where((labels == 0) & ~inside, _OUTSIDE, labels).astype(np.int32)
    resampled = _resampled_labels(marked, tuple(shape), spacing_mm, target_mm)
    return np.stack([resampled == number for number in numbers]).astype(np.float32)


def _resampled_labels(
    labels: Labels, shape: tuple[int, ...], spacing_mm: Sequence[float], target_mm: Sequence[float]
) -> Labels:
    if shape == labels.shape:
        return labels
    separate = separate_axis(spacing_mm, target_mm)
    if separate is None:
        return _winners(labels, shape)
    slices = np.moveaxis(labels, separate, 0)
    plane = tuple(count for axis, count in enumerate(shape) if axis != separate)
    thin = np.stack([_winners(one, plane) for one in slices])
    return np.moveaxis(thin[nearest_steps(len(slices), shape[separate]).low], 0, separate)


def _winners(labels: Labels, shape: tuple[int, ...]) -> Labels:
    """The label whose interpolated mask is greatest; on a tie the nearest voxel's if it is among them."""
    present = np.unique(labels)
    if len(present) == 1 or shape == labels.shape:
        return np.full(shape, present[0], np.int32) if len(present) == 1 else labels
    nearest = _zoomed(labels.astype(np.float64), shape, order=0)
    best = np.full(shape, -np.inf)
    winner = np.full(shape, present[0], np.int32)
    for number in present:
        score = _zoomed((labels == number).astype(np.float64), shape, _LINEAR)
        wins = (score > best) | ((score == best) & (nearest == number))
        winner[wins] = number
        np.maximum(best, score, out=best)
    return winner


def _zoomed(values: npt.NDArray[np.float64], shape: tuple[int, ...], order: int) -> npt.NDArray[np.float64]:
    # 1 / (old / new), not new / old: the last digit decides ties, and these are the reference's digits.
    zoom = [1 / (old / new) for old, new in zip(values.shape, shape, strict=True)]
    zoomed: npt.NDArray[np.float64] = ndimage.zoom(values, zoom, order=order, mode="nearest", grid_mode=True)
    return zoomed
