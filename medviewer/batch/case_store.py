"""CaseStore: the output folder of a batch, which knows what is done.

Each case has a folder named by its key, with its result and, written last, ``record.json``. So a batch
that was killed at any moment goes on where it was: a case without a whole record is done again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medviewer.api.model import Result
from medviewer.batch.batch_order import RESULT_NAME
from medviewer.core.errors import WriteError
from medviewer.core.volume import Stack, Volume
from medviewer.io.atomic import atomic_write
from medviewer.io.progress import ReadReport
from medviewer.io.result_file import result_facts, save_result
from medviewer.packs.hashes import file_sha256

RECORD_NAME = "record.json"
_CASES = "cases"
_MOST_TRIES = 3
_KEY = re.compile(r"[0-9a-f]{32}")


def case_folder(output: str, key: str) -> Path:
    """Where a case's result and record lie."""
    if not _KEY.fullmatch(key):
        raise ValueError("Not a key.")
    return Path(output) / _CASES / key


def find_record(output: str, key: str) -> dict[str, Any] | None:
    """The record of a case whose result is there, whole and unchanged; else None."""
    folder = case_folder(output, key)
    try:
        record = json.loads((folder / RECORD_NAME).read_text("utf-8"))
        name = record["result"]
        if name not in {path.name for path in folder.iterdir()} or not name.startswith(f"{RESULT_NAME}."):
            return None
        is_whole = file_sha256(folder / name) == record["result_sha256"]
        return record if is_whole and record["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save_case(
    result: Result,
    output: str,
    key: str,
    ending: str,
    image: Volume | Stack,
    source_files: tuple[str, ...],
    facts: Mapping[str, Any],
    *,
    report: ReadReport,
) -> dict[str, Any]:
    """Writes a result and then its record, which it gives back; a job function of the writer host.

    ``facts`` is what else the record is to hold: the source, the series, the seconds. If another worker has
    finished the same case meanwhile, the record is that worker's. Two that write at the same moment, because
    the one was thought dead, leave a result and a record that belong together.

    Raises
    ------
    WriteError
        With one sentence; then there is no record.
    """
    earlier = find_record(output, key)
    if earlier is not None:
        return earlier
    folder = _made(case_folder(output, key))
    saved = Path(save_result(result, str(folder / f"{RESULT_NAME}{ending}"), image, source_files, report))
    told = {"key": key, **facts, "result": saved.name, "facts": result_facts(result)}
    for _ in range(_MOST_TRIES):
        record = told | {"result_sha256": file_sha256(saved)}
        write_json(folder / RECORD_NAME, record)
        if find_record(output, key) is not None:
            break  # else the other one has put its result in the place of ours meanwhile
    return record


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"The folder {folder} cannot be made ({error.strerror}).") from error
    return folder


def write_json(path: Path, content: Any) -> None:
    """Strict JSON, wholly or not at all."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"

    def verify(temporary: Path) -> None:
        if temporary.read_text("utf-8") != text:
            raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    atomic_write(path, lambda temporary: _write_text(temporary, text), verify)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
