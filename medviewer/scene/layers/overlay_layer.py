"""The drawings that files lay over their own slices, as layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from medviewer.core.geometry import Geometry
from medviewer.core.overlay_plane import OverlayKind, OverlayPlane
from medviewer.core.segmentation import Color, Segment, Segmentation
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.shown_instance import shown_slice
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import LabelPlan, SegmentStyle
from medviewer.scene.views.viewport import Viewport

_COLOR: Color = (240, 228, 66)
_REGION_FILL = 0.35


@dataclass(eq=False, kw_only=True)
class OverlayLayer(ResultLayer):
    """The overlay planes of one group of the files of an image, on whichever slices they are."""

    group: int
    kind: OverlayKind = "G"
    description: str = ""

    def __post_init__(self) -> None:
        self._last: tuple[OverlayPlane, Geometry, int, Segmentation] | None = None

    def plan(self, image: ImageLayer, viewport: Viewport, plane: PlaneView) -> LabelPlan | None:
        """What it draws over a view; None where the view does not show a slice that it is on."""
        shown = shown_slice(image, viewport, plane)
        if shown is None or self.opacity <= 0:
            return None
        volume, number = shown
        drawn = volume.overlays[number] if number < len(volume.overlays) else ()
        drawing = next((one for one in drawn if one.group == self.group), None)
        if drawing is None:
            return None
        style = SegmentStyle(1, _COLOR, self.opacity)
        is_region = drawing.kind == "R"
        map_of = self._map(drawing, _slice_grid(volume.geometry, number), plane.mm_per_pixel)
        return LabelPlan(map_of, (style,), _REGION_FILL if is_region else 1.0, outline=is_region)

    def _map(self, drawing: OverlayPlane, grid: Geometry, mm_per_pixel: float) -> Segmentation:
        """The drawing in its place; the same object as long as it looks the same."""
        pixels = max(1, int(np.ceil(mm_per_pixel / min(grid.spacing_ijk[:2]) - 1e-6)))
        last = self._last
        if last is None or last[0] is not drawing or last[1:3] != (grid, pixels):
            last = self._last = (drawing, grid, pixels, label_map(drawing, grid, pixels))
        return last[3]


def overlay_layers(image: ImageLayer) -> tuple[OverlayLayer, ...]:
    """A layer for each group of drawings of an image, in the order of the groups."""
    found: dict[int, OverlayPlane] = {}
    labels: dict[int, set[str]] = {}
    for plane in _all_planes(image):
        found.setdefault(plane.group, plane)
        labels.setdefault(plane.group, set()).add(plane.label or plane.description)
    return tuple(
        OverlayLayer(
            image.id,
            # A text that changes from slice to slice names none of them all.
            (labels[group].pop() if len(labels[group]) == 1 else "") or f"Overlay {group:04X}",
            saved=True,
            group=group,
            kind=plane.kind,
            description=plane.description if plane.label else "",
        )
        for group, plane in sorted(found.items())
    )


def label_map(drawing: OverlayPlane, grid: Geometry, pixels: int = 1) -> Segmentation:
    """A drawing as a label map of one slice, where it lies in the world.

    Parameters
    ----------
    grid
        Of the slice, one voxel thick.
    pixels
        So many pixels along rows and columns become one, drawn if one of them is: then a view that
        shows several of them in one pixel of the screen loses no line.
    """
    mask = drawing.mask()
    rows, columns = -(-drawing.rows // pixels), -(-drawing.columns // pixels)
    if pixels > 1:
        whole = np.zeros((rows * pixels, columns * pixels), np.uint8)
        whole[: drawing.rows, : drawing.columns] = mask
        mask = whole.reshape(rows, pixels, columns, pixels).max(axis=(1, 3))
    middle = (pixels - 1) / 2.0
    x, y, z = grid.index_to_lps((drawing.first_column + middle, drawing.first_row + middle, 0.0)).tolist()
    along_i, along_j, thickness = grid.spacing_ijk
    spacing = (along_i * pixels, along_j * pixels, thickness)
    place = Geometry((1, rows, columns), (x, y, z), spacing, grid.axes_lps)
    return Segmentation(mask[None], place, (Segment(1, drawing.label or "Overlay", _COLOR),))


def _slice_grid(grid: Geometry, number: int) -> Geometry:
    x, y, z = grid.index_to_lps((0.0, 0.0, number)).tolist()
    return Geometry((1, *grid.shape_kji[1:]), (x, y, z), grid.spacing_ijk, grid.axes_lps)


def _all_planes(image: ImageLayer) -> Iterator[OverlayPlane]:
    volumes: tuple[Volume | Stack, ...] = (image.image,)
    if image.time_series is not None:
        volumes = image.time_series.volumes
    for volume in volumes:
        acquired = volume.acquired if isinstance(volume, Volume) else None
        for planes in (*volume.overlays, *(() if acquired is None else acquired.overlays)):
            yield from planes
