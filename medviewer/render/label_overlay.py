"""Labels over a picture: areas filled, outlines crisp on screen."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.scene.slice_plan import LabelPlan

# An outline is one full screen pixel inside the edge and one half as strong: 1.5 pixels.
_RING_STRENGTHS = (0.0, 1.0, 0.5)
_RINGS = len(_RING_STRENGTHS)

Codes = npt.NDArray[np.uint16]


def label_codes(samples: npt.NDArray[Any], plan: LabelPlan) -> Codes:
    """What is to be drawn at each pixel: 0 nothing, else ``3 * place of the style + ring``, from 3.

    Parameters
    ----------
    samples
        Label numbers [h, w] at the pixel centres.
    plan
        Segments that are hidden, or that the plan does not name, draw nothing.
    """
    places = np.zeros(np.iinfo(samples.dtype).max + 1, dtype=np.uint16)
    for place, style in enumerate(plan.styles, start=1):
        if style.opacity > 0 and 0 < style.number < len(places):
            places[style.number] = place * _RINGS
    codes: Codes = places[samples]
    if plan.outline and codes.any():
        codes += _rings(codes)
    return codes


def _rings(codes: Codes) -> npt.NDArray[np.uint8]:
    """1 on labelled pixels at the edge of their label, 2 on the next ones inwards, else 0."""
    edge = np.zeros(codes.shape, dtype=bool)
    across, along = codes[:, 1:] != codes[:, :-1], codes[1:] != codes[:-1]
    edge[:, 1:] |= across
    edge[:, :-1] |= across
    edge[1:] |= along
    edge[:-1] |= along
    near = np.zeros(codes.shape, dtype=bool)
    near[:, 1:] |= edge[:, :-1]
    near[:, :-1] |= edge[:, 1:]
    near[1:] |= edge[:-1]
    near[:-1] |= edge[1:]
    rings = near.view(np.uint8) * np.uint8(2)
    rings[edge] = 1
    rings[codes == 0] = 0
    return rings


def overlay_strengths(plan: LabelPlan) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Colours [codes, 3] 0..255 and opacities [codes] 0..1 of all codes of a plan."""
    colors = np.zeros(((len(plan.styles) + 1) * _RINGS, 3), dtype=np.float32)
    opacities = np.zeros(len(colors), dtype=np.float32)
    for place, style in enumerate(plan.styles, start=1):
        for ring, strength in enumerate(_RING_STRENGTHS):
            colors[place * _RINGS + ring] = style.color
            opacities[place * _RINGS + ring] = style.opacity * max(plan.fill, strength)
    return colors, opacities
