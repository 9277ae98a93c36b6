"""The header of a NIfTI, NRRD or MetaImage file: its grid in LPS, and what is wrong with it.

ITK gives positions in LPS whatever the file's own frame is (NIfTI and NRRD store RAS), applies
``scl_slope`` and ``scl_inter``, and keeps the file's order of axes, which `Geometry` then describes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import GeometryError, ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.series import Problem
from medviewer.core.time_series import TimeUnit
from medviewer.io.external_data import check_external_data
from medviewer.io.header_numbers import check_header_numbers
from medviewer.io.nifti_header import NiftiHeader, is_complete, read_nifti_header
from medviewer.io.regular_file import open_regular

_READERS = {".nrrd": "NrrdImageIO", ".nhdr": "NrrdImageIO", ".mha": "MetaImageIO", ".mhd": "MetaImageIO"}
_NRRD_KIND = "NRRD_kinds[pixel]"
_PATIENT_SPACES = (b"left-", b"right-", b"lps", b"ras", b"las")
_UNIT_OF_TIME = 0x38
_TIMES = (8, 16, 24)
"""Seconds, milliseconds and microseconds in the units of a NIfTI header."""

_META_DIRECTIONS = (b"transformmatrix", b"\norientation", b"rotation")


@dataclass(frozen=True, eq=False)
class ImageHeader:
    """An opened file: ITK's reader with the header read, the grid, and what a user should know.

    ``channels`` is 3 or 4 for colours (red, green, blue, and how opaque they are), else 1. ``times`` are
    those of its volumes, in ``time_unit``, or their numbers from 1 where the file has no unit of time; one
    for a file of a single volume.
    """

    reader: sitk.ImageFileReader
    geometry: Geometry
    problems: tuple[Problem, ...]
    has_orientation: bool
    nifti: NiftiHeader | None = None
    channels: int = 1
    times: tuple[float, ...] = (1.0,)
    time_unit: TimeUnit = ""


def open_image(path: str) -> ImageHeader:
    """The header of an image file.

    Raises
    ------
    ReadError
        If it is damaged, cut short, names files elsewhere, or cannot be shown truly; one sentence.
    """
    try:
        check_external_data(path)
        check_header_numbers(path)
        nifti = None if Path(path).suffix.lower() in _READERS else _nifti_header(path)
        has_orientation = _says_orientation(path, nifti)
    except OSError as error:
        raise ReadError(f"{path} cannot be opened ({error.strerror or 'error'}).") from error
    reader = _reader(path)
    geometry = _geometry(reader, path, nifti)
    times, unit = _times(reader)
    problems = _problems(reader, has_orientation)
    channels = _channels(reader, path, nifti)
    return ImageHeader(reader, geometry, problems, has_orientation, nifti, channels, times, unit)


def _nifti_header(path: str) -> NiftiHeader:
    header = read_nifti_header(path)
    if header is None:
        raise ReadError(f"{path} is no NIfTI file, or its header is damaged.")
    if not is_complete(path, header):
        raise ReadError(f"{path} is damaged: it is shorter than its header says.")
    if header.is_second:
        raise ReadError(f"{path} is a NIfTI-2 file, which this version does not read; save it as NIfTI-1.")
    return header


def _reader(path: str) -> sitk.ImageFileReader:
    reader = sitk.ImageFileReader()
    # By the name alone: content must not choose a reader that nobody expects.
    reader.SetImageIO(_READERS.get(Path(path).suffix.lower(), "NiftiImageIO"))
    reader.SetFileName(path)
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        if "orthonormal" in str(error).lower():
            raise ReadError(
                f"{path} cannot be shown truly: its directions are not at right angles."
            ) from error
        raise ReadError(f"{path} has no valid image header for its kind of file.") from error
    return reader


def _channels(reader: sitk.ImageFileReader, path: str, nifti: NiftiHeader | None) -> int:
    """Samples of a voxel: 1, or those of a colour of 8 bits.

    Three or four numbers are a colour where the file says so; MetaImage knows no other use for them.
    """
    channels = int(reader.GetNumberOfComponents())
    if channels == 1 and "complex" not in sitk.GetPixelIDValueAsString(reader.GetPixelID()):
        return 1
    says_colour = Path(path).suffix.lower() in (".mha", ".mhd")
    if reader.HasMetaDataKey(_NRRD_KIND):
        says_colour = reader.GetMetaData(_NRRD_KIND) in ("RGB-color", "RGBA-color")
    has_bytes = reader.GetPixelID() == sitk.sitkVectorUInt8
    if nifti is not None:  # ITK takes colours beside a scale for floats; the scale says nothing of colours
        says_colour, has_bytes = nifti.channels > 1, True
    if says_colour and has_bytes and channels in (3, 4):
        return channels
    raise ReadError(
        f"{path} holds vectors, complex numbers or colours of more than 8 bits, which this version does not "
        "show."
    )


def _geometry(reader: sitk.ImageFileReader, path: str, nifti: NiftiHeader | None) -> Geometry:
    """The grid in LPS, from the first three axes of the file."""
    dimension = reader.GetDimension()
    axes = min(dimension, 3)
    i, j, k = [*[int(n) for n in reader.GetSize()][:3], 1, 1][:3]
    affine = np.eye(4)
    if nifti is not None and nifti.sform_code > 0 and axes == 3:
        affine = nifti.sform_lps
    else:
        direction = np.array(reader.GetDirection()).reshape(dimension, dimension)
        affine[:axes, :axes] = direction[:axes, :axes] * np.array(reader.GetSpacing()[:axes])
        affine[:axes, 3] = reader.GetOrigin()[:axes]
    try:
        return Geometry.from_affine(affine, (k, j, i))
    except GeometryError as error:
        raise ReadError(f"{path} cannot be shown truly: {error}") from error


def _times(reader: sitk.ImageFileReader) -> tuple[tuple[float, ...], TimeUnit]:
    """Times of the volumes along the fourth axis and their unit."""
    if reader.GetDimension() < 4:
        return (1.0,), ""
    count, step = int(reader.GetSize()[3]), float(reader.GetSpacing()[3])
    units = reader.GetMetaData("xyzt_units") if reader.HasMetaDataKey("xyzt_units") else "0"
    # ITK gives seconds whatever part of them the file counts in.
    if units.isdecimal() and int(units) & _UNIT_OF_TIME in _TIMES and np.isfinite(step) and step > 0:
        return tuple(round(step * t, 9) for t in range(count)), "s"
    return tuple(float(t + 1) for t in range(count)), ""


def _problems(reader: sitk.ImageFileReader, has_orientation: bool) -> tuple[Problem, ...]:
    problems = []
    components = int(np.prod([int(n) for n in reader.GetSize()][4:], dtype=object))
    if components > 1:
        message = f"The file holds {components} values for each voxel; only the first is shown."
        problems.append(Problem("FIRST_OF_SERIES", message))
    if not has_orientation:
        problems.append(
            Problem("NO_ORIENTATION", "The file does not say how the picture lies in the patient.")
        )
    return tuple(problems)


def _says_orientation(path: str, nifti: NiftiHeader | None) -> bool:
    if nifti is not None:
        return nifti.qform_code > 0 or nifti.sform_code > 0
    with open_regular(path) as file:
        head = file.read(8192).lower()
    if head.startswith(b"nrrd"):
        named = re.search(rb"\nspace:\s*([^\n]*)", head)
        return bool(named and named[1].startswith(_PATIENT_SPACES))
    return any(word in head for word in _META_DIRECTIONS)
