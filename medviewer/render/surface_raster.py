"""Surfaces drawn on the processor with numpy: triangles to pixels, the nearest to the eye wins.

Every triangle is tested against the pixel centres of its own small box (Pineda, SIGGRAPH 1988), all
triangles of like size at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]

_CHUNK = 400_000
"""Pixels that are tested at once, to bound the memory."""


@dataclass(frozen=True)
class Fragments:
    """Pixels that triangles cover: which pixel, which triangle, and the weights of its corners [n, 3]."""

    pixels: Ints
    triangles: Ints
    weights: Float32


def fragments_of(
    corners_px: Float32, size_px: tuple[int, int], two_sided: bool = False
) -> Iterator[Fragments]:
    """What triangles with corners [m, 3, 2] cover of a picture, x to the right and y down from its corner.

    Pixel centres are at halves. Unless ``two_sided``, those that are clockwise as seen (turned away) are
    left out; the others turn counter-clockwise before the eye.
    """
    width, height = size_px
    x, y = corners_px[..., 0], corners_px[..., 1]
    doubled = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    left = np.maximum(np.ceil(x.min(axis=1) - 0.5), 0.0)
    right = np.minimum(np.floor(x.max(axis=1) - 0.5), width - 1.0)
    top = np.maximum(np.ceil(y.min(axis=1) - 0.5), 0.0)
    bottom = np.minimum(np.floor(y.max(axis=1) - 0.5), height - 1.0)
    across = np.maximum(right - left, bottom - top) + 1.0
    seen = (right >= left) & (bottom >= top) & ((doubled != 0) if two_sided else (doubled < 0))
    lower = 0
    while seen.any():
        upper = max(1, 2 * lower)
        group = np.flatnonzero(seen & (across <= upper))
        seen[group] = False
        most = max(1, _CHUNK // (upper * upper))
        for start in range(0, len(group), most):
            part = group[start : start + most]
            yield _covered(part, x[part], y[part], doubled[part], left[part], top[part], upper, size_px)
        lower = upper


def _covered(
    part: Ints, x: Any, y: Any, doubled: Any, left: Any, top: Any, side: int, size_px: tuple[int, int]
) -> Fragments:
    """The pixels of boxes of ``side`` pixels at (left, top) that lie in their triangles."""
    width, height = size_px
    steps = np.arange(side, dtype=np.float32)
    inside = ((left[:, None] + steps) < width)[:, None, :] & ((top[:, None] + steps) < height)[:, :, None]
    edges = []
    for n in range(3):
        a, b = (n + 1) % 3, (n + 2) % 3
        dx, dy = (x[:, b] - x[:, a]) / doubled, (y[:, b] - y[:, a]) / doubled
        first = dx * (top + np.float32(0.5) - y[:, a]) - dy * (left + np.float32(0.5) - x[:, a])
        edge = first[:, None, None] + dx[:, None, None] * steps[:, None] - dy[:, None, None] * steps
        inside &= edge >= -1e-5
        edges.append(edge)
    which, row, column = np.nonzero(inside)
    pixels = (top[which].astype(np.intp) + row) * width + left[which].astype(np.intp) + column
    weights = np.stack([edge[which, row, column] for edge in edges], axis=1)
    return Fragments(pixels, part[which], weights)
