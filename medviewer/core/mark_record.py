"""MarkRecord: a mark with its figures and its slice, as files tell it."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.mark import Mark
from medviewer.core.measure import Figures


@dataclass(frozen=True)
class Figure:
    """One number of a mark.

    Parameters
    ----------
    name
        What it is: ``length``, ``long_axis``, ``short_axis``, ``diameter``, ``angle``, ``cobb_angle``,
        ``area``, ``volume``, ``mean``, ``sd``, ``min``, ``max``, ``value``.
    unit
        ``mm``, ``mm2``, ``ml``, ``px``, ``px2``, ``deg``, or the unit of the image; "" for none.
    """

    name: str
    value: float
    unit: str = ""


@dataclass(frozen=True)
class OnSlice:
    """Where a mark lies on one acquired slice.

    Parameters
    ----------
    points_px
        Column and row of each handle; (0, 0) is the top left corner of the first pixel, whose middle is
        (0.5, 0.5) (DICOM PS3.3 C.18.6.1.1, C.10.5.1.2).
    frame
        The frame of the instance, from 1.
    aspect
        Height of a pixel by its width.
    """

    instance_uid: str
    frame: int
    points_px: tuple[tuple[float, float], ...]
    aspect: float = 1.0


@dataclass(frozen=True)
class MarkRecord:
    """A mark as it is written: with its figures, its slice where it lies on one, and where the size of a
    pixel comes from."""

    mark: Mark
    figures: tuple[Figure, ...] = ()
    on_slice: OnSlice | None = None
    spacing_source: str = "geometry"

    @property
    def instance_uid(self) -> str:
        """The instance that it is told on, "" for none."""
        return self.mark.place.instance_uid if self.on_slice is None else self.on_slice.instance_uid

    @property
    def frame(self) -> int:
        """The frame of that instance, from 1."""
        return self.mark.place.frame if self.on_slice is None else self.on_slice.frame


def named_figures(figures: Figures) -> tuple[Figure, ...]:
    """The figures of a mark by their names, in the order in which they are told."""
    size, area = figures.length_unit, f"{figures.length_unit}2"
    names = {"bidirectional": "long_axis", "ball": "diameter", "cobb": "cobb_angle"}
    is_point = figures.kind == "point"
    told = (
        (names.get(figures.kind, "length"), figures.length, size),
        ("short_axis", figures.second_length, size),
        (names.get(figures.kind, "angle"), figures.angle_degrees, "deg"),
        ("area", figures.area, area),
        ("volume", figures.volume_ml, "ml"),
        ("value" if is_point else "mean", figures.mean, figures.unit),
        ("sd", figures.sd, figures.unit),
        ("min", figures.minimum, figures.unit),
        ("max", figures.maximum, figures.unit),
    )
    return tuple(Figure(name, float(value), unit) for name, value, unit in told if value is not None)


@dataclass(frozen=True)
class FoundMark:
    """A mark as a file told it.

    Parameters
    ----------
    mark
        In world coordinates, unless ``on_slice`` is there: then its points are still those of the file's own
        notes, or all zero, and `medviewer.core.mark_slices.placed` gives them their place in the image.
    is_noted
        Whether the points of ``mark`` are the file's own notes, believed where they agree with the slice.
    """

    mark: Mark
    on_slice: OnSlice | None = None
    is_noted: bool = False
