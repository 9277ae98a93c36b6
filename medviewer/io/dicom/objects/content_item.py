"""One content item of a structured report as text: every value type (DICOM PS3.3 C.17.3.2)."""

from __future__ import annotations

import re
from typing import Any

from pydicom.uid import UID

from medviewer.core.dicom_text import date_text, time_text
from medviewer.io.dicom.objects.object_file import first_item, items, lines_of, numbers_of, text_of
from medviewer.io.dicom.parse.text import person_name

_MOST_NUMBERS = 8
_REMARK = re.compile(r"\{[^{}]*\}")


def value_type(item: Any) -> str:
    """The value type of a content item."""
    return text_of(item, "ValueType", 16)


def item_text(item: Any) -> list[str]:
    """The item as one or more lines; none where it says nothing of its own."""
    name = code_meaning(first_item(item, "ConceptNameCodeSequence"))
    value = _value(item)
    if not value:
        return [name] if name else []
    if len(value) == 1:
        return [f"{name}: {value[0]}" if name else value[0]]
    return [f"{name}:" if name else "Text:", *value]


def code_meaning(code: Any) -> str:
    """What a code means, else the code itself."""
    if code is None:
        return ""
    value = next(
        (v for k in ("CodeValue", "LongCodeValue", "URNCodeValue") if (v := text_of(code, k, 1024))), ""
    )
    return text_of(code, "CodeMeaning", 1024) or value


def _value(item: Any) -> list[str]:
    match value_type(item):
        case "TEXT":
            return lines_of(item, "TextValue")
        case "CODE":
            return _one(code_meaning(first_item(item, "ConceptCodeSequence")))
        case "NUM":
            return _one(_measurement(item))
        case "PNAME":
            return _one(person_name(text_of(item, "PersonName", 1024)))
        case "DATE":
            return _one(date_text(text_of(item, "Date", 8)))
        case "TIME":
            return _one(time_text(text_of(item, "Time", 16), with_seconds=True))
        case "DATETIME":
            said = text_of(item, "DateTime", 32)
            return _one(f"{date_text(said[:8])} {time_text(said[8:14], with_seconds=True)}".strip())
        case "UIDREF":
            return _one(text_of(item, "UID", 128))
        case "IMAGE" | "COMPOSITE" | "WAVEFORM":
            return [text for one in items(item, "ReferencedSOPSequence", 1000) if (text := _reference(one))]
        case "SCOORD" | "SCOORD3D":
            return _one(_coordinates(item))
        case "TCOORD":
            return _one(f"temporal range {text_of(item, 'TemporalRangeType', 32).lower()}")
        case "TABLE":
            return ["a table, which is not shown"]
        case _:
            return []


def _one(text: str) -> list[str]:
    return [text] if text else []


def _measurement(item: Any) -> str:
    """``12.3 ml``; where the value is missing, why (Numeric Value Qualifier)."""
    measured = first_item(item, "MeasuredValueSequence")
    qualifier = code_meaning(first_item(item, "NumericValueQualifierCodeSequence"))
    if measured is None:
        return qualifier or "no value"
    value = text_of(measured, "NumericValue", 64) or "no value"
    unit = first_item(measured, "MeasurementUnitsCodeSequence")
    symbol = "" if unit is None else text_of(unit, "CodeValue", 64)
    is_symbol = (
        unit is not None and text_of(unit, "CodingSchemeDesignator", 16) == "UCUM" and len(symbol) <= 16
    )
    # UCUM: what stands in braces is a remark, as in ``{SUVbw}g/ml``.
    shown = _REMARK.sub("", "" if symbol == "1" else symbol) if is_symbol else code_meaning(unit)
    return " ".join(part for part in (value, shown, f"({qualifier})" if qualifier else "") if part)


def _reference(item: Any) -> str:
    """``CT Image, frame 3``: what kind of object is meant; identifiers help no reader."""
    kind = UID(text_of(item, "ReferencedSOPClassUID", 128)).name.removesuffix(" Storage")
    kind = "an object" if not kind or kind[0].isdecimal() else kind
    frames = numbers_of(item, "ReferencedFrameNumber", _MOST_NUMBERS)
    if frames:
        kind += f", frame {', '.join(f'{n:g}' for n in frames)}"
    segments = numbers_of(item, "ReferencedSegmentNumber", _MOST_NUMBERS)
    if segments:
        kind += f", segment {', '.join(f'{n:g}' for n in segments)}"
    return kind


def _coordinates(item: Any) -> str:
    kind = text_of(item, "GraphicType", 32).lower()
    size = 3 if value_type(item) == "SCOORD3D" else 2
    numbers = numbers_of(item, "GraphicData")
    if not numbers:
        return kind
    if len(numbers) <= _MOST_NUMBERS:
        points = zip(*(numbers[n::size] for n in range(size)), strict=False)
        shown = "; ".join(", ".join(f"{v:.6g}" for v in point) for point in points)
        return f"{kind} at {shown} {'mm' if size == 3 else 'px'}"
    return f"{kind} of {len(numbers) // size} points"
