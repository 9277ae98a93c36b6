"""Nodules and opacities, placed inside the lungs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.core.geometry import Vector
from medviewer.samples.noise import smooth_noise
from medviewer.samples.sampling_grid import Field, Lattice
from medviewer.samples.spec import OpacityKind, ThoraxSpec

NODULE_HU = 40.0
OPACITY_HU: dict[OpacityKind, float] = {"consolidation": 20.0, "ground glass": -520.0}


@dataclass(frozen=True)
class Nodule:
    """A solid ball: true centre in world LPS mm, diameter in mm, mean value in HU, its side."""

    centre_lps: Vector
    diameter_mm: float
    hu: float
    side: str


@dataclass(frozen=True)
class Opacity:
    """A filled part of a lung: centre in world LPS mm, rough radius in mm, what fills it, its side."""

    centre_lps: Vector
    radius_mm: float
    kind: OpacityKind
    side: str


def place_nodules(
    lungs: dict[float, Field], lattice: Lattice, count: int, rng: np.random.Generator
) -> tuple[Nodule, ...]:
    """Up to ``count`` nodules of 6 to 22 mm that lie wholly inside a lung, apart from one another."""
    placed: list[Nodule] = []
    for attempt in range(8 * count):
        if len(placed) == count:
            break
        diameter = float(np.round(rng.uniform(6.0, 22.0), 1))
        side = 1.0 if attempt % 2 else -1.0
        nodes = np.argwhere(lungs[side] < -(diameter / 2.0 + 4.5))
        if not len(nodes):
            continue
        point = lattice.node_lps(nodes[rng.integers(0, len(nodes), 1)])[0]
        if all(np.linalg.norm(point - other.centre_lps) > 34.0 for other in placed):
            centre = (float(point[0]), float(point[1]), float(point[2]))
            placed.append(Nodule(centre, diameter, NODULE_HU, "left" if side > 0 else "right"))
    return tuple(placed)


def place_opacity(
    lungs: dict[float, Field], lattice: Lattice, spec: ThoraxSpec, rng: np.random.Generator
) -> tuple[Opacity | None, Field | None]:
    """One opacity and its strength 0..1 on the lattice; None without one or without a lung to hold it."""
    if not spec.opacity:
        return None, None
    side = 1.0 if rng.random() < 0.5 else -1.0
    nodes = np.argwhere(lungs[side] < -14.0)
    if not len(nodes):
        return None, None
    centre = lattice.node_lps(nodes[rng.integers(0, len(nodes), 1)])[0]
    radius = float(rng.uniform(22.0, 46.0))
    x, y, z = lattice.coordinates_lps()
    stretch = np.exp(rng.normal(0.0, 0.2, 3))
    distance = np.sqrt(sum(((c - p) * s) ** 2 for c, p, s in zip((x, y, z), centre, stretch, strict=True)))
    patchy = smooth_noise(lattice.shape_kji, 1.8, rng)
    strength = np.clip((radius - distance) / 14.0 + 0.5 + 0.35 * patchy, 0.0, 1.0)
    strength = np.where(lungs[side] < 6.0, strength, 0.0).astype(np.float32)
    place = (float(centre[0]), float(centre[1]), float(centre[2]))
    return Opacity(place, radius, spec.opacity_kind, "left" if side > 0 else "right"), strength
