"""Copies of a volume that show the same thing in the world from other arrays: turned, and oblique."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.volume import Volume

ORIENTATIONS = ("RAI", "PSL", "SRA")
"""All three axes reversed with respect to DICOM's usual LPS; and two cyclic orders with other signs."""

TILT_DEGREES = (12.0, 7.0)
"""About the patient's left-right and head-foot axes: an ordinary gantry tilt and a turned head."""


def turned(volume: Volume, orientation: str) -> Volume:
    """The same voxels in another order of axes."""
    voxels, geometry = reorient(volume.voxels, volume.geometry, orientation)
    return replace(volume, voxels=np.ascontiguousarray(voxels), geometry=geometry)


def oblique(volume: Volume) -> Volume:
    """The volume resampled linearly onto a grid of its shape and spacing, tilted about its centre.

    What lies outside the volume has its least value.
    """
    return replace(
        volume, geometry=tilted(volume.geometry), voxels=_resampled(volume, tilted(volume.geometry))
    )


def straightened(volume: Volume, geometry: Geometry) -> Volume:
    """The voxels of an oblique copy said to lie on a straight grid of the same shape."""
    return replace(volume, geometry=geometry)


def tilted(geometry: Geometry) -> Geometry:
    """A grid of the same shape and spacing, turned about its centre by `TILT_DEGREES`."""
    about_x, about_z = np.radians(TILT_DEGREES)
    turn_x = [[1, 0, 0], [0, np.cos(about_x), -np.sin(about_x)], [0, np.sin(about_x), np.cos(about_x)]]
    turn_z = [[np.cos(about_z), -np.sin(about_z), 0], [np.sin(about_z), np.cos(about_z), 0], [0, 0, 1]]
    axes = np.array(geometry.axes_lps) @ (np.array(turn_z) @ np.array(turn_x)).T
    middle = (np.array(geometry.shape_ijk) - 1) / 2.0 * np.array(geometry.spacing_ijk)
    origin = geometry.centre_lps - middle @ axes
    return Geometry(
        geometry.shape_kji,
        tuple(origin.tolist()),
        geometry.spacing_ijk,
        tuple(tuple(axis) for axis in axes.tolist()),  # type: ignore[arg-type]
    )


def places_in(geometry: Geometry, other: Geometry) -> npt.NDArray[np.float64]:
    """For each voxel of ``other`` its continuous index kji in ``geometry``, as [3, k, j, i]."""
    k, j, i = np.indices(other.shape_kji, dtype=np.float64)
    index = geometry.lps_to_index(other.index_to_lps(np.stack([i, j, k], axis=-1)))
    return np.moveaxis(index[..., ::-1], -1, 0)


def _resampled(volume: Volume, target: Geometry) -> npt.NDArray[np.float32]:
    from scipy.ndimage import map_coordinates

    places = places_in(volume.geometry, target)
    voxels = volume.voxels.astype(np.float32)
    return np.asarray(
        map_coordinates(voxels, places, order=1, mode="constant", cval=float(voxels.min())), np.float32
    )
