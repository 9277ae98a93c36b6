"""A small picture of a series for the list on the left."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ReadError
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import SeriesEntry
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume, default_window
from medviewer.io.load import load_series
from medviewer.io.progress import PrivateReport, ReadReport


def thumbnail(entry: SeriesEntry, report: ReadReport, size_px: int = 96) -> npt.NDArray[np.uint8]:
    """The middle slice in the default window, fitted into a square.

    Parameters
    ----------
    entry
        Of a DICOM series only the middle slice is read, of files of many frames the middle frame.
    size_px
        Length of the longer side; the other follows the true proportions.

    Returns
    -------
    array [row, column] of uint8, of a colour image [row, column, 3]

    Raises
    ------
    ReadError
        If the series is refused or its middle slice cannot be read.
    """
    # The pixels stay here, so they need no shared memory.
    local = PrivateReport(report)
    image = _middle_of_dicom(entry, local) if entry.kind == "dicom" else load_series(entry, report=local)
    report(0.9, "")
    if isinstance(image, Segmentation):
        slices = image.labels
        k = int((slices > 0).sum(axis=(1, 2)).argmax())
        return _fitted(np.where(slices[k] > 0, 255, 0).astype(np.uint8), (1.0, 1.0), size_px)
    if isinstance(image, TimeSeries):
        image = image.middle
    if not isinstance(image, (Volume, Stack)):
        raise ReadError(f"What is in {entry.source} is no picture.")
    pixels, spacing = _middle_slice(image)
    return _fitted(pixels, spacing, size_px)


def _middle_of_dicom(entry: SeriesEntry, report: ReadReport) -> Volume | Stack | TimeSeries:
    # Loaded late: other kinds of file need nothing of DICOM.
    from medviewer.io.dicom.read_series import read_middle

    return read_middle(entry, report)


def _middle_slice(image: Volume | Stack) -> tuple[npt.NDArray[np.uint8], tuple[float, float]]:
    """Grey levels or colours of the middle slice and its spacing (along i, along j)."""
    if isinstance(image, Stack):
        image = image.slice(len(image) // 2)
    i, j, _ = image.geometry.spacing_ijk
    middle = len(image.voxels) // 2
    if image.rgb is not None:
        return image.rgb[middle], (i, j)
    values = image.voxels[middle]
    grey = default_window(image).apply(np.nan_to_num(values))
    if image.inverted:
        grey = 1.0 - grey
    return (255 * grey + 0.5).astype(np.uint8), (i, j)


def _fitted(pixels: npt.NDArray[Any], spacing_ij: tuple[float, float], size_px: int) -> npt.NDArray[np.uint8]:
    # Loaded late: Pillow is not needed for reading DICOM.
    from PIL import Image

    rows, columns = pixels.shape[:2]
    width, height = columns * spacing_ij[0], rows * spacing_ij[1]
    longest = max(width, height)
    size = (max(1, round(size_px * width / longest)), max(1, round(size_px * height / longest)))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX), dtype=np.uint8)
