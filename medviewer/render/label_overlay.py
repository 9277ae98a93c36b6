"""Labels over a picture: areas filled, outlines crisp on screen."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.render.scratch import Scratch
from medviewer.scene.views.slice_plan import LabelPlan

# An outline is one full screen pixel inside the edge and one half as strong: 1.5 pixels.
_RING_STRENGTHS = (0.0, 1.0, 0.5)
_RINGS = len(_RING_STRENGTHS)
_DIRECT_NUMBERS = 256

Codes = npt.NDArray[np.intp]


def label_codes(samples: npt.NDArray[Any], plan: LabelPlan, name: str, scratch: Scratch) -> Codes:
    """What is to be drawn at each pixel: ``3 * place + ring``; places are those of `label_places`.

    Parameters
    ----------
    samples
        Label numbers [h, w] at the pixel centres.
    name
        Of the scratch array that holds the codes.
    """
    codes: Codes = scratch.array(name, samples.shape, np.intp)
    if samples.dtype == np.uint8:
        np.multiply(samples, _RINGS, out=codes, casting="unsafe")
    else:
        np.multiply(_places_of(samples, plan), _RINGS, out=codes, casting="unsafe")
    if plan.outline:
        codes += _rings(samples, scratch)
    return codes


def label_places(samples_dtype: np.dtype[Any], plan: LabelPlan) -> tuple[tuple[int, ...], int]:
    """The place of each style of a plan in its tables, and how many places there are.

    Numbers below 256 are their own place; larger label maps count the styles from 1.
    """
    if samples_dtype == np.uint8:
        return tuple(style.number for style in plan.styles), _DIRECT_NUMBERS
    return tuple(range(1, len(plan.styles) + 1)), len(plan.styles) + 1


def _places_of(samples: npt.NDArray[Any], plan: LabelPlan) -> npt.NDArray[np.intp]:
    table = np.zeros(int(samples.max(initial=0)) + 1, dtype=np.intp)
    for place, style in enumerate(plan.styles, start=1):
        if 0 < style.number < len(table):
            table[style.number] = place
    places: npt.NDArray[np.intp] = table[samples]
    return places


def _rings(samples: npt.NDArray[Any], scratch: Scratch) -> npt.NDArray[np.uint8]:
    """1 on pixels at the edge of their label, 2 on the next ones inwards, else 0."""
    edge = scratch.array("edge", samples.shape, bool)
    near = scratch.array("near", samples.shape, bool)
    differs = scratch.array("differs", samples.shape, bool)
    edge[:] = False
    across, along = differs[:, 1:], differs[1:]
    np.not_equal(samples[:, 1:], samples[:, :-1], out=across)
    edge[:, 1:] |= across
    edge[:, :-1] |= across
    np.not_equal(samples[1:], samples[:-1], out=along)
    edge[1:] |= along
    edge[:-1] |= along
    near[:] = edge
    near[:, 1:] |= edge[:, :-1]
    near[:, :-1] |= edge[:, 1:]
    near[1:] |= edge[:-1]
    near[:-1] |= edge[1:]
    # near holds the edge too: twice near less edge is 1 on the edge and 2 beside it.
    rings = near.view(np.uint8)
    rings *= np.uint8(2)
    rings -= edge.view(np.uint8)
    return rings


def overlay_strengths(
    plan: LabelPlan, samples_dtype: np.dtype[Any]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Colours [codes, 3] 0..255 and opacities [codes] 0..1 of all codes of a plan.

    Segments that are hidden, or that the plan does not name, have opacity 0.
    """
    places, count = label_places(samples_dtype, plan)
    colors = np.zeros((count * _RINGS, 3), dtype=np.float32)
    opacities = np.zeros(len(colors), dtype=np.float32)
    for place, style in zip(places, plan.styles, strict=True):
        if style.number > 0 and place < count:
            for ring, strength in enumerate(_RING_STRENGTHS):
                colors[place * _RINGS + ring] = style.color
                opacities[place * _RINGS + ring] = style.opacity * max(plan.fill, strength)
    return colors, opacities
