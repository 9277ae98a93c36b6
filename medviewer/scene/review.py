"""What a reader says of a result: accepted, to be edited, rejected with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

from medviewer.core.review import Review, ReviewState
from medviewer.scene.layers import ResultLayer

_LONGEST_REASON = 500


def set_review(layer: ResultLayer, state: ReviewState, reason: str = "", now: datetime | None = None) -> None:
    """Writes the review of a result; a rejected one is hidden, any other one shown.

    What was said is lost unless it is saved, so the layer counts as unsaved until then.

    Parameters
    ----------
    reason
        Of a rejection, at most 500 letters of one line; of no other state.
    now
        When it was said; the present moment if None.
    """
    told = " ".join(reason.split())[:_LONGEST_REASON] if state == "rejected" else ""
    if (layer.review.state, layer.review.reason) == (state, told):
        return
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    layer.review = Review() if state == "unreviewed" else Review(state, told, moment)
    layer.visible = state != "rejected"
    layer.saved = False
