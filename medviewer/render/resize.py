"""Pictures to another size."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkImagingCore import vtkImageReslice

from medviewer.render.vtk_image import picture_of


def resized(picture: npt.NDArray[Any], size_px: tuple[int, int]) -> npt.NDArray[Any]:
    """A picture [h, w] or [h, w, channels] stretched to (width, height) by linear interpolation."""
    height, width = picture.shape[:2]
    image = vtkImageData()
    image.SetDimensions(width, height, 1)
    flat = np.ascontiguousarray(picture).reshape(-1, *picture.shape[2:])
    image.GetPointData().SetScalars(numpy_to_vtk(flat, deep=False))
    across, down = width / size_px[0], height / size_px[1]
    reslice = vtkImageReslice()
    reslice.SetInputData(image)
    reslice.SetInterpolationModeToLinear()
    reslice.SetOutputSpacing(across, down, 1.0)
    reslice.SetOutputOrigin((across - 1.0) / 2.0, (down - 1.0) / 2.0, 0.0)
    reslice.SetOutputExtent(0, size_px[0] - 1, 0, size_px[1] - 1, 0, 0)
    reslice.Update()
    return np.ascontiguousarray(picture_of(reslice.GetOutput()))
