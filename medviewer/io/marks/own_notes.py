"""What the standard has no element for (colour, exact points, who drew when), in a private block.

Other software ignores it (DICOM PS3.5 7.8). Our reader takes from it only what agrees with the standard part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from medviewer.core.errors import ReadError
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.mark_json import (
    MARKS_VERSION,
    key_images_from_json,
    key_images_to_json,
    marks_from_json,
    marks_to_json,
)
from medviewer.core.strict_json import strict_json
from medviewer.io.dicom.parse.bad_content import BAD_CONTENT
from medviewer.io.marks.new_object import PRIVATE_GROUP

_ELEMENT, _CREATOR = 0x01, "MEDVIEWER MARKS 1"
_LONGEST = 64 << 20


def add_notes(dataset: Any, marks: Iterable[Mark] = (), key_images: Iterable[KeyImage] = ()) -> None:
    """Puts marks and key images, as they are, into an object that tells them in DICOM's own way too."""
    told = {
        "version": MARKS_VERSION,
        "marks": marks_to_json(marks),
        "key_images": key_images_to_json(key_images),
    }
    block = dataset.private_block(PRIVATE_GROUP, _CREATOR, create=True)
    block.add_new(_ELEMENT, "UT", json.dumps(told))


def notes_of(dataset: Any) -> tuple[tuple[Mark, ...], tuple[KeyImage, ...]]:
    """The notes of an object; none where they are missing, of another version or not valid."""
    try:
        words = str(dataset.private_block(PRIVATE_GROUP, _CREATOR)[_ELEMENT].value)
        if len(words) > _LONGEST:
            return (), ()
        told = strict_json(words)
        if not isinstance(told, dict) or told.get("version") != MARKS_VERSION:
            return (), ()
        return marks_from_json(told.get("marks", [])), key_images_from_json(told.get("key_images", []))
    except (ReadError, *BAD_CONTENT):
        return (), ()
