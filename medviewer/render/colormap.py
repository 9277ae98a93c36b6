"""The colours of heat maps: inferno, even to the eye and safe for the colour blind, and others beside it.

Inferno: Stefan van der Walt and Nathaniel Smith (2015), CC0; seventeen of its colours, joined by straight
lines. The others are of our own making for maps that are seen together: each of one hue, darker to lighter.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

_INFERNO = "inferno"
_STOPS: Mapping[str, tuple[tuple[int, int, int], ...]] = {
    _INFERNO: (
        (0, 0, 4), (12, 8, 38), (36, 12, 79), (66, 10, 104), (93, 18, 110), (120, 28, 109),
        (147, 38, 103), (174, 48, 92), (199, 62, 76), (221, 81, 58), (237, 105, 37), (248, 133, 15),
        (252, 165, 10), (250, 198, 45), (242, 230, 97), (243, 246, 130), (252, 255, 164),
    ),
    "ice": ((0, 4, 20), (0, 42, 88), (0, 92, 152), (10, 148, 206), (86, 204, 238), (204, 246, 255)),
    "moss": ((0, 12, 4), (0, 56, 26), (0, 104, 48), (24, 156, 70), (110, 210, 112), (214, 252, 204)),
    "rose": ((16, 0, 12), (78, 4, 60), (146, 16, 112), (208, 54, 160), (246, 126, 206), (255, 214, 242)),
}  # fmt: skip


def heat_colors(name: str = _INFERNO) -> npt.NDArray[np.uint8]:
    """Table [256, 3] of RGB for heat 0..1; inferno's where a name is none that is known."""
    stops = np.array(_STOPS.get(name, _STOPS[_INFERNO]), dtype=np.float64)
    steps = np.linspace(0.0, len(stops) - 1.0, 256)
    channels = [np.interp(steps, np.arange(len(stops)), stops[:, c]) for c in range(3)]
    return np.round(np.stack(channels, axis=-1)).astype(np.uint8)
