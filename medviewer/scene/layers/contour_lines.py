"""What of a structure set lies on a picture."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.segmentation import Color
from medviewer.scene.layers.contour_cutter import Pixels
from medviewer.scene.layers.object_layers import ContourLayer
from medviewer.scene.views.plane_view import PlaneView


@dataclass(frozen=True, eq=False)
class ContourLine:
    """A line of a region: points [n, 2] in picture pixels; a single point is a mark."""

    number: int
    color: Color
    points_px: Pixels
    is_closed: bool


def contour_lines(layer: ContourLayer, plane: PlaneView, slice_mm: float) -> tuple[ContourLine, ...]:
    """The lines of all visible regions on a picture.

    Contours parallel to the picture are drawn where they lie within half a slice of it. Across them,
    each closed contour stands for a slab as thick as its contours are apart, and the outline of the
    slabs is drawn where the picture cuts them.

    Parameters
    ----------
    slice_mm
        Distance of the image's slices; contours are taken to be on one of them.
    """
    if not layer.visible:
        return ()
    found: list[ContourLine] = []
    for place, state in enumerate(layer.rois):
        if state.visible:
            lines = layer.cutter.lines(place, plane, slice_mm)
            found += [ContourLine(state.number, state.color, points, closed) for points, closed in lines]
    return tuple(found)
