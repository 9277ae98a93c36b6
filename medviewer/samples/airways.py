"""Windpipe, bronchi and the vessels of the lungs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.samples.body_frame import BodyCoordinates, BodyFrame
from medviewer.samples.branching import Tubes, curved, grow_tree
from medviewer.samples.sampling_grid import Field, Lattice, Points
from medviewer.samples.shapes import capsule_chain

TRACHEA = (((0, 2, 160), (0, 3, 80), (0, 7, 30), (1, 10, 2)), (8.5, 8.5, 8.5, 8.5))
RIGHT_BRONCHUS = (((1, 10, 2), (-20, 12, -12), (-38, 14, -24), (-44, 18, -50)), (8, 7, 6.5, 5))
LEFT_BRONCHUS = (((1, 10, 2), (24, 15, -16), (44, 18, -26), (52, 24, -44)), (7.5, 6.5, 6, 5))

_TARGETS = 650
_TIP_MM = 0.62


def make_main_airways(at: BodyCoordinates) -> Field:
    """Distance to the lumen of trachea and main bronchi, mm."""
    field = capsule_chain(at, *TRACHEA)
    return np.minimum(
        field, np.minimum(capsule_chain(at, *RIGHT_BRONCHUS), capsule_chain(at, *LEFT_BRONCHUS))
    )


@dataclass(frozen=True)
class LungTubes:
    """Vessels and smaller bronchi of both lungs, world LPS mm."""

    vessels: Tubes
    bronchi: Tubes


def grow_lung_tubes(
    lungs: dict[float, Field], lattice: Lattice, frame: BodyFrame, amount: float, rng: np.random.Generator
) -> LungTubes:
    """An artery, a bronchial and a venous tree in each lung (distance fields by side, +1 left)."""
    vessels, bronchi = [], []
    for side, lung in lungs.items():
        nodes = np.argwhere(lung < -2.5)
        if len(nodes) < 60:
            continue
        share = min(1.0, len(nodes) / (lattice_density(lattice) * 1.0e6))
        count = max(8, int(_TARGETS * amount * share))
        artery_root, vein_root = frame.to_world([(side * 34.0, 8.0, -22.0), (side * 30.0, 14.0, -58.0)])
        arteries = grow_tree(artery_root, _targets(nodes, lattice, count, rng), _TIP_MM, rng)
        veins = grow_tree(vein_root, _targets(nodes, lattice, count * 3 // 4, rng), _TIP_MM, rng)
        arteries, veins = curved(arteries, 9.0, rng), curved(veins, 9.0, rng)
        vessels += [arteries, veins]
        bronchi.append(_beside(arteries, side))
    return LungTubes(Tubes.joined(vessels), Tubes.joined(bronchi))


def lattice_density(lattice: Lattice) -> float:
    """Lattice nodes per mm³."""
    steps = [axis[1] - axis[0] if len(axis) > 1 else 1.0 for axis in lattice.nodes]
    spacing = [s * mm for s, mm in zip(steps, reversed(lattice.grid.spacing_ijk), strict=True)]
    return float(1.0 / np.prod(spacing))


def _beside(arteries: Tubes, side: float) -> Tubes:
    """A bronchus with each larger artery, on its outer and hinder side."""
    large = arteries.where(arteries.radius > 1.5)
    away = np.array([side * 0.45, 0.75, 0.48])
    shift = away[None, :] * (1.95 * large.radius + 0.6)[:, None]
    return Tubes(large.start + shift, large.end + shift, 0.8 * large.radius)


def _targets(nodes: npt.NDArray[np.intp], lattice: Lattice, count: int, rng: np.random.Generator) -> Points:
    chosen = nodes[rng.integers(0, len(nodes), count)]
    return lattice.node_lps(chosen) + rng.normal(0.0, 1.5, (count, 3))
