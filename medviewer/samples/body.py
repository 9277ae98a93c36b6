"""The outside of the body: skin, fat and muscle, shoulders and arms, and the table below."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.samples.body_frame import BodyCoordinates
from medviewer.samples.sampling_grid import Field, Lattice
from medviewer.samples.shapes import capsule_chain, ellipsoid, oval, smooth_union
from medviewer.samples.spec import ThoraxSpec

_HEIGHTS = (-300, -200, -100, -20, 40, 80, 105, 130, 150, 300)
_HALF_WIDTH = (158, 158, 164, 168, 172, 170, 150, 100, 68, 64)
_HALF_DEPTH = (106, 108, 116, 118, 112, 98, 88, 76, 68, 68)
_CENTRE_Y = (6, 4, 0, 0, 4, 12, 16, 18, 18, 16)


@dataclass(frozen=True)
class Body:
    """Distance to the skin, to the surface of the muscles and to the fat of the armpits, mm."""

    skin: Field
    muscle: Field
    axilla: Field


def make_body(at: BodyCoordinates, spec: ThoraxSpec) -> Body:
    """Trunk, neck and arms. The fat is thickest in front (breasts) and at the flanks."""
    y = at.y - at.profile(_HEIGHTS, _CENTRE_Y)
    half_width, half_depth = at.profile(_HEIGHTS, _HALF_WIDTH), at.profile(_HEIGHTS, _HALF_DEPTH)
    spare = spec.fat_mm - 14.0
    lean = oval(at.x, y, half_width - 14.0, half_depth - 14.0, power=2.5)
    # the groove over the spine and the flat back of somebody who lies on a table
    lean = np.maximum(lean, y - 96.0 + 7.0 * np.exp(-((at.x / 14.0) ** 2)))
    arms = np.minimum(*(_arm(at, side, spec.arms_up) for side in (-1.0, 1.0)))
    muscle = smooth_union(lean, arms, 30.0)
    chest = np.exp(-(((np.abs(at.x) - 75.0) / 55.0) ** 2) - ((at.z + 55.0) / 50.0) ** 2) * (y < 0)
    flank = np.clip(-at.z / 200.0, 0.0, 1.0)
    thickness = np.clip(14.0 + spare * (0.5 + chest + 0.7 * flank) + 10.0 * chest, 4.0, None)
    thickness = np.where(y > 40.0, np.minimum(thickness, 8.0 + 0.4 * spec.fat_mm), thickness)
    hollow = np.minimum(*(ellipsoid(at, (s * 122.0, -14.0, 48.0), (17.0, 24.0, 46.0)) for s in (-1.0, 1.0)))
    return Body(np.asarray(muscle - thickness, np.float32), muscle, hollow)


def _arm(at: BodyCoordinates, side: float, up: bool) -> Field:
    course: tuple[tuple[int, int, int], ...] = (
        (110, 14, 62),
        (150, 10, 110),
        (168, -6, 200),
        (150, -20, 330),
    )
    radii: tuple[int, ...] = (36, 42, 37, 32)
    if not up:
        course = ((110, 14, 76), (168, 16, 60), (206, 22, -40), (222, 10, -200), (226, -6, -360))
        radii = (34, 40, 36, 32, 27)
    return capsule_chain(at, [(side * x, y, z) for x, y, z in course], radii)


def make_table(lattice: Lattice, back_y_lps: float) -> Field:
    """Distance (j, i) in every slice to the shell of a curved table top that touches the back, mm.

    It is too thin for the coarse lattice, so this is on the fine grid.
    """
    grid = lattice.grid
    steps, (_, rows, columns) = grid.steps_lps, grid.shape_kji
    x_lps = (grid.origin_lps[0] + np.arange(columns) * steps[0, 0])[None, :]
    y_lps = (grid.origin_lps[1] + np.arange(rows) * steps[1, 1])[:, None]
    sag = 0.0006 * x_lps * x_lps
    surface = y_lps - (back_y_lps + 6.0 - sag)
    slab = np.maximum(-surface, surface - 34.0)
    slab = np.maximum(slab, np.abs(x_lps) - 215.0)
    return np.asarray(np.abs(slab) - 1.6, np.float32)
