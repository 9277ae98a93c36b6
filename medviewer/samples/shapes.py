"""Distance fields of simple solids. All are float32, mm, negative inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from medviewer.samples.body_frame import BodyCoordinates
from medviewer.samples.sampling_grid import Field

FAR = np.float32(1e3)


def ellipsoid(
    at: BodyCoordinates, centre: Sequence[float], radii: Sequence[float], axis: Sequence[float] | None = None
) -> Field:
    """An ellipsoid; with ``axis`` its first radius lies along that direction and the other two are equal."""
    x, y, z = at.x - centre[0], at.y - centre[1], at.z - centre[2]
    square = x * x + y * y + z * z
    if axis is None:
        scaled = (x / radii[0]) ** 2 + (y / radii[1]) ** 2 + (z / radii[2]) ** 2
    else:
        unit = np.asarray(axis, np.float32) / np.float32(np.linalg.norm(axis))
        along = (x * unit[0] + y * unit[1] + z * unit[2]) ** 2
        scaled = along / radii[0] ** 2 + (square - along) / radii[1] ** 2
    length = np.sqrt(np.maximum(scaled, 1e-6))
    return np.asarray(np.sqrt(square) * (1.0 - 1.0 / length), np.float32)


def capsule_chain(at: BodyCoordinates, points: Sequence[Sequence[float]], radii: Sequence[float]) -> Field:
    """A tube through ``points`` (n, 3) with a radius at each; far away the distance is only `FAR`."""
    field = np.full(at.shape, FAR, np.float32)
    for n in range(len(points) - 1):
        _add_capsule(field, at, points[n], points[n + 1], radii[n], radii[n + 1])
    return field


def _add_capsule(
    field: Field,
    at: BodyCoordinates,
    start: Sequence[float],
    end: Sequence[float],
    radius_start: float,
    radius_end: float,
) -> None:
    a, b = np.asarray(start, np.float32), np.asarray(end, np.float32)
    reach = max(radius_start, radius_end) + 14.0
    box = at.box(np.minimum(a, b) - reach, np.maximum(a, b) + reach)
    if box is None:
        return
    x, y, z = (axis[box] - a[n] for n, axis in enumerate((at.x, at.y, at.z)))
    way = b - a
    share = np.clip((x * way[0] + y * way[1] + z * way[2]) / max(float(way @ way), 1e-6), 0.0, 1.0)
    distance = np.sqrt((x - share * way[0]) ** 2 + (y - share * way[1]) ** 2 + (z - share * way[2]) ** 2)
    distance -= radius_start + share * np.float32(radius_end - radius_start)
    np.minimum(field[box], distance, out=field[box])


def smooth_union(a: Field, b: Field, blend_mm: float) -> Field:
    """Union of two solids with a rounded groove (Quilez' polynomial smooth minimum)."""
    share = np.clip(0.5 + 0.5 * (b - a) / blend_mm, 0.0, 1.0)
    return np.asarray(b + share * (a - b) - blend_mm * share * (1.0 - share), np.float32)


def oval(x: Field, y: Field, half_x: Any, half_y: Any, power: float = 2.0) -> Field:
    """A cylinder along z whose section is a superellipse; its half axes may vary from place to place."""
    if power == 2.0:
        length = np.sqrt(np.maximum((x / half_x) ** 2 + (y / half_y) ** 2, 1e-6))
    else:
        length = (np.abs(x / half_x) ** power + np.abs(y / half_y) ** power + 1e-9) ** (1.0 / power)
    return np.asarray(np.hypot(x, y) * (1.0 - 1.0 / length), np.float32)
