"""Where a result comes from, so that it can be trusted, repeated and bound to its input."""

from __future__ import annotations

from dataclasses import dataclass, field

from medviewer.core.review import Review


@dataclass(frozen=True)
class Provenance:
    """How a result was made, and what a reader said of it when it was saved.

    Times are ISO 8601 with offset; ``device`` e.g. ``"cpu"``, ``"cuda:0"``.
    """

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
    further_inputs: tuple[tuple[str, str], ...] = ()
    """Role and fingerprint of each further image that the model was given."""
    review: Review = field(default=Review())
