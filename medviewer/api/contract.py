"""What input a model accepts."""

from __future__ import annotations

from dataclasses import dataclass

LATEST = "latest"
"""The role of the image that a model of several time points is run on; then come ``"prior 1"`` and so on."""
MOST_TIME_POINTS = 16


@dataclass(frozen=True)
class ChannelRole:
    """One input image of a model that takes several of one patient, on one grid.

    ``role`` is e.g. ``"T1"``, ``"FLAIR"``; ``keywords`` are what a series description says of such a
    series (any of them, any case), so that a series can be proposed for the role. An ``optional`` one may
    be left out.
    """

    role: str
    modalities: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    optional: bool = False


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
    body_parts
        DICOM Body Part Examined values, e.g. ``("CHEST",)``; another one only warns.
    channels
        The images that the model takes, the first one being the one it is run on; empty: just that one.
    time_points
        For a model whose sequence is time: how many images of one patient, each of a study of its own, it
        takes at least and at most. Then there are no ``channels``.
    """

    modalities: tuple[str, ...] = ()
    dimensions: int = 3
    spacing_mm: tuple[float, float] | None = None
    value_range: tuple[float, float] | None = None
    unit: str = ""
    min_extent_mm: float = 0.0
    body_parts: tuple[str, ...] = ()
    channels: tuple[ChannelRole, ...] = ()
    time_points: tuple[int, int] | None = None

    @property
    def roles(self) -> tuple[ChannelRole, ...]:
        """The images by role: ``channels``, or the time points, the latest first."""
        if self.time_points is None:
            return self.channels
        least, most = self.time_points
        return tuple(
            ChannelRole(LATEST if n == 0 else f"prior {n}", self.modalities, optional=n >= least)
            for n in range(most)
        )
