"""From values to grey as a presentation state says (DICOM PS3.4 N.2, grayscale transformations)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.shutter import Shutter
from medviewer.core.voi_lut import VoiLut
from medviewer.render.grey import FAR_ABOVE
from medviewer.scene.views.slice_plan import SlicePlan

_OUTSIDE = FAR_ABOVE / 10.0


def needs_steps(plan: SlicePlan) -> bool:
    """Whether window or VOI table alone do not make the picture. True colours know no such steps."""
    return plan.image.rgb is None and (plan.modality is not None or plan.presentation_lut is not None)


def presented_grey(values: npt.NDArray[np.float32], plan: SlicePlan) -> npt.NDArray[np.uint8]:
    """Grey 0..255 [h, w]: modality step, VOI table or window, presentation table; nearest level.

    Padding, NaN and what lies outside the volume are black.
    """
    is_image = np.isfinite(values) & (np.abs(values) < _OUTSIDE)
    if plan.image.padding is not None:
        is_image &= (values < plan.image.padding[0]) | (values > plan.image.padding[1])
    stepped = values if plan.modality is None else plan.modality.apply(values)
    grey = plan.window.apply(stepped) if plan.voi_lut is None else plan.voi_lut.apply(stepped)
    if plan.presentation_lut is not None:
        grey = _looked_up(plan.presentation_lut, grey)
    if plan.inverted:
        grey = 1.0 - grey
    return np.where(is_image, np.floor(grey * 255.0 + 0.5), 0.0).astype(np.uint8)


def _looked_up(table: VoiLut, grey: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The presentation LUT spans all grey, from its first entry to its last (PS3.3 C.11.6.1.1)."""
    return table.apply(table.first + np.nan_to_num(grey) * (table.table.size - 1))


def hidden_by(shutter: Shutter, plan: SlicePlan) -> npt.NDArray[np.bool_]:
    """Which pixels [h, w] of a picture along the slices a shutter hides."""
    plane = plan.plane
    width, height = plane.size_px
    grid = plan.image.geometry
    origin, right, down = grid.lps_to_index(plane.pixel_to_lps([(0.5, 0.5), (1.5, 0.5), (0.5, 1.5)]))
    across = np.arange(width)[None, :, None] * (right - origin)
    along = np.arange(height)[:, None, None] * (down - origin)
    index = origin + across + along
    return np.asarray(~shutter.shows(index[..., 0] + 1.0, index[..., 1] + 1.0))
