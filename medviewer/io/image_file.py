"""NIfTI, NRRD and MetaImage, through SimpleITK's reader for single files.

ITK gives positions in LPS whatever the file's own frame is (NIfTI and NRRD store RAS), applies
``scl_slope`` and ``scl_inter``, and keeps the file's order of axes, which `Geometry` then describes.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import GeometryError, ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.series import LoadReport, Problem, SeriesEntry, Verdict
from medviewer.core.volume import Volume
from medviewer.io.external_data import check_external_data
from medviewer.io.file_entry import file_entry
from medviewer.io.progress import ReadReport

_READERS = {".nrrd": "NrrdImageIO", ".nhdr": "NrrdImageIO", ".mha": "MetaImageIO", ".mhd": "MetaImageIO"}
_PATIENT_SPACES = (b"left-", b"right-", b"lps", b"ras", b"las")
_KEPT_TYPES = {"int16", "uint16", "int32", "uint8", "float32"}


def scan_image(path: str, source: str, taken: Sequence[str]) -> SeriesEntry:
    """The entry of an image file, from its header alone. Raises `ReadError` if it has no valid header."""
    reader = _open(path)
    problems = _problems(reader, path)
    _geometry(reader, path)
    i, j, k = _extent(reader)
    return file_entry(path, source, (k, j, i), LoadReport(Verdict.REGULAR, problems), taken)


def read_image(entry: SeriesEntry, report: ReadReport) -> Volume:
    """An image file as a volume in the file's own order of axes, world positions in LPS mm.

    Of a file with a time axis the first time point is read and a problem says so.

    Raises
    ------
    ReadError
        If the file is damaged, holds colours or vectors, or does not fit into memory.
    """
    path = entry.files[0]
    reader = _open(path)
    geometry = _geometry(reader, path)
    _check_memory(reader, path)
    if reader.GetDimension() > 3:
        reader.SetExtractIndex([0] * reader.GetDimension())
        reader.SetExtractSize([*_extent(reader), *[0] * (reader.GetDimension() - 3)])
    report(0.1, "Reading the file")
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise ReadError(f"{path} is damaged: its pixels cannot be read.") from error
    report(0.8, "")
    values = sitk.GetArrayViewFromImage(image)
    # A picture of two dimensions, or of more where the rest is one thick.
    stored = _stored(values.reshape(geometry.shape_kji), path)
    voxels = report.empty(geometry.shape_kji, stored.dtype)
    voxels[...] = stored
    report(1.0, "")
    problems = _problems(reader, path)
    return Volume(
        voxels,
        geometry,
        info=entry.info,
        report=LoadReport(Verdict.REGULAR, problems, entry.report.rejected),
        has_orientation=not any(problem.code == "NO_ORIENTATION" for problem in problems),
    )


def _open(path: str) -> sitk.ImageFileReader:
    try:
        check_external_data(path)
        if Path(path).suffix.lower() not in _READERS and not _is_nifti(path):
            raise ReadError(f"{path} is no NIfTI file, or its header is damaged.")
    except OSError as error:
        raise ReadError(f"{path} cannot be opened ({error.strerror or 'error'}).") from error
    reader = sitk.ImageFileReader()
    # By the name alone: content must not choose a reader that nobody expects.
    reader.SetImageIO(_READERS.get(Path(path).suffix.lower(), "NiftiImageIO"))
    reader.SetFileName(path)
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        raise ReadError(_why(path, str(error))) from error
    if reader.GetNumberOfComponents() != 1 or "complex" in sitk.GetPixelIDValueAsString(reader.GetPixelID()):
        raise ReadError(
            f"{path} holds colours, vectors or complex numbers, which this version does not show."
        )
    return reader


def _is_nifti(path: str) -> bool:
    """Whether the header says NIfTI-1 or NIfTI-2; plain Analyze files do not tell left from right."""
    opened = gzip.open if path.lower().endswith(".gz") else open
    try:
        with opened(path, "rb") as file:
            head = file.read(540)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return False
    return head[344:347] in (b"n+1", b"ni1") or head[4:7] in (b"n+2", b"ni2")


def _why(path: str, message: str) -> str:
    if "orthonormal" in message.lower():
        return f"{path} has sheared or missing directions, so it cannot be shown truly as a grid."
    return f"{path} has no valid image header for its kind of file."


def _extent(reader: sitk.ImageFileReader) -> list[int]:
    size = [int(n) for n in reader.GetSize()][:3]
    return size + [1] * (3 - len(size))


def _geometry(reader: sitk.ImageFileReader, path: str) -> Geometry:
    """The grid in LPS, from the first three axes of the file."""
    dimension = reader.GetDimension()
    axes = min(dimension, 3)
    direction = np.array(reader.GetDirection()).reshape(dimension, dimension)
    affine = np.eye(4)
    affine[:axes, :axes] = direction[:axes, :axes] * np.array(reader.GetSpacing()[:axes])
    affine[:axes, 3] = reader.GetOrigin()[:axes]
    i, j, k = _extent(reader)
    try:
        return Geometry.from_affine(affine, (k, j, i))
    except GeometryError as error:
        raise ReadError(f"{path} cannot be shown truly: {error}") from error


def _problems(reader: sitk.ImageFileReader, path: str) -> tuple[Problem, ...]:
    problems = []
    extra = [int(n) for n in reader.GetSize()][3:]
    if any(n > 1 for n in extra):
        count = int(np.prod(extra))
        problems.append(
            Problem("FIRST_OF_SERIES", f"The file holds {count} volumes; only the first is shown.")
        )
    if not _says_orientation(reader, path):
        problems.append(
            Problem("NO_ORIENTATION", "The file does not say how the picture lies in the patient.")
        )
    return tuple(problems)


def _says_orientation(reader: sitk.ImageFileReader, path: str) -> bool:
    keys = reader.GetMetaDataKeys()
    if "sform_code" in keys and "qform_code" in keys:
        return any(reader.GetMetaData(key).strip() not in ("", "0") for key in ("sform_code", "qform_code"))
    with Path(path).open("rb") as file:
        head = file.read(8192).lower()
    if head.startswith(b"nrrd"):
        named = re.search(rb"\nspace:\s*([^\n]*)", head)
        return bool(named and named[1].startswith(_PATIENT_SPACES))
    return any(word in head for word in (b"transformmatrix", b"\norientation", b"rotation"))


def _check_memory(reader: sitk.ImageFileReader, path: str) -> None:
    size = int(np.prod([int(n) for n in reader.GetSize()], dtype=object))
    needed, free = 2 * 4 * size, psutil.virtual_memory().available
    if needed > free:
        raise ReadError(f"{path} needs {needed / 1e9:.1f} GB of memory and {free / 1e9:.1f} GB are free.")


def _stored(values: npt.NDArray[Any], path: str) -> npt.NDArray[Any]:
    """The values in a type that a volume may have, without losing an integer."""
    name = values.dtype.name
    if name in _KEPT_TYPES:
        return values
    if name == "int8":
        return values.astype(np.int16)
    if values.dtype.kind in "iu":
        limits = np.iinfo(np.int32)
        if int(values.min()) >= limits.min and int(values.max()) <= limits.max:
            return values.astype(np.int32)
        raise ReadError(f"The values of {path} are too large to be kept exactly.")
    with np.errstate(over="ignore"):
        return values.astype(np.float32)
