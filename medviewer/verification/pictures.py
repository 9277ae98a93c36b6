"""Measuring on pictures as the views draw them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import FloatArray, Geometry, Vector
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import PlaneKind

_SIZE_PX = (700, 700)


@dataclass(frozen=True, eq=False)
class Picture:
    """Brightness 0..1 [h, w] of a view, and where it lies."""

    brightness: npt.NDArray[np.float64]
    plane: PlaneView

    def around(self, centre_lps: Vector, half_width_mm: float, half_height_mm: float | None = None) -> Spot:
        """What is bright within a rectangle about a world point (a square without a height)."""
        x, y = self.plane.lps_to_pixel(centre_lps)
        wide = half_width_mm / self.plane.mm_per_pixel
        high = (half_height_mm or half_width_mm) / self.plane.mm_per_pixel
        top, left = max(0, round(y - high)), max(0, round(x - wide))
        part = self.brightness[top : round(y + high), left : round(x + wide)]
        rows, columns = np.indices(part.shape)
        pixels = np.stack([columns.ravel() + left + 0.5, rows.ravel() + top + 0.5], axis=1)
        return Spot(part.ravel(), pixels, self.plane)


@dataclass(frozen=True, eq=False)
class Spot:
    """Weights (n,) of pixels at ``pixel_xy`` (n, 2)."""

    weights: npt.NDArray[np.float64]
    pixel_xy: FloatArray
    plane: PlaneView

    @property
    def area_mm2(self) -> float:
        return float(self.weights.sum()) * self.plane.mm_per_pixel**2

    @property
    def centre_lps(self) -> FloatArray:
        """World point of the centre of mass."""
        return self.plane.pixel_to_lps(self._centre)

    @property
    def length_mm(self) -> float:
        """Length of a rod, from the second moment along it: ``L**2 / 12``."""
        return float(np.sqrt(12.0 * self._moments[0][-1])) * self.plane.mm_per_pixel

    @property
    def direction_lps(self) -> FloatArray:
        """Unit vector along a rod, in the world."""
        right, down = self._moments[1][:, -1]
        return np.asarray(right * np.array(self.plane.right_lps) + down * np.array(self.plane.down_lps))

    @property
    def _centre(self) -> FloatArray:
        total = float(self.weights.sum())
        if total <= 0.0:
            return np.full(2, np.nan)  # nothing is there: no check on it passes
        return np.asarray((self.weights[:, None] * self.pixel_xy).sum(axis=0) / total)

    @property
    def _moments(self) -> tuple[FloatArray, FloatArray]:
        offsets = self.pixel_xy - self._centre
        matrix = (self.weights[:, None] * offsets).T @ offsets / self.weights.sum()
        values, vectors = np.linalg.eigh(matrix)
        return values, vectors


class Viewer:
    """Draws planes of one volume, as the views of the window do."""

    def __init__(self, volume: Volume) -> None:
        self._scene = Scene()
        self._layer = self._scene.add_volume(volume)
        self._scene.aligned = "patient"
        self._renderer = SliceRenderer()

    def picture(self, kind: PlaneKind, point_lps: Vector, white_hu: float) -> Picture:
        """The view through a world point, black at 0 HU and white at ``white_hu``."""
        self._layer.window = WindowLevel.from_range(0.0, white_hu)
        self._scene.set_cursor(point_lps)
        plan = plan_slice(self._scene, self._scene.viewports[kind], _SIZE_PX)
        if plan is None:
            raise ValueError(f"There is no {kind} view.")
        return Picture(self._renderer.render(plan)[..., 0] / 255.0, plan.plane)


def window_error(
    window: WindowLevel, expected: npt.NDArray[np.float64], values: npt.NDArray[np.int16]
) -> float:
    """Largest difference, in grey levels, of a drawn ramp from the greys that are expected.

    ``values`` [h, w] are drawn one pixel each; ``expected`` [h, w] is 0..255.
    """
    height, width = values.shape
    scene = Scene()
    layer = scene.add_volume(Volume(values[None], Geometry((1, height, width)), "HU"))
    layer.window = window
    scene.interpolation = "nearest"
    plan = plan_slice(scene, scene.viewports["stack"], (width, height))
    if plan is None:
        raise ValueError("There is no picture.")
    drawn = SliceRenderer().render(plan)[..., 0].astype(np.float64)
    return float(np.abs(drawn - expected).max())
