"""Spine, ribs, sternum and shoulder girdle, in body coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.samples.body_frame import BodyCoordinates
from medviewer.samples.sampling_grid import Field
from medviewer.samples.shapes import capsule_chain, ellipsoid, oval, smooth_union

VERTEBRA_MM = 24.0
RIB_DEPTH_MM = 5.0


@dataclass(frozen=True)
class Bones:
    """Distance fields, mm: all bones, the vertebral column, discs, the spinal canal, rib cartilage."""

    bone: Field
    column: Field
    disc: Field
    canal: Field
    cartilage: Field


def make_bones(at: BodyCoordinates, cage: Field, arms_up: bool) -> Bones:
    """All bones; the ribs run on ``cage`` (distance to the inner surface of the chest wall)."""
    y = np.asarray(at.y - 62.0 + 0.0007 * (at.z + 40.0) ** 2, np.float32)
    level = at.z / VERTEBRA_MM
    in_level = (level - np.round(level)) * VERTEBRA_MM
    column = oval(at.x, y, np.asarray(17.0 + 1.5 * (in_level / 12.0) ** 2, np.float32), 14.0)
    disc = np.maximum(column, 9.0 - np.abs(in_level))
    bodies = np.maximum(column, np.abs(in_level) - 9.5)
    canal = oval(at.x, y - 23.0, 9.5, 8.5)
    bone = np.minimum(bodies, _arches(at.x, y, in_level, canal))
    ribs, cartilage = _ribs(at, cage, y)
    bone = np.minimum(bone, ribs)
    sternum = _sternum(at)
    girdle = np.minimum(*(_girdle(at, side, arms_up) for side in (-1.0, 1.0)))
    return Bones(np.minimum(np.minimum(bone, sternum), girdle), column, disc, canal, cartilage)


def _arches(x: Field, y: Field, in_level: Field, canal: Field) -> Field:
    """Pedicles, laminae, transverse and spinous processes of every vertebra."""
    ring = np.maximum(np.abs(canal - 3.0) - 2.6, np.abs(in_level) - 8.5)
    side = np.abs(x) - 24.0
    transverse = np.sqrt((side * 0.45) ** 2 + (y - 26.0 - 0.25 * np.abs(x)) ** 2 + in_level**2) - 6.0
    spine = np.maximum(np.abs(x) - 2.8, np.abs(y - 40.0) - 13.0)
    spine = np.maximum(spine, np.abs(in_level + 0.5 * (y - 32.0) + 2.0) - 7.0)
    return np.asarray(np.minimum(np.minimum(ring, transverse), spine), np.float32)


def _ribs(at: BodyCoordinates, cage: Field, y: Field) -> tuple[Field, Field]:
    """Twelve pairs as bands on the cage that sink towards the front, and their cartilage.

    On the surface of the cage a rib is a line of constant ``z + sinking(angle)``, so the nearest rib
    is a rounding and all are made at once.
    """
    angle = np.arctan2(np.abs(at.x), at.y - 14.0) / np.float32(np.pi)
    share = np.clip((angle - 0.03) / 0.85, 0.0, 1.0)
    sinking = 122.0 * share * share * (3.0 - 2.0 * share)
    # the front ends of the lower ribs turn up to the sternum
    rising = 70.0 * np.clip(angle - 0.72, 0.0, 1.0) / 0.28 * np.clip((-at.z - 20.0) / 120.0, 0.0, 1.0)
    number = (at.z + sinking - rising - 74.0) / VERTEBRA_MM
    nearest = np.clip(np.round(number), -11.0, 1.0)
    across = (number - nearest) * (VERTEBRA_MM * 0.88)
    through = cage - 7.0
    band = np.hypot(across * 0.72, through * 1.15) - RIB_DEPTH_MM
    ends = np.where(nearest < -9.5, 0.45, 0.76) * 200.0
    run = angle * 200.0
    ribs = np.maximum(np.maximum(band, run - ends), 23.0 - np.abs(at.x))
    above = np.clip(-70.0 - at.z, 0.0, 60.0) * 0.5
    tips = np.maximum(np.maximum(band, ends - run), 14.0 + above - np.abs(at.x))
    tips = np.where(nearest < -9.5, 1e3, tips)
    return np.asarray(ribs, np.float32), np.asarray(tips, np.float32)


def _sternum(at: BodyCoordinates) -> Field:
    """Manubrium and body, just in front of the cage, leaning forward on the way down."""
    front = at.profile((80, 60, 10, -30, -80, -130, -200), (-36, -40, -73, -88, -98, -102, -102))
    half_width = at.profile((70, 55, 35, 20, -60, -100, -125), (24, 27, 17, 13, 17, 15, 5))
    plate = oval(at.x, at.y - front, half_width, 6.0)
    return np.asarray(np.maximum(plate, np.abs(at.z + 30.0) - 92.0), np.float32)


def _girdle(at: BodyCoordinates, side: float, arms_up: bool) -> Field:
    """Clavicle, scapula and the upper end of the humerus of one side."""

    def mirrored(*points: tuple[float, float, float]) -> list[tuple[float, float, float]]:
        return [(side * x, y, z) for x, y, z in points]

    lift = 22.0 if arms_up else 0.0
    clavicle = capsule_chain(
        at,
        mirrored((20, -46, 66), (60, -44, 80), (100, -20, 88 + lift), (128, 4, 92 + lift)),
        (7, 5.5, 5.5, 6),
    )
    out = at.x * side
    blade = (out - 100.0) * 0.42 + (at.y - 72.0) * 0.9
    plate = np.maximum(
        np.abs(blade) - 2.6, np.hypot((out - 100.0) / 44.0, (at.z - 22.0) / 76.0) * 50.0 - 50.0
    )
    ridge = capsule_chain(at, mirrored((78, 84, 48), (112, 72, 66), (136, 30, 84 + lift)), (4, 5, 7))
    socket = ellipsoid(at, (side * 128.0, 36.0, 66.0 + lift), (10.0, 14.0, 18.0))
    arm = (
        mirrored((144, 12, 96), (166, -4, 200), (150, -20, 330))
        if arms_up
        else mirrored((152, 18, 66), (206, 22, -40), (222, 10, -200), (226, -6, -360))
    )
    radii = (22, 11, 11) if arms_up else (22, 12, 11, 9)
    humerus = capsule_chain(at, arm, radii)
    scapula = smooth_union(np.asarray(plate, np.float32), np.minimum(ridge, socket), 4.0)
    return np.minimum(np.minimum(clavicle, scapula), humerus)
