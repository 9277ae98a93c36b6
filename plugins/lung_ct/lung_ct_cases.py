"""Real scans as volumes, with what is known of their lungs. Used by the tests and evaluate.py only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import SimpleITK as sitk  # noqa: N813  (the name everyone uses)

from medviewer.api import Geometry, Volume

LEFT_LOBES, RIGHT_LOBES = (10, 11), (12, 13, 14)
"""TotalSegmentator's numbers."""


def volume_of(image: sitk.Image, unit: str = "HU") -> Volume:
    """A SimpleITK image (LPS, like ours) as a volume."""
    axes = np.array(image.GetDirection()).reshape(3, 3).T
    geometry = Geometry(
        shape_kji=image.GetSize()[::-1],
        origin_lps=image.GetOrigin(),
        spacing_ijk=image.GetSpacing(),
        axes_lps=tuple(tuple(axis) for axis in axes),
    )
    voxels = sitk.GetArrayFromImage(image)
    if voxels.dtype == np.float64:
        voxels = voxels.astype(np.float32)
    return Volume(voxels, geometry, unit)


def file_volume(data: Path, name: str) -> Volume:
    """A NIfTI file of ``data``/ct."""
    return volume_of(sitk.ReadImage(str(data / "ct" / name)))


def series_volume(data: Path, name: str) -> Volume:
    """A plain DICOM series of ``data``/dicom."""
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(sitk.ImageSeriesReader.GetGDCMSeriesFileNames(str(data / "dicom" / name)))
    return volume_of(reader.Execute())


def lobes(labels: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """1 left lung, 2 right lung from a TotalSegmentator label map."""
    left, right = np.isin(labels, LEFT_LOBES), np.isin(labels, RIGHT_LOBES)
    return (left + 2 * right).astype(np.uint8)
