"""Where a crop box cuts through solid segments: the cut is closed by a face in the segment's colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry
from medviewer.scene.volume.volume_look import CropBox

Float32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True)
class CutFaces:
    """Where the rays of a picture enter a box, seen from the eye.

    Parameters
    ----------
    nearest_mm, farthest_mm
        For each pixel how far towards the eye the box begins and ends, mm; -inf and inf where it is missed.
    facing
        How much the face that is entered by turns to the eye, 0..1.
    """

    nearest_mm: Float32
    farthest_mm: Float32
    facing: Float32

    @classmethod
    def of(cls, box: CropBox, grid: Geometry, starts_lps: FloatArray, towards_lps: Float32) -> CutFaces:
        """Of rays through points [n, 3] of the plane of the focus, which run ``towards_lps`` the eye."""
        to_index = np.linalg.inv(grid.affine_lps)
        start = starts_lps @ to_index[:3, :3].T + to_index[:3, 3]
        step = to_index[:3, :3] @ np.asarray(towards_lps, np.float64)
        step = np.where(np.abs(step) < 1e-9, 1e-9, step)
        ends = np.stack([(np.array(box.low_ijk) - start) / step, (np.array(box.high_ijk) - start) / step])
        near, far = ends.max(axis=0), ends.min(axis=0)
        entered = near.argmin(axis=1)
        nearest, farthest = near.min(axis=1), far.max(axis=1)
        missed = nearest <= farthest
        facing = np.abs(np.array(grid.axes_lps) @ np.asarray(towards_lps, np.float64))[entered]
        return cls(
            np.where(missed, -np.inf, nearest).astype(np.float32),
            np.where(missed, np.inf, farthest).astype(np.float32),
            facing.astype(np.float32),
        )


class CutSolids:
    """Counts, pixel by pixel, which solid a ray is in when it enters the box.

    Every surface is closed: a ray that has gone in once more than out is inside of it.
    """

    def __init__(self, faces: CutFaces) -> None:
        self._faces = faces
        self._depth = np.zeros(len(faces.facing), np.int32)
        self._whose = np.zeros(len(faces.facing), np.int64)

    def pass_through(
        self, pixels: Ints, depth_mm: Float32, is_front: npt.NDArray[np.bool_], owner: Ints
    ) -> None:
        """What lies before the box: triangles at pixels, whether they face the eye, and whose they are."""
        before = depth_mm > self._faces.nearest_mm[pixels]
        pixels, sign = pixels[before], np.where(is_front[before], 1, -1)
        count = len(self._depth)
        self._depth += np.bincount(pixels, sign, count).astype(np.int32)
        self._whose += np.bincount(pixels, sign * (owner[before] + 1), count).astype(np.int64)

    def cut(self, owners: int) -> tuple[Ints, Ints]:
        """The pixels in which a solid is cut, and whose it is (0..owners - 1)."""
        whose, rest = np.divmod(self._whose, np.maximum(self._depth, 1))  # an edge may be counted twice
        inside = (self._depth >= 1) & (rest == 0) & (whose >= 1) & (whose <= owners)
        pixels = np.flatnonzero(inside & np.isfinite(self._faces.nearest_mm))
        return pixels, np.asarray(whose[pixels] - 1, np.intp)
