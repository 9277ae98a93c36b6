"""Changing how many segments of a layer look at once: one event each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from medviewer.core.distinct_colors import distinct_colors
from medviewer.scene.layers.layers import LabelLayer


def show_segments(layer: LabelLayer, numbers: Collection[int], visible: bool) -> None:
    """Shows or hides some segments; the others stay as they are."""
    layer.segments = tuple(
        replace(state, visible=visible) if state.number in numbers else state for state in layer.segments
    )


def show_only(layer: LabelLayer, numbers: Collection[int]) -> None:
    """Shows some segments and hides all others."""
    layer.segments = tuple(replace(state, visible=state.number in numbers) for state in layer.segments)


def recolour(layer: LabelLayer) -> None:
    """Gives every segment a colour that can be told from the others."""
    colours = distinct_colors(len(layer.segments))
    layer.segments = tuple(
        replace(state, color=colour) for state, colour in zip(layer.segments, colours, strict=True)
    )
