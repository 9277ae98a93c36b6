"""What binds a result to the very image it was made from."""

from __future__ import annotations

import hashlib

import numpy as np

from medviewer.core.volume import Stack, Volume


def fingerprint(image: Volume | Stack) -> str:
    """SHA-256 over the ordered SOP instance UIDs, the geometry and every pixel of an image."""
    digest = hashlib.sha256()
    digest.update("\0".join(image.instance_uids).encode())
    grids = (image.geometry,) if isinstance(image, Volume) else image.planes
    for grid in grids:
        affine = np.round(grid.affine_lps, 6) + 0.0  # -0.0 and 0.0 are one place
        digest.update(affine.tobytes() + repr(grid.shape_kji).encode())
    voxels = image.voxels if isinstance(image, Volume) else image.frames
    digest.update(str(voxels.dtype).encode())
    for plane in voxels:
        digest.update(np.ascontiguousarray(plane).data)
    return digest.hexdigest()
