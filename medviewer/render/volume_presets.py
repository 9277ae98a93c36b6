"""How values become colour and opacity in 3D: a table of data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.volume import Volume, default_window

Blend = Literal["light", "brightest"]


@dataclass(frozen=True)
class VolumePreset:
    """A transfer function.

    Parameters
    ----------
    colors
        (value, red, green, blue), colours 0..1, joined by straight lines.
    opacities
        (value, opacity of one millimetre of it), 0..1.
    relative
        False: values are in HU. True: 0 is black and 1 is white of the image's default window.
    blend
        ``"light"`` goes through the body and is shaded; ``"brightest"`` shows the greatest value on each ray.
    lungs_only
        All but the lungs and what is in them is taken out (HU).
    glass
        The part of the opacity that is left of a body in which segments or another image glow.
    """

    name: str
    title: str
    colors: tuple[tuple[float, float, float, float], ...]
    opacities: tuple[tuple[float, float], ...]
    relative: bool = False
    blend: Blend = "light"
    lungs_only: bool = False
    glass: float = 0.06


def value_range(preset: VolumePreset, image: Volume) -> tuple[float, float]:
    """What 0 and one step of a preset's values are in an image: a value, and how much to the next."""
    if not preset.relative:
        return 0.0, 1.0
    window = default_window(image)
    return window.level - window.width / 2.0, window.width


VOLUME_PRESETS: dict[str, VolumePreset] = {
    preset.name: preset
    for preset in (
        VolumePreset(
            "ct-bone",
            "CT bone",
            ((100, 0.45, 0.18, 0.12), (220, 0.8, 0.52, 0.32), (450, 0.95, 0.88, 0.74), (1500, 1, 1, 0.97)),
            ((120, 0.0), (200, 0.06), (300, 0.35), (600, 0.8), (1500, 0.95)),
        ),
        VolumePreset(
            "ct-soft",
            "CT soft tissue",
            ((-150, 0.75, 0.6, 0.35), (-20, 0.8, 0.45, 0.3), (60, 0.72, 0.25, 0.2), (250, 0.95, 0.8, 0.65),
             (1000, 1, 1, 0.95)),
            ((-50, 0.0), (10, 0.02), (60, 0.12), (150, 0.35), (300, 0.8), (1000, 0.95)),
        ),
        VolumePreset(
            "ct-vessels",
            "CT vessels",
            ((120, 0.6, 0.1, 0.08), (250, 0.88, 0.25, 0.18), (400, 0.97, 0.82, 0.7), (1200, 1, 1, 0.97)),
            ((130, 0.0), (180, 0.1), (260, 0.55), (600, 0.85)),
        ),
        VolumePreset(
            "ct-lung",
            "CT lung",
            ((-1000, 0.25, 0.4, 0.5), (-850, 0.45, 0.62, 0.72), (-650, 0.75, 0.6, 0.55),
             (-400, 0.88, 0.5, 0.42), (0, 0.95, 0.72, 0.62), (300, 1.0, 0.92, 0.85)),
            ((-960, 0.0), (-900, 0.005), (-780, 0.011), (-650, 0.05), (-450, 0.3), (-200, 0.6), (300, 0.9)),
            lungs_only=True,
        ),
        VolumePreset(
            "ct-skin",
            "CT skin",
            ((-1000, 0.93, 0.74, 0.62), (0, 0.95, 0.77, 0.66), (300, 0.98, 0.85, 0.75), (1000, 1, 1, 0.95)),
            ((-450, 0.0), (-350, 0.95), (1000, 0.95)),
            glass=0.012,
        ),
        VolumePreset(
            "ct-mip",
            "CT MIP",
            ((-100, 0, 0, 0), (900, 1, 1, 1)),
            ((-101, 0.0), (-100, 1.0)),
            blend="brightest",
        ),
        VolumePreset(
            "mr",
            "MR",
            ((0.0, 0.72, 0.52, 0.44), (0.2, 0.8, 0.6, 0.5), (0.6, 0.92, 0.82, 0.74), (1.0, 1.0, 0.97, 0.94)),
            ((0.15, 0.0), (0.22, 0.6), (1.0, 0.9)),
            relative=True,
            glass=0.016,
        ),
        VolumePreset(
            "mip",
            "MIP",
            ((0.0, 0, 0, 0), (1.0, 1, 1, 1)),
            ((-0.01, 0.0), (0.0, 1.0)),
            relative=True,
            blend="brightest",
        ),
    )
}  # fmt: skip
