"""The transfer function of a preset, in the values of one image."""

from __future__ import annotations

import numpy as np

from medviewer.core.palette import GREY, palette_table
from medviewer.core.volume import Volume
from medviewer.render.errors import RenderError
from medviewer.render.ray_caster import Transfer
from medviewer.render.volume_presets import VOLUME_PRESETS, VolumePreset, value_range

_STOPS = 51
"""Colours of a palette that are joined by straight lines; they divide its 255 steps."""


def transfer_of(name: str, image: Volume, palette: str = GREY) -> Transfer:
    """The transfer function of a preset for an image; RenderError if there is no such preset.

    ``palette`` stands for the grey of presets that show the greatest value of each ray.
    """
    preset = preset_of(name)
    low, scale = value_range(preset, image)
    colors = tuple((low + scale * value, r, g, b) for value, r, g, b in preset.colors)
    if preset.blend == "brightest" and palette != GREY:
        ends, table = (colors[0][0], colors[-1][0]), palette_table(palette)[:: 255 // _STOPS] / 255.0
        values = np.linspace(*ends, len(table))
        colors = tuple(
            (float(v), float(r), float(g), float(b)) for v, (r, g, b) in zip(values, table, strict=True)
        )
    opacities = tuple((low + scale * value, alpha) for value, alpha in preset.opacities)
    return Transfer(colors, opacities, preset.blend, preset.glass)


def preset_of(name: str) -> VolumePreset:
    """A preset by its name; RenderError if there is none."""
    if name not in VOLUME_PRESETS:
        raise RenderError(f"There is no 3D preset {name!r}; choose one of {', '.join(VOLUME_PRESETS)}.")
    return VOLUME_PRESETS[name]
