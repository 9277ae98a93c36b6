"""The colour bar of a 3D picture: of the image that glows in it, else of the greatest values in colours."""

from __future__ import annotations

from medviewer.core.palette import GREY
from medviewer.render.volume_presets import VOLUME_PRESETS, value_range
from medviewer.scene.views.slice_plan import VolumePlan
from medviewer.ui.views.palette_legend import PaletteLegend


def volume_legend(plan: VolumePlan) -> PaletteLegend | None:
    """The legend of a picture; None where its colours stand for no value."""
    preset = VOLUME_PRESETS.get(plan.preset)
    if preset is None:
        return None
    is_brightest = preset.blend == "brightest"
    if plan.fusion is not None and not is_brightest:
        window = plan.fusion.window
        ends = window.level - window.width / 2.0, window.level + window.width / 2.0
        return _legend(plan.fusion.palette, ends, plan.fusion.volume.unit)
    if plan.palette == GREY or not is_brightest or not plan.has_body:
        return None
    low, scale = value_range(preset, plan.image)
    ends = low + scale * preset.colors[0][0], low + scale * preset.colors[-1][0]
    return _legend(plan.palette, ends, plan.image.unit)


def _legend(palette: str, ends: tuple[float, float], unit: str) -> PaletteLegend:
    shown = "SUVbw" if unit == "SUV" else unit
    return PaletteLegend(palette, f"{ends[0]:.4g}", f"{ends[1]:.4g} {shown}".rstrip())
