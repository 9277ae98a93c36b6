"""What lies under the diaphragm: liver, spleen, stomach and bowel with gas, kidneys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.samples.body_frame import BodyCoordinates
from medviewer.samples.sampling_grid import Field
from medviewer.samples.shapes import capsule_chain, ellipsoid, smooth_union
from medviewer.samples.spec import ThoraxSpec


@dataclass(frozen=True)
class Abdomen:
    """Distance fields, mm: liver, spleen, kidneys, stomach and bowel (wall and content), gas in them."""

    liver: Field
    spleen: Field
    kidneys: Field
    gut: Field
    gas: Field


def make_abdomen(
    at: BodyCoordinates, spec: ThoraxSpec, cage: Field, diaphragm: Field, rng: np.random.Generator
) -> Abdomen:
    """Organs inside the cage's continuation and below the diaphragm; gas rises to the front (supine)."""
    room = np.maximum(cage + 1.5, 3.8 - diaphragm)
    lobes = smooth_union(
        ellipsoid(at, (-74.0, 2.0, -184.0), (86.0, 104.0, 98.0)),
        ellipsoid(at, (-2.0, -48.0, -158.0), (72.0, 46.0, 44.0)),
        24.0,
    )
    liver = np.maximum(np.maximum(room, lobes), 30.0 - np.hypot(at.x, at.y - 62.0))
    spleen = np.maximum(ellipsoid(at, (92.0, 42.0, -172.0), (30.0, 44.0, 52.0)), room)
    kidneys = np.minimum(*(ellipsoid(at, (s * 62.0, 44.0, -268.0), (28.0, 24.0, 52.0)) for s in (-1, 1)))
    gut, gas = _gut(at, spec, room, rng)
    return Abdomen(np.asarray(liver, np.float32), spleen, kidneys, gut, gas)


def _gut(at: BodyCoordinates, spec: ThoraxSpec, room: Field, rng: np.random.Generator) -> tuple[Field, Field]:
    fill = 0.5 + spec.bowel_gas
    stomach = ellipsoid(at, (58.0, -22.0, -172.0), (40.0 * fill**0.5, 42.0, 40.0 * fill**0.5))
    stomach = np.maximum(stomach, room)
    level = -58.0 + 66.0 * spec.bowel_gas + rng.normal(0.0, 8.0)
    gas = np.maximum(stomach + 4.0, at.y - level)
    gut = stomach
    bends = [(100.0, 12.0, -182.0), (104.0, 4.0, -215.0), (70.0, -62.0, -232.0), (10.0, -74.0, -252.0),
             (-60.0, -66.0, -262.0), (-98.0, -10.0, -262.0), (-100.0, 10.0, -330.0)]  # fmt: skip
    points = [tuple(np.array(b) + rng.normal(0.0, 7.0, 3)) for b in bends]
    radii = [float(r) for r in rng.uniform(14.0, 26.0, len(points))]
    colon = np.maximum(capsule_chain(at, points, radii), room + 2.0)
    haustra = 4.0 * np.sin(0.22 * at.x + 0.17 * at.y) * np.sin(0.2 * at.z + 1.0)
    gut = np.minimum(gut, colon + haustra)
    colon_gas = np.maximum(
        colon + haustra + 3.0, at.y - (30.0 * spec.bowel_gas - 40.0 + 0.8 * at.x * (at.x > 60))
    )
    gas = np.minimum(gas, colon_gas) if spec.bowel_gas > 0.15 else gas
    for _ in range(9):
        loop, loop_gas = _loop(at, room, spec.bowel_gas, rng)
        gut, gas = np.minimum(gut, loop), np.minimum(gas, loop_gas)
    return np.asarray(gut, np.float32), np.asarray(gas, np.float32)


def _loop(at: BodyCoordinates, room: Field, fill: float, rng: np.random.Generator) -> tuple[Field, Field]:
    """One loop of bowel somewhere in the belly, with gas above a level or with bubbles in it."""
    start = np.array([rng.uniform(-85.0, 85.0), rng.uniform(-70.0, 25.0), rng.uniform(-430.0, -235.0)])
    points = np.cumsum(np.vstack([start, rng.normal(0.0, 22.0, (4, 3))]), axis=0)
    radii = [float(r) for r in rng.uniform(9.0, 21.0, len(points))]
    loop = np.maximum(capsule_chain(at, points.tolist(), radii), room + 2.0)
    level = start[1] + rng.normal(0.0, 12.0) + 30.0 * (fill - 0.6)
    return loop, np.maximum(loop + 2.5, at.y - level)
