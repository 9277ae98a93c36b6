"""What the gate found out about an installed pack: ``install.json`` in its folder, made on this machine.

It is no part of the pack: it is in no list of hashes, is never exported, and one that a pack brings along is
not taken over. The file has sections, of which ``install`` is this one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from medviewer.core.errors import PluginError

RECORD_NAME = "install.json"
_SECTION = "install"
_LONGEST_BYTES = 4 << 20


@dataclass(frozen=True)
class InstallRecord:
    """One installation.

    Parameters
    ----------
    content_sha256
        SHA-256 of the pack's ``SHA256SUMS``, and so of all of it.
    source, signer
        Where it came from; the clinic's key that signed it, ``""`` if none.
    installed
        ISO 8601 with offset.
    machine, program
        Processor and system, and this program's version, in words.
    backend
        What runs it on this machine, in words.
    ms_per_tile, peak_ram_bytes
        Time of the network for one tile of its first stage, and how far memory grew at most meanwhile.
    checks
        ``{key, title, outcome, sentence, seconds}`` of every test.
    """

    model_id: str
    version: str
    content_sha256: str
    source: str = ""
    signer: str = ""
    installed: str = ""
    machine: str = ""
    program: str = ""
    backend: str = ""
    ms_per_tile: float = 0.0
    peak_ram_bytes: int = 0
    checks: tuple[Mapping[str, Any], ...] = ()


def read_record(folder: Path) -> InstallRecord | None:
    """The record of an installed pack; None if there is none or it is damaged."""
    found = _sections(folder).get(_SECTION)
    try:
        record = None if found is None else InstallRecord(**{**found, "checks": tuple(found["checks"])})
    except (TypeError, KeyError):
        return None
    return None if record is None or not _is_sound(record) else record


def _is_sound(record: InstallRecord) -> bool:
    """Whether everything in it is what it is said to be, so that who shows it need not look again."""
    texts = [getattr(record, each.name) for each in fields(record) if each.type == "str"]
    numbers = (record.ms_per_tile, record.peak_ram_bytes)
    for check in record.checks:
        if not isinstance(check, dict) or not {"key", "title", "outcome", "sentence"} <= set(check):
            return False
        texts += [check[name] for name in ("key", "title", "outcome", "sentence")]
    return all(isinstance(text, str) for text in texts) and all(isinstance(n, int | float) for n in numbers)


def write_record(record: InstallRecord, folder: Path) -> None:
    """Writes the record into a pack's folder; the other sections stay.

    Raises
    ------
    PluginError
        If it cannot be written.
    """
    temporary = folder / f".{RECORD_NAME}.new"
    sections = {**_sections(folder), _SECTION: asdict(record)}
    try:
        temporary.write_text(json.dumps(sections, indent=1) + "\n", encoding="utf-8")
        temporary.replace(folder / RECORD_NAME)
    except (OSError, TypeError, ValueError) as error:
        raise PluginError(f"The install record of {record.model_id} cannot be written.") from error
    finally:
        temporary.unlink(missing_ok=True)


def _sections(folder: Path) -> dict[str, Any]:
    path = folder / RECORD_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size < _LONGEST_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
