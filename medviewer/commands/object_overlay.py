"""Contours and presentation states over a picture of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from medviewer.core.contours import StructureSet
from medviewer.core.errors import ReadError
from medviewer.core.presentation_state import PresentationState
from medviewer.core.series import Problem, SeriesEntry
from medviewer.core.study_object import beside_images
from medviewer.io.progress import ReadReport

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene
    from medviewer.scene.views.plane_view import PlaneView
    from medviewer.scene.views.viewport import Viewport

_OWN_COLOR = (240, 228, 66)
_FINER = 2
"""Lines are drawn so many times larger and made smaller, which smooths them."""


def lay_object_over(scene: Scene, path: str, image: SeriesEntry, report: ReadReport) -> tuple[Problem, ...]:
    """Lays a structure set or presentation state over the image of a scene; gives what was noticed.

    Raises
    ------
    ReadError
        If the file is neither.
    """
    from medviewer.io.load import load_series
    from medviewer.io.scan import scan_path
    from medviewer.scene.images.go_to_instance import go_to_instance
    from medviewer.scene.layers.object_layers import PresentationLayer
    from medviewer.scene.layers.presentation import apply_state

    (entry, *others) = scan_path(path, report=report).series
    if others:
        raise ReadError(f"{path} holds more than one thing; give the file to lay over the picture.")
    found = load_series(beside_images(entry, image), report=report)
    if not isinstance(found, (StructureSet, PresentationState)) or scene.active is None:
        raise ReadError(f"{path} is neither a structure set nor a presentation state.")
    layer = scene.add_result(found, scene.active.id, saved=True)
    if isinstance(layer, PresentationLayer):
        apply_state(scene, layer)
        if not any(go_to_instance(scene, scene.active, one) for one in layer.state.images):
            raise ReadError(f"{path} is about images that are not in this series.")
    return found.problems


def object_marks(scene: Scene) -> tuple[str, ...]:
    """Says that a presentation state makes the picture other than its file asks."""
    from medviewer.scene.layers.state_in_view import applied_state

    state = None if scene.active is None else applied_state(scene, scene.active)
    return () if state is None else (f"PRESENTATION STATE {state.name}".strip(),)


def with_objects(
    picture: npt.NDArray[np.uint8], scene: Scene, viewport: Viewport, plane: PlaneView
) -> npt.NDArray[np.uint8]:
    """The picture [h, w, 3] with what objects draw over it."""
    from medviewer.scene.layers.annotation_shapes import annotations_in_view
    from medviewer.scene.layers.contour_lines import contour_lines
    from medviewer.scene.layers.object_layers import ContourLayer
    from medviewer.scene.views.plan_slice import shown_volume

    active = scene.active
    if active is None:
        return picture
    slice_mm = shown_volume(active, viewport).geometry.spacing_ijk[2]
    layers = [layer for layer in scene.results_shown_on(active) if isinstance(layer, ContourLayer)]
    shapes, texts = annotations_in_view(scene, viewport, plane)
    if not layers and not shapes and not texts:
        return picture
    height, width = picture.shape[:2]
    base = Image.fromarray(picture)
    large = Image.new("RGBA", (width * _FINER, height * _FINER))
    draw = ImageDraw.Draw(large)
    for layer in layers:
        for line in contour_lines(layer, plane, slice_mm):
            _draw(draw, line.points_px, line.is_closed, line.color)
    for shape in shapes:
        _draw(draw, shape.points_px, shape.is_closed, shape.color or _OWN_COLOR, shape.filled)
    lines = large.resize((width, height), Image.Resampling.BOX)
    base.paste(lines, (0, 0), lines)
    words = ImageDraw.Draw(base)
    for text in texts:
        place = text.box_px[:2] if text.box_px is not None else text.anchor_px
        if place is not None:
            shown = text.text.encode("latin-1", "replace").decode("latin-1")
            font = ImageFont.load_default(size=13.0)
            words.text(
                place, shown, fill=text.color or _OWN_COLOR, font=font, stroke_width=1, stroke_fill=(0, 0, 0)
            )
    return np.asarray(base)


def _draw(
    draw: Any,
    points_px: npt.NDArray[np.float64],
    is_closed: bool,
    color: tuple[int, int, int],
    filled: bool = False,
) -> None:
    points = [(float(x) * _FINER, float(y) * _FINER) for x, y in points_px]
    if len(points) == 1:
        x, y = points[0]
        points = [(x - 8, y), (x + 8, y)]
        draw.line([(x, y - 8), (x, y + 8)], fill=(*color, 255), width=3)
    elif is_closed:
        if filled:
            draw.polygon(points, fill=(*color, 140))
        points.append(points[0])
    draw.line(points, fill=(*color, 255), width=3, joint="curve")
