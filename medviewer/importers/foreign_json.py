"""Reading a JSON file that came from elsewhere: as data, of bounded size."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from medviewer.importers.refused import ImportRefused

_LONGEST_BYTES = 16 << 20


def read_json(path: Path) -> Any:
    """What a JSON file holds.

    Raises
    ------
    ImportRefused
        If it cannot be read, is not JSON, is larger than 16 MB or nested too deeply.
    """
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            raise ImportRefused(path.name, ["it is larger than 16 MB, so it is not read."])
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError as error:
        raise ImportRefused(path.name, ["it is nested too deeply to be read."]) from error
    except (OSError, ValueError) as error:
        raise ImportRefused(path.name, [f"it cannot be read as JSON ({error})."]) from error


def read_json_table(path: Path) -> dict[str, Any]:
    """As `read_json`, for a file that must hold a table (an object)."""
    value = read_json(path)
    if not isinstance(value, dict):
        raise ImportRefused(path.name, ["it holds no table of names and values."])
    return value
