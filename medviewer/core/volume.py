"""Volume: one regular 3D grid of one quantity. Stack: ordered slices that are not a grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.overlay_plane import OverlayPlane
from medviewer.core.provenance import Provenance
from medviewer.core.series import LoadReport, SeriesInfo
from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import WindowLevel

SpacingSource = Literal["geometry", "calibrated", "detector", "region", "unknown"]


@dataclass(frozen=True, eq=False)
class Volume:
    """A regular 3D grid with geometry and one quantity.

    Parameters
    ----------
    voxels
        Array [k, j, i], int16, uint16, int32, uint8 or float32; true values in ``unit``
        (rescale applied, MONOCHROME1 not inverted).
    geometry
        The grid, LPS mm.
    unit
        ``"HU"``, ``"SUV"``, ``"BQML"`` ... or ``""`` for arbitrary units.
    info, report
        Whose series this is and how reading went.
    windows
        The windows that the file itself asks for, first one first.
    inverted
        Low values are to be shown white (MONOCHROME1, PET). The voxels are as stored.
    padding
        Closed range of values that are outside the scanned field, or None.
    instance_uids
        SOP instance UIDs in the order of k (empty for files without); of a resampled volume those of
        ``acquired``, which may be fewer or more than k.
    frame_numbers
        The frame of its instance, from 1, that each slice is; empty where no instance holds more than one.
    spacing_source
        Where the in-plane spacing comes from; ``"unknown"`` means lengths are in pixels.
    has_orientation
        False where the file does not say how the picture lies in the patient: then no letters.
    provenance
        How a model made this image from another one; None for what was read from a file.
    rgb
        The true colours [k, j, i, 3] uint8 of a colour image, else None. ``voxels`` then holds the
        luminance (ITU-R BT.601), so that every other part can treat it as one quantity.
    voi_luts
        The file's own VOI lookup tables, first one first; shown before ``windows`` where present.
    acquired
        The true slices, where ``voxels`` were resampled from them (tilted or uneven series).
    overlays
        The drawings of the file over each slice, in the order of k; empty where it has none.
    """

    voxels: npt.NDArray[Any]
    geometry: Geometry
    unit: str = ""
    info: SeriesInfo = field(default_factory=lambda: SeriesInfo(""))
    report: LoadReport = field(default_factory=LoadReport)
    windows: tuple[WindowLevel, ...] = ()
    inverted: bool = False
    padding: tuple[float, float] | None = None
    instance_uids: tuple[str, ...] = ()
    spacing_source: SpacingSource = "geometry"
    has_orientation: bool = True
    provenance: Provenance | None = None
    rgb: npt.NDArray[np.uint8] | None = None
    voi_luts: tuple[VoiLut, ...] = ()
    acquired: Stack | None = None
    frame_numbers: tuple[int, ...] = ()
    overlays: tuple[tuple[OverlayPlane, ...], ...] = ()

    def __post_init__(self) -> None:
        if self.voxels.shape != self.geometry.shape_kji:
            raise GeometryError(f"Voxels {self.voxels.shape} do not fill the grid {self.geometry.shape_kji}.")
        _check_colours(self.rgb, self.voxels)

    def value_at(self, point_lps: npt.ArrayLike) -> float | None:
        """True value of the nearest voxel to a world point in LPS mm, or None outside and in a gap."""
        index = self.geometry.nearest_index(point_lps)
        return None if index is None or self.is_gap(index) else float(self.voxels[index[::-1]])

    def is_gap(self, index_ijk: tuple[int, int, int]) -> bool:
        """Whether no slice holds a voxel of a resampled volume, so that its value says nothing."""
        if self.acquired is None or self.padding is None:
            return False
        return self.padding[0] <= float(self.voxels[index_ijk[::-1]]) <= self.padding[1]

    def colour_at(self, index_ijk: tuple[int, int, int]) -> tuple[int, int, int] | None:
        """Red, green and blue, 0..255, of a voxel; None where the image has no colours."""
        if self.rgb is None:
            return None
        red, green, blue = self.rgb[index_ijk[::-1]].tolist()
        return red, green, blue


@dataclass(frozen=True, eq=False)
class Stack:
    """Ordered slices that are not a regular grid: scrolling and 2D models, no MPR, no volume models.

    Parameters
    ----------
    frames
        Array [n, row, column]; true values in ``unit``.
    planes
        One geometry of shape (1, rows, columns) for each frame: its own true place.
    frame_time_ms
        Time from one frame to the next of a cine, ms; None where the frames are not a film.
    The other fields are as in `Volume`; ``rgb`` is [n, row, column, 3].
    """

    frames: npt.NDArray[Any]
    planes: tuple[Geometry, ...]
    unit: str = ""
    info: SeriesInfo = field(default_factory=lambda: SeriesInfo(""))
    report: LoadReport = field(default_factory=LoadReport)
    windows: tuple[WindowLevel, ...] = ()
    inverted: bool = False
    padding: tuple[float, float] | None = None
    instance_uids: tuple[str, ...] = ()
    spacing_source: SpacingSource = "geometry"
    has_orientation: bool = True
    rgb: npt.NDArray[np.uint8] | None = None
    voi_luts: tuple[VoiLut, ...] = ()
    frame_time_ms: float | None = None
    frame_numbers: tuple[int, ...] = ()
    overlays: tuple[tuple[OverlayPlane, ...], ...] = ()

    def __post_init__(self) -> None:
        _check_colours(self.rgb, self.frames)
        if len(self.planes) != len(self.frames) or any(
            plane.shape_kji != (1, *self.frames.shape[1:]) for plane in self.planes
        ):
            raise GeometryError("Every frame of a stack needs one plane of its own shape.")

    def __len__(self) -> int:
        return len(self.frames)

    def slice(self, n: int) -> Volume:
        """Frame ``n`` as a volume of one slice that shares this stack's memory."""
        return Volume(
            voxels=self.frames[n : n + 1],
            geometry=self.planes[n],
            unit=self.unit,
            info=self.info,
            report=self.report,
            windows=self.windows,
            inverted=self.inverted,
            padding=self.padding,
            instance_uids=self.instance_uids[n : n + 1],
            spacing_source=self.spacing_source,
            has_orientation=self.has_orientation,
            rgb=None if self.rgb is None else self.rgb[n : n + 1],
            voi_luts=self.voi_luts,
            frame_numbers=self.frame_numbers[n : n + 1],
            overlays=self.overlays[n : n + 1],
        )


def _check_colours(rgb: npt.NDArray[np.uint8] | None, values: npt.NDArray[Any]) -> None:
    if rgb is not None and (rgb.shape != (*values.shape, 3) or rgb.dtype != np.uint8):
        raise GeometryError("The colours do not fill the grid of the values.")


def default_window(image: Volume | Stack) -> WindowLevel:
    """The file's first window, else percentiles 0.1 to 99.9 of what is not padding.

    Colours are shown as they are: black is 0, white is 255.
    """
    if image.rgb is not None:
        return WindowLevel.from_range(0.0, 255.0, "true colours")
    if image.windows:
        return image.windows[0]
    return percentile_window(image)


def percentile_window(image: Volume | Stack) -> WindowLevel:
    """Percentiles 0.1 to 99.9 of what is not padding and finite (from at most a million samples)."""
    voxels = image.voxels if isinstance(image, Volume) else image.frames
    sample = voxels.reshape(-1)[:: max(1, voxels.size // 1_000_000)]
    keep = np.isfinite(sample)
    if image.padding is not None:
        keep &= (sample < image.padding[0]) | (sample > image.padding[1])
    if not keep.any():
        return WindowLevel(1.0, 0.0, "LINEAR_EXACT", "auto")
    low, high = np.percentile(sample[keep], (0.1, 99.9))
    return WindowLevel.from_range(float(low), float(high), "auto")
