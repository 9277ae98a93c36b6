"""numpy arrays as VTK images, without a copy."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData

_VTK_KNOWS = {np.dtype(t) for t in (np.uint8, np.int8, np.uint16, np.int16, np.int32, np.float32, np.float64)}


def image_in_index_space(voxels: npt.NDArray[Any]) -> vtkImageData:
    """A VTK image of an array [k, j, i] (channels may follow) whose coordinates are the indices ijk.

    Shares the array's memory and keeps it alive; only an array that is not contiguous, or of a type
    that VTK does not know, is copied.
    """
    if voxels.dtype not in _VTK_KNOWS:
        voxels = voxels.astype(np.float32 if voxels.dtype.kind == "f" else np.int32)
    flat = np.ascontiguousarray(voxels).reshape(-1, *voxels.shape[3:])
    image = vtkImageData()
    k, j, i = voxels.shape[:3]
    image.SetDimensions(i, j, k)
    image.GetPointData().SetScalars(numpy_to_vtk(flat, deep=False))
    return image


def picture_of(image: vtkImageData) -> npt.NDArray[Any]:
    """The scalars of a one-slice VTK image as an array [h, w] or [h, w, channels], not copied."""
    width, height, _ = image.GetDimensions()
    scalars: npt.NDArray[Any] = vtk_to_numpy(image.GetPointData().GetScalars())
    return scalars.reshape((height, width, *scalars.shape[1:]))
