"""What input a model accepts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InputContract:
    """The input that a model accepts; an empty or None field accepts anything.

    Parameters
    ----------
    modalities
        DICOM Modality values, e.g. ``("CT",)``. A file that names no modality only warns.
    dimensions
        2 for single pictures (a `Volume` of one slice), 3 for volumes.
    spacing_mm
        Least and greatest voxel spacing along any axis, mm.
    value_range
        The range that typical values must overlap, in ``unit``.
    unit
        e.g. ``"HU"``; a volume of another unit only warns if it has none at all.
    min_extent_mm
        The volume must be at least this long along every axis.
    """

    modalities: tuple[str, ...] = ()
    dimensions: int = 3
    spacing_mm: tuple[float, float] | None = None
    value_range: tuple[float, float] | None = None
    unit: str = ""
    min_extent_mm: float = 0.0
