"""One line of a journal: a checksum and what it says, as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from medviewer.core.strict_json import strict_json

_DIGEST_BYTES = 8
_HEAD = 2 * _DIGEST_BYTES + 1
LONGEST_LINE = 64 << 20


def line_of(said: dict[str, Any]) -> bytes:
    """A line that tells whether it is whole."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return _digest(text) + b" " + text + b"\n"


def said_in(line: bytes) -> dict[str, Any] | None:
    """What a line says; None for one that is torn, damaged or none of these."""
    if len(line) <= _HEAD or len(line) > LONGEST_LINE or line[: _HEAD - 1] != _digest(line[_HEAD:]):
        return None
    try:
        said = strict_json(line[_HEAD:].decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def whole_lines(content: bytes) -> Iterator[dict[str, Any] | None]:
    """What each line says, None for a damaged one; a last line without its end counts as damaged."""
    *lines, rest = content.split(b"\n")
    for line in lines:
        if line:
            yield said_in(line)
    if rest:
        yield None


def _digest(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=_DIGEST_BYTES).hexdigest().encode()
