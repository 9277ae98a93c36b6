"""Which names a file of a pack may have: the same on every system, and never outside the pack."""

from __future__ import annotations

import re

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+ -]{0,127}")
_MOST_PARTS = 6
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def is_pack_path(name: str) -> bool:
    """Whether ``name`` is a relative path with ``/``, of plain letters, digits and ``_ . + -`` and spaces.

    No part begins with a dot or ends with a dot or a space, and none is a device of Windows.
    """
    parts = name.split("/")
    return 1 <= len(parts) <= _MOST_PARTS and all(
        _PART.fullmatch(part) and not part.endswith((".", " ")) and not _DEVICES.fullmatch(part)
        for part in parts
    )


def is_folder_name(name: str) -> bool:
    """Whether an id or a version may name a folder: one part of a path, no spaces, at most 64 long."""
    return is_pack_path(name) and "/" not in name and " " not in name and len(name) <= 64
