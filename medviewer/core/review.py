"""Review: what a reader said of a model's result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReviewState = Literal["unreviewed", "accepted", "to_edit", "edited", "rejected"]


@dataclass(frozen=True)
class Review:
    """The state, the reason of a rejection, and when it was said (ISO 8601 with offset).

    ``to_edit``: seen and of use, but not yet right; ``edited``: it was put right by hand.
    """

    state: ReviewState = "unreviewed"
    reason: str = ""
    when: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether the reader is done with it: then it no longer needs a mark of its own."""
        return self.state in ("accepted", "edited", "rejected")
