"""From the slices that a model speaks of to the slice on screen, and back."""

from __future__ import annotations

import numpy as np

from medviewer.core.classification import Finding
from medviewer.core.volume import Stack
from medviewer.scene.scene import Scene
from medviewer.scene.views.grid_views import flat_viewport


def go_to_finding_slice(scene: Scene, finding: Finding, number: int) -> None:
    """Shows the slice ``number`` (from 0) of a finding; across the slices the crosshair stays where it is."""
    active = scene.active
    if active is None or not 0 <= number < len(finding.per_slice):
        return
    if isinstance(active.shown, Stack):
        flat_viewport(scene, active).frame = number
        return
    if finding.slice_places:
        scene.set_cursor(_moved_onto(scene, finding, number))
        return
    index = active.geometry.lps_to_index(scene.cursor_lps)
    scene.set_cursor(active.geometry.index_to_lps((index[0], index[1], float(number))))


def shown_finding_slice(scene: Scene, finding: Finding) -> int | None:
    """Which slice of a finding the crosshair lies in; None where that is none of them."""
    active = scene.active
    if active is None or not finding.per_slice:
        return None
    if isinstance(active.shown, Stack):
        number = flat_viewport(scene, active).frame
    elif finding.slice_places:
        places = np.array(finding.slice_places)
        along = _direction(finding)
        number = int(np.abs((places - np.array(scene.cursor_lps)) @ along).argmin())
    else:
        number = int(np.floor(active.geometry.lps_to_index(scene.cursor_lps)[2] + 0.5))
    return number if 0 <= number < len(finding.per_slice) else None


def _direction(finding: Finding) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Along the model's slices, as a unit vector."""
    places = np.array(finding.slice_places, dtype=np.float64)
    along = places[-1] - places[0]
    length = float(np.linalg.norm(along))
    return along / length if length > 0 else np.array([0.0, 0.0, 1.0])


def _moved_onto(
    scene: Scene, finding: Finding, number: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    along, cursor = _direction(finding), np.array(scene.cursor_lps)
    return np.asarray(cursor + along * float((np.array(finding.slice_places[number]) - cursor) @ along))
