"""ViewAids: what helps reading in all views at once, as observable state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from medviewer.scene.events import Events
from medviewer.scene.views.curved_path import CurvedPath
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.volume.segment_boxes import SegmentBoxes


@dataclass(eq=False)
class ViewAids:
    """Aids to reading. ``events.<field>`` fires once for each real change.

    Parameters
    ----------
    tilts
        How the three planes are turned about the crosshair, by frame of reference; straight in all others.
        All views of volumes of the frame are turned alike, those of grids as well.
    curve
        The path along which a volume is straightened, if one is drawn.
    reference_lines
        Whether views of a grid show where the view in use cuts them.
    views_linked
        Whether the views of a grid zoom, move and window together.
    marks_in_3d
        Whether marks are drawn over 3D pictures.
    neurological
        Whether the patient's left is on the left of the picture; a setting of the reader, not of a study.
    segment_boxes
        How far the segments of label layers reach, by layer, as far as that was looked up.
    """

    events: ClassVar[Events] = Events()

    tilts: Mapping[str, Tilt] = field(default_factory=dict)
    curve: CurvedPath | None = None
    reference_lines: bool = True
    views_linked: bool = False
    marks_in_3d: bool = True
    neurological: bool = False
    segment_boxes: Mapping[str, SegmentBoxes] = field(default_factory=dict)

    def start_afresh(self) -> None:
        """Nothing is turned and nothing is drawn, as when another patient is opened."""
        self.tilts = {}
        self.curve = None
        self.segment_boxes = {}
