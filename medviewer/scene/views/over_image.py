"""Another image laid over the one in a view: fusion, and ways to compare the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from medviewer.core.palette import GREY
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.views.frame_link import UNTURNED, FrameLink, Matrix, frame_of, joined
from medviewer.scene.views.over_look import OverImage, OverWay
from medviewer.scene.views.plane_view import PlaneView

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene

_BLENDED_IN = "hot_iron"
"""What is shown in grey by itself is blended in colours: grey over grey could not be told apart."""


@dataclass(frozen=True)
class FusionPlan:
    """The same, frozen for a renderer; ``matrix`` maps LPS mm of the picture to those of ``volume``."""

    volume: Volume
    window: WindowLevel
    inverted: bool
    way: OverWay
    opacity: float
    split: float
    palette: str
    matrix: Matrix

    def plane_over(self, plane: PlaneView) -> PlaneView:
        """Where the picture lies in the frame of the volume that is laid over it."""
        matrix = np.array(self.matrix)

        def turned(vector: tuple[float, float, float]) -> tuple[float, float, float]:
            x, y, z = (float(v) for v in matrix[:3, :3] @ np.array(vector))
            return (x, y, z)

        x, y, z = (float(v) for v in matrix[:3, :3] @ np.array(plane.centre_lps) + matrix[:3, 3])
        right, down = turned(plane.right_lps), turned(plane.down_lps)
        return PlaneView((x, y, z), right, down, plane.mm_per_pixel, plane.size_px)


def fusion_plan(scene: Scene, image: ImageLayer, wanted: OverImage | None = None) -> FusionPlan | None:
    """What lies over an image now; None for nothing, and where nothing joins the two frames.

    Parameters
    ----------
    wanted
        What is to lie over it in the place of what does; None for that.
    """
    over = wanted or image.over
    other = None if over is None else next((one for one in scene.images if one.id == over.image_id), None)
    if over is None or other is None or not isinstance(other.image, Volume) or other.arriving is not None:
        return None
    matrix = matrix_between(scene, image, other)
    if matrix is None:
        return None
    look = (other.window, other.inverted)
    palette = _BLENDED_IN if other.palette == GREY else other.palette
    return FusionPlan(other.image, *look, over.way, over.opacity, over.split, palette, matrix)


def matrix_between(scene: Scene, image: ImageLayer, other: ImageLayer) -> Matrix | None:
    """From LPS mm of one image to those of another: their common frame, or links, also over other frames."""
    start, end = frame_of(image), frame_of(other)
    return UNTURNED if start == end else joined(scene.links, start).get(end)


def link_between(scene: Scene, image: ImageLayer, other: ImageLayer) -> FrameLink | None:
    """The link of the frames of two images to each other, if there is one."""
    ends = {frame_of(image), frame_of(other)}
    return next((one for one in scene.links if {one.first, one.second} == ends), None)
