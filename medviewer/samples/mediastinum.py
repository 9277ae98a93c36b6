"""Heart and great vessels, in body coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.samples.body_frame import BodyCoordinates
from medviewer.samples.sampling_grid import Field
from medviewer.samples.shapes import capsule_chain, ellipsoid, smooth_union

AORTA = (
    ((-8, -14, -62), (-17, -22, -38), (-20, -22, -6), (-14, -14, 20), (0, 4, 36), (14, 22, 34), (22, 38, 16),
     (24, 45, -10), (24, 46, -60), (19, 44, -130), (9, 40, -190), (3, 34, -240), (3, 34, -360)),
    (15, 16, 15, 14.5, 14, 13.5, 13, 12.5, 12, 11.5, 11, 10, 9.5),
)  # fmt: skip
VEINS = (
    ((-22, -20, 70), (-24, -18, 30), (-26, -12, -50)),
    (7, 9.5, 11),
)
LOWER_CAVA = (((-22, -4, -100), (-24, 12, -150), (-20, 18, -360)), (12, 12, 11))
LUNG_ARTERY = (((10, -38, -62), (9, -28, -30), (12, -10, -18), (30, 6, -20)), (15, 14.5, 13, 9))
RIGHT_LUNG_ARTERY = (((12, -10, -20), (-10, -2, -25), (-34, 6, -26)), (12, 11, 9))
BRANCHES = (
    (((-8, -4, 30), (-22, -8, 62), (-30, 0, 120)), (6.5, 5.5, 4)),
    (((8, 10, 38), (20, 6, 64), (26, 4, 120)), (4.5, 4, 4)),
    (((16, 24, 38), (28, 22, 66), (60, 14, 100)), (5, 4.5, 4)),
    (((-22, -26, 68), (10, -32, 66), (40, -22, 78)), (6.5, 6.5, 6)),
)
OESOPHAGUS = (((2, 28, 130), (4, 28, 20), (6, 30, -60), (14, 26, -125), (34, 10, -150)), (7, 7, 8, 8, 9))


@dataclass(frozen=True)
class Mediastinum:
    """Distance fields, mm: heart muscle, its blood pools, aorta, the other great vessels, oesophagus."""

    heart: Field
    pools: Field
    aorta: Field
    vessels: Field
    oesophagus: Field


def make_mediastinum(at: BodyCoordinates, heart_scale: float = 1.0) -> Mediastinum:
    """A heart with its apex to the left and in front, an aorta with an arch to the left."""
    apex = (0.68, -0.5, -0.54)
    ventricles = ellipsoid(at, (24.0, -22.0, -90.0), (64.0 * heart_scale, 42.0 * heart_scale), apex)
    atrium = ellipsoid(at, (-16.0, -10.0, -78.0), (31.0 * heart_scale, 31.0, 38.0))
    behind = ellipsoid(at, (8.0, 14.0, -64.0), (38.0, 21.0, 26.0))
    heart = smooth_union(smooth_union(ventricles, atrium, 16.0), behind, 12.0)
    left_pool = ellipsoid(at, (34.0, -14.0, -92.0), (40.0, 19.0), apex)
    right_pool = ellipsoid(at, (6.0, -44.0, -94.0), (34.0, 15.0), (0.75, -0.35, -0.56))
    pools = np.minimum(np.minimum(left_pool, right_pool), np.minimum(atrium, behind) + 4.0)
    aorta = capsule_chain(at, *AORTA)
    vessels = capsule_chain(at, *VEINS)
    for course in (LOWER_CAVA, LUNG_ARTERY, RIGHT_LUNG_ARTERY, *BRANCHES):
        vessels = np.minimum(vessels, capsule_chain(at, *course))
    return Mediastinum(heart, pools, aorta, vessels, capsule_chain(at, *OESOPHAGUS))
