"""One grid of numbers to NIfTI, NRRD or MetaImage, and proof that it arrived."""

from __future__ import annotations

import gzip
import shutil
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil

from medviewer.core.errors import GeometryError, WriteError
from medviewer.core.geometry import Geometry
from medviewer.io.nifti_header import read_nifti_header
from medviewer.io.not_finite import put_back_not_finite

IMAGE_SUFFIXES = (".nii.gz", ".nii", ".nrrd", ".mha")

# Label maps shrink to almost nothing at any level, CT by half at once; higher levels only cost time.
_GZIP_LEVEL = 3
_NIFTI_HEADER_BYTES = 348
_NIFTI_VOX_OFFSET = 108


def format_of(path: str | Path) -> str:
    """The suffix by which a file is written, lower case, e.g. ``".nii.gz"``; ``""`` if it has none."""
    name = Path(path).name.lower()
    if name.endswith(".nii.gz"):
        return ".nii.gz"
    return Path(name).suffix


def write_image(
    path: Path,
    voxels: npt.NDArray[Any],
    geometry: Geometry,
    metadata: Mapping[str, str] | None = None,
    nifti_extension: bytes = b"",
) -> None:
    """Writes voxels [k, j, i] on a grid in LPS mm; the format goes by the suffix.

    NIfTI gets sform and qform, both of code 1 and both in RAS as that format demands. ``metadata`` is
    written by NRRD and MetaImage; ``nifti_extension`` (a whole extension of NIfTI-1, or nothing) by NIfTI.
    """
    import SimpleITK

    image = SimpleITK.GetImageFromArray(np.ascontiguousarray(voxels))
    image.SetOrigin(geometry.origin_lps)
    image.SetSpacing(geometry.spacing_ijk)
    image.SetDirection(np.array(geometry.axes_lps).T.ravel().tolist())
    if format_of(path) in {".nii", ".nii.gz"}:
        _write_nifti(image, path, nifti_extension)
        return
    for key, value in (metadata or {}).items():
        image.SetMetaData(key, value)
    SimpleITK.WriteImage(image, str(path), useCompression=True)


def _write_nifti(image: Any, path: Path, extension: bytes) -> None:
    """Through a plain ``.nii``, then packed by ourselves: errors of the disk are seen that way."""
    import SimpleITK

    plain = path.with_name(path.name + ".plain.nii")
    try:
        SimpleITK.WriteImage(image, str(plain))
        del image
        with plain.open("rb") as source, path.open("wb") as file:
            header = _header_with_extension(source, extension)
            if format_of(path) == ".nii":
                file.write(header)
                shutil.copyfileobj(source, file, 1 << 20)
                return
            with gzip.GzipFile(
                filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=file, mtime=0
            ) as packed:
                packed.write(header)
                shutil.copyfileobj(source, packed, 1 << 20)
    finally:
        plain.unlink(missing_ok=True)


def _header_with_extension(source: Any, extension: bytes) -> bytes:
    """Everything before the voxels; leaves ``source`` at the first voxel (NIfTI-1, "extended header")."""
    header = bytearray(source.read(_NIFTI_HEADER_BYTES))
    (offset,) = struct.unpack_from("<f", header, _NIFTI_VOX_OFFSET)
    source.seek(int(offset))
    if not extension:
        return bytes(header) + bytes(4)
    struct.pack_into("<f", header, _NIFTI_VOX_OFFSET, _NIFTI_HEADER_BYTES + 4 + len(extension))
    return bytes(header) + bytes((1, 0, 0, 0)) + extension


def read_grid(path: Path) -> tuple[npt.NDArray[Any], Geometry, dict[str, str]]:
    """Voxels [k, j, i] (one more axis for several components), grid and text metadata of a file.

    Raises
    ------
    GeometryError
        If the grid of the file is not one.
    RuntimeError
        If the file cannot be read or claims more voxels than the free memory holds.
    """
    import SimpleITK

    reader = SimpleITK.ImageFileReader()
    reader.SetFileName(str(path))
    reader.ReadImageInformation()
    if reader.GetDimension() != 3:
        raise GeometryError(f"{path} has {reader.GetDimension()} dimensions; a volume needs three.")
    size = int(np.prod([*reader.GetSize(), reader.GetNumberOfComponents()], dtype=object))
    if 2 * size > psutil.virtual_memory().available:
        raise RuntimeError("more voxels than the free memory holds")
    axes = np.array(reader.GetDirection()).reshape(3, 3).T
    image = reader.Execute()
    voxels = SimpleITK.GetArrayFromImage(image)
    if format_of(path) in {".nii", ".nii.gz"} and voxels.dtype.kind == "f":
        put_back_not_finite(path, read_nifti_header(str(path)), voxels)
    geometry = Geometry(
        shape_kji=voxels.shape[:3],
        origin_lps=image.GetOrigin(),
        spacing_ijk=image.GetSpacing(),
        axes_lps=tuple(tuple(axis) for axis in axes),  # type: ignore[arg-type]
    )
    # A key that is no proper text cannot be asked for; none of ours is such.
    keys = [key for key in reader.GetMetaDataKeys() if key.isascii()]
    return voxels, geometry, {key: reader.GetMetaData(key) for key in keys}


def verify_image(path: Path, voxels: npt.NDArray[Any], geometry: Geometry) -> None:
    """Reads a file back; raises `WriteError` unless every voxel and the whole grid are as they were."""
    written, grid, _ = read_grid(path)
    same = written.dtype == voxels.dtype and written.shape == voxels.shape
    if same:
        floats = voxels.dtype.kind == "f"
        same = all(np.array_equal(a, b, equal_nan=floats) for a, b in zip(written, voxels, strict=True))
    if not same:
        raise WriteError(
            "The file was not saved: what was read back differs from what was written; "
            "check the disk and try another folder."
        )
    if not grid.matches(geometry):
        raise WriteError(
            f"The file was not saved: {format_of(path)} cannot hold this volume's place in the patient; "
            "save it as .nrrd instead."
        )
