"""The edge of a gap between slices: what interpolation mixes from beyond it is no image."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from medviewer.core.volume import Volume
from medviewer.render.plane_sampler import PlaneSampler
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import Interpolation

_REACH: dict[Interpolation, tuple[float, ...]] = {
    "nearest": (),
    "linear": (0.5, -0.5),
    "cubic": (0.5, -0.5, 1.5, -1.5),
}
"""In which steps to both sides the voxels lie that interpolation mixes."""


def has_gaps(image: Volume) -> bool:
    """Whether a volume was resampled from slices with gaps between them, which padding fills."""
    positions = image.report.positions
    is_resampled = image.acquired is not None and image.padding is not None and image.rgb is None
    return is_resampled and positions is not None and positions.missing > 0


def keep_gaps_apart(
    values: npt.NDArray[np.float32],
    sampler: PlaneSampler,
    plane: PlaneView,
    image: Volume,
    interpolation: Interpolation,
    outside: float,
) -> npt.NDArray[np.float32]:
    """Interpolated values of a plane; where a gap is within reach those of the nearest slice instead.

    So a slice reaches half a step into the gap with its own values, and the gap is a gap beyond.
    """
    low, high = image.padding or (np.inf, -np.inf)
    to_next = np.array(image.geometry.axes_lps[2]) * image.geometry.spacing_ijk[2]
    clean = values.copy()
    is_near = np.zeros(values.shape, bool)
    for way in (*_REACH[interpolation], 0.0):
        x, y, z = (float(v) for v in plane.centre_lps + way * to_next)
        nearest = sampler.sample(replace(plane, centre_lps=(x, y, z)), "nearest", outside=outside)
        is_near |= (nearest >= low) & (nearest <= high)
    np.copyto(clean, nearest, where=is_near)
    return clean
