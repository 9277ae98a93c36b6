"""True size: a millimetre of the patient is a millimetre on the screen."""

from __future__ import annotations

import numpy as np

from medviewer.scene.marks.mark_figures import calibration_in
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import ZOOM_LIMITS
from medviewer.scene.views.plan_slice import shown_volume
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.viewport import Viewport

_SAME = 0.002


def is_true_size(plane: PlaneView, screen_mm: float) -> bool:
    """Whether a picture is as large as what it shows, within 0.2 %.

    Parameters
    ----------
    screen_mm
        Size of a pixel of the screen, mm; 0 if it is not known.
    """
    return screen_mm > 0 and abs(plane.mm_per_pixel / screen_mm - 1.0) <= _SAME


def show_true_size(scene: Scene, viewport: Viewport, plane: PlaneView, screen_mm: float) -> bool:
    """Zooms a view to true size; False where the size of image or screen is not known, or out of reach.

    A calibration by hand counts before what the file says.
    """
    image, by_hand = scene.image_in(viewport), calibration_in(scene, viewport)
    if image is None or screen_mm <= 0:
        return False
    if by_hand is None and shown_volume(image, viewport).spacing_source == "unknown":
        return False
    zoom = viewport.zoom * plane.mm_per_pixel * (by_hand or 1.0) / screen_mm
    viewport.zoom = float(np.clip(zoom, *ZOOM_LIMITS))
    return ZOOM_LIMITS[0] <= zoom <= ZOOM_LIMITS[1]
