"""Figures: what a mark measures on the image that it was drawn on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from medviewer.core.geometry import FloatArray
from medviewer.core.mark import Mark, MarkKind
from medviewer.core.measure_shape import (
    ROI_KINDS,
    angle_degrees,
    area_mm2,
    ball_volume_ml,
    cobb_degrees,
    crosses_itself,
    length_mm,
)
from medviewer.core.measure_voxels import Sampling, enclosed_values
from medviewer.core.volume import SpacingSource, Volume

LengthUnit = Literal["mm", "px"]
ScaleSource = SpacingSource | Literal["by hand"]
_BINS = 64


@dataclass(frozen=True)
class Histogram:
    """How many values lie between neighbouring ``edges`` (one more than ``counts``), the last one within."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Figures:
    """What a mark measures; None for what its kind does not have.

    Parameters
    ----------
    length, second_length
        Length of a line, the long and the short diameter of a bidirectional one, the diameter of a
        ball, in ``length_unit``.
    angle_degrees
        Of an angle 0 to 180, of a Cobb angle 0 to 90.
    area
        In the square of ``length_unit``, from the outline itself and not from counting voxels.
    volume_ml
        Of a ball; None where lengths are in pixels.
    mean, sd, minimum, maximum
        Of the values inside, in ``unit``. ``sd`` is that of a sample (n - 1 in the denominator), 0 for
        one value. Of a point, ``mean`` is the value.
    count, left_out
        How many values these are, and how many more were left out: padding, gaps, no numbers.
    sampling
        ``"voxels"``: each voxel counts once; ``"samples"``: of an oblique plane. See `measure_voxels`.
    unit
        Unit of the values; "" for arbitrary ones. Of a colour image they are luminances.
    length_unit
        ``"px"`` where nothing says how large a pixel is: lengths are in widths of a pixel.
    spacing_source
        Where the size of a pixel comes from; ``"by hand"`` by a known length.
    crosses_itself
        Whether the outline meets itself, so that its area says little.
    has_values
        Whether values were looked at; not while the image is still being read.
    """

    kind: MarkKind
    length: float | None = None
    second_length: float | None = None
    angle_degrees: float | None = None
    area: float | None = None
    volume_ml: float | None = None
    mean: float | None = None
    sd: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    count: int = 0
    left_out: int = 0
    sampling: Sampling = "voxels"
    histogram: Histogram | None = None
    unit: str = ""
    length_unit: LengthUnit = "mm"
    spacing_source: ScaleSource = "geometry"
    crosses_itself: bool = False
    has_values: bool = False

    @property
    def length_mm(self) -> float | None:
        """The length where it is known in millimetres."""
        return self.length if self.length_unit == "mm" else None

    @property
    def short_mm(self) -> float | None:
        """The short diameter where it is known in millimetres."""
        return self.second_length if self.length_unit == "mm" else None

    @property
    def area_mm2(self) -> float | None:
        """The area where it is known in square millimetres."""
        return self.area if self.length_unit == "mm" else None


def measure(mark: Mark, volume: Volume, by_hand: float | None = None) -> Figures:
    """What a mark measures on a volume or on one frame of a stack.

    Parameters
    ----------
    by_hand
        True millimetres for each of the image's own, from a known length; None takes the image's.
    """
    shape = measure_shape(mark, volume, by_hand)
    return _with_values(shape, mark, volume) if mark.kind in (*ROI_KINDS, "ball", "point") else shape


def measure_shape(mark: Mark, volume: Volume, by_hand: float | None = None) -> Figures:
    """What a mark measures by its handles alone, while values are not there yet."""
    source: ScaleSource = volume.spacing_source if by_hand is None else "by hand"
    scale = 1.0 if by_hand is None else by_hand
    is_mm = source != "unknown"
    points = mark.points_lps
    length = second = angle = area = volume_ml = None
    match mark.kind:
        case "length":
            length = length_mm(*points) * scale
        case "bidirectional":
            length, second = sorted(
                (length_mm(*points[:2]) * scale, length_mm(*points[2:]) * scale), reverse=True
            )
        case "angle":
            angle = angle_degrees(*points)
        case "cobb":
            angle = cobb_degrees(points)
        case "ball":
            length = 2.0 * length_mm(*points) * scale
            volume_ml = ball_volume_ml(points) * scale**3 if is_mm else None
        case _ if mark.kind in ROI_KINDS:
            area = area_mm2(mark) * scale**2
    return Figures(
        mark.kind, length, second, angle, area, volume_ml, length_unit="mm" if is_mm else "px",
        spacing_source=source, crosses_itself=crosses_itself(mark),
    )  # fmt: skip


def _with_values(shape: Figures, mark: Mark, volume: Volume) -> Figures:
    enclosed = enclosed_values(mark, volume)
    values, told = enclosed.values, {"unit": volume.unit, "left_out": enclosed.left_out, "has_values": True}
    if not len(values):
        return replace(shape, sampling=enclosed.sampling, **told)  # type: ignore[arg-type]
    if mark.kind == "point":
        return replace(shape, mean=float(values[0]), count=1, **told)  # type: ignore[arg-type]
    return replace(
        shape,
        mean=float(values.mean()),
        sd=float(values.std(ddof=1)) if len(values) > 1 else 0.0,
        minimum=float(values.min()),
        maximum=float(values.max()),
        count=len(values),
        sampling=enclosed.sampling,
        histogram=histogram_of(values, np.issubdtype(volume.voxels.dtype, np.integer)),
        **told,  # type: ignore[arg-type]
    )


def histogram_of(values: FloatArray, is_whole: bool) -> Histogram:
    """At most 64 bins of equal width; of whole numbers each bin holds equally many of them."""
    low, high = float(values.min()), float(values.max())
    if is_whole:
        width = max(1.0, float(np.ceil((high - low + 1.0) / _BINS)))
        edges = np.arange(low - 0.5, high + width, width)
    else:
        edges = np.linspace(low, high if high > low else low + 1.0, _BINS + 1)
    counts, _ = np.histogram(values, bins=edges)
    return Histogram(tuple(edges.tolist()), tuple(counts.tolist()))
