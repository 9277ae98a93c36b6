"""Display shutter module -> Shutter (DICOM PS3.3 C.7.6.11)."""

from __future__ import annotations

from typing import Any

from medviewer.core.series import Problem
from medviewer.core.shutter import Corner, Shutter
from medviewer.io.dicom.objects.object_file import number_of, numbers_of, text_of
from medviewer.io.dicom.parse.quote import quoted_code

_MOST_CORNERS = 2 * 10_000
_EDGES = (
    "ShutterLeftVerticalEdge", "ShutterRightVerticalEdge", "ShutterUpperHorizontalEdge",
    "ShutterLowerHorizontalEdge",
)  # fmt: skip


def shutter_of(dataset: Any) -> tuple[Shutter | None, tuple[Problem, ...]]:
    """The shutter of a data set, and what of it cannot be followed."""
    shapes = [shape.strip() for shape in text_of(dataset, "ShutterShape", 64).split("\\")]
    if shapes == [""]:
        return None, ()
    edges = [number_of(dataset, edge) for edge in _EDGES] if "RECTANGULAR" in shapes else []
    said = [edge for edge in edges if edge is not None]
    rectangle = (said[0], said[1], said[2], said[3]) if len(said) == 4 else None
    circle = _circle(dataset) if "CIRCULAR" in shapes else None
    polygon = _polygon(dataset) if "POLYGONAL" in shapes else ()
    followed = {"RECTANGULAR": rectangle, "CIRCULAR": circle, "POLYGONAL": polygon}
    problems = tuple(
        Problem(
            "SHUTTER", f"Its {quoted_code(shape).lower()} shutter cannot be applied; nothing is hidden by it."
        )
        for shape in shapes
        if not followed.get(shape)
    )
    if rectangle is None and circle is None and not polygon:
        return None, problems
    grey = number_of(dataset, "ShutterPresentationValue") or 0.0
    return Shutter(rectangle, circle, polygon, min(max(grey / 65535.0, 0.0), 1.0)), problems


def _circle(dataset: Any) -> tuple[Corner, float] | None:
    centre, radius = (
        numbers_of(dataset, "CenterOfCircularShutter", 2),
        number_of(dataset, "RadiusOfCircularShutter"),
    )
    if len(centre) != 2 or radius is None or radius <= 0:
        return None
    row, column = centre
    return (column, row), radius


def _polygon(dataset: Any) -> tuple[Corner, ...]:
    numbers = numbers_of(dataset, "VerticesOfThePolygonalShutter", _MOST_CORNERS)
    if len(numbers) < 6 or len(numbers) % 2:
        return ()
    return tuple(zip(numbers[1::2], numbers[0::2], strict=True))
