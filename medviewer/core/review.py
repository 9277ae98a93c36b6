"""Review: what a reader said of a model's result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReviewState = Literal["unreviewed", "accepted", "edited", "rejected"]


@dataclass(frozen=True)
class Review:
    """The state, the reason of a rejection, and when it was said (ISO 8601 with offset)."""

    state: ReviewState = "unreviewed"
    reason: str = ""
    when: str = ""
