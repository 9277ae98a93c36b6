"""Chest radiographs projected from the phantom, with and without an opacity."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.samples.spec import ThoraxSpec
from medviewer.samples.thorax import thorax_ct

FloatImage = npt.NDArray[np.float32]

_WATER_PER_MM = 0.0166
"""Attenuation of water for a hardened 110 kV beam, per mm (NIST XCOM: 0.0184 at 80 keV)."""

_STANDING = ThoraxSpec(
    shape_kji=(132, 86, 128),
    spacing_ijk=(2.7, 3.4, 2.7),
    edge_mm=2.4,
    noise_hu=0.0,
    table=False,
    nodules=0,
    arms_up=False,
    lung_height=1.1,
    centre_lps=(0.0, 8.0, -62.0),
)


@dataclass(frozen=True)
class RadiographSpec:
    """A PA chest radiograph to make.

    Parameters
    ----------
    thorax
        The body to project. Its ``opacity`` decides whether there is one; the table is left out.
    shape_hw
        Rows and columns of the picture.
    seed
        Of what the detector does (noise, contrast, cropping).
    rotation_deg
        The picture turned in its plane.
    zoom
        Above 1 crops, below 1 shows collimated borders.
    shift
        Of the centre along rows and columns, as a share of the picture.
    contrast
        Slope of the detector's curve; 1 is usual.
    noise
        Relative quantum noise; 1 is usual.
    detail
        How much the maker's processing lifts fine structure; 0 is none.
    inverted
        MONOCHROME1: air is bright in the stored values.
    """

    thorax: ThoraxSpec = field(default=_STANDING)
    shape_hw: tuple[int, int] = (512, 512)
    seed: int = 0
    rotation_deg: float = 0.0
    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    contrast: float = 1.0
    noise: float = 1.0
    detail: float = 1.0
    inverted: bool = False


@dataclass(frozen=True, eq=False)
class Projection:
    """Line integrals through a phantom from front to back; rows run down, columns to the left side.

    ``attenuation`` is the exponent of Beer and Lambert's law; ``opacity_mm`` is the length of the ray
    inside the opacity, weighted by its strength, mm.
    """

    attenuation: FloatImage
    opacity_mm: FloatImage
    spacing_mm: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Radiograph:
    """A simulated radiograph: volume (1, H, W) uint16, whether it has an opacity, and where, (H, W) bool."""

    volume: Volume
    has_opacity: bool
    opacity_mask: npt.NDArray[np.bool_]


def chest_radiograph(spec: RadiographSpec) -> Radiograph:
    """Projects the phantom of ``spec`` and takes its picture."""
    return expose(project(spec.thorax), spec)


def standing_spec(seed: int, opacity: bool) -> ThoraxSpec:
    """An average body of the matrix that `project` is meant for (2.7 mm, fast)."""
    return replace(_STANDING, seed=seed, opacity=opacity)


def random_standing_spec(rng: np.random.Generator) -> ThoraxSpec:
    """A random body for radiographs: build, inspiration, heart, fat, arms; without an opacity."""
    size = rng.normal(1.0, 0.06)
    scale = [float(np.clip(size * rng.normal(1.0, 0.05), 0.78, 1.2)) for _ in range(3)]
    return replace(
        _STANDING,
        seed=int(rng.integers(2**31)),
        body_scale=(scale[0], scale[1], scale[2]),
        lung_height=float(rng.uniform(0.85, 1.3)),
        heart_scale=float(rng.uniform(0.8, 1.3)),
        deformation=float(rng.uniform(0.4, 2.0)),
        fat_mm=float(rng.gamma(4.0, 4.0) + 3.0),
        arms_up=bool(rng.random() < 0.3),
        emphysema=float(rng.random()) if rng.random() < 0.2 else 0.0,
        bowel_gas=float(rng.random()),
        lung_hu=float(rng.uniform(-910.0, -800.0)),
        vessels=float(rng.uniform(0.4, 1.2)),
        centre_lps=(0.0, 8.0, -62.0 + float(rng.normal(0.0, 10.0))),
    )


def project(thorax: ThoraxSpec) -> Projection:
    """Parallel rays through the phantom along y (PA and AP differ in their mirror only)."""
    sample = thorax_ct(replace(thorax, table=False, noise_hu=0.0, outside_hu=None))
    _, dy, dz = thorax.spacing_ijk
    relative = np.maximum(sample.volume.voxels.astype(np.float32) / 1000.0 + 1.0, 0.0)
    # bone attenuates more than its HU say at the softer end of the spectrum
    relative += 0.8 * np.clip(relative - 1.1, 0.0, None)
    attenuation = relative.sum(axis=1) * np.float32(dy * _WATER_PER_MM)
    filled = (
        np.zeros_like(attenuation) if sample.opacity is None else sample.opacity.sum(axis=1) * np.float32(dy)
    )
    return Projection(attenuation[::-1].copy(), filled[::-1].copy(), (dz, thorax.spacing_ijk[0]))


def expose(projection: Projection, spec: RadiographSpec) -> Radiograph:
    """The picture that a detector makes of a projection: scatter, noise, grid, curve, cropping."""
    rng = np.random.default_rng(spec.seed)
    attenuation = _placed(projection.attenuation, projection.spacing_mm, spec, 0.0)
    opacity = _placed(projection.opacity_mm, projection.spacing_mm, spec, 0.0)
    primary = np.exp(-attenuation)
    scatter = 0.35 * ndimage.gaussian_filter(primary, spec.shape_hw[0] / 14.0)
    signal = primary + scatter
    quanta = 9.0e5 / max(spec.noise, 1e-3) ** 2
    signal = signal * quanta + np.sqrt(signal * quanta) * rng.standard_normal(signal.shape, dtype=np.float32)
    grid = 1.0 + 0.004 * spec.noise * np.sin(np.arange(spec.shape_hw[1]) * 2.1)[None, :]
    density = -np.log(np.maximum(signal * grid, 1.0) / quanta)
    density += spec.detail * (density - ndimage.gaussian_filter(density, spec.shape_hw[0] / 28.0))
    stored = _curve(density.astype(np.float32), spec.contrast)
    if spec.inverted:
        stored = 4095 - stored
    height, width = spec.shape_hw
    spacing = (1.0, *_pixel_mm(projection, spec))
    info = SeriesInfo(
        "radiograph",
        "DX",
        "Chest radiograph (simulated)",
        body_part="CHEST",
        study=StudyInfo("Phantom^Thorax"),
    )
    geometry = Geometry((1, height, width), spacing_ijk=(spacing[2], spacing[1], spacing[0]))
    volume = Volume(stored[None], geometry, "", info, inverted=spec.inverted, has_orientation=False)
    return Radiograph(volume, bool(opacity.max() > 8.0), opacity > 8.0)


def random_exposure(
    rng: np.random.Generator, thorax: ThoraxSpec, shape_hw: tuple[int, int]
) -> RadiographSpec:
    """A random positioning, exposure and detector for ``thorax``."""
    return RadiographSpec(
        thorax,
        shape_hw,
        seed=int(rng.integers(2**31)),
        rotation_deg=float(rng.normal(0.0, 4.0)),
        zoom=float(rng.uniform(0.85, 1.3)),
        shift=(float(rng.normal(0.0, 0.05)), float(rng.normal(0.0, 0.04))),
        contrast=float(np.exp(rng.normal(0.0, 0.3))),
        noise=float(np.exp(rng.uniform(-1.5, 1.5))),
        detail=float(rng.uniform(0.0, 2.0)),
        inverted=bool(rng.random() < 0.1),
    )


def _curve(density: FloatImage, contrast: float) -> npt.NDArray[np.uint16]:
    """Detector density to 12 bits by an S-shaped curve around the middle of the picture."""
    low, high = np.percentile(density[::4, ::4], (3.0, 97.0))
    middle, half = 0.5 * (low + high), max(0.5 * float(high - low), 1e-3)
    grey = 1.0 / (1.0 + np.exp(-1.9 * contrast * (density - middle) / half))
    return np.asarray(np.rint(np.clip(grey, 0.0, 1.0) * 4095.0), np.uint16)


def _pixel_mm(projection: Projection, spec: RadiographSpec) -> tuple[float, float]:
    """Millimetres between rows and between columns of the picture (square pixels)."""
    size = max(n * mm for n, mm in zip(projection.attenuation.shape, projection.spacing_mm, strict=True))
    mm = size * 0.96 / spec.zoom / max(spec.shape_hw)
    return (mm, mm)


def _placed(
    image: FloatImage, spacing_mm: tuple[float, float], spec: RadiographSpec, border: float
) -> FloatImage:
    """The projection turned, shifted and magnified onto the detector."""
    height, width = spec.shape_hw
    mm = _pixel_mm(Projection(image, image, spacing_mm), spec)[0]
    turn = np.radians(spec.rotation_deg)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = rotation * mm / np.array(spacing_mm)[:, None]
    centre = (np.array(image.shape) - 1) / 2.0
    shift = np.array(spec.shift) * image.shape
    offset = centre + shift - matrix @ ((np.array([height, width]) - 1) / 2.0)
    placed = ndimage.affine_transform(image, matrix, offset, (height, width), order=1, cval=border)
    return np.asarray(placed, np.float32)
