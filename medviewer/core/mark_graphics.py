"""Marks as graphics and words on images, as presentation states draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from medviewer.core.geometry import FloatArray
from medviewer.core.graphics import Annotation, GraphicKind, GraphicLayer, GraphicObject, TextObject
from medviewer.core.image_reference import ImageReference
from medviewer.core.mark_record import Figure, MarkRecord
from medviewer.core.same_mark import principal_axes
from medviewer.core.segmentation import Color

_MOST_POINTS = 8_000
_HEAD = 0.2
_LAYER = "MEASUREMENTS"
_NAMES = {
    "long_axis": "long ", "short_axis": "short ", "diameter": "diameter ", "area": "area ",
    "volume": "volume ", "mean": "mean ", "sd": "SD ", "min": "min ", "max": "max ",
}  # fmt: skip
_SYMBOLS = {"mm2": "mm²", "px2": "px²", "deg": "°"}


def graphics_of_marks(records: Iterable[MarkRecord], color: Color) -> tuple[Annotation, ...]:
    """One annotation a mark, on the slice that it lies on; marks that lie on none are not among them."""
    layer = GraphicLayer(_LAYER, 1, color, "Measurements")
    found = []
    for record in records:
        on = record.on_slice
        if on is None or not record.mark.visible:
            continue
        points = np.array(on.points_px, dtype=np.float64)
        words = record_words(record)
        texts = (TextObject(words, anchor=_beside(points)),) if words else ()
        image = ImageReference(on.instance_uid, record.mark.place.series_uid, (on.frame,))
        found.append(Annotation(layer, _figures(record, points), texts, (image,)))
    return tuple(found)


def record_words(record: MarkRecord) -> str:
    """Name, words and figures of a mark, line by line, with numbers as every locale reads them."""
    lines = [record.mark.label, *record.mark.text.splitlines(), *map(_figure_words, record.figures)]
    return "\n".join(line for line in lines if line.strip())


def _figure_words(figure: Figure) -> str:
    digits = 2 if figure.unit == "ml" else 1
    unit = _SYMBOLS.get(figure.unit, figure.unit)
    joined = "" if unit == "°" or not unit else " "
    return f"{_NAMES.get(figure.name, '')}{figure.value:.{digits}f}{joined}{unit}"


def _beside(points: FloatArray) -> tuple[float, float]:
    """The handle that is farthest to the right: words stand there without covering the figure."""
    x, y = points[int(points[:, 0].argmax())]
    return (float(x), float(y))


def _figures(record: MarkRecord, points: FloatArray) -> tuple[GraphicObject, ...]:
    match record.mark.kind:
        case "point":
            return (_graphic("POINT", points),)
        case "text":
            return ()
        case "cobb" | "bidirectional":
            return (_graphic("POLYLINE", points[:2]), _graphic("POLYLINE", points[2:]))
        case "ellipse":
            return (_graphic("ELLIPSE", principal_axes(points)),)
        case "ball":
            return (
                _graphic(
                    "ELLIPSE", _circle(points, 1.0 if record.on_slice is None else record.on_slice.aspect)
                ),
            )
        case "rectangle" | "polygon" | "freehand":
            thinned = points[:: 1 + len(points) // _MOST_POINTS]
            return (_graphic("POLYLINE", np.vstack([thinned, thinned[:1]])),)
        case "arrow":
            return (_graphic("POLYLINE", points), _graphic("POLYLINE", _head(points)))
        case _:
            return (_graphic("POLYLINE", points),)


def _graphic(kind: GraphicKind, points: FloatArray) -> GraphicObject:
    """A figure with the 32-bit numbers that a file holds."""
    return GraphicObject(kind, points.astype(np.float32).astype(np.float64))


def _circle(points: FloatArray, aspect: float) -> FloatArray:
    """Ends of the axes of a circle in the world, on pixels that need not be square; the long axis first."""
    radius = float(np.linalg.norm(points[1] - points[0]))
    across, down = np.array([radius, 0.0]), np.array([0.0, radius / aspect])
    long, short = (across, down) if aspect >= 1.0 else (down, across)
    centre = points[0]
    return np.array([centre - long, centre + long, centre - short, centre + short])


def _head(points: Sequence[FloatArray] | FloatArray) -> FloatArray:
    """The two strokes at the tip of an arrow."""
    tip, tail = points[0], points[1]
    back = (tail - tip) * _HEAD
    side = np.array([-back[1], back[0]]) * 0.5
    return np.array([tip + back + side, tip, tip + back - side])
