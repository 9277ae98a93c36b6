"""The table that a patient lies on in a CT: hidden in 3D, once it is known what it is."""

from __future__ import annotations

import numpy as np

from medviewer.core.volume import Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.views.slice_plan import CutPlan

_LEAST_MM = 150.0
"""Of a smaller field no table can be told."""


def may_have_table(image: ImageLayer) -> bool:
    """Whether it is a CT (or is shown as one) that is large enough to show the table."""
    volume = image.image
    if image.is_flat or image.arriving is not None or not isinstance(volume, Volume):
        return False
    is_ct = volume.unit == "HU" or image.volume_look.preset.startswith("ct-")
    if not is_ct or volume.rgb is not None or min(volume.geometry.shape_kji) < 2:
        return False
    extents = np.array(volume.geometry.shape_ijk) * volume.geometry.spacing_ijk
    return bool(np.sort(extents)[1] >= _LEAST_MM)


def table_wanted(image: ImageLayer) -> Volume | None:
    """The volume in which the table is still to be looked for, if it is to be hidden."""
    known, volume = image.without_table, image.image
    if not isinstance(volume, Volume) or not image.volume_look.hides_table or not may_have_table(image):
        return None
    return None if known is not None and known.grid == volume.geometry else volume


def table_cut(image: ImageLayer, shown: Volume) -> CutPlan | None:
    """What hides the table in a volume that is shown of an image; None while nothing is known of one."""
    known = image.without_table
    if known is None or known.shown is None or not image.volume_look.hides_table:
        return None
    return CutPlan(known.shown, (1,)) if known.grid == shown.geometry else None
