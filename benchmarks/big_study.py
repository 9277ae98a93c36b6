"""A large CT to measure with: 400 slices of 512 x 512, made from the phantom, with its labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.samples.spec import ThoraxSpec
from medviewer.samples.thorax import thorax_ct

SHAPE_KJI = (400, 512, 512)
SPACING_IJK = (0.75, 0.75, 0.8)
BODY = 8


def _enlarged(small: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Each voxel repeated until the big grid is filled."""
    indices = [np.arange(n) * m // n for n, m in zip(SHAPE_KJI, small.shape, strict=True)]
    return np.ascontiguousarray(small[np.ix_(*indices)])


def big_study(seed: int = 0) -> tuple[Volume, Segmentation]:
    """The volume (int16, HU) and a label map of its organs on the same grid."""
    sample = thorax_ct(ThoraxSpec.fast(seed))
    voxels = _enlarged(sample.volume.voxels).astype(np.int16)
    rng = np.random.default_rng(seed)
    for plane in voxels:
        plane += rng.integers(-20, 21, plane.shape, dtype=np.int16)
    np.clip(voxels, -1024, 3071, out=voxels)
    labels = _enlarged(sample.labels.labels).astype(np.uint8)
    labels[labels == BODY] = 0
    grid = Geometry(SHAPE_KJI, (-192.0, -192.0, -160.0), SPACING_IJK)
    info = SeriesInfo(
        "bench", modality="CT", description="Benchmark", study=StudyInfo(patient_name="Bench^Mark")
    )
    volume = Volume(voxels, grid, unit="HU", info=info, windows=(WindowLevel(1500, -600, name="lung"),))
    parts = tuple(segment for segment in sample.labels.segments if segment.number != BODY)
    return volume, Segmentation(labels, grid, parts)


def write_big_series(folder: Path) -> list[Path]:
    """The big CT as 400 uncompressed DICOM files."""
    from medviewer.io.dicom.write_series import write_ct_series

    return write_ct_series(big_study()[0], folder, uid_seed="benchmark")
