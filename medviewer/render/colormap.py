"""The colours of heat maps: inferno, even to the eye and safe for the colour blind.

Stefan van der Walt and Nathaniel Smith (2015), CC0; seventeen of its colours, joined by straight lines.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_INFERNO = np.array(
    [
        (0, 0, 4), (12, 8, 38), (36, 12, 79), (66, 10, 104), (93, 18, 110), (120, 28, 109),
        (147, 38, 103), (174, 48, 92), (199, 62, 76), (221, 81, 58), (237, 105, 37), (248, 133, 15),
        (252, 165, 10), (250, 198, 45), (242, 230, 97), (243, 246, 130), (252, 255, 164),
    ],
    dtype=np.float64,
)  # fmt: skip


def heat_colors() -> npt.NDArray[np.uint8]:
    """Table [256, 3] of RGB for heat 0..1."""
    steps = np.linspace(0.0, len(_INFERNO) - 1.0, 256)
    channels = [np.interp(steps, np.arange(len(_INFERNO)), _INFERNO[:, c]) for c in range(3)]
    return np.round(np.stack(channels, axis=-1)).astype(np.uint8)
