"""Graphic annotation and graphic layer modules -> Annotation (DICOM PS3.3 C.10.5, C.10.7)."""

from __future__ import annotations

from typing import Any, cast, get_args

from medviewer.core.errors import GeometryError
from medviewer.core.graphics import (
    Annotation,
    GraphicKind,
    GraphicLayer,
    GraphicObject,
    Justification,
    Point,
    TextObject,
    Units,
)
from medviewer.core.segmentation import Color
from medviewer.core.series import Problem
from medviewer.io.dicom.objects.image_references import reference_of
from medviewer.io.dicom.objects.object_file import floats_of, items, lines_of, number_of, numbers_of, text_of

_MOST_OBJECTS = 20_000
_MOST_POINTS = 1_000_000


def annotations_of(dataset: Any) -> tuple[tuple[Annotation, ...], tuple[Problem, ...]]:
    """The annotations of a presentation state in the order of drawing, and what is not drawn."""
    layers = _layers(dataset)
    reader = _GraphicsReader()
    found = []
    for item in items(dataset, "GraphicAnnotationSequence", _MOST_OBJECTS):
        name = text_of(item, "GraphicLayer", 64)
        images = tuple(reference_of(one) for one in items(item, "ReferencedImageSequence", _MOST_OBJECTS))
        graphics = reader.graphics(item)
        texts = reader.texts(item)
        if graphics or texts:
            found.append(Annotation(layers.get(name, GraphicLayer(name)), graphics, texts, images))
    found.sort(key=lambda annotation: annotation.layer.order)
    return tuple(found), reader.problems


class _GraphicsReader:
    """Reads objects within bounds; counts those that it leaves out."""

    def __init__(self) -> None:
        self._objects = 0
        self._points = 0
        self._left_out = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        if not self._left_out:
            return ()
        text = f"{self._left_out} of its graphics or texts cannot be drawn truly and are left out."
        return (Problem("GRAPHICS", text),)

    def graphics(self, item: Any) -> tuple[GraphicObject, ...]:
        self._left_out += sum(1 for _ in items(item, "CompoundGraphicSequence", _MOST_OBJECTS))
        found = (self._graphic(one) for one in items(item, "GraphicObjectSequence", _MOST_OBJECTS))
        return tuple(one for one in found if one is not None)

    def texts(self, item: Any) -> tuple[TextObject, ...]:
        found = (self._text(one) for one in items(item, "TextObjectSequence", _MOST_OBJECTS))
        return tuple(one for one in found if one is not None)

    def _graphic(self, item: Any) -> GraphicObject | None:
        kind = cast(GraphicKind, text_of(item, "GraphicType", 32))
        units = _units(item, "GraphicAnnotationUnits")
        numbers = floats_of(item, "GraphicData", 2 * _MOST_POINTS + 2)
        self._objects += 1
        self._points += numbers.size // 2
        is_too_much = self._objects > _MOST_OBJECTS or self._points > _MOST_POINTS
        try:
            if units is not None and not numbers.size % 2 and not is_too_much:
                is_filled = text_of(item, "GraphicFilled", 4) == "Y"
                return GraphicObject(kind, numbers.reshape(-1, 2), units, is_filled)
        except GeometryError:
            pass  # counted below
        self._left_out += 1
        return None

    def _text(self, item: Any) -> TextObject | None:
        text = "\n".join(lines_of(item, "UnformattedTextValue", 4096))
        corners = (
            numbers_of(item, "BoundingBoxTopLeftHandCorner", 2),
            numbers_of(item, "BoundingBoxBottomRightHandCorner", 2),
        )
        box_units = _units(item, "BoundingBoxAnnotationUnits")
        anchor, anchor_units = (
            _point(numbers_of(item, "AnchorPoint", 2)),
            _units(item, "AnchorPointAnnotationUnits"),
        )
        first, last = _point(corners[0]), _point(corners[1])
        box = None if first is None or last is None or box_units is None else (first, last)
        anchor = None if anchor_units is None else anchor
        self._objects += 1
        if not text or (box is None and anchor is None) or self._objects > _MOST_OBJECTS:
            self._left_out += 1
            return None
        said = text_of(item, "BoundingBoxTextHorizontalJustification", 16)
        return TextObject(
            text=text,
            box=box,
            box_units=box_units or "PIXEL",
            justification=cast(Justification, said) if said in get_args(Justification) else "LEFT",
            anchor=anchor,
            anchor_units=anchor_units or "PIXEL",
            anchor_visible=text_of(item, "AnchorPointVisibility", 4) == "Y",
        )


def _units(item: Any, keyword: str) -> Units | None:
    said = text_of(item, keyword, 16)
    return cast(Units, said) if said in get_args(Units) else None


def _point(numbers: list[float]) -> Point | None:
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


def _layers(dataset: Any) -> dict[str, GraphicLayer]:
    found = {}
    for item in items(dataset, "GraphicLayerSequence", 1000):
        name = text_of(item, "GraphicLayer", 64)
        order = number_of(item, "GraphicLayerOrder")
        text = text_of(item, "GraphicLayerDescription", 256)
        found[name] = GraphicLayer(name, 0 if order is None else int(order), _color(item), text)
    return found


def _color(item: Any) -> Color | None:
    lab = numbers_of(item, "GraphicLayerRecommendedDisplayCIELabValue", 3)
    if len(lab) == 3 and all(0 <= value <= 0xFFFF for value in lab):
        import highdicom

        color = highdicom.color.CIELabColor.from_dicom_value([int(v) for v in lab])
        red, green, blue = color.to_rgb(clip=True)
        return int(red), int(green), int(blue)
    grey = number_of(item, "GraphicLayerRecommendedDisplayGrayscaleValue")
    if grey is None:
        return None
    level = round(255 * min(max(grey / 65535.0, 0.0), 1.0))
    return level, level, level
