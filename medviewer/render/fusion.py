"""Two images in one picture: blended, by squares, side by side at an edge, or their difference."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.palette import palette_table
from medviewer.render.grey import FAR_ABOVE, FAR_BELOW, grey_levels
from medviewer.render.scratch import Scratch
from medviewer.scene.views.over_image import FusionPlan
from medviewer.scene.views.slice_plan import SlicePlan

_SQUARES = 8
"""Squares of a checkerboard along the shorter edge of the picture."""
_SHINES_BELOW = 32
"""Levels below it shine through more and more: what takes up nothing hides nothing."""
Levels = npt.NDArray[np.uint8]
Values = npt.NDArray[np.float32]


def fused(grey: Levels, values: Values, others: Values, plan: SlicePlan, fusion: FusionPlan) -> Levels:
    """The picture [h, w] or [h, w, 3] with another image over it.

    Parameters
    ----------
    grey
        Levels [h, w] or colours [h, w, 3] of the image itself.
    values, others
        Values [h, w] of the image and of the other one at the same places; far outside every window
        (`FAR_BELOW`, `FAR_ABOVE`) where there are none.
    """
    there = np.abs(others) < FAR_ABOVE / 10.0
    if fusion.way == "difference":
        return _difference(grey, values, others, there, plan)
    levels = grey_levels(others, fusion.window, fusion.inverted, fusion.volume.padding, Scratch())
    if fusion.way == "blend":
        return _blended(grey, levels, there, fusion)
    shows_other = (
        _squares(levels.shape) if fusion.way == "checkerboard" else _right_of(levels.shape, fusion.split)
    )
    picture = grey.copy()
    other = levels if grey.ndim == 2 else np.repeat(levels[..., None], 3, axis=2)
    picture[shows_other] = other[shows_other]
    return picture


def _blended(grey: Levels, levels: Levels, there: npt.NDArray[np.bool_], fusion: FusionPlan) -> Levels:
    table = palette_table(fusion.palette).astype(np.float32)
    shown = 255 - levels if fusion.inverted else levels  # colours follow the values, whatever is drawn white
    strength = np.minimum(shown.astype(np.float32) / _SHINES_BELOW, 1.0) * np.float32(fusion.opacity)
    strength = np.where(there, strength, np.float32(0.0))[..., None]
    below = (grey if grey.ndim == 3 else grey[..., None]).astype(np.float32)
    mixed = below * (1.0 - strength) + table[shown] * strength
    return np.asarray(mixed + 0.5, dtype=np.uint8)


def _difference(
    grey: Levels, values: Values, others: Values, there: npt.NDArray[np.bool_], plan: SlicePlan
) -> Levels:
    """Middle grey where both are equal, white where the other one is a window's width higher; else black."""
    both = there & (np.abs(values) < FAR_ABOVE / 10.0)
    change = np.where(both, others - values, np.float32(0.0))
    levels = np.clip(128.0 + change * (127.0 / plan.window.width), 0.0, 255.0)
    picture = np.where(both, levels + 0.5, 0.0).astype(np.uint8)
    return picture if grey.ndim == 2 else np.repeat(picture[..., None], 3, axis=2)


def _squares(shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    side = max(8, min(shape[:2]) // _SQUARES)
    rows, columns = np.arange(shape[0]) // side, np.arange(shape[1]) // side
    return np.asarray((rows[:, None] + columns[None, :]) % 2 == 1)


def _right_of(shape: tuple[int, ...], split: float) -> npt.NDArray[np.bool_]:
    right = np.arange(shape[1]) >= round(split * shape[1])
    return np.broadcast_to(right[None, :], shape[:2])


def outside_of(fusion: FusionPlan) -> float:
    """What stands for "not in the other volume"; black in its own window."""
    return FAR_ABOVE if fusion.inverted else FAR_BELOW
