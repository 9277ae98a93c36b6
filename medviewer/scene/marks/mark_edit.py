"""What becomes of a mark when one of its handles, or all of it, is moved. Positions are LPS mm."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector
from medviewer.core.mark import Mark

_PULLED = 12
"""A handle of a freehand outline pulls this part of the outline along on either side."""


def with_handle(mark: Mark, number: int, to_lps: npt.ArrayLike) -> Mark:
    """The mark with handle ``number`` at another place; what makes up its shape stays true.

    Of an ellipse and a bidirectional the axes stay at right angles, a rectangle stays one, the centre of a
    ball takes its surface along. The opposite end or corner stays where it is.
    """
    points, to = np.asarray(mark.points_lps, np.float64), np.asarray(to_lps, np.float64)
    if mark.kind == "ellipse":
        moved = _ellipse(points, number, to, np.asarray(mark.normal_lps))
    elif mark.kind == "rectangle":
        moved = _rectangle(points, number, to)
    elif mark.kind == "bidirectional":
        moved = _bidirectional(points, number, to, np.asarray(mark.normal_lps))
    elif mark.kind == "freehand":
        moved = _freehand(points, number, to)
    elif mark.kind == "ball" and number == 0:
        moved = points + (to - points[0])
    else:
        moved = points.copy()
        moved[number] = to
    return replace(mark, points_lps=vectors(moved))


def moved_by(mark: Mark, shift_lps: npt.ArrayLike) -> Mark:
    """The whole mark moved, with its figures."""
    shift = np.asarray(shift_lps, np.float64)
    label = None if mark.label_lps is None else vectors([np.array(mark.label_lps) + shift])[0]
    return replace(mark, points_lps=vectors(np.asarray(mark.points_lps) + shift), label_lps=label)


def vectors(points: npt.ArrayLike) -> tuple[Vector, ...]:
    """World points (n, 3) as marks hold them."""
    return tuple((x, y, z) for x, y, z in np.asarray(points, np.float64).tolist())


def across(start_lps: FloatArray, end_lps: FloatArray, normal_lps: FloatArray) -> FloatArray:
    """Unit vector in the plane at a right angle to a line; zero if the line has no length."""
    direction = np.cross(normal_lps, end_lps - start_lps)
    length = float(np.linalg.norm(direction))
    return direction / length if length > 1e-9 else np.zeros(3)


def _ellipse(points: FloatArray, number: int, to: FloatArray, normal: FloatArray) -> FloatArray:
    moved = points.copy()
    own, other = (number // 2) * 2, 2 - (number // 2) * 2
    half = float(np.linalg.norm(points[other + 1] - points[other])) / 2.0
    moved[number] = to
    centre, direction = moved[own : own + 2].mean(axis=0), across(moved[own], moved[own + 1], normal)
    if direction @ (points[other + 1] - points[other]) < 0:
        direction = -direction
    moved[other], moved[other + 1] = centre - half * direction, centre + half * direction
    return moved


def _rectangle(points: FloatArray, number: int, to: FloatArray) -> FloatArray:
    opposite = points[(number + 2) % 4]
    sides = [points[(number + 3) % 4] - opposite, points[(number + 1) % 4] - opposite]
    lengths = [float(np.linalg.norm(side)) for side in sides]
    if min(lengths) < 1e-9:
        return points
    # The next corner shares the opposite corner's one side, the one before it the other.
    before, after = (side / length for side, length in zip(sides, lengths, strict=True))
    moved = points.copy()
    moved[(number + 3) % 4] = opposite + ((to - opposite) @ before) * before
    moved[(number + 1) % 4] = opposite + ((to - opposite) @ after) * after
    moved[number] = moved[(number + 3) % 4] + moved[(number + 1) % 4] - opposite
    return moved


def _bidirectional(points: FloatArray, number: int, to: FloatArray, normal: FloatArray) -> FloatArray:
    start, end = points[0], points[1]
    axis = end - start
    length = float(np.linalg.norm(axis))
    if length < 1e-9:
        return points
    side = across(start, end, normal)
    reach = (points[2:] - start) @ side
    part = float((points[2:].mean(axis=0) - start) @ axis) / length**2
    moved = points.copy()
    if number < 2:
        moved[number] = to
    else:
        reach[number - 2] = float((to - start) @ side)
        part = min(max(float((to - start) @ axis) / length**2, 0.0), 1.0)
    foot = moved[0] + part * (moved[1] - moved[0])
    side = across(moved[0], moved[1], normal)
    moved[2:] = foot + reach[:, None] * side
    return moved


def _freehand(points: FloatArray, number: int, to: FloatArray) -> FloatArray:
    count = len(points)
    away = np.abs((np.arange(count) - number + count // 2) % count - count // 2)
    reach = max(1.0, count / _PULLED)
    weight = np.where(away < reach, 0.5 + 0.5 * np.cos(np.pi * away / reach), 0.0)
    return np.asarray(points + weight[:, None] * (to - points[number]))
