"""What two results of one image look like side by side: plans of the same plane, each with its own labels."""

from __future__ import annotations

from dataclasses import replace

from medviewer.core.comparison import BOTH
from medviewer.core.segmentation import Segmentation
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.views.slice_plan import LabelPlan, SegmentStyle, SlicePlan

_FILL = 0.85
_STRENGTHS = {BOTH: 0.3}
"""What both have is only a tint: the eye is to go to where they differ."""


def with_layer(plan: SlicePlan, layer: LabelLayer) -> SlicePlan:
    """The picture of a plane with one result over it and no other, shown or not elsewhere."""
    styles = tuple(SegmentStyle(s.number, s.color, s.opacity if s.visible else 0.0) for s in layer.segments)
    return replace(plan, labels=(LabelPlan(layer.segmentation, styles, layer.fill, layer.outline),), heats=())


def with_difference(plan: SlicePlan, difference: Segmentation | None) -> SlicePlan:
    """The picture of a plane with where two results differ."""
    if difference is None:
        return replace(plan, labels=(), heats=())
    styles = tuple(
        SegmentStyle(s.number, s.color, _STRENGTHS.get(s.number, 1.0)) for s in difference.segments
    )
    return replace(plan, labels=(LabelPlan(difference, styles, _FILL, outline=False),), heats=())
