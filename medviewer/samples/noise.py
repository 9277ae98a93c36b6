"""Noise as in CT: correlated, strongest where the rays are longest."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from medviewer.samples.sampling_grid import Field

_TILE = 24


class NoiseTiles:
    """A stock of correlated noise pictures of standard deviation 1, shifted and mirrored for each slice."""

    def __init__(self, shape_ji: tuple[int, int], sigma_px: float, rng: np.random.Generator) -> None:
        self._rng = rng
        white = rng.standard_normal((_TILE, *shape_ji), dtype=np.float32)
        smooth = ndimage.gaussian_filter(white, (0.4, sigma_px, sigma_px), mode="wrap")
        # filtered back projection leaves little noise at the lowest frequencies
        smooth -= ndimage.uniform_filter(smooth, (1, 9, 9), mode="wrap")
        self._tiles = smooth / smooth.std()

    def slab(self, first: int, count: int) -> Field:
        """Noise (count, j, i) of the slices from ``first`` on."""
        pictures = []
        for k in range(first, first + count):
            tile = self._tiles[k % _TILE]
            if k >= _TILE:
                shift = self._rng.integers(0, tile.shape[0]), self._rng.integers(0, tile.shape[1])
                tile = np.roll(tile, tuple(int(s) for s in shift), axis=(0, 1))
            pictures.append(tile)
        return np.stack(pictures)


def smooth_noise(shape: tuple[int, ...], sigma: float, rng: np.random.Generator) -> Field:
    """Smooth random field on the coarse lattice, standard deviation 1."""
    field = ndimage.gaussian_filter(rng.standard_normal(shape, dtype=np.float32), sigma, mode="wrap")
    return np.asarray(field / max(float(field.std()), 1e-6), np.float32)
