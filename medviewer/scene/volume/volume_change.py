"""Changing how an image looks in 3D; each change can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.viewport import Viewport
from medviewer.scene.volume.volume_look import CropBox, Keep, VolumeCut, whole_box


def change_look(scene: Scene, layer: ImageLayer, name: str, merge: str = "", **changes: Any) -> None:
    """Sets fields of the look of an image as one step of undo called ``name``; see `UndoStack.write`."""
    scene.undo.write(name, (layer, "volume_look", replace(layer.volume_look, **changes)), merge=merge)


def box_of(layer: ImageLayer) -> CropBox:
    """What of an image is shown in 3D: its crop box, else all of it."""
    return layer.volume_look.crop or whole_box(layer.geometry)


def set_box(scene: Scene, layer: ImageLayer, box: CropBox, merge: str = "") -> None:
    """Shows what lies in a box; the box around all voxels is none."""
    grid = layer.geometry
    change_look(scene, layer, "3D crop box", merge, crop=None if box == whole_box(grid) else box)


def cut_by(scene: Scene, layer: ImageLayer, keep: Keep | None, chosen: VolumeCut | None = None) -> bool:
    """Shows only what lies inside or outside segments; None shows all again. False: there are none.

    Without ``chosen`` segments it is those that are visible in the newest segmentation.
    """
    if keep is None:
        change_look(scene, layer, "Cut in 3D", cut=None)
        return True
    cut = chosen or visible_segments(scene, layer)
    if cut is None:
        return False
    change_look(scene, layer, "Cut in 3D", cut=replace(cut, keep=keep))
    return True


def visible_segments(scene: Scene, layer: ImageLayer) -> VolumeCut | None:
    """The segments on screen of the newest segmentation of an image, as a cut; None if there are none."""
    found = all_visible_segments(scene, layer)
    return VolumeCut(found[0][0].id, found[0][1]) if found else None


def all_visible_segments(scene: Scene, layer: ImageLayer) -> tuple[tuple[LabelLayer, tuple[int, ...]], ...]:
    """The segmentations of an image with the numbers of their segments on screen, the newest first."""
    shown = [one for one in scene.results_shown_on(layer) if isinstance(one, LabelLayer) and one.visible]
    found = [(one, tuple(state.number for state in one.segments if state.visible)) for one in shown]
    return tuple((one, numbers) for one, numbers in reversed(found) if numbers)


def toggle_segment(scene: Scene, layer: ImageLayer, layer_id: str, number: int) -> None:
    """Takes a segment into the cut or out of it; the cut ends with its last segment."""
    cut = layer.volume_look.cut
    if cut is None or cut.layer_id != layer_id:
        cut = VolumeCut(layer_id, ())
    numbers = set(cut.numbers) ^ {number}
    changed = replace(cut, numbers=tuple(sorted(numbers))) if numbers else None
    change_look(scene, layer, "Cut in 3D", cut=changed)


VIEW_ANGLES: dict[str, tuple[float, float]] = {
    "front": (0.0, 0.0),
    "back": (180.0, 0.0),
    "left": (90.0, 0.0),
    "right": (-90.0, 0.0),
    "head": (0.0, 89.0),
    "feet": (0.0, -89.0),
}
"""Azimuth and elevation, degrees, from where the patient is seen."""


def look_from(viewport: Viewport, side: str) -> None:
    """Turns a 3D view to see the patient from a side of `VIEW_ANGLES`."""
    azimuth, elevation = VIEW_ANGLES[side]
    viewport.camera = replace(viewport.camera, azimuth=azimuth, elevation=elevation)
