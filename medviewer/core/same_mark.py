"""Whether two marks have the same shape, however their handles are given."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray
from medviewer.core.mark import MarkKind


def is_same_shape(kind: MarkKind, one: npt.ArrayLike, other: npt.ArrayLike, within: float) -> bool:
    """Whether handles [n, 2] or [n, 3] give the same shape within a distance.

    Files give the axes of an ellipse and of a bidirectional measurement the long one first, and a ball any
    point of its surface.
    """
    first, second = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if first.shape != second.shape or not first.size:
        return False
    return bool(np.abs(_shape(kind, first) - _shape(kind, second)).max() <= within)


def both_axes(points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The long and the short axis of a bidirectional measurement, whichever was drawn first."""
    first, second = points[:2], points[2:]
    is_long = np.linalg.norm(first[1] - first[0]) >= np.linalg.norm(second[1] - second[0])
    return (first, second) if is_long else (second, first)


def principal_axes(points: FloatArray) -> FloatArray:
    """Ends of the longest, then of the shortest axis of an ellipse [4, n] from ends of two conjugate ones.

    A map that is no similarity (pixels that are not square) keeps ellipses but turns their axes.
    """
    points = np.asarray(points, dtype=np.float64)
    centre = points.mean(axis=0)
    radii = np.column_stack([(points[1] - points[0]) / 2.0, (points[3] - points[2]) / 2.0])
    directions, sizes, _ = np.linalg.svd(radii, full_matrices=False)
    long, short = (directions[:, n] * sizes[n] for n in (0, 1))
    # The sense of each axis is free; it is that of the axis given which it is nearer to.
    near = [radii[:, int(np.abs(radii.T @ one).argmax())] for one in (long, short)]
    long, short = (
        one if float(one @ way) >= 0 else -one for one, way in zip((long, short), near, strict=True)
    )
    return np.array([centre - long, centre + long, centre - short, centre + short])


def _shape(kind: MarkKind, points: FloatArray) -> FloatArray:
    match kind:
        case "ball":
            return np.array([*points[0], np.linalg.norm(points[1] - points[0])])
        case "bidirectional":
            return np.vstack(both_axes(points))
        case "ellipse":
            return _extent(points)
        case _:
            return points


def _extent(points: FloatArray) -> FloatArray:
    """What of an ellipse is the same whichever way its axes are given: its centre and its second moments."""
    axes = principal_axes(points)
    first, second = (axes[1] - axes[0]) / 2.0, (axes[3] - axes[2]) / 2.0
    moments = np.outer(first, first) + np.outer(second, second)
    size = max(float(np.linalg.norm(first)), 1e-6)
    return np.concatenate([points.mean(axis=0), (moments / size).ravel()])
