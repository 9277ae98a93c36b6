"""The measuring phantom: simple bodies of known size, place and value in a cylinder of water.

Every surface is smeared over one voxel width, as the partial volume of a scanner does, so that the
half-way value lies exactly on the surface and lengths can be measured finer than a voxel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Vector

Floats = npt.NDArray[np.float32]

AIR_HU, WATER_HU, ROD_HU = -1000.0, 0.0, 1000.0
BODY_RADIUS_MM, BODY_HALF_MM = 75.0, 70.0
ROD_LENGTH_MM, ROD_RADIUS_MM, ROD_ANGLE_DEG = 80.0, 5.0, 35.0
DISC_RADIUS_MM, SPHERE_RADIUS_MM = 14.0, 18.0
ROD_PLANE_MM, DISC_PLANE_MM, INSERT_PLANE_MM, MARKER_PLANE_MM = 0.0, 25.0, -40.0, 50.0
MARKER_LPS: Vector = (40.0, -30.0, MARKER_PLANE_MM)
"""A ball towards the patient's left, front and head: where it is seen tells left from right."""

INSERTS: tuple[tuple[float, float], ...] = ((-45.0, -800.0), (-15.0, -100.0), (15.0, 60.0), (45.0, 1200.0))
"""Cubes for values: centre along x, mm, and HU."""

LONG_ROD_AT: tuple[float, float] = (-50.0, 30.0)
LONG_ROD_HALF_MM = 50.0
"""A rod along the patient's long axis, whose straightness and length a tilted gantry would spoil."""


@dataclass(frozen=True)
class _Body:
    """A body by its signed distance (negative inside), mm, and its value, HU."""

    distance_mm: Floats
    value_hu: float


def phantom_values(points_lps: FloatArray, voxel_mm: float) -> npt.NDArray[np.int16]:
    """HU at world points.

    Parameters
    ----------
    points_lps
        World points (..., 3), mm.
    voxel_mm
        Width over which surfaces are smeared.

    Returns
    -------
    int16 (...)
    """
    x, y, z = (points_lps[..., n].astype(np.float32) for n in range(3))
    value = np.full(x.shape, AIR_HU, np.float32)
    for body in _bodies(x, y, z):
        share = np.clip(0.5 - body.distance_mm / voxel_mm, 0.0, 1.0)
        value += share * (body.value_hu - value)
    return np.asarray(np.rint(value), np.int16)


def _bodies(x: Floats, y: Floats, z: Floats) -> list[_Body]:
    water = np.maximum(np.hypot(x, y) - BODY_RADIUS_MM, np.abs(z) - BODY_HALF_MM)
    turn = np.radians(ROD_ANGLE_DEG)
    along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    bodies = [
        _Body(water, WATER_HU),
        _Body(_rod(x, y + 25.0, z - ROD_PLANE_MM), ROD_HU),
        _Body(_rod(along - 10.0, across - 15.0, z - ROD_PLANE_MM), ROD_HU),
        _Body(np.maximum(np.hypot(x - 30, y) - DISC_RADIUS_MM, np.abs(z - DISC_PLANE_MM) - 8.0), 500.0),
        _Body(_ball(x, y - 35.0, z - MARKER_PLANE_MM + 10.0, SPHERE_RADIUS_MM), 800.0),
        _Body(_ball(x - MARKER_LPS[0], y - MARKER_LPS[1], z - MARKER_LPS[2], 8.0), 1500.0),
        _Body(_long_rod(x, y, z), ROD_HU),
    ]
    for at, value in INSERTS:
        box = np.maximum(np.maximum(np.abs(x - at), np.abs(y)), np.abs(z - INSERT_PLANE_MM)) - 10.0
        bodies.append(_Body(box, value))
    return bodies


def _rod(along: Floats, across: Floats, out_of_plane: Floats) -> Floats:
    """A flat-ended rod along the first direction."""
    return np.asarray(
        np.maximum(np.hypot(across, out_of_plane) - ROD_RADIUS_MM, np.abs(along) - ROD_LENGTH_MM / 2.0)
    )


def _long_rod(x: Floats, y: Floats, z: Floats) -> Floats:
    aside = np.hypot(x - LONG_ROD_AT[0], y - LONG_ROD_AT[1])
    return np.asarray(np.maximum(aside - ROD_RADIUS_MM, np.abs(z) - LONG_ROD_HALF_MM))


def _ball(x: Floats, y: Floats, z: Floats, radius_mm: float) -> Floats:
    return np.asarray(np.sqrt(x * x + y * y + z * z) - radius_mm)
