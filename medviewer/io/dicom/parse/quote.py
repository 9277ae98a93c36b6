"""What a message may quote from a file: only what cannot be a patient's name."""

from __future__ import annotations

import re

_IDENTIFIER = re.compile(r"[0-9.]{3,64}")
_CODES = frozenset(
    (
        "ARGB", "CMYK", "HSV", "MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB", "XYB", "YBR_FULL",
        "YBR_FULL_422", "YBR_ICT", "YBR_PARTIAL_420", "YBR_PARTIAL_422", "YBR_RCT",
        "BITMAP", "CIRCULAR", "POLYGONAL", "RECTANGULAR",
    )
)  # fmt: skip


def quoted_uid(uid: str) -> str:
    """The identifier itself if it is one, else ``"unknown"``."""
    return uid if _IDENTIFIER.fullmatch(uid) else "unknown"


def quoted_code(code: str) -> str:
    """The code itself if the standard knows it, else ``"unknown"``."""
    return code if code in _CODES else "unknown"
