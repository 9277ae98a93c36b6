"""Objects of a study that are seen on an image: contours, presentation states, key images."""

from __future__ import annotations

from dataclasses import dataclass, replace

from medviewer.core.contours import StructureSet
from medviewer.core.document import Document
from medviewer.core.presentation_state import PresentationState
from medviewer.core.segmentation import Color
from medviewer.scene.layers.contour_cutter import ContourCutter
from medviewer.scene.layers.layers import ResultLayer


@dataclass(frozen=True)
class RoiState:
    """How one region of a structure set is shown now."""

    number: int
    name: str
    color: Color
    visible: bool = True


@dataclass(eq=False, kw_only=True)
class ContourLayer(ResultLayer):
    """A structure set over its image; ``opacity`` is that of its lines."""

    structure_set: StructureSet
    rois: tuple[RoiState, ...] = ()

    def __post_init__(self) -> None:
        self.cutter = ContourCutter(self.structure_set.rois)
        if not self.rois:
            self.rois = tuple(RoiState(roi.number, roi.name, roi.color) for roi in self.structure_set.rois)

    def set_roi_visible(self, number: int, visible: bool) -> None:
        """Shows or hides a region."""
        self.rois = tuple(replace(roi, visible=visible) if roi.number == number else roi for roi in self.rois)

    def show_all(self, visible: bool = True) -> None:
        """Shows or hides every region."""
        self.rois = tuple(replace(roi, visible=visible) for roi in self.rois)


@dataclass(eq=False, kw_only=True)
class PresentationLayer(ResultLayer):
    """A presentation state of its image. It is applied while visible; see `scene.layers.presentation`."""

    state: PresentationState


@dataclass(eq=False, kw_only=True)
class KeyImagesLayer(ResultLayer):
    """A selection of key images: those that a key object names are marked."""

    document: Document

    def marks(self, instance_uid: str, frame: int = 1) -> bool:
        """Whether a frame (from 1) of an instance is a key image."""
        return any(image.means(instance_uid, frame) for image in self.document.references)
