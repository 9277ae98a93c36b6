"""Results that belong to an image, as they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from medviewer.core.classification import Classification
from medviewer.core.detections import Detections
from medviewer.core.landmarks import Landmarks
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review
from medviewer.core.segmentation import Color, Segmentation
from medviewer.core.volume import Volume
from medviewer.scene.events import Events
from medviewer.scene.images.image_layer import ImageLayer, new_layer_id
from medviewer.scene.volume.volume_surfaces import LayerSurfaces

FileForm = Literal["", "labels", "findings", "image"]


@dataclass(eq=False)
class ResultLayer:
    """What every result on screen has: a home image, where it comes from, and its fate.

    Parameters
    ----------
    image_id
        The `ImageLayer` that the result was made from; it is shown with that image only.
    saved
        False until its present state was written; an unsaved result asks before it is closed.
    review
        What the reader decided; write it with `medviewer.scene.layers.review.set_review`.
    time_point
        Of a time series, the time point that it was made from: it is shown there only. None belongs
        to every one.
    """

    events: ClassVar[Events] = Events()
    file_form: ClassVar[FileForm] = ""
    """What kind of file it is saved to; "" for what has none of its own."""

    image_id: str
    name: str = ""
    provenance: Provenance | None = None
    visible: bool = True
    opacity: float = 1.0
    saved: bool = False
    review: Review = field(default=Review())
    id: str = field(default_factory=new_layer_id)
    time_point: int | None = None

    @property
    def is_from_model(self) -> bool:
        """Whether a model made it: then it carries the AI badge until it is reviewed."""
        return self.provenance is not None and bool(self.provenance.model_id)


@dataclass(frozen=True)
class SegmentState:
    """How one segment is shown now; ``opacity`` 0..1."""

    number: int
    name: str
    color: Color
    visible: bool = True
    opacity: float = 1.0


@dataclass(eq=False, kw_only=True)
class LabelLayer(ResultLayer):
    """A segmentation over its image. ``fill`` is the opacity of areas, 0..1, times ``opacity``.

    ``surfaces`` are made for the 3D view when they are wanted there.
    """

    file_form: ClassVar[FileForm] = "labels"

    segmentation: Segmentation
    segments: tuple[SegmentState, ...] = ()
    fill: float = 0.35
    outline: bool = True
    surfaces: LayerSurfaces | None = None

    def __post_init__(self) -> None:
        if not self.segments:
            self.segments = tuple(SegmentState(s.number, s.name, s.color) for s in self.segmentation.segments)

    def segment(self, number: int) -> SegmentState:
        """The state of a segment by its number; KeyError if there is none."""
        for state in self.segments:
            if state.number == number:
                return state
        raise KeyError(number)

    def set_segment_visible(self, number: int, visible: bool) -> None:
        self._replace(number, visible=visible)

    def set_segment_opacity(self, number: int, opacity: float) -> None:
        self._replace(number, opacity=min(max(opacity, 0.0), 1.0))

    def set_segment_color(self, number: int, color: Color) -> None:
        self._replace(number, color=color)

    def show_all(self) -> None:
        self.segments = tuple(replace(s, visible=True) for s in self.segments)

    def _replace(self, number: int, **changes: object) -> None:
        self.segment(number)
        self.segments = tuple(
            replace(s, **changes) if s.number == number else s  # type: ignore[arg-type]
            for s in self.segments
        )


@dataclass(eq=False, kw_only=True)
class StatementsLayer(ResultLayer):
    """What a model states of an image, rather than a map over it."""

    file_form: ClassVar[FileForm] = "findings"

    @property
    def stated(self) -> Classification | Detections | Landmarks:
        """All its statements."""
        raise NotImplementedError


@dataclass(eq=False, kw_only=True)
class FindingsLayer(StatementsLayer):
    """What a classifier says. ``shown`` names the finding whose evidence is drawn, "" for none."""

    classification: Classification
    opacity: float = 0.5
    threshold: float = 0.2
    shown: str = ""

    @property
    def stated(self) -> Classification:
        return self.classification

    @property
    def evidence(self) -> Volume | None:
        """The heat map that is to be drawn now."""
        for finding in self.classification.findings:
            if finding.label == self.shown:
                return finding.evidence
        return None


@dataclass(eq=False, kw_only=True)
class DetectionsLayer(StatementsLayer):
    """Boxes that a detector found; those with a score of at least ``threshold`` are drawn."""

    detections: Detections
    threshold: float = 0.5

    @property
    def stated(self) -> Detections:
        return self.detections


Layer = ImageLayer | ResultLayer
