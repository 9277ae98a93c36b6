"""Labelled real CT for training, brought to 3 mm in LPS order. Used by train.py only.

The labels are TotalSegmentator's: 10 and 11 are lobes of the left lung, 12 to 14 of the right one.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import SimpleITK as sitk  # noqa: N813  (the name everyone uses)
import torch
from lung_ct_augment import Case

LEFT_LOBES, RIGHT_LOBES = (10, 11), (12, 13, 14)
STEP_MM = 3.0


def real_case(data: Path, name: str) -> Case:
    """From ``data``: ``"body"``, an abdomen with lung bases; ``"abdomen"``, one without any lung."""
    if name == "body":
        image = sitk.ReadImage(str(data / "ct" / "ts_body_ct_3mm.nii.gz"))
        return case_of(image, sitk.ReadImage(str(data / "ct" / "ts_body_ct_3mm_labels.nii.gz")))
    files = sitk.ImageSeriesReader.GetGDCMSeriesFileNames(str(data / "dicom" / "ct-abdomen-j2k"))
    labels = sitk.ReadImage(str(data / "dicom" / "ct-abdomen-j2k-labels.nii.gz"))
    return case_of(sitk.ReadImage(files), labels)


def case_of(image: sitk.Image, labels: sitk.Image) -> Case:
    """The scan and its lungs on a 3 mm grid in LPS order."""
    image = sitk.DICOMOrient(sitk.Cast(image, sitk.sitkFloat32), "LPS")
    size = [max(1, round(n * s / STEP_MM)) for n, s in zip(image.GetSize(), image.GetSpacing(), strict=True)]
    grid = sitk.Image(size, sitk.sitkFloat32)
    grid.SetSpacing([n * s / m for n, s, m in zip(image.GetSize(), image.GetSpacing(), size, strict=True)])
    grid.SetOrigin(image.GetOrigin())
    grid.SetDirection(image.GetDirection())
    is_fine = min(image.GetSpacing()) < 2.0
    smooth = sitk.SmoothingRecursiveGaussian(image, [0.4 * STEP_MM] * 3) if is_fine else image
    hu = sitk.GetArrayFromImage(sitk.Resample(smooth, grid, sitk.Transform(), sitk.sitkLinear, -1000.0))
    found = sitk.GetArrayFromImage(sitk.Resample(labels, grid, sitk.Transform(), sitk.sitkNearestNeighbor, 0))
    organs = np.full(found.shape, 8, np.uint8)
    organs[np.isin(found, LEFT_LOBES)] = 1
    organs[np.isin(found, RIGHT_LOBES)] = 2
    return Case(torch.from_numpy(hu), torch.from_numpy(organs), is_phantom=False)
