"""The figures of marks on the images that are open, kept until the mark or its image changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import ref

from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.measure_shape import length_mm
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_place import image_of, measured_volume

if TYPE_CHECKING:
    from medviewer.core.measure import Figures
    from medviewer.core.volume import Volume
    from medviewer.scene.scene import Scene
    from medviewer.scene.views.viewport import Viewport


def figures_of(mark: Mark, layer: ImageLayer, marks: Iterable[Mark]) -> Figures | None:
    """What a mark measures on an image; None where the image has no slice for it.

    Parameters
    ----------
    marks
        All marks (``scene.marks.items``): one of them may calibrate the image by hand.
    """
    from medviewer.core.measure import measure, measure_shape  # not needed for the first picture

    volume = measured_volume(mark, layer)
    if volume is None:
        return None
    by_hand = calibration_by_hand(mark.place, marks)
    # What is still being read has shapes, but not yet all values.
    return (measure if layer.arriving is None else measure_shape)(mark, volume, by_hand)


def calibration_by_hand(place: MarkPlace, marks: Iterable[Mark]) -> float | None:
    """True millimetres for each of an image's own, from the last known length drawn on it; None without one.

    It holds for the image that it was drawn on: one slice of a stack and all frames of its file, or the
    whole of a series of one image.
    """
    factor = None
    for mark in marks:
        if mark.kind == "length" and mark.known_mm > 0 and _is_same_image(mark.place, place):
            drawn = length_mm(*mark.points_lps)
            factor = mark.known_mm / drawn if drawn > 0 else factor
    return factor


def calibration_in(scene: Scene, viewport: Viewport) -> float | None:
    """The calibration by hand of the image that a view shows."""
    layer = scene.image_in(viewport)
    if layer is None or not layer.is_flat or not any(one.known_mm > 0 for one in scene.marks.items):
        return None
    frame = layer.frame(viewport.frame)
    uid = (*frame.instance_uids, "")[0]
    number = min(max(viewport.frame, 0), layer.frame_count - 1) if layer.frame_count > 1 else 0
    place = MarkPlace(layer.image.info.series_id, instance_uid=uid, slice_number=number)
    return calibration_by_hand(place, scene.marks.items)


def may_calibrate(layer: ImageLayer) -> bool:
    """Whether a known length may set the size of a pixel: not where the places of slices give it."""
    return layer.is_flat and layer.image.spacing_source != "geometry"


@dataclass(frozen=True, eq=False)
class _Kept:
    mark: Mark
    volume: ref[Volume] | None
    is_whole: bool
    by_hand: float | None
    figures: Figures | None

    def is_for(self, mark: Mark, volume: Volume | None, is_whole: bool, by_hand: float | None) -> bool:
        """Whether nothing has changed since."""
        held = None if self.volume is None else self.volume()
        same = self.mark is mark and held is volume
        return same and (self.is_whole, self.by_hand) == (is_whole, by_hand)


class KeptFigures:
    """Figures that were computed lately, so that drawing and lists need not count voxels again."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._known: tuple[tuple[Mark, ...], tuple[Mark, ...]] = ((), ())

    def of(self, mark: Mark, layer: ImageLayer, marks: tuple[Mark, ...]) -> Figures | None:
        """As `figures_of`."""
        if self._known[0] is not marks:
            self._known = (marks, tuple(one for one in marks if one.known_mm > 0))
        volume, known = measured_volume(mark, layer), self._known[1]
        by_hand = calibration_by_hand(mark.place, known) if known else None
        is_whole = layer.arriving is None
        kept = self._kept.get(mark.id)
        if kept is not None and kept.is_for(mark, volume, is_whole, by_hand):
            return kept.figures
        figures = figures_of(mark, layer, known)
        held = None if volume is None else ref(volume)  # an image that is closed is not kept alive
        self._kept[mark.id] = _Kept(mark, held, is_whole, by_hand, figures)
        return figures

    def clear(self) -> None:
        """Lets go of all volumes."""
        self._kept.clear()
        self._known = ((), ())


def figures_in(scene: Scene, mark: Mark) -> Figures | None:
    """What a mark measures on its image in a scene; None if that is not open."""
    layer = image_of(scene, mark.place)
    return None if layer is None else scene.marks.figures.of(mark, layer, scene.marks.items)


def _is_same_image(one: MarkPlace, other: MarkPlace) -> bool:
    if one.series_id != other.series_id:
        return False
    same_file = one.instance_uid != "" and one.instance_uid == other.instance_uid
    return same_file or one.slice_number == other.slice_number
