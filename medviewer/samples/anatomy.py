"""All shapes of one phantom on the coarse lattice, each computed once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.samples.abdomen import Abdomen, make_abdomen
from medviewer.samples.airways import LungTubes, grow_lung_tubes, make_main_airways
from medviewer.samples.body import Body, make_body
from medviewer.samples.body_frame import BodyCoordinates, BodyFrame
from medviewer.samples.bones import Bones, make_bones
from medviewer.samples.lesions import Nodule, Opacity, place_nodules, place_opacity
from medviewer.samples.lungs import LEFT, RIGHT, Chest, make_cage, make_chest, make_diaphragm
from medviewer.samples.mediastinum import Mediastinum, make_mediastinum
from medviewer.samples.noise import smooth_noise
from medviewer.samples.sampling_grid import Field, Lattice
from medviewer.samples.spec import ThoraxSpec


@dataclass(frozen=True)
class Anatomy:
    """Every shape of a phantom, and where its lesions are."""

    at: BodyCoordinates
    frame: BodyFrame
    body: Body
    bones: Bones
    mediastinum: Mediastinum
    chest: Chest
    abdomen: Abdomen
    airways: Field
    tubes: LungTubes
    nodules: tuple[Nodule, ...]
    opacity: Opacity | None
    opacity_strength: Field | None
    texture: Field
    back_y_lps: float


def make_anatomy(spec: ThoraxSpec, lattice: Lattice, rng: np.random.Generator) -> Anatomy:
    """The body that ``spec`` asks for, on the nodes of ``lattice``."""
    frame = BodyFrame.of(spec, rng)
    at = BodyCoordinates.on(lattice, frame)
    cage, diaphragm = make_cage(at), make_diaphragm(at)
    bones = make_bones(at, cage, spec.arms_up)
    mediastinum = make_mediastinum(at, spec.heart_scale)
    solids = np.minimum(mediastinum.heart - 3.0, np.minimum(mediastinum.aorta, mediastinum.vessels))
    solids = np.minimum(solids, bones.column - 3.0)
    chest = make_chest(at, spec, solids, cage, diaphragm, fluid_side=LEFT if rng.random() < 0.5 else RIGHT)
    abdomen = make_abdomen(at, spec, cage, diaphragm, rng)
    lungs = {LEFT: chest.left, RIGHT: chest.right}
    tubes = grow_lung_tubes(lungs, lattice, frame, spec.vessels, rng)
    nodules = place_nodules(lungs, lattice, spec.nodules, rng)
    # of its own randomness, so that the same body can be made with and without an opacity
    opacity, strength = place_opacity(
        lungs, lattice, spec, np.random.default_rng([spec.seed, 1, spec.opacity_seed])
    )
    body = make_body(at, spec)
    texture = smooth_noise(lattice.shape_kji, 1.0, rng)
    return Anatomy(
        at, frame, body, bones, mediastinum, chest, abdomen, make_main_airways(at), tubes,
        nodules, opacity, strength, texture, _back_of(body, lattice),
    )  # fmt: skip


def _back_of(body: Body, lattice: Lattice) -> float:
    """World y at which the back meets the table, mm."""
    x, y, _ = lattice.coordinates_lps()
    middle = np.broadcast_to((np.abs(x) < 60.0) & (y > 0.0), lattice.shape_kji) & (body.skin < 0.0)
    inside = np.broadcast_to(y, lattice.shape_kji)[middle]
    return float(inside.max()) if inside.size else 120.0
