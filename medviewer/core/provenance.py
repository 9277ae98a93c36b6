"""Where a result comes from, so that it can be trusted, repeated and bound to its input."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Provenance:
    """How a result was made. Times are ISO 8601 with offset; ``device`` e.g. ``"cpu"``, ``"cuda:0"``."""

    model_id: str = ""
    model_name: str = ""
    model_version: str = ""
    weights_sha256: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    device: str = ""
    started: str = ""
    ended: str = ""
    input_fingerprint: str = ""
    input_series_id: str = ""
