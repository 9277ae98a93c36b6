"""Occlusion sensitivity (Zeiler and Fergus 2014): what is lost when a part of the image is covered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import torch
from torch import Tensor

from medviewer.explain.subject import Subject

_POSITIONS = {2: 196, 3: 343}


def occlusion_map(subject: Subject, reference: Tensor, positions: int = 0) -> Tensor:
    """Loss of log odds at every place, averaged over the boxes that cover it, [*space].

    Parameters
    ----------
    reference
        What stands in the covered box, [1, channels, *space].
    positions
        About how many boxes are tried; each is twice as long as their distance. 0: 14 x 14 or 7 x 7 x 7.
    """
    space = subject.space
    a_side = round((positions or _POSITIONS[len(space)]) ** (1.0 / len(space)))
    boxes = list(_boxes(space, max(2, a_side)))
    covered = (_covered(subject.image[0], reference[0], box) for box in boxes)
    whole = float(subject.judge([subject.image[0]])[0])
    lost = whole - subject.judge(covered)
    total, times = torch.zeros(space), torch.zeros(space)
    for box, loss in zip(boxes, lost.tolist(), strict=True):
        total[box] += loss
        times[box] += 1.0
    return total / times.clamp(min=1.0)


def _boxes(space: tuple[int, ...], a_side: int) -> Iterator[tuple[slice, ...]]:
    """Overlapping boxes that cover every place; twice as long as they are apart, cut at the edges."""
    along = []
    for length in space:
        parts = min(a_side, length)
        apart = length / parts
        middles = [(n + 0.5) * apart for n in range(parts)]
        along.append(
            [slice(max(0, round(m - apart)), min(length, max(round(m + apart), 1))) for m in middles]
        )
    yield from product(*along)


def _covered(image: Tensor, reference: Tensor, box: tuple[slice, ...]) -> Tensor:
    changed = image.clone()
    changed[(slice(None), *box)] = reference[(slice(None), *box)]
    return changed
