"""What an object of a study holds, as plain data and in a few lines."""

from __future__ import annotations

from typing import Any

from medviewer.core.contours import Roi, StructureSet
from medviewer.core.document import Document, EncapsulatedDocument
from medviewer.core.presentation_state import PresentationState
from medviewer.core.series import SeriesEntry


def object_facts(loaded: object) -> dict[str, Any] | None:
    """The content of an object, as JSON can hold it; None for what is none."""
    match loaded:
        case StructureSet():
            return {
                "what": "structure set",
                "name": loaded.name,
                "contours": loaded.contour_count,
                "regions": [_region(roi) for roi in loaded.rois],
            }
        case PresentationState():
            return {
                "what": "presentation state",
                "name": loaded.name,
                "description": loaded.description,
                "images": len(loaded.images),
                "graphics": sum(len(one.graphics) + len(one.texts) for one in loaded.annotations),
            }
        case Document():
            return {
                "what": "report",
                "title": loaded.title,
                "state": loaded.state,
                "images": len(loaded.references),
                "lines": [{"indent": line.indent, "text": line.text} for line in loaded.lines],
            }
        case EncapsulatedDocument():
            return {
                "what": "document",
                "title": loaded.title,
                "mime_type": loaded.mime_type,
                "bytes": loaded.size_bytes,
            }
    return None


def is_object(entry: SeriesEntry) -> bool:
    """Whether it speaks about pictures and has no grid of its own, to which a verdict could apply."""
    return not entry.is_image and entry.kind != "dicom-seg"


def _region(roi: Roi) -> dict[str, Any]:
    return {
        "number": roi.number,
        "name": roi.name,
        "type": roi.interpreted_type,
        "contours": len(roi.contours),
    }


def object_lines(content: dict[str, Any], in_full: bool) -> list[str]:
    """The content in words; of a report its text where it is asked for alone."""
    if "regions" in content:
        regions = content["regions"]
        lines = [f"structure set {content['name']}: {len(regions)} regions, {content['contours']} contours"]
        return lines + [f"    {one['name']}  {one['type']}  {one['contours']} contours" for one in regions]
    if "graphics" in content:
        about = f"images: {content['images']}, {content['graphics']} graphics and texts"
        return [f"presentation state {content['name']}: {about}", *_if_any(content["description"])]
    if "lines" in content:
        lines = [f"{content['title']}: {len(content['lines'])} lines, images: {content['images']}"]
        text = ["    " * (line["indent"] + 1) + line["text"] for line in content["lines"]]
        return [*lines, *_if_any(content["state"]), *(text if in_full else ())]
    return [
        f"document {content['title']}: {content['mime_type'] or 'unknown kind'}, {content['bytes']} bytes"
    ]


def _if_any(text: str) -> list[str]:
    return [text] if text else []
