"""Label maps from files: NIfTI, NRRD (also of 3D Slicer), MetaImage, DICOM Segmentation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError, ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.io.external_data import check_external_data
from medviewer.io.fit_to_grid import fit_to_grid
from medviewer.io.image_header import open_image
from medviewer.io.label_origin import origin_of
from medviewer.io.names_nifti import nifti_origin, nifti_segments
from medviewer.io.names_nrrd import slicer_origin, slicer_segments
from medviewer.io.overlap import overlap_problem
from medviewer.io.packed_data import check_packed_data
from medviewer.io.progress import ReadReport
from medviewer.io.regular_file import open_regular
from medviewer.io.whole_segments import default_color, numbers_in, with_all_segments
from medviewer.io.write_image import format_of, read_grid

_MOST_LABELS = 2000


def read_label_file(
    path: str, reference_geometry: Geometry | None = None, *, report: ReadReport
) -> Segmentation:
    """Reads a label map, with the names and colours that the file gives to its labels.

    Parameters
    ----------
    path
        ``.nii.gz``, ``.nii``, ``.nrrd``, ``.mha`` ..., or a DICOM Segmentation.
    reference_geometry
        The grid to put it into (exactly where the grids agree, else nearest labels), or None.

    Raises
    ------
    ReadError
        If the file cannot be read or holds no labels (whole numbers from 0 to 65535).
    GeometryError
        If it does not lie in the reference grid.
    """
    file = Path(path)
    if not file.is_file():
        raise ReadError(f"{path} is not a file; give a label map such as labels.nii.gz.")
    report(0.0, "Reading the labels")
    if _is_dicom(file):
        from medviewer.io.dicom.seg.read import read_segmentation

        segmentation = read_segmentation(path, report=report)
    else:
        segmentation = _read_label_image(file)
    if reference_geometry is not None:
        segmentation = fit_to_grid(segmentation, reference_geometry)
    report(1.0, "Read")
    return segmentation


def _is_dicom(file: Path) -> bool:
    try:
        with open_regular(file) as opened:
            return opened.read(132)[128:] == b"DICM"
    except OSError as error:
        raise ReadError(f"{file} cannot be read ({error.strerror}); check that you may open it.") from error


def _read_label_image(file: Path) -> Segmentation:
    place = _checked_place(file)
    try:
        values, geometry, metadata = read_grid(file)
    except GeometryError as error:
        raise ReadError(f"{file} is not a label map on a grid: {error}") from error
    except RuntimeError as error:
        raise ReadError(
            f"{file} cannot be read as a label map; it is damaged, too large or of another format."
        ) from error
    name = file.name[: -len(format_of(file))] or file.name
    if format_of(file) in {".nii", ".nii.gz"}:
        named: tuple[Segment, ...] = nifti_segments(file)
        facts = nifti_origin(file)
        geometry = place or geometry
        layers = _whole_numbers(values, file)[None] if values.ndim == 3 else None
        in_layer = [0] * len(named)
    else:
        layered, facts = slicer_segments(metadata), slicer_origin(metadata)
        named, in_layer = tuple(s for _, s in layered), [n for n, _ in layered]
        layers = _whole_numbers(values if values.ndim == 4 else values[..., None], file).transpose(3, 0, 1, 2)
    if layers is None:
        raise ReadError(f"{file} has several values a voxel; a label map has one.")
    segmentation = _one_layer(layers, in_layer, named, geometry, name)
    count = len(numbers_in(segmentation.labels))
    if count > _MOST_LABELS:
        raise ReadError(f"{file} has {count} different values and looks like an image, not like a label map.")
    if len(layers) == 1:
        made, problems = origin_of(facts, segmentation.labels, geometry)
        told = (*segmentation.problems, *problems)
        segmentation = replace(segmentation, provenance=made, problems=told)
    return _with_default_colors(with_all_segments(segmentation), {s.number for s in named})


def _checked_place(file: Path) -> Geometry | None:
    """The same demands as on images, before ITK gets to see the file; several layers are allowed.

    Of NIfTI the grid comes from here, so that labels lie on the image of the same header.
    """
    if format_of(file) in {".nii", ".nii.gz"}:
        return open_image(str(file)).geometry
    check_external_data(str(file))
    check_packed_data(file)
    return None


def _with_default_colors(segmentation: Segmentation, named: set[int]) -> Segmentation:
    segments = [
        s if s.number in named else replace(s, color=default_color(s.number)) for s in segmentation.segments
    ]
    return replace(segmentation, segments=tuple(segments))


def _whole_numbers(values: npt.NDArray[Any], file: Path) -> npt.NDArray[Any]:
    """The values as uint8 or uint16; refused unless they are whole numbers from 0 to 65535."""
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    if not (low >= 0 and high <= 65535):
        raise ReadError(f"{file} is not a label map: its values are not whole numbers from 0 to 65535.")
    labels = values.astype(np.uint8 if high <= 255 else np.uint16)
    if values.dtype.kind == "f" and any((a != b).any() for a, b in zip(labels, values, strict=True)):
        raise ReadError(f"{file} is not a label map: its values are not whole numbers from 0 to 65535.")
    return labels


def _one_layer(
    layers: npt.NDArray[Any],
    in_layer: list[int],
    named: tuple[Segment, ...],
    geometry: Geometry,
    name: str,
) -> Segmentation:
    """One layer of all. Slicer keeps segments that overlap in layers, each with numbers of its own."""
    if len(layers) == 1:
        return Segmentation(np.ascontiguousarray(layers[0]), geometry, named, name)
    labels = np.zeros(layers.shape[1:], dtype=np.uint8 if len(named) <= 255 else np.uint16)
    overlapping = 0
    segments = []
    for number, (layer, segment) in enumerate(zip(in_layer, named, strict=True), start=1):
        if layer >= len(layers):
            continue
        mask = layers[layer] == segment.number
        overlapping += int(np.count_nonzero(labels[mask]))
        labels[mask] = number
        segments.append(replace(segment, number=number))
    return Segmentation(labels, geometry, tuple(segments), name, problems=overlap_problem(overlapping))
