"""What a thorax phantom is made with, and random ones for training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from medviewer.core.geometry import Vector

OpacityKind = Literal["consolidation", "ground glass"]


@dataclass(frozen=True)
class ThoraxSpec:
    """A thorax CT to make. The defaults are an average adult, supine, arms up.

    Parameters
    ----------
    shape_kji, spacing_ijk
        Matrix and voxel spacing in mm (k is the table step).
    seed
        Everything random follows from it.
    gantry_tilt_deg
        Slices are sampled on planes turned by this angle about the left-right axis.
    contrast
        Heart chambers, aorta and lung vessels are enhanced.
    nodules
        Number of solid round nodules in the lungs.
    opacity, opacity_kind, opacity_seed
        Whether one part of one lung is filled, with what, and which part: the same body with another.
    body_scale
        Factors of the whole body along x, y, z.
    lung_height
        Factor of the lungs' height below the carina (inspiration).
    heart_scale
        Factor of the size of the heart.
    deformation
        0 = symmetric textbook body, 1 = usual irregularity, 2 = strong.
    fat_mm
        Mean thickness of subcutaneous fat.
    arms_up
        False puts the arms at the sides.
    emphysema, effusion, bowel_gas
        0..1 each.
    lung_hu
        Mean value of the air spaces.
    noise_hu
        Standard deviation of the noise in the centre of a slice.
    edge_mm
        Width of an ideal edge in the picture: small for sharp kernels, large for soft ones.
    centre_lps
        World position of the centre of the grid, mm; the carina is near the world's origin.
    table
        Whether the table's top is in the picture.
    outside_hu
        Value outside the round scan field, or None for a full square.
    vessels
        Factor of the number of lung vessels.
    """

    shape_kji: tuple[int, int, int] = (128, 256, 256)
    spacing_ijk: Vector = (1.4, 1.4, 2.5)
    seed: int = 0
    gantry_tilt_deg: float = 0.0
    contrast: bool = False
    nodules: int = 4
    opacity: bool = False
    opacity_kind: OpacityKind = "consolidation"
    opacity_seed: int = 0
    body_scale: Vector = (1.0, 1.0, 1.0)
    lung_height: float = 1.0
    heart_scale: float = 1.0
    deformation: float = 1.0
    fat_mm: float = 14.0
    arms_up: bool = True
    emphysema: float = 0.0
    effusion: float = 0.0
    bowel_gas: float = 0.5
    lung_hu: float = -865.0
    noise_hu: float = 14.0
    edge_mm: float = 1.3
    centre_lps: Vector = (0.0, 8.0, -55.0)
    table: bool = True
    outside_hu: float | None = None
    vessels: float = 1.0

    @classmethod
    def fast(cls, seed: int = 0) -> ThoraxSpec:
        """A whole thorax at 3 mm, made in a fraction of a second."""
        return cls(
            shape_kji=(112, 104, 132), spacing_ijk=(3.0, 3.0, 3.0), seed=seed, edge_mm=3.0, vessels=0.5
        )


def random_spec(
    rng: np.random.Generator,
    shape_kji: tuple[int, int, int] = (112, 104, 132),
    spacing_ijk: Vector = (3.0, 3.0, 3.0),
) -> ThoraxSpec:
    """A phantom of random build, pathology, scanner and field of view, for training.

    The matrix and spacing are given; everything else is drawn from ``rng``.
    """
    size = rng.normal(1.0, 0.07)
    scale = tuple(float(np.clip(size * rng.normal(1.0, 0.06), 0.72, 1.3)) for _ in range(3))
    shift = rng.normal(0.0, 1.0, 3) * (12.0, 12.0, 40.0)
    if rng.random() < 0.2:
        # the scan of a belly: only the bases of the lungs are in it
        shift[2] = rng.uniform(-260.0, -100.0)
    sick = rng.random(5)
    return ThoraxSpec(
        shape_kji=shape_kji,
        spacing_ijk=spacing_ijk,
        seed=int(rng.integers(2**31)),
        contrast=bool(rng.random() < 0.5),
        nodules=int(rng.integers(0, 7)),
        opacity=bool(sick[0] < 0.35),
        opacity_kind="consolidation" if sick[1] < 0.6 else "ground glass",
        body_scale=scale,  # type: ignore[arg-type]
        lung_height=float(rng.uniform(0.72, 1.18)),
        deformation=float(rng.uniform(0.4, 2.2)),
        fat_mm=float(rng.gamma(4.0, 4.0) + 3.0),
        arms_up=bool(rng.random() < 0.8),
        emphysema=float(rng.random()) if sick[2] < 0.25 else 0.0,
        effusion=float(rng.uniform(0.2, 1.0)) if sick[3] < 0.2 else 0.0,
        bowel_gas=float(rng.random()),
        lung_hu=float(rng.uniform(-910.0, -740.0)),
        noise_hu=float(np.exp(rng.uniform(np.log(4.0), np.log(60.0)))),
        edge_mm=float(rng.uniform(0.8, 2.2)) * max(1.0, max(spacing_ijk) / 2.0),
        centre_lps=(float(shift[0]), 8.0 + float(shift[1]), -55.0 + float(shift[2])),
        table=bool(rng.random() < 0.85),
        outside_hu=None if rng.random() < 0.6 else float(rng.choice([-1024.0, -2000.0, -3024.0])),
        vessels=float(rng.uniform(0.3, 1.0)),
    )
