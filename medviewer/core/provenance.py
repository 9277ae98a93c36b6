"""Where a result comes from, so that it can be trusted, repeated and bound to its input."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import numpy as np

from medviewer.core.volume import Stack, Volume


@dataclass(frozen=True)
class Provenance:
    """How a result was made. Times are ISO 8601 with offset; ``device`` e.g. ``"cpu"``, ``"cuda:0"``."""

    model_id: str = ""
    model_name: str = ""
    model_version: str = ""
    weights_sha256: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    device: str = ""
    started: str = ""
    ended: str = ""
    input_fingerprint: str = ""
    input_series_id: str = field(default="")


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
