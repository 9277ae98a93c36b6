"""The chest cavity, the diaphragm and the two lungs in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.samples.body_frame import BodyCoordinates
from medviewer.samples.sampling_grid import Field
from medviewer.samples.shapes import ellipsoid, oval, smooth_union
from medviewer.samples.spec import ThoraxSpec

_HEIGHTS = (118, 108, 98, 88, 76, 60, 38, 8, -30, -80, -130, -180, -230, -300)
_HALF_WIDTH = (1, 22, 42, 57, 71, 85, 98, 110, 121, 130, 134, 132, 126, 120)
_HALF_DEPTH = (1, 14, 25, 33, 41, 50, 61, 73, 83, 91, 94, 92, 86, 82)
_CENTRE_Y = (26, 26, 25, 23, 21, 17, 12, 6, 2, 0, -1, -2, -4, -6)

LEFT, RIGHT = 1.0, -1.0
"""Signs of x: the patient's left is at larger x (LPS)."""


@dataclass(frozen=True)
class Chest:
    """Distance fields, mm: the pleura's cage, above the diaphragm, each lung and the fissures' planes."""

    cage: Field
    diaphragm: Field
    left: Field
    right: Field
    left_fluid: Field
    right_fluid: Field
    fissures: Field


def make_chest(
    at: BodyCoordinates, spec: ThoraxSpec, solids: Field, cage: Field, diaphragm: Field, fluid_side: float
) -> Chest:
    """The lungs fill the cage above the diaphragm, beside the mediastinum and around ``solids``.

    ``solids`` is the distance to heart, great vessels and spine, mm. ``fluid_side`` is the side
    (`LEFT` or `RIGHT`) on which pleural fluid of ``spec.effusion`` lies.
    """
    shared = np.maximum(np.maximum(cage, diaphragm), 2.5 - solids)
    half_mediastinum = _mediastinum(at)
    sides = []
    for side in (LEFT, RIGHT):
        lung = np.maximum(shared, half_mediastinum - side * at.x)
        hilum = ellipsoid(at, (side * 38.0, 10.0, -26.0), (13.0, 15.0, 22.0))
        lung = np.maximum(lung, -hilum)
        fluid = np.full(at.shape, 1e3, np.float32)
        if spec.effusion > 0.0 and side == fluid_side:
            level = 74.0 - 70.0 * spec.effusion + 0.0012 * at.x * at.x - 0.15 * at.z
            fluid = np.maximum(lung, level - at.y)
            lung = np.maximum(lung, at.y - level)
        sides += [np.asarray(lung, np.float32), np.asarray(fluid, np.float32)]
    return Chest(cage, diaphragm, sides[0], sides[2], sides[1], sides[3], _fissures(at))


def make_cage(at: BodyCoordinates) -> Field:
    """The inner surface of the ribs: narrow at the apex, flat in front, full behind."""
    y = at.y - at.profile(_HEIGHTS, _CENTRE_Y)
    return oval(at.x, y, at.profile(_HEIGHTS, _HALF_WIDTH), at.profile(_HEIGHTS, _HALF_DEPTH), power=2.35)


def make_diaphragm(at: BodyCoordinates) -> Field:
    """Negative above the diaphragm: a higher dome on the right, a flat middle, deep gutters."""
    behind = 36.0 * np.clip((at.y - 10.0) / 80.0, 0.0, 1.2) ** 2
    reach = np.where(at.y > 0.0, 90.0, 125.0)
    tops = []
    for side, peak, centre_y in ((LEFT, -120.0, 2.0), (RIGHT, -104.0, 4.0)):
        square = ((at.x - side * 66.0) / 66.0) ** 2 + ((at.y - centre_y) / reach) ** 2
        tops.append(peak - 22.0 * square - 26.0 * square * square - behind)
    tendon = -136.0 - 24.0 * (at.x / 60.0) ** 2 - 50.0 * ((at.y + 10.0) / 110.0) ** 2
    top = -smooth_union(-np.maximum(*tops), -tendon, 24.0)
    return np.asarray((top - at.z) * np.float32(0.72), np.float32)


def _mediastinum(at: BodyCoordinates) -> Field:
    """Half width of the mediastinum at each node: thin behind the sternum, wide around the trachea.

    Below the heart the lungs keep away from the midline, but not behind, beside the spine.
    """
    middle = at.profile((120, 90, 60, 30, -20, -60, -110, -145, -300), (34, 30, 27, 25, 23, 13, 14, 40, 60))
    front = at.profile((120, 90, 60, 30, -60, -105, -140, -180, -300), (30, 24, 14, 5, 4, 6, 38, 62, 70))
    back = at.profile((120, 90, 60, 30, -60, -300), (30, 24, 14, 5, 4, 4))
    share = np.exp(-(((at.y - 8.0) / 38.0) ** 2))
    edge = np.where(at.y < 8.0, front, back)
    return np.asarray(edge + (middle - edge) * share, np.float32)


def _fissures(at: BodyCoordinates) -> Field:
    """Distance to the oblique fissures (both sides) and, on the right, the horizontal one."""
    oblique = (at.z + 20.0 + 1.15 * (at.y - 18.0) * -1.0 - 0.06 * np.abs(at.x)) * np.float32(0.64)
    horizontal = np.where((at.x < 0.0) & (oblique < 0.0), at.z + 46.0 + 0.1 * at.y, 1e3)
    return np.asarray(np.minimum(np.abs(oblique), np.abs(horizontal)), np.float32)
