"""Surfaces of segments in a 3D picture: lit, cropped, the nearest in front."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.render.ray_caster import Eye
from medviewer.render.surface_raster import Float32, fragments_of
from medviewer.scene.slice_plan import SurfacePlan
from medviewer.scene.volume_look import CropBox, Lighting


@dataclass(frozen=True)
class DrawnSurfaces:
    """A picture of surfaces on black, float32 [h, w, 3] of 0..255, and where they lie.

    ``nearest_mm`` [h, w]: how far they lie towards the eye from the plane of its focus, -inf where none is.
    """

    picture: Float32
    nearest_mm: Float32


class SurfaceDrawing:
    """Draws surfaces; keeps what each surface needs between pictures."""

    def __init__(self) -> None:
        self._normals: dict[SurfaceMesh, Float32] = {}

    def draw(
        self,
        surfaces: tuple[SurfacePlan, ...],
        eye: Eye,
        size_px: tuple[int, int],
        lighting: Lighting,
        crop: tuple[CropBox, Geometry] | None = None,
        draft: bool = False,
    ) -> DrawnSurfaces:
        """A picture of surfaces; opaque ones first, then those that let light through, over them.

        Parameters
        ----------
        crop
            A box, and the grid in whose indices it is.
        draft
            Draws the coarse surfaces.
        """
        width, height = size_px
        meshes = {plan: plan.coarse if draft else plan.fine for plan in surfaces}
        self._keep(meshes.values(), draft)
        drawn = DrawnSurfaces(
            np.zeros((height, width, 3), np.float32), np.full((height, width), -np.inf, np.float32)
        )
        solid = [plan for plan in surfaces if plan.opacity >= 0.995]
        for plan in solid:
            self._lay(drawn, self._one(meshes[plan], plan, eye, size_px, lighting, crop), 1.0)
        for plan in surfaces:
            if plan.opacity < 0.995:
                one = self._one(meshes[plan], plan, eye, size_px, lighting, crop)
                self._lay(drawn, one, plan.opacity)
        return drawn

    def _keep(self, meshes: Iterable[SurfaceMesh], draft: bool) -> None:
        """Normals of these meshes; those of others of the same kind are let go of."""
        wanted = set(meshes)
        if len(self._normals) > 2 * len(wanted) + 8:
            self._normals = {mesh: one for mesh, one in self._normals.items() if mesh in wanted}
        for mesh in wanted - self._normals.keys():
            self._normals[mesh] = vertex_normals(mesh)

    def _one(
        self,
        mesh: SurfaceMesh,
        plan: SurfacePlan,
        eye: Eye,
        size_px: tuple[int, int],
        lighting: Lighting,
        crop: tuple[CropBox, Geometry] | None,
    ) -> DrawnSurfaces:
        """One surface alone."""
        width, height = size_px
        view = _View.of(eye, size_px)
        seen = view.project(mesh.points_lps)
        shades = _lit(np.abs(self._normals[mesh] @ view.towards), lighting)
        nearest = np.full(width * height, -np.inf, np.float32)
        shade = np.zeros(width * height, np.float32)
        for part in fragments_of(seen[:, :2][mesh.triangles], size_px, two_sided=crop is not None):
            corners = mesh.triangles[part.triangles]
            depth = (seen[:, 2][corners] * part.weights).sum(axis=1)
            pixels, light = part.pixels, (shades[corners] * part.weights).sum(axis=1)
            if crop is not None:
                kept = view.is_in_box(pixels, depth, *crop)
                pixels, depth, light = pixels[kept], depth[kept], light[kept]
            np.maximum.at(nearest, pixels, depth)
            first = nearest[pixels] == depth
            shade[pixels[first]] = light[first]
        glint = np.maximum(shade - 1.0, 0.0)[:, None] * np.float32(255.0)
        picture = np.minimum(shade, 1.0)[:, None] * np.array(plan.color, np.float32) + glint
        return DrawnSurfaces(
            np.minimum(picture, 255.0).reshape(height, width, 3), nearest.reshape(height, width)
        )

    def _lay(self, drawn: DrawnSurfaces, one: DrawnSurfaces, opacity: float) -> None:
        """Puts a surface over what is drawn, where it lies before it."""
        before = one.nearest_mm > drawn.nearest_mm
        if opacity >= 1.0:
            drawn.picture[before] = one.picture[before]
            drawn.nearest_mm[before] = one.nearest_mm[before]
        else:
            part = np.float32(opacity)
            drawn.picture[before] = one.picture[before] * part + drawn.picture[before] * (1 - part)


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

    def is_in_box(
        self, pixels: npt.NDArray[np.intp], depth_mm: Float32, box: CropBox, grid: Geometry
    ) -> npt.NDArray[np.bool_]:
        """Which places in the picture, at their depth, lie in a box of indices."""
        width, height = self.size_px
        row, column = np.divmod(pixels, width)
        across = (column + 0.5 - width / 2.0) / self.px_per_mm
        upwards = (height / 2.0 - row - 0.5) / self.px_per_mm
        to_index = np.linalg.inv(grid.affine_lps)
        index = to_index[:3, :3] @ (
            self.focus[:, None] + np.outer(self.right, across) + np.outer(self.up, upwards)
            + np.outer(self.towards, depth_mm)
        ) + to_index[:3, 3:]  # fmt: skip
        low, high = np.array(box.low_ijk)[:, None], np.array(box.high_ijk)[:, None]
        return np.asarray(((index >= low) & (index <= high)).all(axis=0))


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
