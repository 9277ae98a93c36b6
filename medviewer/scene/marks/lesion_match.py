"""Which lesion of another visit a mark may be of: the one that lies nearest to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from medviewer.core.mark import Mark
from medviewer.core.measure_shape import centre_lps, length_mm
from medviewer.core.patient import patient_of
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_place import image_of
from medviewer.scene.views.frame_link import UNTURNED, frame_of, joined, moved_by

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene

NEAR_MM = 20.0


@dataclass(frozen=True)
class LesionMatch:
    """A lesion of another visit, and how far from a mark it lies, mm, with the frames as they are linked."""

    mark: Mark
    away_mm: float


def nearest_lesion(scene: Scene, mark: Mark, within_mm: float = NEAR_MM) -> LesionMatch | None:
    """The nearest lesion of an earlier visit of the same patient within a distance; None without one.

    Its image is open, and in the frame of the mark's or linked with it (registered or by hand). A lesion that
    is measured at the visit of the mark already is none, nor is the mark's own.
    """
    layer = image_of(scene, mark.place)
    if layer is None or mark.place.slice_number is not None:
        return None
    ways = {frame_of(layer): UNTURNED, **joined(scene.links, frame_of(layer))}
    here = {
        one.lesion
        for one in scene.marks.items
        if one.role and one.id != mark.id and one.place.study_uid == mark.place.study_uid
    }
    found: list[LesionMatch] = []
    for other in scene.marks.items:
        if not (other.role and other.lesion) or other.lesion in here or not _is_elsewhere(mark, other):
            continue
        its_layer = image_of(scene, other.place)
        if its_layer is None or not _is_prior(its_layer, layer) or frame_of(its_layer) not in ways:
            continue
        there = moved_by(ways[frame_of(its_layer)], centre_lps(mark))
        found.append(LesionMatch(other, length_mm(there, centre_lps(other))))
    nearest = min(found, key=lambda one: one.away_mm, default=None)
    return nearest if nearest is not None and nearest.away_mm <= within_mm else None


def proposed_lesion(scene: Scene, mark: Mark) -> LesionMatch | None:
    """As `nearest_lesion`, for a lesion that no other visit knows by its number; None for others."""
    if not mark.role:
        return None
    followed = any(
        one.role and one.lesion == mark.lesion and _is_elsewhere(mark, one) for one in scene.marks.items
    )
    return None if mark.lesion and followed else nearest_lesion(scene, mark)


def _is_elsewhere(mark: Mark, other: Mark) -> bool:
    is_world = other.place.slice_number is None
    return is_world and other.place.study_uid != mark.place.study_uid


def _is_prior(image: ImageLayer, of: ImageLayer) -> bool:
    """Whether an image is of the same patient and of no later day, as far as that is known."""
    study, present = image.image.info.study, of.image.info.study
    is_later = bool(present.study_date) and study.study_date > present.study_date
    return patient_of(study) == patient_of(present) and not is_later
