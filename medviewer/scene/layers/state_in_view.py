"""Which presentation state a view follows."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.presentation_state import PresentationState
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.images.shown_instance import ShownInstance, shown_instance
from medviewer.scene.layers.object_layers import PresentationLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import Interpolation
from medviewer.scene.views.viewport import Viewport


def applied_state(scene: Scene, image: ImageLayer) -> PresentationState | None:
    """The state that an image is shown with now."""
    layer = applied_layer(scene, image)
    return None if layer is None else layer.state


def applied_layer(scene: Scene, image: ImageLayer) -> PresentationLayer | None:
    """Its layer: the newest one that is visible."""
    layers = [one for one in scene.results_of(image.id) if isinstance(one, PresentationLayer) and one.visible]
    return layers[-1] if layers else None


def state_in_view(
    scene: Scene, viewport: Viewport, plane: PlaneView
) -> tuple[PresentationState, ShownInstance] | None:
    """The state and the instance in a view, where the state is about it."""
    image = scene.image_in(viewport)
    state = None if image is None else applied_state(scene, image)
    if image is None or state is None:
        return None
    instance = shown_instance(image, viewport, plane)
    if instance is None or not state.is_about(instance.instance_uid, instance.frame):
        return None
    return state, instance


def interpolation_with(state: PresentationState, scene: Scene, image: ImageLayer) -> Interpolation:
    """Voxels as they are where a table jumps up and down: values between two are then none of the image's."""
    tables = [image.voi_lut, state.presentation_lut]
    rising = [_is_monotonic(one.table) for one in tables if one is not None]
    if state.modality is not None and state.modality.table is not None:
        rising.append(_is_monotonic(state.modality.table))
    return scene.interpolation if all(rising) else "nearest"


def _is_monotonic(table: npt.NDArray[Any]) -> bool:
    steps = np.diff(table.astype(np.int64))
    return bool((steps >= 0).all() or (steps <= 0).all())
