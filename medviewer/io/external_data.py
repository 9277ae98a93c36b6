"""MetaImage and NRRD headers that name other files: only names inside the chosen folder are followed."""

from __future__ import annotations

import re
from pathlib import Path

from medviewer.core.errors import ReadError
from medviewer.io.regular_file import open_regular

_LONGEST_HEADER = 65536


def check_external_data(path: str) -> None:
    """Refuses a header that names a data file outside its own folder, or one that is not there.

    Raises
    ------
    ReadError
        With one sentence that names the header file.
    """
    file = Path(path)
    for name in external_names(path):
        target = file.parent / name
        try:
            inside = target.resolve().is_relative_to(file.parent.resolve())
        except (OSError, ValueError):
            inside = False
        if not inside:
            raise ReadError(f"{path} names a data file outside its own folder, which is not followed.")
        if not target.is_file():
            raise ReadError(f"{path} needs the data file {target.name[:64]}, which is not beside it.")


def external_names(path: str) -> list[str]:
    """The data files that a header names; empty where the data is in the same file."""
    with open_regular(path) as file:
        head = file.read(_LONGEST_HEADER)
    if head.startswith(b"NRRD"):
        return _nrrd_names(head.split(b"\n\n")[0].split(b"\r\n\r\n")[0].decode("utf-8", "replace"))
    if Path(path).suffix.lower() in (".mhd", ".mha"):
        return _meta_names(head)
    return []


def _nrrd_names(text: str) -> list[str]:
    lines = text.splitlines()
    for n, line in enumerate(lines):
        found = re.match(r"data ?file\s*:\s*(.*)", line, re.IGNORECASE)
        if found:
            value = found[1].strip()
            if value.upper().startswith("LIST"):
                return [name.strip() for name in lines[n + 1 :] if name.strip()]
            if "%" in value:
                return _numbered(value)
            return [value]
    return []


def _meta_names(head: bytes) -> list[str]:
    found = re.search(rb"^\s*ElementDataFile\s*=\s*([^\r\n]*)([^\0]*)", head, re.IGNORECASE | re.MULTILINE)
    if not found:
        return []
    value = found[1].decode("utf-8", "replace").strip()
    if value.upper() == "LOCAL":
        return []
    if value.upper().startswith("LIST"):
        rest = found[2].decode("utf-8", "replace").splitlines()
        return [line.strip() for line in rest if line.strip()]
    return _numbered(value) if "%" in value else [value]


def _numbered(pattern: str) -> list[str]:
    """First and last name of a pattern such as ``slice.%03d 1 93 1``."""
    parts = pattern.split()
    numbers = [int(part) for part in parts[1:] if part.lstrip("-").isdecimal()]
    if not re.fullmatch(r"[^%]*%0?\d{0,2}d[^%]*", parts[0]) or not numbers:
        return [parts[0]]
    return [parts[0] % number for number in numbers[:2]]
