"""One hash for all weights of a model."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def weights_hash(hashes: Mapping[str, str]) -> str:
    """The SHA-256 of a model's weights from those of its files, by name; ``""`` for none.

    Of one file it is that file's own. Of several it is the SHA-256 of the lines that ``sha256sum``
    writes for them in the order of their names.
    """
    if len(hashes) < 2:
        return next(iter(hashes.values()), "")
    lines = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()
