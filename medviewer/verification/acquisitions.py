"""How the phantom is scanned: straight, along other axes, turned, and with a tilted gantry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.core.geometry import FloatArray, Geometry, Vector
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.verification.phantom import phantom_values

_HALF_WIDTH_MM, _HALF_LENGTH_MM = 82.0, 76.0


@dataclass(frozen=True)
class Acquisition:
    """One scan of the phantom.

    Parameters
    ----------
    name
        As the table says it.
    axes_lps
        Directions of rows, of columns and from slice to slice.
    spacing_ijk
        mm.
    tilt_degrees
        Gantry tilt: slices are turned about their rows while the stack grows along the third axis.
    """

    name: str
    axes_lps: tuple[Vector, Vector, Vector]
    spacing_ijk: Vector
    tilt_degrees: float = 0.0

    @property
    def geometry(self) -> Geometry:
        """A grid over the whole phantom with a voxel centre in its middle."""
        lean_mm = _HALF_WIDTH_MM * np.sin(np.radians(self.tilt_degrees))
        half = np.abs(np.array(self.axes_lps)) @ (_HALF_WIDTH_MM, _HALF_WIDTH_MM, _HALF_LENGTH_MM + lean_mm)
        steps = np.ceil(half / np.array(self.spacing_ijk)).astype(int)
        along_i, _, along_k = np.array(self.axes_lps)
        in_mm = steps * np.array(self.spacing_ijk)
        i, j, k = (2 * steps + 1).tolist()
        x, y, z = (-(in_mm[0] * along_i + in_mm[1] * self._column + in_mm[2] * along_k)).tolist()
        return Geometry((k, j, i), (x, y, z), self.spacing_ijk, self.axes_lps)

    @property
    def _column(self) -> FloatArray:
        """Direction of columns on the slices, turned by the tilt."""
        _, along_j, along_k = np.array(self.axes_lps)
        tilt = np.radians(self.tilt_degrees)
        return np.asarray(np.cos(tilt) * along_j + np.sin(tilt) * along_k)

    def scan(self) -> Volume:
        """The phantom on this grid, int16 HU; with a tilt, as slices that are written with it."""
        grid = self.geometry
        info = SeriesInfo("", "CT", f"Verification, {self.name}", "1", study=StudyInfo("Phantom^Measuring"))
        voxels = np.empty(grid.shape_kji, np.int16)
        smear = float(np.mean(grid.spacing_ijk))
        for k in range(grid.shape_kji[0]):
            voxels[k] = phantom_values(self._points_lps(grid, k), smear)
        return Volume(voxels, grid, "HU", info, windows=(WindowLevel(400.0, 40.0),))

    def _points_lps(self, grid: Geometry, k: int) -> FloatArray:
        """World points [j, i, 3] of one slice as a scanner with this tilt sees it."""
        along_i, _, along_k = np.array(grid.axes_lps)
        di, dj, dk = grid.spacing_ijk
        _, rows, columns = grid.shape_kji
        first = np.array(grid.origin_lps) + k * dk * along_k
        points = (
            np.arange(rows)[:, None, None] * dj * self._column
            + np.arange(columns)[None, :, None] * di * along_i
        )
        return np.asarray(first + points)


def _turned(degrees: tuple[float, float]) -> tuple[Vector, Vector, Vector]:
    """The patient's axes turned about the long axis and then about the rows."""
    first, second = np.radians(degrees)
    about_z = np.array([[np.cos(first), np.sin(first), 0], [-np.sin(first), np.cos(first), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(second), np.sin(second)], [0, -np.sin(second), np.cos(second)]])
    rows = (about_x @ about_z).tolist()
    return tuple(rows[0]), tuple(rows[1]), tuple(rows[2])


ACQUISITIONS: tuple[Acquisition, ...] = (
    Acquisition("axial", ((1, 0, 0), (0, 1, 0), (0, 0, 1)), (1.0, 1.0, 1.5)),
    Acquisition("axial, prone, feet first", ((1, 0, 0), (0, -1, 0), (0, 0, -1)), (1.0, 1.0, 1.5)),
    Acquisition("sagittal", ((0, 1, 0), (0, 0, -1), (-1, 0, 0)), (1.0, 1.0, 1.4)),
    Acquisition("oblique", _turned((20.0, 15.0)), (1.0, 1.0, 1.2)),
)
TILTED = Acquisition("gantry tilt 20 degrees", ((1, 0, 0), (0, 1, 0), (0, 0, 1)), (1.0, 1.0, 1.5), 20.0)
