"""Marks and key images as one JSON file: everything, exactly, with the figures for whoever reads it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from medviewer.core.errors import ReadError, WriteError
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.mark_json import (
    MARKS_VERSION,
    key_images_from_json,
    key_images_to_json,
    marks_from_json,
    marks_to_json,
)
from medviewer.core.mark_record import MarkRecord
from medviewer.core.plain_table import PlainTable
from medviewer.core.strict_json import strict_json
from medviewer.io.atomic import atomic_write
from medviewer.io.regular_file import open_regular

FORMAT = "medviewer marks"
_LONGEST_BYTES = 256 << 20


def write_json(records: Sequence[MarkRecord], key_images: Sequence[KeyImage], path: Path) -> Path:
    """Writes marks and key images, reads them back and compares.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    told = {
        "format": FORMAT,
        "version": MARKS_VERSION,
        "marks": marks_to_json(record.mark for record in records),
        "key_images": key_images_to_json(key_images),
        "figures": {record.mark.id: _figures(record) for record in records if record.figures},
    }
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    again = marks_from_json(told["marks"]), key_images_from_json(told["key_images"])

    def verify(temporary: Path) -> None:
        if read_json(str(temporary)) != again:
            raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    return atomic_write(path, lambda temporary: _put(temporary, text), verify)


def read_json(path: str) -> tuple[tuple[Mark, ...], tuple[KeyImage, ...]]:
    """The marks and key images of a file; its figures are not read, for voxels tell them anew.

    Raises
    ------
    ReadError
        With one sentence, if it is too large, no JSON, of a later version, or any of it is not valid.
    """
    name = Path(path).name
    try:
        with open_regular(path) as file:
            content = file.read(_LONGEST_BYTES + 1)
        if len(content) > _LONGEST_BYTES:
            raise ReadError(f"{name} is too large to hold marks, so it was not read.")
        told = strict_json(content.decode("utf-8-sig"))
    except RecursionError as error:
        raise ReadError(f"{name} is nested too deeply to be read.") from error
    except FileNotFoundError as error:
        raise ReadError(f"{name} is not there any more; choose another file.") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{name} cannot be read as JSON; choose another file.") from error
    table = PlainTable(told, name, ("format", "version", "marks", "key_images", "figures"))
    if table.value("format") != FORMAT:
        raise ReadError(f"{name} does not hold marks of this program; choose another file.")
    if table.whole("version", 1, 1_000_000) > MARKS_VERSION:
        raise ReadError(f"{name} was written by a later version of this program; update it to open the file.")
    return marks_from_json(table.value("marks")), key_images_from_json(table.value("key_images"))


def _figures(record: MarkRecord) -> list[dict[str, Any]]:
    return [{"name": one.name, "value": one.value, "unit": one.unit} for one in record.figures]


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
