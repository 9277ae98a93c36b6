"""From shapes to voxels: tissues are painted outside in, then vessels, lesions and noise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.samples.anatomy import Anatomy
from medviewer.samples.body import make_table
from medviewer.samples.lesions import OPACITY_HU
from medviewer.samples.noise import NoiseTiles
from medviewer.samples.painting import Slab, cover_of
from medviewer.samples.sampling_grid import Field, Lattice
from medviewer.samples.spec import ThoraxSpec
from medviewer.samples.tubes import FULL, Cover, draw_balls, draw_tubes

_SLAB = 8


@dataclass(frozen=True)
class Covers:
    """Shares of each voxel filled by thin things, fine grid."""

    vessels: Cover
    bronchi: Cover
    nodules: Cover


@dataclass(frozen=True, eq=False)
class Rendered:
    """Voxels (HU, int16), label map, lungs (1 left, 2 right) and the opacity's share 0..1, all [k, j, i]."""

    voxels: npt.NDArray[np.int16]
    labels: npt.NDArray[np.uint8]
    lungs: npt.NDArray[np.uint8]
    opacity: Field | None


def render(
    spec: ThoraxSpec,
    lattice: Lattice,
    anatomy: Anatomy,
    hu: dict[str, float],
    rng: np.random.Generator,
    progress: Callable[[float], None] | None = None,
) -> Rendered:
    """Paints a phantom in slabs that fit the processor's cache."""
    shape = lattice.grid.shape_kji
    covers = _draw_thin(spec, lattice, anatomy)
    sigma_px = 0.55 * spec.edge_mm / min(spec.spacing_ijk[:2])
    noise = NoiseTiles((shape[1], shape[2]), sigma_px, rng)
    strength = _noise_strength(spec, anatomy)
    lung_value = _lung_value(spec, anatomy)
    reach = _reach_of_vessels(anatomy)
    table = cover_of(make_table(lattice, anatomy.back_y_lps), spec.edge_mm) if spec.table else None
    outside = _outside_field(spec) if spec.outside_hu is not None else None
    done = _unpainted(shape, anatomy.opacity is not None)
    for first in range(0, shape[0], _SLAB):
        count = min(_SLAB, shape[0] - first)
        here = slice(first, first + count)
        slab = Slab(lattice, first, count)
        _paint_trunk(slab, spec, anatomy, hu, table)
        _paint_organs(slab, spec, anatomy, hu)
        lungs = _paint_lungs(slab, spec, anatomy, hu, lung_value)
        if done.opacity is not None:
            done.opacity[here] = _fill_opacity(slab, anatomy, lungs)
        _paint_airways(slab, spec, anatomy, hu)
        lungs[slab.labels == 6] = 0
        _blend_thin(slab, here, covers, slab.fine(reach) < 0.0, hu)
        slab.hu += noise.slab(first, count) * slab.fine(strength)
        if outside is not None:
            _clear_outside(slab, lungs, outside, spec)
        low = min(-1024.0, spec.outside_hu or 0.0)
        done.voxels[here] = np.rint(np.clip(slab.hu, low, 3071.0))
        done.labels[here], done.lungs[here] = slab.labels, lungs
        if progress:
            progress((first + count) / shape[0])
    return done


def _clear_outside(
    slab: Slab, lungs: npt.NDArray[np.uint8], outside: npt.NDArray[np.bool_], spec: ThoraxSpec
) -> None:
    """The corners beyond the scanner's round field."""
    slab.hu[:, outside] = spec.outside_hu
    slab.labels[:, outside] = 0
    lungs[:, outside] = 0


def _unpainted(shape: tuple[int, int, int], with_opacity: bool) -> Rendered:
    opacity = np.zeros(shape, np.float32) if with_opacity else None
    return Rendered(np.empty(shape, np.int16), np.empty(shape, np.uint8), np.empty(shape, np.uint8), opacity)


def _draw_thin(spec: ThoraxSpec, lattice: Lattice, anatomy: Anatomy) -> Covers:
    grid = lattice.grid
    vessels, bronchi, nodules = (np.zeros(grid.shape_kji, np.uint8) for _ in range(3))
    tubes = anatomy.tubes
    draw_tubes(vessels, grid, tubes.vessels, spec.edge_mm)
    draw_tubes(bronchi, grid, tubes.bronchi, spec.edge_mm)
    if anatomy.nodules:
        centres = np.array([n.centre_lps for n in anatomy.nodules])
        radii = np.array([n.diameter_mm / 2.0 for n in anatomy.nodules])
        draw_balls(nodules, grid, centres, radii, spec.edge_mm)
    return Covers(vessels, bronchi, nodules)


def _paint_trunk(
    slab: Slab, spec: ThoraxSpec, anatomy: Anatomy, hu: dict[str, float], table: Field | None
) -> None:
    edge, body, chest = spec.edge_mm, anatomy.body, anatomy.chest
    if table is not None:
        slab.blend((slice(None), slice(None), slice(None)), table, hu["table"])
    slab.paint(body.skin, hu["skin"], edge, label=8)
    slab.paint(body.skin, hu["fat"], edge, grow_mm=-2.0)
    slab.paint(body.muscle, hu["muscle"], edge)
    slab.paint(body.axilla + 6.0 * anatomy.texture, hu["fat"], 3.0 * edge)
    # fat planes between the layers of the chest wall
    layers = np.asarray(np.abs(chest.cage - 17.0 - 3.0 * anatomy.texture) - 1.4, np.float32)
    slab.paint(np.maximum(layers, body.muscle), -60.0, 2.0 * edge)
    slab.paint(chest.cage, hu["fat"], edge)


def _paint_organs(slab: Slab, spec: ThoraxSpec, anatomy: Anatomy, hu: dict[str, float]) -> None:
    edge, middle, bones, belly = spec.edge_mm, anatomy.mediastinum, anatomy.bones, anatomy.abdomen
    slab.paint(
        np.maximum(np.abs(anatomy.chest.diaphragm - 2.0) - 2.0, anatomy.chest.cage), hu["muscle"], edge
    )
    for shape, tissue in ((belly.liver, "liver"), (belly.spleen, "spleen"), (belly.kidneys, "kidney"),
                          (belly.gut, "gut")):  # fmt: skip
        slab.paint(shape, hu[tissue], edge)
    slab.paint(belly.gas, -960.0, edge)
    slab.paint(middle.oesophagus, hu["oesophagus"], edge)
    slab.paint(middle.vessels, hu["blood"], edge)
    slab.paint(middle.heart, hu["heart"], edge, label=3)
    slab.paint(middle.pools, hu["blood"], edge)
    slab.paint(middle.aorta, hu["blood"], edge, label=4)
    slab.paint(bones.cartilage, hu["cartilage"], edge)
    slab.paint(bones.disc, hu["disc"], edge)
    slab.paint(bones.bone, hu["cortex"], edge, label=5)
    slab.paint(bones.bone, hu["bone"], edge, grow_mm=-1.8)
    slab.paint(bones.canal, hu["canal"], edge)
    slab.add(anatomy.body.skin, anatomy.texture * np.float32(7.0), edge)


def _paint_lungs(
    slab: Slab, spec: ThoraxSpec, anatomy: Anatomy, hu: dict[str, float], value: Field
) -> npt.NDArray[np.uint8]:
    """Lungs with fissures and fluid beside them; returns the map of both lungs."""
    chest, edge = anatomy.chest, spec.edge_mm
    for fluid in (chest.left_fluid, chest.right_fluid):
        slab.paint(fluid, hu["fluid"], edge, label=8)
    slab.paint(chest.left, value, edge, label=1)
    slab.paint(chest.right, value, edge, label=2)
    lungs = np.where(slab.labels <= 2, slab.labels, 0).astype(np.uint8)
    both = np.minimum(chest.left, chest.right)
    slab.paint(np.maximum(chest.fissures - 0.2, both + 2.0), hu["lung"] + 150.0, 2.0 * edge)
    return lungs


def _fill_opacity(slab: Slab, anatomy: Anatomy, lungs: npt.NDArray[np.uint8]) -> Field:
    """Fills a part of a lung; returns its share of each voxel."""
    if anatomy.opacity is None or anatomy.opacity_strength is None:
        return np.zeros_like(slab.hu)
    cover = slab.fine(anatomy.opacity_strength) * (lungs > 0)
    slab.blend((slice(None), slice(None), slice(None)), cover, OPACITY_HU[anatomy.opacity.kind])
    return np.asarray(cover, np.float32)


def _paint_airways(slab: Slab, spec: ThoraxSpec, anatomy: Anatomy, hu: dict[str, float]) -> None:
    slab.paint(anatomy.airways, hu["muscle"], spec.edge_mm, grow_mm=1.6)
    slab.paint(anatomy.airways, hu["air"], spec.edge_mm, label=6)


def _blend_thin(
    slab: Slab, here: slice, covers: Covers, allowed: npt.NDArray[np.bool_], hu: dict[str, float]
) -> None:
    """Vessels and bronchi inside the lungs and at the hila; nodules on top."""
    everywhere = slice(None), slice(None), slice(None)
    share = np.full(allowed.shape, 1.0 / FULL, np.float32)
    inside = np.asarray(share * allowed, np.float32)
    slab.blend(everywhere, covers.vessels[here] * inside, hu["blood"])
    bronchi = covers.bronchi[here] * inside
    # a wall is where a bronchus is half covered; its lumen where it is fully covered
    slab.blend(everywhere, np.minimum(bronchi * 2.0, 1.0) * 0.55, -100.0)
    slab.blend(everywhere, np.clip(bronchi * 1.6 - 0.6, 0.0, 1.0), hu["air"])
    nodules = covers.nodules[here] * share
    slab.blend(everywhere, nodules, hu["nodule"])
    slab.labels[nodules > 0.5] = 7


def _reach_of_vessels(anatomy: Anatomy) -> Field:
    """Negative where lung vessels may be drawn: in the lungs and at the hila, not in the heart."""
    hila = np.maximum(np.abs(anatomy.at.z + 34.0) - 34.0, np.abs(np.abs(anatomy.at.x) - 40.0) - 16.0)
    hila = np.maximum(hila, np.abs(anatomy.at.y - 12.0) - 22.0)
    free = 1.0 - np.minimum(anatomy.mediastinum.heart - 3.0, anatomy.airways - 1.6)
    lungs = np.minimum(anatomy.chest.left, anatomy.chest.right)
    return np.asarray(np.minimum(lungs - 0.5, np.maximum(hila, free)), np.float32)


def _lung_value(spec: ThoraxSpec, anatomy: Anatomy) -> Field:
    """Air spaces: denser where they hang (behind), mottled, with holes where there is emphysema."""
    value = spec.lung_hu + 0.28 * anatomy.at.y + 16.0 * anatomy.texture
    if spec.emphysema > 0.0:
        holes = np.clip(anatomy.texture * 1.6 - 1.4 + 2.0 * spec.emphysema, 0.0, 1.0)
        value = value + holes * spec.emphysema * (-985.0 - value)
    return np.asarray(value, np.float32)


def _noise_strength(spec: ThoraxSpec, anatomy: Anatomy) -> Field:
    """Standard deviation at each node: rays through the middle and through the shoulders are the weakest."""
    depth = np.clip(-anatomy.body.skin / 90.0, 0.0, 1.0)
    shoulders = 1.0 + 0.7 * np.exp(-(((anatomy.at.z - 85.0) / 28.0) ** 2))
    return np.asarray(spec.noise_hu * (0.35 + 0.65 * depth) * shoulders, np.float32)


def _outside_field(spec: ThoraxSpec) -> npt.NDArray[np.bool_]:
    """Pixels [j, i] outside the round field of reconstruction."""
    _, rows, columns = spec.shape_kji
    dx, dy, _ = spec.spacing_ijk
    y = (np.arange(rows) - (rows - 1) / 2.0) * dy
    x = (np.arange(columns) - (columns - 1) / 2.0) * dx
    radius = 0.5 * min(rows * dy, columns * dx)
    return np.asarray(np.hypot(x[None, :], y[:, None]) > radius)
