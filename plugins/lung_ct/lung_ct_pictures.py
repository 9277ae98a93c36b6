"""Pictures of a result over its scan, to be looked at. Used by evaluate.py only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from medviewer.api import Volume, reorient


def save_overlay(path: Path, volume: Volume, labels: np.ndarray, reference: np.ndarray | None) -> None:
    """Six axial slices (left lung blue, right orange, missed voxels green) and two coronal ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    hu, geometry = reorient(volume.voxels, volume.geometry, "LPS")
    found, _ = reorient(labels, volume.geometry, "LPS")
    truth = np.zeros_like(found) if reference is None else reorient(reference, volume.geometry, "LPS")[0]
    dx, dy, dz = geometry.spacing_ijk
    count = len(hu)
    heights = (np.linspace(0.04, 0.96, 6) * (count - 1)).astype(int)
    rows = [painted(hu[k], found[k], truth[k], dx, dy) for k in heights]
    for j in (0.4, 0.55):
        row = int(j * hu.shape[1])
        rows.append(painted(hu[::-1, row], found[::-1, row], truth[::-1, row], dx, dz))
    height = max(r.shape[0] for r in rows)
    rows = [np.pad(r, ((0, height - r.shape[0]), (0, 0), (0, 0))) for r in rows]
    Image.fromarray(np.vstack([np.hstack(rows[:4]), np.hstack(rows[4:])])).save(path)


def painted(hu: np.ndarray, found: np.ndarray, truth: np.ndarray, dx: float, dy: float) -> np.ndarray:
    """One slice in colour, about 1.3 mm a pixel."""
    grey = np.clip((hu.astype(np.float32) + 1000) / 1400 * 255, 0, 255)
    colour = np.stack([grey] * 3, axis=-1)
    missed = (truth > 0) & (found == 0)
    for mask, tint in ((found == 1, (0, 60, 130)), (found == 2, (130, 70, 0)), (missed, (0, 150, 0))):
        colour[mask] = 0.6 * colour[mask] + np.array(tint)
    image = Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8))
    width, height = round(hu.shape[1] * dx / 1.3), round(hu.shape[0] * dy / 1.3)
    return np.asarray(image.resize((max(1, width), max(1, height))))
