"""What lies on real radiographs besides the patient: side letters, cables, collimator edges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from medviewer.samples.radiograph import Radiograph


def add_clutter(radiograph: Radiograph, rng: np.random.Generator) -> Radiograph:
    """The same radiograph with some letters, plates and cables, dense (bright) as lead and metal are."""
    stored = radiograph.volume.voxels[0]
    height, width = stored.shape
    drawn = Image.new("F", (width, height), 0.0)
    pen = ImageDraw.Draw(drawn)
    for _ in range(int(rng.integers(0, 3))):
        place = (float(rng.uniform(0.0, 0.95) * width), float(rng.uniform(0.0, 0.9) * height))
        pen.text(
            place,
            str(rng.choice(list("LRAP"))),
            fill=float(rng.uniform(0.3, 1.0)),
            font_size=rng.integers(8, 22),
        )
    for _ in range(int(rng.integers(0, 4)) if rng.random() < 0.3 else 0):
        points = [(float(x), float(y)) for x, y in rng.uniform(-0.1, 1.1, (3, 2)) * (width, height)]
        pen.line(points, fill=float(rng.uniform(0.15, 0.6)), width=int(rng.integers(1, 4)))
    shade = np.asarray(drawn, np.float32)
    grey = stored.astype(np.float32) / 4095.0
    grey = 1.0 - grey if radiograph.volume.inverted else grey
    grey = grey + shade * (1.0 - grey)
    tilt = rng.normal(0.0, 0.06, 2)
    slope = np.linspace(-1, 1, height)[:, None] * tilt[0] + np.linspace(-1, 1, width)[None, :] * tilt[1]
    grey = np.clip(grey + slope, 0.0, 1.0)
    grey = 1.0 - grey if radiograph.volume.inverted else grey
    voxels = np.rint(grey * 4095.0).astype(np.uint16)[None]
    return replace(radiograph, volume=replace(radiograph.volume, voxels=voxels))
