"""Surfaces of segments in a 3D picture: lit, cropped, the nearest in front."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.render.ray_caster import Eye
from medviewer.render.surface_caps import CutFaces, CutSolids
from medviewer.render.surface_raster import Float32, fragments_of
from medviewer.scene.views.slice_plan import SurfacePlan
from medviewer.scene.volume.volume_look import CropBox, Lighting

_OPAQUE = 0.995
_KEPT = 64


@dataclass(frozen=True)
class DrawnSurfaces:
    """A picture of surfaces on black, float32 [h, w, 3] of 0..255, and where they lie.

    ``nearest_mm`` [h, w]: how far they lie towards the eye from the plane of its focus, -inf where none is.
    """

    picture: Float32
    nearest_mm: Float32


class SurfaceDrawing:
    """Draws surfaces; keeps what they need between pictures."""

    def __init__(self) -> None:
        self._kept: dict[tuple[SurfaceMesh, ...], _Batch] = {}

    def draw(
        self,
        surfaces: tuple[SurfacePlan, ...],
        eye: Eye,
        size_px: tuple[int, int],
        lighting: Lighting,
        crop: tuple[CropBox, Geometry] | None = None,
        draft: bool = False,
    ) -> Generator[None, None, DrawnSurfaces]:
        """A picture of surfaces; opaque ones first, then those that let light through, over them.

        It is what the generator returns; it pauses between pieces of work.

        Parameters
        ----------
        crop
            A box, and the grid in whose indices it is.
        draft
            Draws the coarse surfaces.
        """
        view = _View.of(eye, size_px)

        def alone(plans: tuple[SurfacePlan, ...]) -> Generator[None, None, DrawnSurfaces]:
            batch = self._batch(tuple(plan.coarse if draft else plan.fine for plan in plans))
            colors = np.array([plan.color for plan in plans], np.float32).reshape(-1, 3)
            return (yield from _drawn(batch, colors, view, lighting, crop))

        drawn = yield from alone(tuple(plan for plan in surfaces if plan.opacity >= _OPAQUE))
        for plan in surfaces:
            if plan.opacity < _OPAQUE:
                drawn = _laid_over(drawn, (yield from alone((plan,))), plan.opacity)
        return drawn

    def _batch(self, meshes: tuple[SurfaceMesh, ...]) -> _Batch:
        """What is drawn at once, made ready; of what is not asked for again the oldest goes."""
        batch = self._kept.pop(meshes, None) or _Batch.of(meshes)
        self._kept[meshes] = batch
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return batch


@dataclass(frozen=True, eq=False)
class _Batch:
    """Several surfaces that are drawn at once; ``owner`` [m] says whose a triangle is."""

    points_lps: Float32
    normals: Float32
    triangles: npt.NDArray[np.int32]
    owner: npt.NDArray[np.intp]

    @classmethod
    def of(cls, meshes: tuple[SurfaceMesh, ...]) -> _Batch:
        first = np.cumsum([0, *(len(mesh.points_lps) for mesh in meshes)])
        triangles = [mesh.triangles + int(start) for mesh, start in zip(meshes, first, strict=False)]
        return cls(
            np.concatenate([np.zeros((0, 3), np.float32), *(mesh.points_lps for mesh in meshes)]),
            np.concatenate([np.zeros((0, 3), np.float32), *(vertex_normals(mesh) for mesh in meshes)]),
            np.concatenate([np.zeros((0, 3), np.int32), *triangles]).astype(np.int32),
            np.repeat(np.arange(len(meshes)), [len(mesh.triangles) for mesh in meshes]),
        )


def _drawn(
    batch: _Batch, colors: Float32, view: _View, lighting: Lighting, crop: tuple[CropBox, Geometry] | None
) -> Generator[None, None, DrawnSurfaces]:
    """Surfaces in ``colors`` [n, 3], the nearest in front."""
    width, height = view.size_px
    seen = view.project(batch.points_lps)
    shades = _lit(np.abs(batch.normals @ view.towards), lighting)
    nearest = np.full(width * height, -np.inf, np.float32)
    shade = np.zeros(width * height, np.float32)
    owner = np.full(width * height, len(colors), np.intp)
    faces = None if crop is None else CutFaces.of(*crop, view.starts_lps(), view.towards)
    solids = None if faces is None else CutSolids(faces)
    is_front = _faces_eye(seen[:, :2][batch.triangles])
    for part in fragments_of(seen[:, :2][batch.triangles], view.size_px, two_sided=crop is not None):
        corners = batch.triangles[part.triangles]
        depth = np.einsum("nc,nc->n", seen[:, 2][corners], part.weights)
        pixels, whose = part.pixels, part.triangles
        light = np.einsum("nc,nc->n", shades[corners], part.weights)
        if faces is not None and solids is not None:
            solids.pass_through(pixels, depth, is_front[whose], batch.owner[whose])
            kept = (depth <= faces.nearest_mm[pixels]) & (depth >= faces.farthest_mm[pixels])
            pixels, depth, light, whose = pixels[kept], depth[kept], light[kept], whose[kept]
        np.maximum.at(nearest, pixels, depth)
        first = nearest[pixels] == depth
        shade[pixels[first]] = light[first]
        owner[pixels[first]] = batch.owner[whose[first]]
        yield
    if faces is not None and solids is not None:
        cut, owner_there = solids.cut(len(colors))
        nearest[cut], owner[cut] = faces.nearest_mm[cut], owner_there
        shade[cut] = _lit(faces.facing[cut], lighting)
    picture = np.minimum(shade, 1.0)[:, None] * np.concatenate([colors, np.zeros((1, 3), np.float32)])[owner]
    picture += np.maximum(shade - 1.0, 0.0)[:, None] * np.float32(255.0)
    np.minimum(picture, 255.0, out=picture)
    return DrawnSurfaces(picture.reshape(height, width, 3), nearest.reshape(height, width))


def _laid_over(drawn: DrawnSurfaces, one: DrawnSurfaces, opacity: float) -> DrawnSurfaces:
    """A surface that lets light through over what is drawn, where it lies before it."""
    before = (one.nearest_mm > drawn.nearest_mm)[..., None]
    part = np.float32(opacity)
    mixed = one.picture * part + drawn.picture * (1 - part)
    return DrawnSurfaces(np.where(before, mixed, drawn.picture), drawn.nearest_mm)


@dataclass(frozen=True)
class _View:
    """From the world to the pixels of a picture, and back."""

    focus: FloatArray
    right: FloatArray
    up: FloatArray
    towards: Float32
    px_per_mm: float
    size_px: tuple[int, int]

    @classmethod
    def of(cls, eye: Eye, size_px: tuple[int, int]) -> _View:
        up, towards = np.array(eye.up_lps), np.array(eye.towards_eye_lps)
        scale = size_px[1] / eye.height_mm
        focus, near = np.array(eye.focus_lps), towards.astype(np.float32)
        return cls(focus, np.cross(up, towards), up, near, scale, size_px)

    def project(self, points_lps: Float32) -> Float32:
        """x and y in pixels from the top left corner, and mm towards the eye: float32 [n, 3]."""
        axes = np.stack([self.right * self.px_per_mm, -self.up * self.px_per_mm, self.towards])
        shift = np.array([self.size_px[0] / 2.0, self.size_px[1] / 2.0, 0.0]) - axes @ self.focus
        return np.asarray(points_lps @ axes.T.astype(np.float32) + shift.astype(np.float32))

    def starts_lps(self) -> FloatArray:
        """The places of all pixels, row by row, in the plane of the focus: [h * w, 3], mm, LPS."""
        width, height = self.size_px
        across = (np.arange(width) + 0.5 - width / 2.0) / self.px_per_mm
        upwards = (height / 2.0 - np.arange(height) - 0.5) / self.px_per_mm
        lines = upwards[:, None, None] * self.up + across[None, :, None] * self.right
        return np.asarray(self.focus + lines.reshape(-1, 3))


def _faces_eye(corners_px: Float32) -> npt.NDArray[np.bool_]:
    """Which triangles [m, 3, 2] turn counter-clockwise before the eye."""
    x, y = corners_px[..., 0], corners_px[..., 1]
    return np.asarray((x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) < (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0]))


def vertex_normals(mesh: SurfaceMesh) -> Float32:
    """Outward unit vectors at the vertices, float32 [n, 3]: of the triangles around, by area."""
    corners = mesh.points_lps[mesh.triangles]
    areas = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    flat, count = mesh.triangles.ravel(), len(mesh.points_lps)
    sums = np.stack([np.bincount(flat, np.repeat(areas[:, n], 3), minlength=count) for n in range(3)], axis=1)
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.maximum(length, 1e-12), np.float32)


def _lit(facing: Float32, lighting: Lighting) -> Float32:
    """How bright vertices are by how much they face the light beside the eye (0..1); above 1 they glint."""
    if not lighting.shaded:
        return np.ones_like(facing)
    body = np.minimum(lighting.ambient + lighting.diffuse * facing, 1.0)
    return np.asarray(body + lighting.specular * facing**lighting.power, np.float32)
